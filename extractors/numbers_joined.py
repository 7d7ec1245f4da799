"""Numbers that are read in company: ranges, ratios and fractions, halves, spoken pairs, and the item number in front of one."""

from __future__ import annotations

import re

from extractors import numbers_bounds as bounds
from extractors import traps, units
from extractors.model import Exact
from extractors.numbers_pattern import PATTERN
from extractors.numbers_read import Hit, prefixed, read
from extractors.numbers_value import UNITS, fraction, normalise, pair, tidy, value

_FROM = re.compile(r"[-－—–―~～〜至到－−]{1,2}")
_CHANGE_FROM = re.compile(r"[由从自][^，。；、\n]{0,8}\Z")
_LINE_START = frozenset(("", "\n"))
_ITEM_BEFORE = frozenset(("", "\n", "。", "；", ";", "：", "　", " "))
_RATIO_BEFORE = re.compile(r"比(?:例|率|分|重)?(?:约?为|达到?|[:：])?\Z")
_AFTER = re.compile(bounds.AFTER_PATTERN)
_NO_HALF = frozenset("另信知事解径截夜路途旧边坡")
_NO_HALF_OVER = frozenset("不走超通经间务程双时")
_HALF_TIME = re.compile(r"年|天|个|小时|百|夜|场|晌|辈|途")


def widened(text: str, first: Hit) -> Hit | None:
    """``first`` widened to the range that it opens (3—5年, 80%～90%), itself where none follows, ``None`` for a stretch of dates."""
    sep = _FROM.match(text, first.end)
    m = PATTERN.match(text, sep.end()) if sep else None
    if m is None or sep is None:
        return first
    second = read(text, m)
    if second is None or second.low is None or first.low is None or second.high is None:
        return first
    same = (
        first.unit is None
        or first.unit == second.unit
        or units.unit(first.unit).reported == (second.unit and units.unit(second.unit).reported)
    )
    if not same or (second.unit is None and first.unit is not None):
        return first
    if first.unit is not None and sep[0] in "至到" and _CHANGE_FROM.search(text, max(0, first.number[0] - 10), first.number[0]):
        return first
    low, step = first.low, first.step
    if first.unit is None and not first.great:
        low, step = _share_great(text, first, second)
    if second.unit is not None and traps.trapped(text, second, m.start()) and second.unit in ("年", "月", "日"):
        return None
    if low >= second.high:
        return first
    second.start, second.number, second.low = first.start, (first.number[0], second.number[1]), low
    second.step = min(step, second.step) if step is not None and second.step is not None else None
    second.approx, second.approximator = first.approx or second.approx, first.approximator or second.approximator
    second.comparator, second.printed = first.comparator or second.comparator, first.printed
    second.glued = first.glued or second.glued
    return second


def _share_great(text: str, first: Hit, second: Hit) -> tuple[Exact, Exact | None]:
    """3—5万: the 万 of the upper end belongs to the lower end too, unless that would turn the range round (8000—1万)."""
    assert first.low is not None and second.low is not None
    factor, least = 1, 100 if first.printed[-1] not in "百千佰仟kK" else 10_000
    for char in reversed(text[second.number[0] : second.number[1]]):
        unit = UNITS.get(normalise(char), 1)
        if unit < least:
            break
        factor *= unit
    if first.low * factor < second.low:
        return tidy(first.low * factor), tidy(first.step * factor) if first.step is not None else None
    return first.low, first.step


