"""Where the checks are found: every module in :mod:`extractors.checks.rules` registers one rule with :func:`check`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.model import Severity

Rule = Callable[[Reading], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A check: its stable ``id``, its severity, its one-line ``rule`` (Chinese, for people) and the function that yields outcomes."""

    id: str
    severity: Severity
    rule: str
    run: Rule


_found: dict[str, Registered] = {}


def check(id: str, severity: Severity, rule: str) -> Callable[[Rule], Rule]:
    """Register the decorated function as check ``id``. Raises ``ValueError`` if the id is taken."""

    def register(function: Rule) -> Rule:
        if id in _found:
            raise ValueError(f"check {id} is registered twice")
        _found[id] = Registered(id, severity, rule, function)
        return function

    return register


@cache
def all_checks() -> tuple[Registered, ...]:
    """Every registered check, by id."""
    from extractors.checks import rules

    for module in pkgutil.iter_modules(rules.__path__, rules.__name__ + "."):
        import_module(module.name)
    return tuple(sorted(_found.values(), key=lambda c: c.id))
