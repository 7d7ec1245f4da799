"""Quantities: numbers with what they are counted in, bounds as the words state them (近100人, 不少于180家, 65万余元, 95%以上, 3—5年)."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import numbers_bounds as bounds
from extractors import traps, units
from extractors.model import Quantity
from extractors.numbers_joined import after_list_number, half, passed, ratio, spoken_range, widened
from extractors.numbers_pattern import PATTERN
from extractors.numbers_read import Hit, prefixed, read
from extractors.numbers_spaces import squeeze
from extractors.numbers_value import tidy

_LIST = frozenset("、和与及或")
_GOES_ON = _LIST | frozenset("-－—–―~～〜至到−比:：∶")
_MARKS = frozenset("-－—–―~～〜至到−:：∶比/／.")
_DIGITS = frozenset("0123456789一二三四五六七八九十")
_STAMP = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\d{1,2}[:：]\d{2}[:：]\d{2}|\d+\.\d+\.[\d.]*")
_CHAIN = 40
"""So far back a 第 may stand that orders a whole list (bounds the work on endless lists)."""
_REPORTS = re.compile(r"(?:为|达到?|至|到|计|约|共|有|是|突破|超过?|余|得)\Z")
_CLOSES = re.compile(r"[，。；,;、）)\n]|\Z")
_NOT_A_COUNT = re.compile(
    r"(?:电话|热线|号码|编号|邮编|代码|拨打|专线|账号|传真|手机|微信|[Qq]{2}|网址|版本|编码|学号|年)[^，。；\n]{0,4}\Z"
)


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity that ``text`` reports, in reading order; offsets index ``text``. Dates, ordinals, names and slogans are left out.

    >>> [(q.text, q.low, q.high, q.unit) for q in find_quantities("新建工会不少于180家，发展会员2万余名，入会率95%以上。")]
    [('不少于180家', 180, None, '家'), ('2万余名', 20000, 30000, '名'), ('95%以上', 95, None, '%')]
    """
    view, origin = squeeze(text)
    found = _quantities(view)
    return found if origin is None else [_moved(text, q, origin) for q in found]


def _moved(text: str, q: Quantity, origin: list[int]) -> Quantity:
    """The quantity in the text that still has its spaces."""
    start, end = origin[q.start], origin[q.end - 1] + 1
    number = origin[q.number[0]], origin[q.number[1] - 1] + 1
    unit = (origin[q.number_unit[0]], origin[q.number_unit[1] - 1] + 1) if q.number_unit else None
    return replace(q, start=start, end=end, text=text[start:end], number=number, number_unit=unit)


def _quantities(text: str) -> list[Quantity]:
    out: list[Quantity] = []
    waiting: list[Hit] = []
    at = 0
    for m in PATTERN.finditer(text):
        if m.start() < at:
            continue
        hit = _next(text, m)
        if hit is None:
            continue
        hit.start, at = max(hit.start, at), hit.end
        if waiting and text[waiting[-1].end : hit.start].strip() not in _LIST:
            _flush(text, waiting, out)
        if hit.low is None or _ordinal(text, hit):
            waiting.clear()
        elif hit.unit is not None:
            _share_unit(text, waiting, hit, out)
        elif text[at : at + 1] in _LIST and hit.printed[0] not in "零〇":
            waiting.append(hit)
        else:
            _flush(text, [*waiting, hit], out)
            waiting.clear()
    _flush(text, waiting, out)
    return out


def _ordinal(text: str, hit: Hit) -> bool:
    """第 covers a whole list or range: 第1、2、3批."""
    start = hit.number[0]
    least = max(1, start - _CHAIN)
    while start > least and text[start - 1] in "、至到—-和" and text[start - 2] in _DIGITS:
        start -= 2
        while start >= least and text[start - 1] in _DIGITS:
            start -= 1
    return text[start - 1 : start] == "第"


def _flush(text: str, waiting: list[Hit], out: list[Quantity]) -> None:
    """The numbers of a list to which no unit came: those that can stand alone are kept."""
    out.extend(_quantity(text, hit) for hit in waiting if _bare(text, hit))
    waiting.clear()


