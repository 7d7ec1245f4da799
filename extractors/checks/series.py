"""Numbered series in prose: 一是…二是…, 第一…第二…, （一）（二）, 1. 2., ①②."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.checks.reading import Reading

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_OPENS = frozenset("。；，：！？\n“")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
# A style, how it is printed, and what must stand before it (None: anything).
_STYLES: tuple[tuple[str, re.Pattern[str], frozenset[str] | None], ...] = (
    ("一是", re.compile(f"({_NUMERAL})(?:是|要(?!求|素|么))"), _OPENS),
    ("第一", re.compile(f"第({_NUMERAL})(?=[，、：])"), _OPENS),
    ("其一", re.compile("其([一二三四五六七八九])(?=[，、：是])"), _OPENS),
    ("（一）", re.compile(f"（({_NUMERAL})）"), _OPENS),
    ("一、", re.compile(f"({_NUMERAL})、"), frozenset("\n")),
    ("1.", re.compile(r"([0-9]{1,2})[.．、](?![0-9])"), _OPENS),
    ("（1）", re.compile("（([0-9]{1,2})）"), _OPENS),
    ("①", re.compile("([①-⑳])"), None),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A list number: its value, and where it stands in the skeleton (``start`` of the number itself)."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one list in the order of the text; the first is 1."""

    style: str
    marks: tuple[Mark, ...]


def find_series(reading: Reading) -> tuple[Series, ...]:
    """Every series of at least two numbers that begins with 1, by style."""
    known = reading.memo.get("series")
    if known is None:
        known = reading.memo["series"] = tuple(
            s for style, pattern, before in _STYLES for s in _split(style, _marks(reading.skeleton, pattern, before))
        )
    assert isinstance(known, tuple)
    return known


def _marks(skeleton: str, pattern: re.Pattern[str], before: frozenset[str] | None) -> list[Mark]:
    return [
        Mark(_number(m.group(1)), m.start(1), m.end(1))
        for m in pattern.finditer(skeleton)
        if before is None or m.start() == 0 or skeleton[m.start() - 1] in before
    ]


def _split(style: str, marks: list[Mark]) -> list[Series]:
    out: list[Series] = []
    run: list[Mark] = []
    for mark in marks:
        if mark.number == 1:
            if len(run) > 1:
                out.append(Series(style, tuple(run)))
            run = [mark]
        elif run:
            run.append(mark)
    if len(run) > 1:
        out.append(Series(style, tuple(run)))
    return out


def _number(printed: str) -> int:
    if printed[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdigit():
        return int(printed)
    tens, _, units = printed.partition("十")
    if "十" not in printed:
        return _DIGITS.get(printed, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)
