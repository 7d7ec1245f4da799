"""What the words around a number state: bounds and approximations (不少于, 近, 余, 左右 …)."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from extractors.lexicons import read
from extractors.model import Comparator, Exact
from extractors.numbers_value import trailing


class Word(NamedTuple):
    """A comparator or approximator."""

    comparator: Comparator | None
    approx: bool
    unless: frozenset[str]


class Reading(NamedTuple):
    """Bounds with the words' marks."""

    low: Exact | None
    high: Exact | None
    approx: bool
    comparator: Comparator | None
    approximator: str | None


def _words(place: str) -> dict[str, Word]:
    rows = read("bounds.csv", ("word", "place", "comparator", "approx", "unless"), key=("word", "place"))
    return {
        r["word"]: Word(cast(Comparator, r["comparator"]) or None, r["approx"] == "yes", frozenset(r["unless"].split()))
        for r in rows
        if r["place"] == place
    }


BEFORE = _words("before")
AFTER = _words("after")
LAST = frozenset(w[-1] for w in BEFORE) | frozenset("了有上过 ")
"""Characters that a glued word can end in: one look tells whether there is one at all."""
_LONGEST = max(map(len, BEFORE))
_NOT_OVER = frozenset({"以上", "通过", "经过", "马上", "迈上", "登上", "跃上", "踏上", "站上", "走上", "跨上", "跨过", "走过", "迈过"})
_NEGATED = re.compile(r"(?:不[得能应宜可准许会]|没有)\Z")
_OPPOSITE: dict[Comparator, Comparator] = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_GREAT_HEAD = re.compile(r"[百千万亿]")
# 内 alone bounds only a time or a distance (3年内), and begins other words.
_WITHIN = r"(?<=[年月天日时周钟秒里米])内(?![容部外地需涵控设河审科])"
AFTER_PATTERN = "|".join([*map(re.escape, sorted((w for w in AFTER if w != "内"), key=len, reverse=True)), _WITHIN])
# A comparator whose object comes first: 超全年目标的80%, 超过计划数的一半.
_DETACHED = re.compile(
    r"(?P<no>不[得能应宜可准许会]|没有)?(?P<word>不超过|不足|不到|不低于|不少于|超过|超|突破|低于|高于)(?P<of>[^，。；、：,;:\n]{2,12})的\Z"
)


def before(text: str, start: int) -> tuple[int, Word | None, str]:
    """The comparator or approximator that ends at ``start``: where it begins, its entry and itself; ``(start, None, "")`` where there is none."""
    end = start
    while end and text[end - 1] == " ":
        end -= 1
    tail = text[end - 1 : end]
    if tail in "了有" and tail:
        found = _ending(text, end) if text[end - 2 : end] in BEFORE else _ending(text, end - 1)
    elif (tail and tail in "上过" and _GREAT_HEAD.match(text, start) and text[end - 2 : end] not in _NOT_OVER) or text[
        end - 2 : end
    ] == "超过":
        found = _ending(text, end) or (end - 1, Word(">=" if tail == "上" else ">", False, frozenset()), tail)
    else:
        found = _ending(text, end)
    return found or (start, None, "")


def _ending(text: str, end: int) -> tuple[int, Word, str] | None:
    for length in range(min(_LONGEST, end), 0, -1):
        word = text[end - length : end]
        entry = BEFORE.get(word)
        if entry is not None:
            if end - length and text[end - length - 1] in entry.unless:
                return None
            start = end - length
            if entry.comparator and (no := _NEGATED.search(text, max(0, start - 2), start)):
                return no.start(), entry._replace(comparator=_OPPOSITE[entry.comparator]), word
            return start, entry, word
    return None


def detached(text: str, start: int) -> Comparator | None:
    """The comparator of a share whose whole stands between (超全年目标的80%)."""
    if text[start - 1 : start] != "的":
        return None
    m = _DETACHED.search(text, max(0, start - 18), start)
    if m is None:
        return None
    comparator = BEFORE[m["word"]].comparator
    return _OPPOSITE[comparator] if m["no"] and comparator else comparator


def more(value: Exact, step: Exact, great: Exact, word: str) -> tuple[Exact, Exact]:
    """``[low, high]`` of a number with 余, 多 or 几 behind it.

    ``great``: the 万/亿 that stands *before* the word (65万余 → up to one more 万), 1 where it has none: then up to one more of the last non-zero digit.
    几 leaves the place open: 十几 → 11 to 19.
    """
    size = great if great > 1 and step >= great else trailing(value, step)
    if word in "几幾":
        return value + size // 10, value + size - size // 10
    return value, value + size


def bounded(low: Exact | None, high: Exact | None, comparator: Comparator | None) -> tuple[Exact | None, Exact | None]:
    """The stated interval under a comparator: 超过 leaves no upper bound, 不足 no lower one."""
    if comparator in (">=", ">"):
        return low, None
    if comparator in ("<=", "<"):
        return None, high
    return low, high
