"""The difference between two levels against the printed one."""

from __future__ import annotations

from extractors.checks.changes import Change
from extractors.checks.outcome import Outcome, compared
from extractors.checks.reading import Reading
from extractors.checks.words import dimension


def differing(reading: Reading, c: Change) -> Outcome | None:
    """``now - before`` (or the reverse for a decrease) against the printed change; ``None`` if the change is not of their dimension."""
    if c.way != "by" or c.before is None or c.delta is not None or c.now.kind == "percent" or dimension(c.change) != dimension(c.now):
        return None
    now, before = reading.value(c.now), reading.value(c.before)
    first, second = (c.now, c.before) if c.direction == "up" else (c.before, c.now)
    computed = now - before if c.direction == "up" else before - now
    return compared("相差数", c.change, reading.value(c.change), computed, (c.now, c.before), f"{first.text} - {second.text}")
