"""Lines of a decoded text as offsets, with what their white space says: indentation, width, blank lines before. One linear pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
BULLETS = "●★◆■▲◎※☆□◇▶►▪•○△✦❖◈"
_CUT_MARK = re.compile(rf"[{BULLETS}【]")
_CUT_INSIDE = re.compile(rf"(?<=[。！？）)”])[ \t\u3000]*(?=[{BULLETS}]\s*\S)|(?<=[）)])[ \t\u3000]*(?=【)")
_SPACE = re.compile(r"(?<=[^\x00-\xff])[ \t\u3000\xa0]+(?=[^\x00-\xff])|(?<=\d)[ \t\u3000\xa0]+(?=[^\x00-\xff])|(?<=[^\x00-\xff])[ \t\u3000\xa0]+(?=\d)")
_SPACED_OUT = re.compile(r"^\S(?:[ \xa0\u3000]+\S){3,}$")
_STROKES = "│┃║|｜"
_SHORT = 400  # characters up to which spaces are looked at
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"


@dataclass(frozen=True, slots=True)
class Line:
    """``text == raw[start:end]`` without surrounding white space. ``indent``: cells of leading space (a full-width one counts 2); ``width``: cells of the
    text; ``blank``: blank lines before it."""

    start: int
    end: int
    text: str
    indent: int
    width: int
    blank: int


def width(text: str) -> int:
    """Cells that a text takes in a fixed-pitch font: what GB 18030 writes in two bytes is two cells wide."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def despaced(text: str) -> str:
    """Without the spaces between Chinese characters or beside digits (``信 息 简 报`` → ``信息简报``)."""
    return _SPACE.sub("", closed_up(text)) if len(text) <= _SHORT and len(text.split(None, 1)) > 1 else text


def closed_up(text: str) -> str:
    """Without the single spaces that recognition or a typesetter left between all characters (``1 9 9 9 年``); wider gaps stay."""
    return re.sub(r"(?<=\S)[ \xa0\u3000](?=\S)", "", text) if len(text) <= _SHORT and _SPACED_OUT.match(text) else text


def split(raw: str) -> list[Line]:
    """The lines of ``raw`` that are not blank, in order. A bullet or 【栏目】 that stands inside a line behind a finished item begins a line of its own."""
    out: list[Line] = []
    blank = at = 0
    for m in BREAK.finditer(raw):
        blank = _add(out, raw, at, m.start(), blank)
        at = m.end()
    _add(out, raw, at, len(raw), blank)
    return out


def _boxed(text: str) -> str:
    """What stands between the upright strokes of a box that is drawn around a list; empty for anything else, rows of a table among them."""
    if len(text) > _SHORT or text[:1] not in _STROKES or text[-1:] not in _STROKES:
        return ""
    inside = text[1:-1]
    return inside if inside.strip() and not any(c in inside for c in _STROKES) else ""


def _add(out: list[Line], raw: str, start: int, end: int, blank: int) -> int:
    """Append the line ``raw[start:end]``; the number of blank lines before the next one."""
    whole = raw[start:end]
    if not whole.strip().strip(INVISIBLE):
        return blank + 1
    body = whole.lstrip()
    indent = width(whole[: len(whole) - len(body)].expandtabs(8))
    at = end - len(body)
    cuts = [m.end() for m in _CUT_INSIDE.finditer(body)] if _CUT_MARK.search(body, 1) else []
    for cut in [*cuts, len(body)]:
        piece = raw[at : end - len(body) + cut]
        text = piece.rstrip()
        if inside := _boxed(text):
            text = inside.strip()
            at += 1 + len(inside) - len(inside.lstrip())
        if text:
            out.append(Line(at, at + len(text), text, indent, width(text), blank))
            blank, indent = 0, 0
        at = end - len(body) + cut
    return 0
