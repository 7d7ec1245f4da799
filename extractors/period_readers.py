"""The other shapes of a printed period (2009-06-30, 2006—2010年, “十一五”, 目前, 近三年), and which reader takes which."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from extractors import calendars as cal
from extractors.period_patterns import PLAN, RECENT
from extractors.period_points import Memory, Point, Role, span


def _iso(body: str, memory: Memory, role: Role) -> Point:
    year, month, day = (int(part) for part in re.split(r"\D", body))
    exact = cal.make_date(year, month, day)
    return Point(exact, exact, "day", year, True, valid=exact is not None)


def _years(body: str, memory: Memory, role: Role) -> Point:
    numbers = re.findall(r"\d+|[〇零○ＯO一二三四五六七八九]{4}", body)
    first, last = cal.year_number(numbers[0]), cal.year_number(numbers[-1])
    if not 1 <= first <= last <= 9999:
        return Point(None, None, "span", first, valid=False)
    return Point(date(first, 1, 1), date(last, 12, 31), "span", last, True)


def _plan(body: str, memory: Memory, role: Role) -> Point:
    m = PLAN.search(body)
    stretch = cal.five_year_plan(cal.small_number(m["n"])) if m else None
    if not stretch:
        return Point(None, None, "span")
    first, last = stretch
    if body.endswith("末") or body.endswith("期末") or "收官" in body:
        return Point(last if body.endswith("末") else date(last.year, 1, 1), last, "year", last.year)
    if "开局" in body:
        return Point(first, date(first.year, 12, 31), "year", first.year)
    return Point(first, last, "span", last.year)


def _now(body: str, memory: Memory, role: Role) -> Point:
    return Point(None, memory.issued, "day", memory.issued.year if memory.issued else None)


def _recent(body: str, memory: Memory, role: Role) -> Point:
    """近三年 and 三年来 end at the issue date, 今后五年 and 三年内 begin there; 近年来 and 近几年 have no first day."""
    issued, m = memory.issued, RECENT.search(body)
    if issued is None:
        return Point(None, None, "span")
    count = cal.small_number(m["n"]) if m else 0
    if m is None or not count:
        forward = bool(m and m["way"] in ("今后", "未来", "往后", "此后"))
        return Point(issued if forward else None, None if forward else issued, "span", issued.year)
    ahead = m["way"] in ("今后", "未来", "往后", "此后") or bool(m["end"])
    other = _shift(issued, count if ahead else -count, m["unit"])
    if m["way"] == "过去" and m["unit"] == "年" and issued.month <= 3:  # reports of the new year look back on whole years
        return Point(date(max(1, issued.year - count), 1, 1), date(issued.year - 1, 12, 31), "span", issued.year - 1, explicit=True)
    return Point(issued, other, "span", issued.year) if ahead else Point(other, issued, "span", issued.year)


def _shift(day: date, count: int, unit: str) -> date:
    if unit == "年":
        return cal.shift_years(day, count)
    if unit.endswith("月"):
        return cal.shift_months(day, count)
    if unit.endswith("季度"):
        return cal.shift_months(day, 3 * count)
    return day + timedelta(days=count * (7 if unit == "周" else 1))


READERS: dict[str, Callable[[str, Memory, Role], Point]] = {
    "span": span,
    "recent": _recent,
    "plan": _plan,
    "now": _now,
    "iso": _iso,
    "years": _years,
    "day": span,
}
