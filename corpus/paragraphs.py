"""Lines → paragraphs: lines that a typesetter broke at a fixed width are one paragraph again; page numbers between them are dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.lines import BULLETS, Line
from corpus.signoff import bracketed

PAGE = re.compile(
    r"^\s*(?:[—–―─\-－~～·•]{1,3}\s*[\dⅠ-Ⅻ０-９]{1,4}\s*[—–―─\-－~～·•]{1,3}|第\s*[\d０-９一二三四五六七八九十]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[\d０-９一二三四五六七八九十]{1,4}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,3}\s*[/／]\s*\d{1,3})\s*$"
)
TERMINAL = "。！？；：!?;:…"
_TERMINAL = frozenset(TERMINAL)
CLOSING = "”’」』）)》】〉"
_STARTS = re.compile(
    rf"^(?:[{BULLETS}]|\d\ufe0f?\u20e3|[·•‧∙]\s*[\u4e00-\u9fff]|【|〖|[（(][一二三四五六七八九十]{{1,3}}[)）]|[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}\s?[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十]{{1,3}}[章节条]"
    r"|(?:本期印发|抄\s?[报送]|主\s?送|报|送|发|分送|印发|附件|编者按|按语|供稿|来源|撰稿|责任编辑|签发)\s*[:：])"
)
_OWN_SIGN = re.compile(r"^[（(][^（）()]{2,40}[）)]$")
_APART = re.compile(r"(?<=[。！？”])[ \t]*(?:\u3000|[ \t]{3})[ \t\u3000]*[\u4e00-\u9fff]{2,20}$")
"""A signature far behind the last sentence."""
_SIGNED = re.compile(r"[。！？”]\s*[（(][^（）()]{2,40}[）)]$")
_BEHIND = re.compile(r"\s*[（(][^（）()]*[）)]$")
_FIRST = 4  # cells by which first lines are indented
_WIDE = 40  # cells of a line that a typesetter may have broken
_WIDEST = 130  # cells; a longer line was not broken by a typesetter


@dataclass(frozen=True)
class Paragraph:
    """``raw[start:end]`` over one line or several; ``text`` is the lines run together."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def blank(self) -> int:
        return self.lines[0].blank

    @cached_property
    def text(self) -> str:
        return self.lines[0].text if len(self.lines) == 1 else "".join(line.text for line in self.lines)

    @property
    def finished(self) -> bool:
        """Ends as a sentence does."""
        return ends(self.text)


def ends(text: str) -> bool:
    """``text`` ends as a sentence does; a bracket behind the last sentence (a sign-off, as a rule) does not matter."""
    if text[-1:] in ("）", ")") and (bare := _BEHIND.sub("", text[-90:])) and bare.rstrip(CLOSING)[-1:] in _TERMINAL:
        return True
    return text.rstrip(CLOSING)[-1:] in _TERMINAL or bool(_APART.search(text, max(0, len(text) - 90)))


def wrap_width(lines: list[Line]) -> int | None:
    """The width in cells at which the text was broken into lines, or ``None`` when each line is a paragraph.

    Lines were broken by a typesetter when several are about as wide as the widest, most of those end in the middle of a sentence, and most lines that
    end so are as wide (titles and entries of a contents list are the others).
    """
    long = sorted(line.width for line in lines if line.width >= 24)
    if len(long) < 4:
        return None
    widest = long[-1 - len(long) // 20]
    full = [line for line in lines if line.width + min(line.indent, 4) >= widest - 6]
    if widest > _WIDEST or len(full) < 3:
        return None
    inside = sum(1 for line in full if not ends(line.text))
    if 2 * inside <= len(full):
        return None
    wide = [line for line in lines if line.width >= 24 and 2 * line.width > widest]
    if 2 * len(full) >= len(wide) or 2 * inside >= sum(1 for line in wide if not ends(line.text)):
        return widest
    return None


def paragraphs(lines: list[Line], breaks: frozenset[int] = frozenset()) -> list[Paragraph]:
    """Paragraphs in order, without page numbers. ``breaks``: offsets at which a paragraph must begin (the container knows it)."""
    wrap = wrap_width(lines)
    indented = _indented(lines, wrap)
    doubled = wrap is not None and sum(1 for line in lines if line.blank == 1) * 5 >= len(lines) * 4
    out: list[list[Line]] = []
    turned = False  # a page number stood between the last line and this one
    for line in lines:
        if PAGE.match(line.text):
            turned = True
            continue
        if out and line.start not in breaks and _goes_on(out[-1], line, wrap, indented, turned, doubled):
            out[-1].append(line)
        else:
            out.append([line])
        turned = False
    return [Paragraph(tuple(group)) for group in out]


def _indented(lines: list[Line], wrap: int | None) -> bool:
    """Paragraphs begin with an indentation in this text (so a line without one goes on)."""
    return wrap is not None and sum(1 for line in lines if 2 <= line.indent <= 8) * 20 >= len(lines)


def _goes_on(before: list[Line], line: Line, wrap: int | None, indented: bool, turned: bool, doubled: bool) -> bool:
    """``line`` goes on with the paragraph. ``turned``: a page number stands between; ``doubled``: every line has a blank one before it."""
    last = before[-1]
    if _STARTS.match(line.text) or _OWN_SIGN.match(line.text) or _OWN_SIGN.match(last.text):
        return False
    if last.text[-1] in "）)" and _SIGNED.search(last.text, max(0, len(last.text) - 90)) and bracketed(last.text):
        return False
    end = ends(last.text)
    if line.indent >= 2 and (line.indent != last.indent or indented):
        return False
    if turned:
        return not end and last.width >= 24 and line.indent < 2
    if line.blank > doubled:
        return False
    if wrap is None and not end and 2 <= before[0].indent <= _FIRST and line.indent == 0 and last.width + last.indent >= _WIDE:
        return last is before[0] or last.width >= before[0].width + before[0].indent - 8  # indented at its first line, flush behind
    if wrap is None:
        return last.text[-1] in "，、" and last.width >= 24 and line.indent < 2
    full = last.width + min(last.indent, 4) >= wrap - 6
    if full and end and not indented:
        return False
    return full or (last.text[-1] in "，、" and 2 * last.width > wrap)
