"""A normalised view of a text with an exact map back to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
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

    @classmethod
    def without(cls, raw: str, start: int, end: int, dropped: Iterable[tuple[int, int]], letters: dict[int, str] | None = None) -> TextMap:
        """The view of ``raw[start:end]`` that leaves out the stretches ``dropped`` (raw offsets, in any order, overlaps allowed).

        ``letters``: characters to be shown as another one, one for one (``str.translate``).
        """
        pieces: list[str] = []
        cuts: list[tuple[int, int]] = []
        at, shown = start, 0
        for first, last in [*sorted(d for d in dropped if d[0] < d[1]), (end, end)]:
            first = min(first, end)
            if first > at:
                cuts.append((shown, at))
                pieces.append(raw[at:first])
                shown += first - at
            at = max(at, last)
        text = "".join(pieces)
        return cls(text.translate(letters) if letters else text, tuple(cuts) or ((0, start),))

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
        index = bisect_right(self.cuts, at, key=_second) - 1
        if index < 0:
            return 0
        view, raw = self.cuts[index]
        limit = self.cuts[index + 1][0] if index + 1 < len(self.cuts) else len(self.text)
        return min(view + at - raw, limit)


def _second(cut: tuple[int, int]) -> int:
    return cut[1]
