"""Where the checks across bulletins are found, and how their findings get severity, fingerprint and place."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Literal

from extractors.checks.across.group import Group
from extractors.checks.across.saying import days, name
from extractors.checks.config import DEFAULT, CheckConfig
from extractors.checks.fingerprint import fingerprint
from extractors.model import Severity, Verdict
from extractors.series.records import Entry

Level = Literal["series", "family", "text"]
"""What a rule looks at: one place's series, a place with the places inside it, or one article beside earlier ones."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``operands``: the figure in question first. ``message``: Chinese; names them all, never says which is wrong; of an unchecked one, why it is."""

    verdict: Verdict
    operands: tuple[Entry, ...]
    equation: str
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with all that a row of ``checks`` needs."""

    check: str
    severity: Severity
    finding: Finding
    fingerprint: str


def unchecked(operands: Sequence[Entry], why: str) -> Finding:
    """A tie that is there and cannot be judged: an operand is in doubt. ``why``: Chinese, behind the last colon of the message, as :mod:`coverage` reads it."""
    first = operands[0]
    return Finding("unchecked", tuple(operands), "", f"{days(first.seen)}{name(first.seen)}“{first.seen.text}”未核：{why}")


Rule = Callable[[Group], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A check: its stable ``id``, its severity, its one-line ``rule`` (Chinese, for people) and the function that yields findings."""

    id: str
    severity: Severity
    rule: str
    level: Level
    run: Rule


_found: dict[str, Registered] = {}


def across(id: str, severity: Severity, rule: str, level: Level = "series") -> Callable[[Rule], Rule]:
    """Register the decorated function as check ``id``. Raises ``ValueError`` if the id is taken."""

    def register(function: Rule) -> Rule:
        if id in _found:
            raise ValueError(f"check {id} is registered twice")
        _found[id] = Registered(id, severity, rule, level, function)
        return function

    return register


@cache
def all_rules() -> tuple[Registered, ...]:
    """Every registered check, by id."""
    from extractors.checks.across import rules

    for module in pkgutil.iter_modules(rules.__path__, rules.__name__ + "."):
        import_module(module.name)
    return tuple(sorted(_found.values(), key=lambda r: r.id))


def run_series(group: Group, config: CheckConfig = DEFAULT) -> list[Found]:
    """Findings about the group's own place in its year."""
    return _run(group, "series", config)


def run_family(group: Group, config: CheckConfig = DEFAULT) -> list[Found]:
    """Findings that tie a place to the places inside it."""
    return _run(group, "family", config)


def run_text(group: Group, config: CheckConfig = DEFAULT) -> list[Found]:
    """Findings about one article's figures beside earlier articles'."""
    return _run(group, "text", config)


def _run(group: Group, level: Level, config: CheckConfig) -> list[Found]:
    """The overrides of ``config`` hold here as within an article; its tolerances are those that the values were read with."""
    out, seen = [], set()
    for rule in all_rules():
        if rule.level != level:
            continue
        for finding in rule.run(group):
            mark = _fingerprint(rule.id, finding.operands)
            if mark not in seen:
                seen.add(mark)
                severity = "info" if finding.verdict == "unchecked" else rule.severity
                verdict, severity, message = config.applied(rule.id, finding.verdict, severity, finding.message)
                out.append(Found(rule.id, severity, replace(finding, verdict=verdict, message=message), mark))
    return out


def _fingerprint(check: str, operands: Sequence[Entry]) -> str:
    return fingerprint(check, [e.seen.text for e in operands], list(dict.fromkeys(e.sentence for e in operands)))
