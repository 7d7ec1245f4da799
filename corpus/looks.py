"""How the titles of one issue are set. All look alike: what certain titles have in common speaks for other lines, or against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.paragraphs import Paragraph
from corpus.signoff import bracketed, is_persons, signature
from corpus.titles import HEADING, LONGEST, is_dated, is_title, section

Look = tuple[int, bool, bool]
"""Cells of indentation, blank lines before, blank lines behind."""
_PROSE = 20  # characters of the paragraph below a title
_LINE = 8  # characters of the first line of a title over two
_SAME = 2  # cells by which the indentation of two titles may differ


@dataclass(frozen=True)
class Looks:
    """``by_start``: the look of each line that may be a title, by its offset; ``certain``: how often each look is that of a certain title; ``alike``: of all
    candidates; ``dated``: of those with a paragraph below that opens with a time; ``bylines``: offsets of the writers' names between title and text;
    ``signed``: offsets of the titles that have one; ``second``: offsets of the second lines of titles."""

    by_start: dict[int, Look]
    certain: Counter[Look]
    alike: Counter[Look]
    dated: Counter[Look]
    bylines: set[int]
    signed: set[int]
    second: set[int]

    @classmethod
    def of(cls, body: Sequence[Paragraph], is_known: Callable[[Paragraph], bool]) -> Looks:
        """``is_known``: the container or the contents list says that the paragraph is a title."""
        out = cls({}, Counter(), Counter(), Counter(), set(), set(), set())
        for at, p in enumerate(body[:-1]):
            if not _may_be_title(p):
                continue
            below = body[at + 1]
            if at + 2 < len(body) and _names_writer(below) and _is_prose(body[at + 2]) and (at == 0 or p.blank or body[at - 1].finished or section(body[at - 1].text) or is_known(p)):
                out.bylines.add(below.start)
                out.signed.add(p.start)
                below = body[at + 2]
            elif at + 2 < len(body) and _goes_on(p, below) and _is_prose(body[at + 2]):
                out.second.add(below.start)
                below = body[at + 2]
            if not _is_prose(below):
                continue
            look = p.indent // _SAME, p.blank > 0, body[at + 1].blank > 0
            out.by_start[p.start] = look
            out.alike[look] += 1
            out.dated[look] += is_dated(below.text)
            out.certain[look] += at == 0 or is_known(p) or p.start in out.signed or bracketed(body[at - 1].text) is not None
        return out

    @property
    def between(self) -> set[int]:
        """Offsets of what stands between the first line of a title and the text."""
        return self.bylines | self.second

    def evidence(self, p: Paragraph) -> int:
        """From -2 to 5: does ``p`` look as the titles of this issue do, and are those that look so titles of news?"""
        look = self.by_start.get(p.start)
        if look is None:
            return 0
        known = sum(self.certain.values())
        evidence = 1 + (self.certain[look] > 1) if self.certain[look] else -2 * (known > 1)
        return evidence + (self.alike[look] > 1 and 2 * self.dated[look] >= self.alike[look]) + 2 * (p.start in self.signed)


def _may_be_title(p: Paragraph) -> bool:
    return not p.finished and len(p.lines) == 1 and not HEADING.match(p.text) and is_title(p.text)


def _goes_on(p: Paragraph, below: Paragraph) -> bool:
    """A title over two lines."""
    return not below.blank and below.indent == p.indent and len(p.text) >= _LINE and len(p.text) + len(below.text) <= LONGEST and _may_be_title(below) and p.text[-1] not in "！？!?"


def _is_prose(p: Paragraph) -> bool:
    return p.finished and len(p.text) >= _PROSE


def _names_writer(p: Paragraph) -> bool:
    """Nothing but who wrote it, with brackets or without."""
    own = bracketed(p.text)
    return (own is not None and own[1][0] == 0) or is_persons(p.text) or signature(p.text)
