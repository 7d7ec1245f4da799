"""Days of a printed period: what each shape of words means, given the issue date and what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from extractors import calendars as cal
from extractors.period_patterns import FESTIVAL, POINT, SEPARATOR, WEEKDAY

Grain = Literal["day", "month", "quarter", "half", "year", "span"]
Role = Literal["during", "until", "by", "since", "previous"]

_RELATIVE = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "昨年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
}
_FROM_CONTEXT = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_LATEST = timedelta(days=200)
"""A date without a year that lies further than this after the issue is one of the year before."""


@dataclass(slots=True)
class Point:
    """One end of a period: its days and how they were found."""

    first: date | None
    last: date | None
    grain: Grain
    year: int | None = None
    explicit: bool = False
    valid: bool = True
    previous: bool = False
    eve: date | None = None
    """The day before a festival: the deadline of 春节前."""

    @property
    def known(self) -> bool:
        return self.year is not None or self.last is not None


@dataclass(slots=True)
class Memory:
    """What the reading so far knows: the last year said, where, and the stretch that 同期 points back to."""

    issued: date | None
    year: int | None = None
    near: bool = False
    told: int | None = None
    """The last year said in the article, over paragraphs."""
    ahead: bool = False
    """Whether words of the future stand by."""
    toward: bool = False
    """Whether 到 or 至 stands before."""
    stretch: tuple[date, date] | None = None
    months: tuple[int, int] | None = None


def span(body: str, memory: Memory, role: Role) -> Point:
    """A point, or two with a dash between them."""
    body = WEEKDAY.sub("", body)
    whole = POINT.fullmatch(body)
    if whole is not None:
        return _point(whole, memory, role)
    for dash in SEPARATOR.finditer(body):
        left, right = POINT.fullmatch(body, 0, dash.start()), POINT.fullmatch(body, dash.end())
        if left is None or right is None:
            continue
        one = _point(left, memory, role)
        inner = Memory(memory.issued, one.year if one.year is not None else memory.year, True)
        if right["bareday"] and one.first is not None:
            last = cal.make_date(one.first.year, one.first.month, cal.small_number(right["bareday"]))
            return Point(one.first, last, "day", one.year, one.explicit, one.valid and last is not None)
        two = _point(right, inner, role)
        if one.first and two.last and two.last < one.first and two.last.year == one.first.year and not right["y"]:
            two.last = cal.shift_years(two.last, 1)
        grain: Grain = "day" if one.grain == two.grain == "day" else "span"
        return Point(one.first, two.last, grain, one.year, one.explicit, one.valid and two.valid)
    return Point(None, None, "span")


def _point(m: re.Match[str], memory: Memory, role: Role) -> Point:
    year, explicit = _year(m, memory)
    if m["same"]:
        return _same_period(year, explicit, memory)
    first_month, last_month, grain = _months(m, memory)
    if m["rm"]:
        return _relative_month(m, memory)
    if m["festival"]:
        return _festival(m["festival"], year, explicit, memory)
    if m["bareday"]:
        first_month = last_month = memory.months[0] if memory.months else memory.issued.month if memory.issued else 0
        grain = "day"
    day = cal.small_number(m["d"] or m["bareday"] or m["rd"] or "") if m["d"] or m["bareday"] or m["rd"] else None
    if first_month and not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return Point(None, None, grain, year, explicit, valid=False)
    if year is None:
        year = _nearest_year(first_month, last_month, day, role, memory)
    if year is None or not 1 <= year <= 9999:
        valid = day is None or not first_month or cal.make_date(2000, first_month, day) is not None
        return Point(None, None, grain, None, valid=valid)
    if first_month:
        return _within(year, first_month, last_month, day, m["part"] or ("底" if m["mend"] else None), grain, explicit)
    return _of_year(m, year, explicit, memory)


def _year(m: re.Match[str], memory: Memory) -> tuple[int | None, bool]:
    if m["y"]:
        return cal.year_number(m["y"].lstrip("‘’'")), True
    word = m["rel"]
    if not word:
        past = memory.ahead and memory.issued is not None and memory.year is not None and memory.year < memory.issued.year
        return (memory.year, False) if memory.near and not past else (None, False)
    if word in _FROM_CONTEXT:
        base = memory.year or (memory.issued.year if memory.issued else None)
        return (base + _FROM_CONTEXT[word] if base else None), True
    if word.startswith("上") and memory.near and memory.year is not None:  # 2001年…由上年的63起: the year before that
        return memory.year - 1, True
    return (memory.issued.year + _RELATIVE.get(word, 0) if memory.issued else None), True


def _months(m: re.Match[str], memory: Memory) -> tuple[int, int, Grain]:
    """First and last month that the words name (0 = none) and their grain."""
    if m["m"]:
        month = cal.small_number(m["m"])
        return month, month, "day" if m["d"] else "month"
    if m["m1"]:
        return cal.small_number(m["m1"]), cal.small_number(m["m2"]), "span"
    if m["count"]:
        return 1, cal.small_number(m["count"]), "span"
    if m["half"]:
        return (1, 6, "half") if m["half"] in "上前" else (7, 12, "half")
    if m["quarters"]:
        numbers = [cal.small_number(c) for c in re.findall("[一二两三四首1-4１-４]", m["quarters"])]
        first = 1 if m["quarters"].startswith("前") else numbers[0]
        return first * 3 - 2, numbers[-1] * 3, "quarter" if first == numbers[-1] else "span"
    return 0, 0, "year"


def _nearest_year(first_month: int, last_month: int, day: int | None, role: Role, memory: Memory) -> int | None:
    """The year of a date that prints none: that of its paragraph, else the one that lies best to the issue date."""
    issued = memory.issued
    if memory.year is not None and (issued is None or memory.year == issued.year):
        return memory.year
    if memory.year is not None and issued is not None and first_month and issued.year - memory.year == 1 and not (memory.ahead and role == "by"):
        return memory.year
    if issued is None or not first_month:
        return _year_reviewed(role, memory) or _year_told(role, memory) or issued.year if issued else None
    end = cal.months(issued.year, first_month, last_month)[1]
    begin = cal.make_date(issued.year, first_month, day) if day else cal.months(issued.year, first_month, last_month)[0]
    if begin is None:
        return issued.year
    if role == "by":
        return issued.year + (1 if issued - end > timedelta(days=45) else 0)
    return issued.year - (1 if begin - issued > _LATEST else 0)


def _year_reviewed(role: Role, memory: Memory) -> int | None:
    """The year before the issue, where 全年 and 年末 belong to a review of it; early in a year those of the new one are all ahead."""
    issued = memory.issued
    if issued is None or memory.ahead or role == "by":
        return None
    early = issued.month <= 3 and not memory.toward and memory.told in (None, issued.year - 1)
    reviewed = memory.year == issued.year - 1 or (early and memory.told is not None) or (early and issued.month <= 2)
    return issued.year - 1 if reviewed else None


def _year_told(role: Role, memory: Memory) -> int | None:
    """An older year that the paragraph is about (2001年，…。年内评议1355人): a chronicle, not news of the year of issue."""
    if memory.issued is None or memory.year is None or memory.ahead or role == "by" or memory.toward:
        return None
    return memory.year if memory.year < memory.issued.year - 1 else None


def _within(year: int, first_month: int, last_month: int, day: int | None, part: str | None, grain: Grain, explicit: bool) -> Point:
    if day is not None:
        exact = cal.make_date(year, first_month, day)
        return Point(exact, exact, "day", year, explicit, valid=exact is not None)
    last_year = year + 1 if last_month < first_month else year
    first, last = cal.months(year, first_month, first_month)[0], cal.months(last_year, last_month, last_month)[1]
    if part in ("底", "底前", "末"):
        first = last
    elif part == "初":
        last = first + timedelta(days=9)
    elif part:
        start = {"上": 1, "中": 11, "下": 21}[part[0]]
        first, last = first.replace(day=start), (last if start == 21 else first.replace(day=start + 9))
    return Point(first, last, grain, year, explicit)


def _of_year(m: re.Match[str], year: int, explicit: bool, memory: Memory) -> Point:
    first, last = cal.year_of(year)
    edge = m["edge"]
    if edge in ("底", "末"):
        return Point(last, last, "day", year, explicit, previous=m["rel"] is not None and m["rel"].startswith("上"))
    if edge == "初":
        return Point(first, date(year, 1, 31), "month", year, explicit)
    if edge == "中":
        return Point(date(year, 6, 30), date(year, 6, 30), "day", year, explicit)
    return Point(first, last, "year", year, explicit, previous=m["rel"] is not None and m["rel"].startswith("上"))


def _same_period(year: int | None, explicit: bool, memory: Memory) -> Point:
    """去年同期: the stretch last spoken of, one year earlier; without one, the year up to the day of issue."""
    stretch = memory.stretch
    if not stretch and memory.issued:
        stretch = date(memory.issued.year, 1, 1), memory.issued
    if not stretch:
        return Point(None, None, "span", None)
    back = (year - stretch[1].year) if explicit and year is not None else -1
    back = back or -1
    first, last = cal.shift_years(stretch[0], back), cal.shift_years(stretch[1], back)
    if stretch[1] != last and (stretch[1] + timedelta(days=1)).day == 1:
        last = cal.months(last.year, last.month, last.month)[1]
    return Point(first, last, "span", last.year, previous=True)


def _relative_month(m: re.Match[str], memory: Memory) -> Point:
    base = memory.issued
    if m["rm"] == "当" and memory.stretch:
        base = memory.stretch[1]
    if base is None:
        return Point(None, None, "month")
    month = cal.shift_months(base.replace(day=1), {"上": -1, "下": 1}.get(m["rm"], 0))
    day = cal.small_number(m["rd"]) if m["rd"] else None
    return _within(month.year, month.month, month.month, day, m["rpart"], "day" if day else "month", False)


def _festival(words: str, year: int | None, explicit: bool, memory: Memory) -> Point:
    issued = memory.issued
    names = FESTIVAL.findall(words)
    if not names and issued:  # 两节, 双节: the pair of the season
        names = ["元旦", "春节"] if issued.month in (11, 12, 1, 2, 3) else ["国庆"]
    if year is None and issued:
        year = memory.year or issued.year
        stretch = cal.festival(names[-1], year) if names else None
        if stretch and not memory.year:
            year += 1 if (issued - stretch[1]).days > 240 else -1 if (stretch[0] - issued).days > 240 else 0
    if year is None or not names:
        return Point(None, None, "span")
    ends = [s for s in (cal.festival(n, year) for n in names) if s]
    if not ends:
        return Point(None, None, "span", year, explicit)
    first = min(s[0] for s in ends)
    return Point(first, max(s[1] for s in ends), "span", year, explicit, eve=first - timedelta(days=1))
