"""By how much something has changed: rates of growth over the year before, and changes since an earlier day or over the period before (比年初, 环比, 较上月)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from extractors.series.making import about
from extractors.series.records import Observation
from extractors.series.state import SentenceState
from extractors.series.stretches import moved

if TYPE_CHECKING:
    from extractors.series.others import Spot

Days = tuple[date | None, date]
_YEAR_BEFORE = re.compile(r"(?:上年|去年|上一年|昨年|上年度|(?P<year>\d{4})年)(?:(?P<same>同期|同月)|(?P<end>末|底|年末|年底))?")
_NEW_YEAR = re.compile(r"(?:今|本)?年初")
_LAST_MONTH = re.compile(r"上个?月(?:份|同期)?(?P<end>[末底])?")


def growth(s: SentenceState, spot: Spot) -> Observation | None:
    """A change with the result that it is about. ``growth``: a rate over the same days of the year before; ``change``: any other, ``first`` and ``last`` being
    the days that it is reckoned from."""
    now, direction = s.marks.grown[spot.at]
    span = s.span(now)
    done = next((o for o in s.said if o.span == span and o.role == "result" and o.unit != "%"), None)
    rate = spot.figure.unit == "%"
    if done is None or done.last is None or not (rate or spot.unit == done.counted):
        return None
    before = _year_before(s, now, spot.at, done)
    if before and rate:
        return about(s, spot.figure, done, "growth", relates=done.span, claim=direction, quality="plain", firm=done.firm, rank=0, running=False)
    days = before or _since(s, now, spot.at, done)
    if days is None:
        return None
    return about(s, spot.figure, done, "change", relates=done.span, claim=direction, quality="plain", firm=done.firm, rank=0, running=False, first=days[0], last=days[1])


def _year_before(s: SentenceState, now: int, spot: int, done: Observation) -> Days | None:
    """同比, 比去年同期; 比上年 and 比上年末 where the whole year is meant: the same days of the year before."""
    assert done.last
    same = moved(done.first, -1), moved(done.last, -1) or done.last
    than = _than(s, now, spot)
    if than is None:
        return same if "同比" in s.text[now:spot] else None
    m = _YEAR_BEFORE.fullmatch(than)
    if m is None or (m["year"] and int(m["year"]) != done.last.year - 1):
        return None
    closes = (done.last.month, done.last.day) == (12, 31)
    if m["end"]:
        return same if done.stock and closes else None
    whole = done.stock or (done.first is not None and (done.first.month, done.first.day) == (1, 1))
    return same if m["same"] or (closes and whole) else None


def _since(s: SentenceState, now: int, spot: int, done: Observation) -> Days | None:
    """The days before that a change is reckoned from: the end of last year, the month or the quarter before, a month that is named."""
    assert done.last
    than = _than(s, now, spot)
    if than is None:
        return _before(done) if "环比" in s.text[now:spot] and not done.stock else None
    year = _YEAR_BEFORE.fullmatch(than)
    if _NEW_YEAR.fullmatch(than) or (year and year["end"] and (not year["year"] or int(year["year"]) == done.last.year - 1)):
        return (None, date(done.last.year - 1, 12, 31)) if done.stock else None
    if _LAST_MONTH.fullmatch(than):
        if done.stock:
            return (None, done.last.replace(day=1) - timedelta(days=1)) if _ends(done.last) else None
        return _before(done) if _months(done) == 1 else None
    found = next((stretch for at, stretch, _basis in s.scene.found if now < at < spot), None)
    if year or found is None or found.last is None or found.last >= done.last:
        return None
    if done.stock:
        return None, found.last
    return (found.first, found.last) if found.first and _span(found.first, found.last) == _months(done) != 0 else None


def _than(s: SentenceState, now: int, spot: int) -> str | None:
    """The period that is compared with, as printed: the last before the change."""
    found = [p for i in range(now, spot) if (p := s.article.reading.period_at.get(i)) is not None]
    return "".join(found[-1].text.split()) if found else None


def _before(done: Observation) -> Days | None:
    """The month before a month, the quarter before a quarter."""
    if done.first is None or _months(done) not in (1, 3):
        return None
    last = done.first - timedelta(days=1)
    month = done.first.month - _months(done)
    return date(done.first.year - (month < 1), (month - 1) % 12 + 1, 1), last


def _months(done: Observation) -> int:
    return _span(done.first, done.last) if done.first and done.last else 0


def _span(first: date, last: date) -> int:
    """Whole months; 0 when the days are none."""
    return (last.year - first.year) * 12 + last.month - first.month + 1 if first.day == 1 and _ends(last) else 0


def _ends(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
