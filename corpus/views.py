"""The view of an article that the extractors read: broken lines joined, spaces inside words and page numbers cut. Full-width characters stay as they are.
Only on request are traditional characters, and the variants that PDF files have, shown in their common form: a view then differs from what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.circulation import PRINTED
from corpus.letters import shown_as
from corpus.lines import INVISIBLE
from corpus.model import Offsets, Part, TableSpan
from corpus.paragraphs import Paragraph
from corpus.textmap import TextMap

_HIDDEN = re.compile(rf"[{INVISIBLE}\r](?:(?<!\r)[{INVISIBLE}]*|(?<=\r)(?=\n))")
_SPACE = re.compile("[ \u3000\xa0]")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff〇○"
# One space between a digit and its unit, or between two Chinese characters that a typesetter pulled apart.
_BESIDE_DIGIT = re.compile(rf"(?<=[\d.%％])[ \u3000\xa0](?=[{_HAN}％%])|(?<=[{_HAN}])[ \u3000\xa0](?=\d)")
_BETWEEN = re.compile(rf"(?<=[{_HAN}，。、；：”）])[ \xa0](?=[{_HAN}（“])|(?<=[，。、；：])[ \xa0]{{1,2}}(?=[\d])")
_APART = re.compile(rf"(?<![^\s])[{_HAN}](?:[ \u3000\xa0]{{1,3}}[{_HAN}]){{2,}}(?![^\s，。；：、）)”])")
_PROSE = 30


def view(raw: str, start: int, end: int, paragraphs: Sequence[Paragraph], tables: Sequence[TableSpan] = (), part: Part = "article") -> TextMap:
    """The view of ``raw[start:end]``. ``paragraphs``: those of the article; what stands between two of them and is only a page number or the frame of a
    web page is cut, and so are line breaks inside one. Tables keep their white space."""
    return TextMap.without(raw, start, end, _dropped(raw, start, end, paragraphs, [(t.start, t.end) for t in tables], part), shown_as(raw[start:end]))


def _dropped(raw: str, start: int, end: int, paragraphs: Sequence[Paragraph], tables: list[Offsets], part: Part) -> Iterator[Offsets]:
    for m in _HIDDEN.finditer(raw, start, end):
        yield m.span()
    for before, after in pairwise(paragraphs):
        between = raw[before.end : after.start]
        if between.strip():
            yield before.end, before.end + max(between.rfind("\n"), between.rfind("\r"), 0)
    for p in paragraphs:
        for line, following in pairwise(p.lines):
            yield line.end, following.start
        if not any(first <= p.start < last for first, last in tables):
            yield from _spaces(raw, p)
        if part == "circulation":
            for m in PRINTED.finditer(raw, p.start, p.end):
                yield m.span()


def _spaces(raw: str, p: Paragraph) -> Iterator[Offsets]:
    if not _SPACE.search(raw, p.start, p.end):
        return
    for m in _BESIDE_DIGIT.finditer(raw, p.start, p.end):
        yield m.span()
    if len(p.text) < _PROSE:
        for m in _APART.finditer(raw, p.start, p.end):
            for s in re.finditer(r"\s+", m.group()):
                yield m.start() + s.start(), m.start() + s.end()
        return
    for m in _BETWEEN.finditer(raw, p.start, p.end):
        yield m.span()
