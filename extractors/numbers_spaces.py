"""Numerals that a typesetter spaced out (一 百 五 十 个, 177.1 亿元): a view without those spaces, with the way back."""

from __future__ import annotations

import re

_NUMERAL = "0-9０-９零〇一二三四五六七八九两十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸點点"
_UNIT = "十百千万亿兆拾佰仟萬億点點分之又折成个個"
_UNITS = frozenset(_UNIT)
_NEAR = frozenset("0123456789０１２３４５６７８９零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳參陸") | frozenset(_UNIT)
_SPACES = re.compile(rf"(?<![ \u3000])[ \u3000]++(?=[{_NUMERAL}{_UNIT}])")


def squeeze(text: str) -> tuple[str, list[int] | None]:
    """``text`` without the spaces inside its numerals, and the index of each character in ``text`` (``None`` where nothing was taken out).

    Spaces go where a numeral's unit stands on one side of them (五 十, 百 分 之, 7 万), never between two runs of digits: those are columns of a table.
    """
    spaces = [
        m.span()
        for m in _SPACES.finditer(text)
        if m.start() and text[m.start() - 1] in _NEAR and (text[m.start() - 1] in _UNITS or text[m.end()] in _UNITS)
    ]
    if not spaces:
        return text, None
    kept: list[int] = []
    at = 0
    for start, end in spaces:
        kept.extend(range(at, start))
        at = end
    kept.extend(range(at, len(text)))
    return "".join(text[i] for i in kept), kept
