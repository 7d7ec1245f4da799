"""Quantities: numbers with what they are counted in, bounds as the words state them (近100人, 不少于180家, 65万余元, 95%以上, 3—5年)."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import numbers_bounds as bounds
from extractors import traps, units
from extractors.model import Exact, Quantity
from extractors.numbers_pattern import PATTERN
from extractors.numbers_read import Hit, read
from extractors.numbers_spaces import squeeze
from extractors.numbers_value import UNITS, fraction, normalise, pair, tidy, value

_FROM = re.compile(r"[-－—–―~～〜至到－−]{1,2}")
_LIST = frozenset("、和与及或")
_GOES_ON = _LIST | frozenset("-－—–―~～〜至到−比:：∶")
_CHANGE_FROM = re.compile(r"[由从自][^，。；、\n]{0,8}\Z")
_MARKS = frozenset("-－—–―~～〜至到−:：∶比/／.")
_DIGITS = frozenset("0123456789一二三四五六七八九十")
_STAMP = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\d{1,2}[:：]\d{2}[:：]\d{2}|\d+\.\d+\.[\d.]*")
_LINE_START = frozenset(("", "\n"))
_ITEM_BEFORE = frozenset(("", "\n", "。", "；", ";", "：", "　", " "))
_CHAIN = 40
"""So far back a 第 may stand that orders a whole list (bounds the work on endless lists)."""
_RATIO_BEFORE = re.compile(r"比(?:例|率|分|重)?(?:约?为|达到?|[:：])?\Z")
_AFTER = re.compile(bounds.AFTER_PATTERN)
_NO_HALF = frozenset("另信知事解径截夜路途旧边坡")
_NO_HALF_OVER = frozenset("不走超通经间务程双时")
_HALF_TIME = re.compile(r"年|天|个|小时|百|夜|场|晌|辈|途")
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
        at = hit.end
        if waiting and text[waiting[-1].end : hit.start].strip() not in _LIST:
            _flush(text, waiting, out)
        if hit.low is None or _ordinal(text, hit):
            waiting.clear()
        elif hit.unit is not None:
            _share_unit(text, waiting, hit, out)
        elif text[at : at + 1] in _LIST and hit.printed[0] not in "零〇":
            waiting.append(hit)
        elif _bare(text, hit):
            out.append(_quantity(text, hit))
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
    if len(waiting) == 1 and (two := _spoken_range(text, waiting[0], hit)):
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


def _spoken_range(text: str, first: Hit, last: Hit) -> Hit | None:
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
    last.start, last.number = first.start, (first.number[0], last.number[1])
    return last


def _next(text: str, m: re.Match[str]) -> Hit | None:
    """The hit that begins at this match — a range, ratio or fraction taken whole; ``None`` for a trap; without ``low`` for a stretch to pass over."""
    begin = m.start()
    if m[0][0] == "半" and (half := _half(text, begin)) is not None:
        return half
    if m.end() - begin == 1 and not m[0].isdecimal() and text[m.end() : m.end() + 1] not in _GOES_ON:
        return None
    hit = read(text, m)
    if hit is not None and "." in hit.printed and hit.unit and not hit.great:
        hit = _after_list_number(text, hit)
        begin = hit.start
    if hit is None:
        return None
    _prefix(text, hit)
    nxt = text[hit.end : hit.end + 1]
    if nxt and nxt in _MARKS:
        if hit.printed[0].isdecimal() and (stamp := _STAMP.match(text, begin)):
            return _passed(begin, stamp.end())
        if nxt in ":：∶比/／":
            return _ratio(text, hit) if hit.unit is None else _kept(text, hit, begin)
        widened = _range(text, hit)
        if widened is None or widened is not hit:
            return widened
    return _kept(text, hit, begin)


def _after_list_number(text: str, hit: Hit) -> Hit:
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


def _kept(text: str, hit: Hit, begin: int) -> Hit | None:
    return None if hit.unit is not None and traps.trapped(text, hit, begin) else hit


def _passed(start: int, end: int) -> Hit:
    return Hit(start, end, (start, end), None, None, None, None, "")


def _half(text: str, at: int) -> Hit | None:
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
    _prefix(text, hit)
    if word := _AFTER.match(text, hit.end):
        entry = bounds.AFTER[word[0]]
        hit.end, hit.comparator, hit.approx = word.end(), entry.comparator, entry.approx
        hit.approximator = word[0] if entry.approx else None
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


def _ratio(text: str, first: Hit) -> Hit | None:
    """1∶40, 3比1 and the fraction 1/3; a clock time (8:30) and a ratio of three (5∶3∶2, no single value) are passed over."""
    mark = text[first.end]
    m = PATTERN.match(text, first.end + 1)
    second = read(text, m) if m else None
    if second is None or first.low is None or second.low is None or (not second.printed[0].isdecimal() and mark != "比"):
        return first
    following = text[second.end : second.end + 1]
    if (following and following in ":：∶/／") or second.unit is not None:
        return first if second.unit is not None else _passed(first.start, second.end)
    share = fraction(first.low, second.low)
    digits = text[first.end + 1 : second.end]
    if mark in "/／":
        if share is None or share >= 1 or second.low > 100:
            return _passed(first.start, second.end)
        share, unit = tidy(share * 100), "%"
    elif (
        mark in ":："
        and len(digits) == 2
        and digits < "60"
        and first.low < 25
        and not _RATIO_BEFORE.search(text, max(0, first.start - 6), first.start)
    ):
        return _passed(first.start, second.end)
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
