"""A normalised view of a text with an exact map back to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextMap:
    """``text``: the view. ``raw_start``: where the view's source begins in the raw text. ``cuts``: ``(view offset, raw offset)`` pairs, ascending: from that
    view offset on, characters stand one for one at that raw offset; characters of the raw text between two stretches are not in the view."""

    text: str
    cuts: tuple[tuple[int, int], ...]

    @classmethod
    def identity(cls, raw: str, start: int, end: int) -> TextMap:
        """The view that is the raw text itself."""
        return cls(raw[start:end], ((0, start),))

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw ``[start, end)`` of a stretch of the view. An empty stretch maps to an empty one."""
        first = self._raw(start)
        return (first, self._raw(end - 1) + 1) if end > start else (first, first)

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """View ``[start, end)`` that a raw stretch shows as (empty where nothing of it is in the view)."""
        return self._view(start), self._view(end)

    def _raw(self, at: int) -> int:
        view, raw = self.cuts[bisect_right(self.cuts, (at, 1 << 60)) - 1]
        return raw + at - view

    def _view(self, at: int) -> int:
        index = bisect_right([raw for _, raw in self.cuts], at) - 1
        if index < 0:
            return 0
        view, raw = self.cuts[index]
        limit = self.cuts[index + 1][0] if index + 1 < len(self.cuts) else len(self.text)
        return min(view + at - raw, limit)
