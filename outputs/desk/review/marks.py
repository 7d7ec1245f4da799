"""A stretch of printed text cut at the marks laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

STOPS = "。！？；\n"


class Mark(NamedTuple):
    """``number``: what the legend calls it; ``role``: figure or evidence."""

    start: int
    end: int
    number: int
    role: str


class Segment(NamedTuple):
    """Text between two boundaries; ``marks``: all that cover it, the innermost last; ``opens``: those that begin here, whose numbers are shown."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()


def segments(text: str, offset: int, marks: Iterable[Mark]) -> list[Segment]:
    """``text`` in pieces, whole again when joined. ``offset``: where it begins in the coordinates of the marks; what lies outside is left out."""
    end = offset + len(text)
    inside = sorted((m for m in marks if m.start < end and m.end > offset), key=lambda m: (m.start, -m.end, m.number))
    cuts = sorted({offset, end, *(min(max(at, offset), end) for m in inside for at in (m.start, m.end))})
    out = []
    for low, high in pairwise(cuts):
        over = tuple(m for m in inside if m.start <= low and m.end >= high)
        out.append(Segment(text[low - offset : high - offset], over, tuple(m for m in over if max(m.start, offset) == low)))
    return out


def excerpt(text: str, offset: int, marks: Sequence[Mark], around: int = 160) -> tuple[int, int]:
    """The part of ``text`` that shows the marks with the sentences around them: ``[start, end)`` in the marks' coordinates."""
    if not marks:
        return offset, min(offset + len(text), offset + 2 * around)
    low, high = max(min(m.start for m in marks) - offset, 0), min(max(m.end for m in marks) - offset, len(text))
    before = max((text.rfind(stop, 0, low) for stop in STOPS), default=-1) + 1
    after = min((at for stop in STOPS if (at := text.find(stop, high)) >= 0), default=len(text) - 1) + 1
    return offset + max(before, low - around), offset + min(after, high + around)