def _share_unit(text: str, waiting: list[Hit], hit: Hit, out: list[Quantity]) -> None:
    """A list's unit, printed once at its end, goes to every number of it: 12、15、18家. A 万 or 亿 stays with its own number."""
    if len(waiting) == 1 and (two := spoken_range(text, waiting[0], hit)):
        out.append(_quantity(text, two))
        waiting.clear()
        return
    for earlier in waiting:
        if earlier.printed[0].isdecimal() == hit.printed[0].isdecimal():
            at = hit.end - len(hit.unit or "")
            earlier.unit, earlier.shared = hit.unit, (at, hit.end)
            out.append(_quantity(text, earlier))
    waiting.clear()
    out.append(_quantity(text, hit))


def _next(text: str, m: re.Match[str]) -> Hit | None:
    """The hit that begins at this match — a range, ratio or fraction taken whole; ``None`` for a trap; without ``low`` for a stretch to pass over."""
    begin = m.start()
    if m[0][0] == "半" and (share := half(text, begin)) is not None:
        return share
    if m.end() - begin == 1 and not m[0].isdecimal() and text[m.end() : m.end() + 1] not in _GOES_ON:
        return None
    hit = read(text, m)
    if hit is not None and "." in hit.printed and hit.unit and not hit.great:
        hit = after_list_number(text, hit)
        begin = hit.start
    if hit is None:
        return None
    prefixed(text, hit)
    nxt = text[hit.end : hit.end + 1]
    if nxt and nxt in _MARKS:
        if hit.printed[0].isdecimal() and (stamp := _STAMP.match(text, begin)):
            return passed(begin, stamp.end())
        if nxt in ":：∶比/／":
            return ratio(text, hit) if hit.unit is None else _kept(text, hit, begin)
        whole = widened(text, hit)
        if whole is not hit:
            return whole
    return _kept(text, hit, begin)


def _kept(text: str, hit: Hit, begin: int) -> Hit | None:
    return None if hit.unit is not None and traps.trapped(text, hit, begin) else hit


def _bare(text: str, hit: Hit) -> bool:
    """Whether a number without a unit plainly reports a quantity: it has 万/亿, or closes its clause behind 为, 达, 共 and the like."""
    begin, end = hit.number
    if (
        hit.printed[0] in "0第几数半"
        or hit.low is None
        or (len(hit.printed) > 6 and not hit.great and "," not in hit.printed)
        or (text[begin - 1 : begin] in ("第", "+", "〔") and begin)
    ):
        return False
    if traps.quoted(text, begin, end):
        return False
    if hit.great:
        return hit.printed[0] not in "百千万亿" or hit.glued or hit.approx
    if (len(hit.printed) == 1 and not hit.glued) or not hit.printed[0].isdecimal():
        return False
    if not _CLOSES.match(text, hit.end) or _NOT_A_COUNT.search(text, max(0, hit.start - 12), hit.start):
        return False
    if len(hit.printed) == 4 and 1900 <= hit.low <= 2100:
        return False
    return hit.glued or bool(_REPORTS.search(text, max(0, hit.start - 2), hit.start))


def _quantity(text: str, hit: Hit) -> Quantity:
    low, high = bounds.bounded(hit.low, hit.high, hit.comparator)
    step = hit.step
    if hit.unit == "∶":
        return Quantity(
            hit.start,
            hit.end,
            text[hit.start : hit.end],
            low,
            high,
            hit.approx,
            hit.comparator,
            None,
            hit.approximator,
            None,
            "ratio",
            hit.number,
        )
    entry = units.unit(hit.unit) if hit.unit is not None else None
    if entry is not None and entry.dimension == "CNY" and entry.scale != 1:
        low, high, step = (tidy(x * entry.scale) if x is not None else None for x in (low, high, step))
    return Quantity(
        hit.start,
        hit.end,
        text[hit.start : hit.end],
        low,
        high,
        hit.approx,
        hit.comparator,
        step,
        hit.approximator,
        entry.reported if entry else None,
        entry.kind if entry else "count",
        hit.number,
        hit.shared,
    )
