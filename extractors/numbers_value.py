"""The value of one numeral: Arabic, Chinese in all its sets, or mixed. Exact, linear, and ``None`` rather than an error for what is no numeral."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractors.exact import Fraction
from extractors.model import Exact

LONGEST = 64
"""A run of more numeral characters than this is no number that anybody printed."""

DIGITS = "零一二三四五六七八九"
_SAME = {
    "〇": "零", "○": "零", "两": "二", "兩": "二", "俩": "二", "倆": "二", "廿": "二十", "卅": "三十", "點": "点", "．": ".", "萬": "万", "億": "亿",
    "壹": "一", "贰": "二", "貳": "二", "叁": "三", "參": "三", "肆": "四", "伍": "五", "陆": "六", "陸": "六", "柒": "七", "捌": "八", "玖": "九",
    "拾": "十", "佰": "百", "仟": "千", "负": "-", "負": "-", "－": "-", "−": "-", "，": ",", "幾": "几", "數": "数", "餘": "余", "個": "个", "％": "%",
}  # fmt: skip
NORMAL = {ord(k): v for k, v in _SAME.items()} | {ord("０") + i: str(i) for i in range(10)}
UNITS: dict[str, int] = {
    "十": 10, "百": 100, "千": 1000, "k": 1000, "K": 1000, "万": 10_000, "w": 10_000, "W": 10_000, "M": 10**6, "亿": 10**8, "G": 10**9, "兆": 10**12,
}  # fmt: skip
_TO_ARABIC = {ord(c): str(i) for i, c in enumerate(DIGITS)}
_TOKEN = re.compile(rf"(?P<num>[\d{DIGITS}]+(?:\.\d+)?)|(?P<unit>[十百千万亿兆kKwWMG])|[点.](?P<frac>[\d{DIGITS}]+)")
_PAIR = re.compile(r"[一二三四五六七八九]{2}")
_ARABIC = re.compile(r"\d+(?:\.\d+)?|\.\d+")


def normalise(printed: str) -> str:
    """The numeral in one alphabet: half-width, simplified, 壹贰叁 as 一二三, without spaces."""
    return "".join(printed.translate(NORMAL).split())


@lru_cache(maxsize=4096)
def value(printed: str) -> tuple[Exact, Exact] | None:
    """``(value, step)`` of a numeral, ``step`` being the size of the last printed digit in base units (4.7万 → 1000; whole counts → 1).

    >>> value("1万2千"), value("4.7万"), value("三百零五"), value("1,234")
    ((12000, 1000), (47000, 1000), (305, 1), (1234, 1))
    """
    if len(printed) > LONGEST:
        return None
    if printed.isdecimal():
        return int(printed), 1
    text = normalise(printed).replace(",", "")
    sign = -1 if text[:1] == "-" else 1
    text = text[1:] if sign < 0 else text
    if _ARABIC.fullmatch(text):
        got: tuple[Exact, Exact] | None = _arabic(text)
    else:
        got = _mixed(text)
    return (got[0] * sign, got[1]) if got else None


def pair(printed: str) -> tuple[Exact, Exact, Exact] | None:
    """``(low, high, step)`` of two neighbouring digits that stand for a range (两三, 三五百, 十七八, 三万四五), else ``None``."""
    if len(printed) > LONGEST or printed.isdecimal():
        return None
    text = normalise(printed)
    for m in _PAIR.finditer(text):
        i = m.start()
        first, second = DIGITS.index(text[i]), DIGITS.index(text[i + 1])
        positional = len(text) > 2 and not any(c in UNITS for c in text)
        if positional or (text[i + 2 : i + 3] or "零") in DIGITS[1:]:
            return None
        if second - first == 1 or ((first, second) == (3, 5) and text[i - 1 : i] != "十"):
            low, high = value(text[: i + 1] + text[i + 2 :]), value(text[:i] + text[i + 1 :])
            if low and high and low[0] < high[0]:
                return low[0], high[0], low[1]
    return None


def fraction(numerator: Exact, denominator: Exact) -> Exact | None:
    """``numerator / denominator`` to 28 digits, an ``int`` where it is whole; ``None`` for a denominator of nought."""
    if not denominator:
        return None
    exact = Fraction(numerator) / Fraction(denominator)
    return exact.numerator if exact.denominator == 1 else tidy(Decimal(exact.numerator) / Decimal(exact.denominator))


def tidy(number: Exact) -> Exact:
    """An ``int`` where the number is whole, else a ``Decimal`` without trailing noughts."""
    if isinstance(number, int):
        return number
    whole = number.to_integral_value()
    return int(whole) if whole == number else number.normalize()


def trailing(number: Exact, step: Exact) -> Exact:
    """The size of the last non-zero digit of ``number``, ``step`` where it has decimals (2300 → 100, 105 → 1, 1.2 → 0.1)."""
    if not isinstance(number, int) or step < 1 or not number:
        return step if number else 1
    size = 1
    while not number % (size * 10):
        size *= 10
    return size


def _arabic(text: str) -> tuple[Exact, Exact]:
    head, dot, decimals = text.partition(".")
    if not dot:
        return int(head), 1
    return tidy(Decimal(text)), Decimal(1).scaleb(-len(decimals))


def _mixed(text: str) -> tuple[Exact, Exact] | None:
    """Numerals with units (十百千万亿) or Chinese digits: sections are summed below the next greater 万/亿 and multiplied by it."""
    total: Exact = 0
    section: Exact = 0
    number: Exact | None = None
    step: Exact = 1
    last = great = at = 0
    zero = nought = False
    for m in _TOKEN.finditer(text):
        if m.start() != at:
            return None
        at = m.end()
        if m["num"]:
            digits = m["num"].translate(_TO_ARABIC)
            zero = digits[0] == "0" and len(digits) <= 2
            number, step = _arabic(digits)
            nought = number == 0 and not section and not total
        elif m["frac"]:
            if number is not None and not isinstance(number, int):
                return None
            part, step = _arabic("0." + m["frac"].translate(_TO_ARABIC))
            number, last = (number or 0) + part, 0
        else:
            unit = UNITS[m["unit"]]
            if unit < 10_000:
                section += (1 if number is None else number or (1 if zero else 0)) * unit
                step = unit
            else:
                section += _elided(number, last if last < 10_000 else 0, zero)
                chained = total and (unit > great or not section)
                step = step * unit if (chained and not section) or step < 1 else unit
                total, section = (
                    ((total + section) * unit, 0) if chained else (total + (section or (0 if total or nought else 1)) * unit, 0)
                )
                great = unit
            number, last, zero = None, unit, False
    if at != len(text) or not at:
        return None
    tail = _elided(number, last, zero)
    if tail and number != tail:
        step = last // 10
    return tidy(total + section + tail), tidy(step) if great or step < 1 else 1


def _elided(number: Exact | None, last: int, zero: bool) -> Exact:
    """A single digit right behind 百, 千, 万 or 亿 counts the next lower unit (三千五, 两万五, 百二万)."""
    if last >= 100 and not zero and isinstance(number, int) and 0 < number < 10:
        return number * last // 10
    return number or 0
