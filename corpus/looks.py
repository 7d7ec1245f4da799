"""How the titles of one issue are set. All look alike: what certain titles have in common speaks for other lines, or against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.paragraphs import Paragraph
from corpus.signoff import bracketed
from corpus.titles import HEADING, is_dated, is_title

Look = tuple[int, bool, bool]
"""Cells of indentation, blank lines before, blank lines behind."""
_PROSE = 20  # characters of the paragraph below a title
_SAME = 2  # cells by which the indentation of two titles may differ


@dataclass(frozen=True)
class Looks:
    """``by_start``: the look of each line that may be a title, by its offset; ``certain``: how often each look is that of a certain title;
    ``alike``: of all candidates; ``dated``: of those with a paragraph below that opens with a time."""

    by_start: dict[int, Look]
    certain: Counter[Look]
    alike: Counter[Look]
    dated: Counter[Look]

    @classmethod
    def of(cls, body: Sequence[Paragraph], is_known: Callable[[Paragraph], bool]) -> Looks:
        """``is_known``: the container or the contents list says that the paragraph is a title."""
        out = cls({}, Counter(), Counter(), Counter())
        for at, p in enumerate(body[:-1]):
            below = body[at + 1]
            if p.finished or len(p.lines) > 1 or HEADING.match(p.text) or not is_title(p.text) or not (below.finished and len(below.text) >= _PROSE):
                continue
            look = p.indent // _SAME, p.blank > 0, below.blank > 0
            out.by_start[p.start] = look
            out.alike[look] += 1
            out.dated[look] += is_dated(below.text)
            out.certain[look] += at == 0 or is_known(p) or bracketed(body[at - 1].text) is not None
        return out

    def evidence(self, p: Paragraph) -> int:
        """From -2 to 3: does ``p`` look as the titles of this issue do, and are those that look so titles of news?"""
        look = self.by_start.get(p.start)
        if look is None:
            return 0
        known = sum(self.certain.values())
        evidence = 1 + (self.certain[look] > 1) if self.certain[look] else -2 * (known > 1)
        return evidence + (self.alike[look] > 1 and 2 * self.dated[look] >= self.alike[look])
