"""The days that a figure is for: periods as printed, given the year that the article speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.model import Period

_NUMERIC = re.compile(r"\d{4}年?|[〇零○一二三四五六七八九]{4}年")
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "昨年": -1, "上一年": -1, "前年": -2, "明年": 1, "来年": 1}
_RELATIVE_WORD = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_START = re.compile(r"年初$")
_END = re.compile(r"(?:年末|年底|年终)(?:前|以前|之前)?$")
_SAME = re.compile(r"同期$")
_SO_FAR = re.compile(r"以来$|^(?:今年|本年)$")
_UNTIL = re.compile(r"^(?:截至|截止到?|截止至|到|至)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """``first``/``last`` day, ``None`` = not known. ``instant``: names a day as such (截至…, 年末), not a stretch. ``broad``: may hold for what follows."""

    first: date | None
    last: date | None
    instant: bool = False
    broad: bool = True
    deadline: bool = False


class Calendar:
    """Resolves the periods of one article in reading order. ``issued``: the issue date, if known."""

    def __init__(self, issued: date | None) -> None:
        self.issued = issued
        # Early in a year 全年 may be last year's report or this year's plan: without a word that says so it stays open.
        self.year: int | None = issued.year if issued and issued.month > 2 else None
        self.stated = False
        """Whether the year was printed in digits."""
        self.last: Stretch | None = None

    def take(self, p: Period, frame: bool, opens: bool = True) -> Stretch | None:
        """The stretch of ``p``. ``frame``: figures may be for it; ``opens``: it begins a statement, so that later periods without a year are of its year."""
        if not p.valid:
            return None
        text = "".join(p.text.split())
        year = self._year(text, p)
        says = frame and opens and p.role != "previous" and (_NUMERIC.search(text) or _RELATIVE_WORD.search(text))
        if says and year is not None and not (p.role == "by" and self.issued and year > self.issued.year):
            self.year, self.stated = year, bool(_NUMERIC.search(text))
        return self._stretch(text, p, year)

    def _year(self, text: str, p: Period) -> int | None:
        if _NUMERIC.search(text):
            day = p.last or p.first
            return day.year if day else None
        if m := _RELATIVE_WORD.search(text):
            shift = _RELATIVE[m.group()]
            if shift < 0 and self.stated and self.year:
                return self.year + shift
            return self.issued.year + shift if self.issued else (self.year + shift if self.year else None)
        return self.year

    def _stretch(self, text: str, p: Period, year: int | None) -> Stretch | None:
        if _SAME.search(text):
            return self._same(year, text)
        if year is None:
            return None
        if _START.search(text):
            return Stretch(None, date(year - 1, 12, 31), instant=True, broad=False)
        if _END.search(text):
            return Stretch(date(year, 1, 1), date(year, 12, 31), instant=True, broad=False, deadline=p.role == "by")
        if p.last is None:
            return None
        if _SO_FAR.search(text) and not _NUMERIC.search(text):
            whole = bool(self.issued and self.issued.year > year)
            return Stretch(date(year, 1, 1), date(year, 12, 31) if whole else None)
        shift = year - p.last.year
        first, last = moved(p.first, shift), moved(p.last, shift)
        if p.role == "by":
            return Stretch(None, last, deadline=True, broad=False)
        if p.role == "until" or _UNTIL.match(text):
            return Stretch(date(year, 1, 1), last, instant=True)
        return Stretch(first, last, broad=p.grain in ("year", "half", "quarter", "month") or (p.grain == "span" and _months(first, last)))

    def _same(self, year: int | None, text: str) -> Stretch | None:
        """去年同期: the stretch last spoken of, a year before (or in the year that it names)."""
        s = self.last
        if s is None or s.last is None:
            return None
        shift = (year - s.last.year) if year is not None and year < s.last.year and _RELATIVE_WORD.search(text) else -1
        return Stretch(moved(s.first, shift), moved(s.last, shift), s.instant, broad=False)


def moved(day: date | None, years: int) -> date | None:
    """The same day some years later (or before); 29 February becomes the 28th."""
    if day is None or not years:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _months(first: date | None, last: date | None) -> bool:
    return bool(first and last and first.day == 1 and (last + timedelta(days=1)).day == 1)
