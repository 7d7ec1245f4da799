"""From one match of the number pattern to bounds: the numeral, 余/多/几, 分之, 半, 成, 角分 — everything that belongs to the number itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors import numbers_bounds as bounds
from extractors import units
from extractors.model import Comparator, Exact, Offsets
from extractors.numbers_value import DIGITS, NORMAL, fraction, normalise, pair, tidy, value

_ONE_DIGIT = "[零一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳參陸\\d０-９]"
_CHANGE = re.compile(
    rf"[零〇]?(?:(?P<tenths>{_ONE_DIGIT})[角毛]钱?(?:[零〇]?(?P<more>{_ONE_DIGIT})分?)?|(?P<hundredths>{_ONE_DIGIT})分)|[整正]"
)
_HUNDREDTHS = re.compile(rf"({_ONE_DIGIT})分")
_SPOKEN = re.compile(rf"({_ONE_DIGIT})(?=[，。；、）)]|\Z)")
_TENTH = re.compile(r" ?([一二三四五六七八九])(?![个家名项年月日天成万亿十百千])")
_CLAUSE_END = re.compile(r"[，。；、）)多左以]|\Z")
_AFTER = re.compile(bounds.AFTER_PATTERN)
_VAGUE = frozenset("几幾数數")
_SIGN = frozenset("-－−负負")
_NO_SIGN_BEHIND = re.compile(r"[0-9０-９A-Za-z%％）)年月日号一二三四五六七八九十个家人万亿]")


@dataclass(slots=True)
class Hit:
    """A number under way to becoming a quantity. ``number``: where its digits stand. ``great``: 万/亿 is printed in it."""

    start: int
    end: int
    number: Offsets
    low: Exact | None
    high: Exact | None
    step: Exact | None
    unit: str | None
    printed: str
    great: bool = False
    approx: bool = False
    comparator: Comparator | None = None
    approximator: str | None = None
    shared: Offsets | None = None
    """Where the unit stands when a neighbour lent it."""
    glued: bool = False
    """A comparator or approximator stands right before or behind the number."""


def read(text: str, m: re.Match[str]) -> Hit | None:
    """The match as a :class:`Hit` (its own bounds; words before it are not looked at yet), ``None`` where it is no number."""
    over, more, great, half, unit, unit_more, after = m[2], m[3], m[4], m[5], m[6], m[7], m[8]
    begin = m.start()
    stop = m.start(2) - 2 if over else next((m.start(i) for i in (3, 4, 5, 6, 7, 8) if m[i]), m.end())
    printed = text[begin:stop].rstrip(" \u3000")
    stop = begin + len(printed)
    hit: Hit | None
    if over:
        hit = _share(begin, m, printed, over)
    elif printed[0] in _VAGUE:
        hit = _vague(begin, stop, printed, great, m.end(4))
    elif printed[0] == "半":
        hit = (
            Hit(begin, m.end(), (begin, begin + 1), Decimal("0.5"), Decimal("0.5"), None, None, printed)
            if unit and len(printed) == 1
            else None
        )
    else:
        hit = _plain(begin, stop, printed, more, great, m.end(4))
    if hit is None or hit.low is None or hit.high is None:
        return None
    hit.end = m.end()
    hit.unit = unit if not over else "%"
    if more and not over:
        hit.approx, hit.approximator = True, more
    if half:
        _add_half(hit, half, unit)
    if unit_more:
        _after_unit(hit, unit_more)
    if after:
        _bound(hit, after)
    if unit in ("成", "折"):
        _tenths(text, hit, unit, m)
    elif unit and not after and (unit == "块" or units.unit(unit).dimension == "CNY"):
        _change(text, hit)
    if begin and text[begin - 1] in _SIGN and not (begin > 1 and text[begin - 1] not in "负負" and _NO_SIGN_BEHIND.match(text[begin - 2])):
        hit.start, hit.low, hit.high = begin - 1, -hit.high, -hit.low
    elif text[begin - 2 : begin] in ("负的", "負的"):
        hit.start, hit.low, hit.high = begin - 2, -hit.high, -hit.low
    return hit


def _bound(hit: Hit, after: str) -> None:
    word = bounds.AFTER[after]
    hit.glued, hit.comparator, hit.approx = True, word.comparator, hit.approx or word.approx
    hit.approximator = hit.approximator or (after if word.approx else None)


def _plain(begin: int, stop: int, printed: str, more: str | None, great: str | None, great_end: int) -> Hit | None:
    last = NORMAL.get(ord(printed[-1]), printed[-1])
    if not great and not more and (two := pair(printed)):
        low, high, step = two
        return Hit(begin, stop, (begin, stop), low, high, step, None, printed, last in "万亿")
    if great and (two := pair(printed)):
        factor = _factor(great)
        return Hit(begin, great_end, (begin, great_end), two[0] * factor, two[1] * factor, two[2] * factor, None, printed, True)
    got = value(printed)
    if got is None:
        return None
    low, step = got
    high = low
    own_great = _factor(last) if last in "万亿" else 1
    if more:
        low, high = bounds.more(low, step, own_great, more) if more != "来" else (low, low)
    if great:
        factor = _factor(great)
        low, high, step = tidy(low * factor), tidy(high * factor), tidy(step * factor)
    end = great_end if great else stop + (more in ("几", "幾"))
    return Hit(begin, end, (begin, end), low, high, step, None, printed, bool(great) or any(c in "万亿萬億" for c in printed))


def _factor(great: str) -> int:
    got = value(great)
    return int(got[0]) if got else 1


def _vague(begin: int, stop: int, printed: str, great: str | None, great_end: int) -> Hit | None:
    """几十, 数百, 几千万: from two (of the ten: one and a bit is not 几) to nine of them."""
    got = value(printed[1:]) if len(printed) > 1 else None
    factor = (int(got[0]) if got else 1) * (_factor(great) if great else 1)
    if factor < 10:
        return None
    end = great_end if great else stop
    return Hit(begin, end, (begin, end), 2 * factor, 9 * factor, None, None, printed, factor >= 10_000, True, None, printed[0])


def _share(begin: int, m: re.Match[str], printed: str, over: str) -> Hit | None:
    """百分之九十五 → 95, 千分之五 → 0.5, 三分之二 → 66.67 (all in %)."""
    whole, part = value(printed), value(over)
    if whole is None or part is None or whole[0] == 0:
        return None
    share = fraction(part[0] * 100, whole[0])
    if share is None:
        return None
    decimal = normalise(printed).lstrip("一") in ("百", "千", "万")
    step = fraction(part[1] * 100, whole[0]) if decimal else None
    return Hit(begin, m.end(2), (begin, m.end(2)), share, share, step, "%", printed, False)


def _add_half(hit: Hit, half: str, unit: str | None) -> None:
    hit.unit = f"个{unit}"
    if half == "个半" and hit.low is not None and hit.high is not None:
        hit.low, hit.high, hit.step = tidy(hit.low + Decimal("0.5")), tidy(hit.high + Decimal("0.5")), None
    elif hit.high is not None:
        hit.high, hit.approx, hit.approximator = hit.high + 1, True, half[1]


def _after_unit(hit: Hit, word: str) -> None:
    assert hit.low is not None and hit.high is not None
    if word == "半":
        hit.low, hit.high, hit.step = tidy(hit.low + Decimal("0.5")), tidy(hit.high + Decimal("0.5")), None
    else:
        hit.high, hit.approx, hit.approximator = tidy(hit.high + (hit.step or 1)), True, word


def _tenths(text: str, hit: Hit, unit: str, m: re.Match[str]) -> None:
    """成 and 折 are tenths; a digit behind 成 adds hundredths (九成五); two digits before 折 are hundredths (七二折)."""
    assert hit.low is not None and hit.high is not None
    factor = Decimal(10)
    digits = normalise(hit.printed)
    if unit == "折" and len(digits) == 2 and all(c in DIGITS for c in digits):
        factor = Decimal(1)
    low, high = hit.low * factor, hit.high * factor
    hit.step = (hit.step or 1) * factor
    if unit == "成" and not m[7] and not m[8] and (tail := _TENTH.match(text, hit.end)):
        low, high, hit.step, hit.end = low + DIGITS.index(tail[1]), high + DIGITS.index(tail[1]), 1, tail.end()
    hit.low, hit.high, hit.step = tidy(low), tidy(high), tidy(hit.step)
    if not m[8] and (word := _AFTER.match(text, hit.end)):
        _bound(hit, word[0])
        hit.end = word.end()


def _change(text: str, hit: Hit) -> None:
    """角 and 分 behind 元 (三元五角, 十块三毛, 十二块五, 1元1角1分), and the 整 that closes a sum of money."""
    if hit.unit in ("角", "毛"):
        if m := _HUNDREDTHS.match(text, hit.end):
            _add(hit, Decimal(_digit(m[1])) / 10, Decimal("0.1"), m.end())
        return
    m = _CHANGE.match(text, hit.end)
    spoken = _SPOKEN.match(text, hit.end) if hit.unit == "块" and m is None else None
    if spoken:
        _add(hit, Decimal(_digit(spoken[1])) / 10, Decimal("0.1"), spoken.end())
    elif m and (m["tenths"] or m["hundredths"]):
        cents = int(_digit(m["tenths"] or "0")) * 10 + int(_digit(m["more"] or m["hundredths"] or "0"))
        _add(hit, Decimal(cents).scaleb(-2), Decimal("0.01") if m["more"] or m["hundredths"] else Decimal("0.1"), m.end())
    elif m and hit.unit != "块":
        hit.end = m.end()
        return
    elif hit.unit != "块" or not (hit.low and (hit.low >= 100 or _CLAUSE_END.match(text, hit.end))):
        return
    hit.unit = "元"


def _add(hit: Hit, amount: Decimal, step: Decimal, end: int) -> None:
    if hit.low is not None and hit.high is not None:
        hit.low, hit.high = tidy(hit.low + amount), tidy(hit.high + amount)
        hit.step, hit.number, hit.end = step, (hit.number[0], end), end


def _digit(char: str) -> str:
    plain = char.translate(NORMAL)
    return plain if plain.isdecimal() else str(DIGITS.index(plain))


def prefixed(text: str, hit: Hit) -> None:
    """Take the comparators and approximators in front of the number into the hit (at most two: 超过近百家)."""
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
