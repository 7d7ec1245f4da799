"""Dates as mastheads print them: 2009年3月5日, 二〇〇九年三月五日, 2009-03-05, 2009.3.5, 2009/3/5."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = dict(zip("〇○零Ｏ0一二三四五六七八九", [0, 0, 0, 0, 0, *range(1, 10)], strict=True))
_D = "〇○零Ｏ0一二三四五六七八九"
FULL_WIDTH = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_WIDE = re.compile("[０-９．／－]")
DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)(?P<sep>[-./])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?!\d)"
    rf"|(?P<y3>[{_D}]{{4}})\s*年\s*(?P<m3>[一二三四五六七八九十]{{1,2}})\s*月\s*(?P<d3>[一二三四五六七八九十廿卅]{{1,3}})\s*[日号]"
)
MONTH = re.compile(rf"(?:(?<!\d)(?P<y>(?:19|20)\d\d)|(?P<y2>[{_D}]{{4}}))\s*年")


def chinese_number(text: str) -> int | None:
    """A number below 10,000 in Chinese or ASCII digits (十二, 二十, 廿三, 一百零五, 二〇〇八); ``None`` for anything else."""
    text = text.translate(FULL_WIDTH)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = digit = 0
    for c in text.replace("廿", "二十").replace("卅", "三十"):
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in "十百千":
            total += (digit or 1) * 10 ** ("十百千".index(c) + 1)
            digit = 0
        else:
            return None
    return total + digit


def find_date(text: str) -> date | None:
    """The first date in ``text`` that exists; spaces between its characters do not matter."""
    if _WIDE.search(text):  # to translate a whole text takes far longer than to look
        text = text.translate(FULL_WIDTH)
    for m in DATE.finditer(text):
        parts = m["y"] or m["y2"] or m["y3"], m["m"] or m["m2"] or m["m3"], m["d"] or m["d2"] or m["d3"]
        numbers = [chinese_number(p) for p in parts]
        try:
            return date(*(n or 0 for n in numbers))
        except ValueError:
            continue
    return None


def find_year(text: str) -> int | None:
    """The year of ``2009年第5期`` or 〔2008〕."""
    m = re.search(r"[〔\[［(（【]\s*((?:19|20)\d\d)\s*[〕\]］)）】]", text.translate(FULL_WIDTH)) or MONTH.search(text.translate(FULL_WIDTH))
    if not m:
        return None
    return chinese_number(next(g for g in m.groups() if g))
