"""Quantities: numbers with what they are counted in, bounds as the words state them (近100人, 不少于180家, 65万余元, 95%以上, 3—5年)."""

from __future__ import annotations

import re

from extractors import numbers_bounds as bounds
from extractors import traps, units
from extractors.model import Exact, Quantity
from extractors.numbers_pattern import PATTERN
from extractors.numbers_read import Hit, read
from extractors.numbers_value import fraction, tidy

_FROM = re.compile(r"[-－—–―~～〜至到－−]{1,2}")
_LIST = frozenset("、和与及或")
_RATIO = re.compile(r"[:：∶比]")
_CHANGE_FROM = re.compile(r"[由从自][^，。；、\n]{0,8}\Z")
_REPORTS = re.compile(r"(?:为|达到?|至|到|计|约|共|有|是|突破|超过?|余|得)\Z")
_CLOSES = re.compile(r"[，。；,;、）)\n]|\Z")
_NOT_A_COUNT = re.compile(r"(?:电话|热线|号码|编号|邮编|代码|拨打|专线|账号|传真|手机|微信|[Qq]{2}|网址|版本|编码|学号|年)[^，。；\n]{0,4}\Z")
_HALVES = re.compile(r"(超过?|过|不足|不到|近|约)?(一半|半数|对折)(以上|以下|左右)?")
_HALF_NOT = re.compile(r"[一二三四五六七八九多大小]半")


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity that ``text`` reports, in reading order; offsets index ``text``. Dates, ordinals, names and slogans are left out.

    >>> [(q.text, q.low, q.high, q.unit) for q in find_quantities("新建工会不少于180家，发展会员2万余名，入会率95%以上。")]
    [('不少于180家', 180, None, '家'), ('2万余名', 20000, 30000, '名'), ('95%以上', 95, None, '%')]
    """
    out: list[Quantity] = []
    waiting: list[Hit] = []
    at = 0
    for m in PATTERN.finditer(text):
        if m.start() < at:
            continue
        hit = _next(text, m)
        if hit is None:
            continue
        at = hit.end
        if waiting and not (text[waiting[-1].end : hit.start].strip() in _LIST):
            waiting.clear()
        if hit.unit is None:
            if _bare(text, hit):
                out.append(_quantity(text, hit))
                waiting.clear()
            elif text[hit.end : hit.end + 1] in _LIST and hit.printed[0] not in "零〇":
                waiting.append(hit)
            continue
        for earlier in waiting:
            if earlier.printed[0].isdecimal() == hit.printed[0].isdecimal():
                _lend(earlier, hit)
                out.append(_quantity(text, earlier))
        waiting.clear()
        out.append(_quantity(text, hit))
    return out


def _next(text: str, m: re.Match[str]) -> Hit | None:
    """The hit that begins at this match — a range or ratio taken whole — or ``None`` for a trap."""
    if m.end() - m.start() == 1 and not m[0].isdecimal() and text[m.end() : m.end() + 1] not in _LIST:
        return None
    hit = read(text, m)
    if hit is None:
        return None
    _prefix(text, hit)
    begin = m.start()
    nxt = text[hit.end : hit.end + 1]
    if nxt and nxt in "-－—–―~～〜至到−":
        hit = _range(text, hit)
        if hit is None:
            return None
    elif nxt and nxt in ":：∶比" and hit.unit is None:
        return _ratio(text, hit)
    if hit.unit is not None and traps.trapped(text, hit, begin):
        return None
    return hit


def _prefix(text: str, hit: Hit) -> None:
    start = hit.start
    if not start or text[start - 1] not in bounds.LAST:
        if start and text[start - 1] == "的" and hit.unit in ("%", "％") and hit.comparator is None:
            hit.comparator = bounds.detached(text, start)
        return
    for _ in range(2):
        begin, word, printed = bounds.before(text, hit.start)
        if word is None:
            return
        hit.start, hit.glued = begin, True
        hit.comparator = hit.comparator or word.comparator
        if word.approx:
            hit.approx, hit.approximator = True, hit.approximator or printed


def _range(text: str, first: Hit) -> Hit | None:
    """``first`` widened to the range that it opens (3—5年, 80%～90%), itself where none follows, ``None`` for a stretch of dates."""
    sep = _FROM.match(text, first.end)
    m = PATTERN.match(text, sep.end()) if sep else None
    if m is None or sep is None:
        return first
    second = read(text, m)
    if second is None or second.low is None or first.low is None or second.high is None:
        return first
    same = first.unit is None or first.unit == second.unit or units.unit(first.unit).reported == (second.unit and units.unit(second.unit).reported)
    if not same or second.unit is None and first.unit is not None:
        return first
    if first.unit is not None and sep[0] in "至到" and _CHANGE_FROM.search(text, max(0, first.number[0] - 10), first.number[0]):
        return first
    low, step = first.low, first.step
    if second.great and not first.great and first.unit is None:
        low, step = _share_great(text, first, second)
    if second.unit is not None and traps.trapped(text, second, m.start()) and second.unit in ("年", "月", "日"):
        return None
    if low >= second.high:
        return first
    second.start, second.number, second.low = first.start, (first.number[0], second.number[1]), low
    second.step = min(step, second.step) if step is not None and second.step is not None else None
    second.approx, second.approximator = first.approx or second.approx, first.approximator or second.approximator
    second.comparator, second.printed = first.comparator or second.comparator, first.printed
    second.glued = True
    return second


def _share_great(text: str, first: Hit, second: Hit) -> tuple[Exact, Exact | None]:
    """3—5万: the 万 of the upper end belongs to the lower end too, unless that would turn the range round (8000—1万)."""
    assert first.low is not None and second.low is not None
    factor = 1
    for char in reversed(text[second.number[0] : second.number[1]]):
        great = {"万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8}.get(char)
        if great is None:
            break
        factor *= great
    if first.low * factor < second.low:
        return tidy(first.low * factor), tidy(first.step * factor) if first.step is not None else None
    return first.low, first.step


def _ratio(text: str, first: Hit) -> Hit | None:
    """1∶40, 3比1; a clock time (8:30) is none."""
    mark = text[first.end]
    m = PATTERN.match(text, first.end + 1)
    second = read(text, m) if m else None
    if second is None or second.unit is not None or first.low is None or second.low is None:
        return first
    digits = text[first.end + 1 : second.end]
    if mark in ":：" and len(digits) == 2 and digits < "60" and first.low < 25 and "比" not in text[max(0, first.start - 6) : first.start]:
        return None
    share = fraction(first.low, second.low)
    if share is None:
        return None
    return Hit(first.start, second.end, (first.start, second.end), share, share, None, "∶", first.printed, glued=True)


def _bare(text: str, hit: Hit) -> bool:
    """Whether a number without a unit plainly reports a quantity: it has 万/亿, or closes its clause behind 为, 达, 共 and the like."""
    begin, end = hit.number
    if hit.printed[0] in "第几数半" or text[begin - 1 : begin] in ("第", "+", "〔") and begin:
        return False
    if traps.quoted(text, begin, end):
        return False
    if hit.great:
        return hit.printed[0] not in "百千万亿" or hit.glued or hit.approx
    if len(hit.printed) == 1 and not hit.glued or not hit.printed[0].isdecimal():
        return False
    if not _CLOSES.match(text, hit.end) or _NOT_A_COUNT.search(text, max(0, hit.start - 12), hit.start):
        return False
    if len(hit.printed) == 4 and hit.low is not None and 1900 <= hit.low <= 2100:
        return False
    return hit.glued or bool(_REPORTS.search(text, max(0, hit.start - 2), hit.start))


def _lend(earlier: Hit, hit: Hit) -> None:
    """A list's shared unit: 12、15、18家. A 万/亿 printed once stays with its own number."""
    earlier.unit = hit.unit
    at = hit.end - len(hit.unit or "")
    earlier.shared = (at, hit.end)


def _quantity(text: str, hit: Hit) -> Quantity:
    low, high = bounds.bounded(hit.low, hit.high, hit.comparator)
    if hit.unit == "∶":
        return Quantity(hit.start, hit.end, text[hit.start : hit.end], low, high, hit.approx, hit.comparator, None, hit.approximator, None, "ratio", hit.number)
    entry = units.unit(hit.unit) if hit.unit is not None else None
    if entry is not None and entry.dimension == "CNY" and entry.scale != 1:
        low, high = (tidy(x * entry.scale) if x is not None else None for x in (low, high))
    return Quantity(
        hit.start,
        hit.end,
        text[hit.start : hit.end],
        low,
        high,
        hit.approx,
        hit.comparator,
        hit.step,
        hit.approximator,
        entry.reported if entry else None,
        entry.kind if entry else "count",
        hit.number,
        hit.shared,
    )