def ratio(text: str, first: Hit) -> Hit | None:
    """1∶40, 3比1 and the fraction 1/3; a clock time (8:30) and a ratio of three (5∶3∶2, no single value) are passed over."""
    mark = text[first.end]
    m = PATTERN.match(text, first.end + 1)
    second = read(text, m) if m else None
    if second is None or first.low is None or second.low is None or (not second.printed[0].isdecimal() and mark != "比"):
        return first
    following = text[second.end : second.end + 1]
    if (following and following in ":：∶/／") or second.unit is not None:
        return first if second.unit is not None else passed(first.start, second.end)
    share = fraction(first.low, second.low)
    digits = text[first.end + 1 : second.end]
    if mark in "/／":
        if share is None or share >= 1 or second.low > 100:
            return passed(first.start, second.end)
        share, unit = tidy(share * 100), "%"
    elif (
        mark in ":："
        and len(digits) == 2
        and digits < "60"
        and first.low < 25
        and not _RATIO_BEFORE.search(text, max(0, first.start - 6), first.start)
    ):
        return passed(first.start, second.end)
    else:
        unit = "∶"
    if share is None:
        return None
    number = first.number[0], second.number[1]
    return Hit(
        first.start,
        second.end,
        number,
        share,
        share,
        None,
        unit,
        first.printed,
        False,
        False,
        first.comparator or second.comparator,
        glued=True,
    )


def half(text: str, at: int) -> Hit | None:
    """半数, 一半 and 过半 as 50 %."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if after == "数":
        hit = Hit(at, at + 2, (at, at + 2), 50, 50, None, "%", "半数")
        if before == "过" and text[at - 2 : at - 1] not in _NO_HALF_OVER:
            hit.start, hit.comparator, hit.glued = at - 1, ">", True
    elif before == "一" and text[at - 2 : at - 1] not in _NO_HALF and after not in _NO_HALF:
        hit = Hit(at - 1, at + 1, (at - 1, at + 1), 50, 50, None, "%", "一半")
    elif before == "过" and not _HALF_TIME.match(text, at + 1) and text[at - 2 : at - 1] not in _NO_HALF_OVER:
        return Hit(at - 1, at + 1, (at, at + 1), 50, 50, None, "%", "半", comparator=">", glued=True)
    else:
        return None
    prefixed(text, hit)
    if word := _AFTER.match(text, hit.end):
        entry = bounds.AFTER[word[0]]
        hit.end, hit.comparator, hit.approx = word.end(), entry.comparator, entry.approx
        hit.approximator = word[0] if entry.approx else None
    return hit


def spoken_range(text: str, first: Hit, last: Hit) -> Hit | None:
    """七、八个 and 三、四万元 are seven or eight and thirty or forty thousand, printed with the mark that older usage puts between them."""
    if (
        text[first.end : last.start] != "、"
        or len(first.printed) != 1
        or first.printed.isdecimal()
        or (last.glued and last.start != last.number[0])
    ):
        return None
    two = pair(first.printed + last.printed)
    plain = value(last.printed)
    if two is None or plain is None or not plain[0] or last.high is None or last.high != last.low:
        return None
    factor = fraction(last.high, plain[0]) or 1
    last.low, last.high = tidy(two[0] * factor), tidy(two[1] * factor)
    last.approx, last.approximator, last.comparator = (
        first.approx or last.approx,
        first.approximator or last.approximator,
        first.comparator or last.comparator,
    )
    last.start, last.number = first.start, (first.number[0], last.number[1])
    return last


def after_list_number(text: str, hit: Hit) -> Hit:
    """3.500人以上企业 at the head of a line or sentence is item 3, which begins with 500人: people do not come in thousandths."""
    dot = hit.start + hit.printed.index(".") + 1
    if (
        dot - hit.start > 3
        or units.unit(hit.unit or "").kind != "count"
        or text[hit.start - 1 : hit.start] not in (_LINE_START if hit.printed[-2] == "." else _ITEM_BEFORE)
    ):
        return hit
    tail = text[dot : hit.end + 4]
    m = PATTERN.match(tail)
    item = read(tail, m) if m else None
    if item is None or item.unit is None:
        return hit
    item.start, item.end, item.number = dot, item.end + dot, (item.number[0] + dot, item.number[1] + dot)
    return item


def passed(start: int, end: int) -> Hit:
    return Hit(start, end, (start, end), None, None, None, None, "")
