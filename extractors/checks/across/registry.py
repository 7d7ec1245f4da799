"""Where the checks across bulletins are found, and how their findings get severity, fingerprint and place."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from extractors.checks.across.group import Group
from extractors.checks.fingerprint import fingerprint
from extractors.model import Severity, Verdict
from extractors.series.records import Entry

Level = Literal["series", "family", "text"]
"""What a rule looks at: one place's series, a place with the places inside it, or one article beside earlier ones."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``operands``: the figure in question first. ``message``: Chinese; names them all, never says which is wrong."""

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


def run_series(group: Group) -> list[Found]:
    """Findings about the group's own place in its year."""
    return _run(group, "series")


def run_family(group: Group) -> list[Found]:
    """Findings that tie a place to the places inside it."""
    return _run(group, "family")


def run_text(group: Group) -> list[Found]:
    """Findings about one article's figures beside earlier articles'."""
    return _run(group, "text")


def _run(group: Group, level: Level) -> list[Found]:
    out, seen = [], set()
    for rule in all_rules():
        if rule.level != level:
            continue
        for finding in rule.run(group):
            name = _fingerprint(rule.id, finding.operands)
            if name not in seen:
                seen.add(name)
                out.append(Found(rule.id, rule.severity, finding, name))
    return out


def _fingerprint(check: str, operands: Sequence[Entry]) -> str:
    return fingerprint(check, [e.seen.text for e in operands], list(dict.fromkeys(e.sentence for e in operands)))
