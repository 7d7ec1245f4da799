"""Date arithmetic behind the periods: ends of months, five-year plans, festivals. Pure functions over :class:`datetime.date`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from extractors import lexicons

DIGITS = {c: n for n, row in enumerate(("〇零○ＯO", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in row}
Stretch = tuple[date, date]


def small_number(text: str) -> int:
    """A printed day, month, quarter or count of years below 100 (12, １２, 十二, 二十一, 元, 首); 0 when it is none."""
    if text.isdecimal():
        return int(text)
    if text in ("元", "首", "正"):
        return 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return DIGITS.get(text, 0)
    return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)


def year_number(text: str) -> int:
    """A printed year: 2008, ２００８, 二〇〇八, and 07 or 98 by the usual cut (60 and later are of the last century)."""
    digits = text if text.isdecimal() else "".join(str(DIGITS.get(c, "")) for c in text)
    year = int(digits) if digits.isdecimal() else 0
    return year if len(digits) > 2 else year + (1900 if year >= 60 else 2000)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` when the calendar has no such day."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def months(year: int, first: int, last: int) -> Stretch:
    """First to last day of the months ``first``..``last`` (1..12)."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def year_of(year: int) -> Stretch:
    return date(year, 1, 1), date(year, 12, 31)


def shift_years(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28 February."""
    return make_date(day.year + years, day.month, day.day) or make_date(day.year + years, 2, 28) or day


def shift_months(day: date, count: int) -> date:
    """The same day some months on, the last of the month where it would not exist."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def five_year_plan(ordinal: int) -> Stretch | None:
    """Years of the n-th five-year plan. The first two ran from 1953 to 1962, the third began in 1966."""
    if not 1 <= ordinal <= 30:
        return None
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return date(first, 1, 1), date(first + 4, 12, 31)


@cache
def _spring() -> dict[int, date]:
    return {d.year: d for d in (date.fromisoformat(r["date"]) for r in lexicons.read("spring_festivals.csv", ["date"]))}


@cache
def _festivals() -> dict[str, tuple[str, int]]:
    return {r["word"]: (r["date"], int(r["days"])) for r in lexicons.read("festivals.csv", ["word", "date", "days"])}


def festival(word: str, year: int) -> Stretch | None:
    """First day and end of the holiday of a festival in a year; ``None`` when the word or its date in that year is unknown."""
    entry = _festivals().get(word)
    if entry is None:
        return None
    if entry[0] == "spring":
        first = _spring().get(year)
    else:
        month, day = entry[0].split("-")
        first = make_date(year, int(month), int(day))
    return (first, first + timedelta(days=entry[1] - 1)) if first else None


def festival_words() -> tuple[str, ...]:
    return tuple(sorted(_festivals(), key=len, reverse=True))
