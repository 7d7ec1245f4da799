"""A sentence and its figures while they are being described."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.model import Offsets, Quantity

MARKS = re.compile(r"[，；：;:。！？\n,](?:(?<!,)|(?!\d)|(?<!\d,))")
"""Where a clause ends; a comma between digits is none."""

_PEOPLE = frozenset(("人", "名", "人次", "位", "名次"))


class Sentence:
    """``[start, end)`` of a sentence, and where each of its clauses begins."""

    __slots__ = ("begins", "end", "fresh", "start")

    def __init__(self, masked: str, start: int, end: int, fresh: bool) -> None:
        self.start, self.end, self.fresh = start, end, fresh
        self.begins = [m.end() for m in MARKS.finditer(masked, start, end)]

    def clause(self, at: int) -> int:
        """Where the clause that ``at`` stands in begins."""
        index = bisect_right(self.begins, at)
        return self.begins[index - 1] if index else self.start

    def clause_end(self, at: int) -> int:
        """Behind the mark that closes the clause of ``at``."""
        index = bisect_right(self.begins, at)
        return self.begins[index] if index < len(self.begins) else self.end


class Slot:
    """One figure under description. ``links``: the words that tie it to its measure; ``label``: a level or kind that tells it from its neighbours."""

    __slots__ = ("counts", "growth", "label", "links", "measure", "q", "span", "subject")

    def __init__(self, q: Quantity) -> None:
        self.q = q
        self.measure: str | None = None
        self.span: Offsets | None = None
        self.subject: tuple[str, Offsets | None] | None = None
        self.links: list[str] = []
        self.growth = False
        self.counts = q.kind not in ("money", "percent", "ratio")
        self.label: Offsets | None = None

    def like(self, q: Quantity) -> bool:
        """Whether ``q`` is counted in the same unit, or both in people."""
        unit = self.q.unit
        return unit == q.unit or (unit in _PEOPLE and q.unit in _PEOPLE)

    @property
    def people(self) -> bool:
        return self.q.unit in _PEOPLE

    def copy(self, other: Slot) -> None:
        """Take the other's measure."""
        self.measure, self.span = other.measure, other.span
