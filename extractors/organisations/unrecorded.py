"""Divisions that no record knows, by form: two or three characters such as names of places are made of, then 市, 县, 区 …, at the edge of a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from extractors import divisions
from extractors.divisions import Division
from extractors.organisations.vocabulary import BODY, BREAK, COMMON, DIVISION, HEAD, NAME, ORDINAL, SCOPE, SHORT, UNKNOWN, Word

_FORM = re.compile(r"[\u4e00-\u9fff]{2,3}[市县区省州旗盟]")
_LEVELS = {"省": divisions.PROVINCE, "州": divisions.PREFECTURE, "盟": divisions.PREFECTURE, "市": divisions.PREFECTURE}
_EDGES = frozenset({UNKNOWN, SHORT, NAME, COMMON})
# Ordinary words that are names of places too end like these; 沿海, 全城, 城北 with a direction or a whole in front are none.
_LANDSCAPE = frozenset("山江河湖海州城阳川泉溪岭岗陵港湾塘平安兴源桥明原洲")
_POINTING = frozenset("沿环两全城乡本邻老上下内外中公生水资来普精简清文")
_BODIES = frozenset({BODY, HEAD})


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of names of divisions, and those that end more than one."""
    shorts = [s for s in divisions.index().shorts if len(s) > 1]
    ends = Counter(s[-1] for s in shorts)
    return frozenset().union(*shorts), frozenset(c for c, n in ends.items() if n > 1)


def _spelled(word: str) -> bool:
    firsts, lasts = _edges()
    return word[0] in firsts and word[-1] in lasts


def is_unrecorded(name: str) -> bool:
    """Whether ``name`` has the form of a division (海州市) but is on no record."""
    return _FORM.fullmatch(name) is not None and not divisions.is_name(name) and _spelled(name[:-1]) and name[-2] not in "省市县区强"


def leading(name: str) -> str | None:
    """The unrecorded division at the beginning of a body's name: 海州市 of 海州市总工会."""
    m = _FORM.match(name)
    for size in (3, 4):
        if m and is_unrecorded(name[:size]):
            return name[:size]
    return None


def record(name: str) -> Division | None:
    """What can be said of an unrecorded division: its kind; ``None`` if the name has no such form."""
    return Division("", name, _LEVELS.get(name[-1], divisions.COUNTY), None, 0, None, name[:-1], ()) if is_unrecorded(name) else None


Cut = tuple[int, int, str, Word | None]
"""A token: start, end, kind, word."""


def begins(text: str, tokens: Sequence[Cut], at: int) -> int | None:
    """The token with which the name of a division begins that ends with the scope word ``tokens[at]``: 海州 + 市, 云 + 溪 + 县; ``None`` if it ends none."""
    if not at:
        return None
    start, end, kind, _ = tokens[at - 1]
    if kind == SCOPE and text[start:end] == "州":
        kind = UNKNOWN  # 明 + 州 + 市
    if kind not in _EDGES or end - start > 3:
        return None
    if end - start > 1:
        plain = kind == COMMON and not _stands_alone(text, tokens, at)
        return None if plain or not is_unrecorded(text[start : tokens[at][1]]) else at - 1
    if kind != UNKNOWN or at < 2 or tokens[at - 2][2] != UNKNOWN or tokens[at - 2][1] - tokens[at - 2][0] > 1:
        return None
    if at == 3 and tokens[0][2] == UNKNOWN and is_unrecorded(text[tokens[0][0] : tokens[at][1]]) and tokens[0][1] - tokens[0][0] == 1:
        return 0
    return at - 2 if is_unrecorded(text[tokens[at - 2][0] : tokens[at][1]]) else None


def _stands_alone(text: str, tokens: Sequence[Cut], at: int) -> bool:
    """An ordinary word is a name only where nothing else can be meant: 平安市总工会 at the beginning of a clause."""
    start, end = tokens[at - 1][:2]
    if text[end - 1] not in _LANDSCAPE or text[start] in _POINTING or at + 1 == len(tokens) or tokens[at + 1][2] not in _BODIES:
        return False
    return at == 1 or tokens[at - 2][2] in (BREAK, ORDINAL, DIVISION)
