"""The parts that an issue is cut into, and small questions about single paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus import titles
from corpus.chrome import is_meta
from corpus.masthead import is_date_line
from corpus.model import Offsets, Part
from corpus.paragraphs import Paragraph

_CAPTION = re.compile(r"^(?:[▲△▼◁▷]\s*)?[（(]?(?:图为|[上下左右]?图[一二三四五\d]{0,2}\s*[:：]|[上下左右]图为?|题图)")
_JUMP = re.compile(r"^[（(]\s*(?:[上下][接转]|[接转])\s*第?\s*[一二三四五六七八九十\d]{1,3}\s*版[^（）()]{0,10}[）)]")
_PAPER_NUMBER = re.compile(r"^[（(]?[\u4e00-\u9fff]{1,12}[〔\[［(（【](?:19|20)\d\d[〕\]］)）】](?:第)?\d{1,4}号[）)]?$")
_BYLINE_MARK = re.compile(r"^[□■◇○◎●]\s*(?=\S.{1,38}$)")

_HEAD = 6  # paragraphs in which a speech turns to its hearers


@dataclass(slots=True)
class Segment:
    """One part of a bulletin in the making. ``prose``: it has text and not only a title; ``numbered``: it has numbered headings; ``counted``: its own title
    has a number; ``number``: how it is written, and its value."""

    part: Part
    start: int
    end: int
    section: str | None = None
    title: Offsets | None = None
    contributor: Offsets | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    prose: bool = False
    numbered: bool = False
    bulleted: bool = False
    counted: bool = False
    number: tuple[str, int] | None = None
    title_lines: int = 1

    @property
    def addressed(self) -> bool:
        """A speech or a letter: it turns to its hearers."""
        return any(titles.ADDRESS.match(p.text) for p in self.paragraphs[:_HEAD])

    @property
    def first(self) -> str:
        return self.paragraphs[0].text if self.paragraphs else ""

    @property
    def last(self) -> str:
        return self.paragraphs[-1].text if self.paragraphs else ""


def raw(p: Paragraph) -> str:
    """The paragraph's text with blanks for what stands between its lines, so that offsets in it are raw offsets from ``p.start``."""
    if len(p.lines) == 1:
        return p.text
    pieces, length = [], 0
    for line in p.lines:
        gap = line.start - p.start - length
        pieces += [" " * gap, line.text]
        length += gap + len(line.text)
    return "".join(pieces)


def tail(p: Paragraph, at: int) -> Paragraph:
    """The paragraph from offset ``at`` of its first line on."""
    first = p.lines[0]
    at += len(first.text[at:]) - len(first.text[at:].lstrip())
    if at >= len(first.text):
        return p
    return Paragraph((replace(first, start=first.start + at, text=first.text[at:], blank=0), *p.lines[1:]))


def is_beside(p: Paragraph) -> bool:
    """A line between a title and its text: subtitle, speaker, occasion, date, what a saved page says about itself."""
    if "。" in p.text or len(p.text) > 120:
        return False
    if is_meta(p.text) or is_date_line(p.text) is not None or _PAPER_NUMBER.match(p.text):
        return True
    return len(p.text) <= 80 and bool(titles.SUBTITLE.match(p.text) or titles.is_byline(p.text) or titles.is_occasion(p.text))


def is_caption(text: str) -> bool:
    """The words under a picture."""
    return len(text) <= 80 and bool(_CAPTION.match(text))


def jump(text: str) -> int:
    """Length of （下转第3版） or （上接第1版） at the front of a paragraph; 0 without one."""
    m = _JUMP.match(text)
    return m.end() if m else 0


def marked_byline(text: str) -> int:
    """Where the name begins in ``□ 某县总工会`` or ``□ 本刊记者 李某`` below a title; 0 when ``text`` is no such line."""
    m = _BYLINE_MARK.match(text)
    return m.end() if m else 0
