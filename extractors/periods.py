"""Periods and points in time, resolved against the issue date.

What is printed stays the span; what the words leave open stays open (``None``). A date without a year takes the year of an earlier period in its
sentence, else of its paragraph, else of the issue; when none of them is there, ``year_known`` is False and the days stay ``None``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.model import Period
from extractors.period_patterns import LEAD, PERIOD, SENTENCE_END, WEEKDAY
from extractors.period_points import Memory, Point, Role
from extractors.period_readers import READERS

_BY = re.compile("(?:之前|以前|(?<!目)前)$")
_SINCE = re.compile("(?:以来|来|起|开始|以后|之后|后)$")
_LEAD_UNTIL = ("截至", "截止", "截止到", "截至到", "截止至", "到", "至")
_NOT_PART = ("以", "比", "较", "与", "同", "于")
_AHEAD = re.compile("预计|力争|(?<![初成度])计划|确保|将(?![近士军])|(?<![主需重必纪])要(?![求点素闻约])|拟")

_FOUNDED = re.compile("(?:正式)?(?:成立|创办|创建|创立|建成|建会|开业|开馆|挂牌|投用|投入使用)")
"""2001年成立的帮扶中心: how old a body is, not what the paragraph is about."""


def find_periods(text: str, issued: date | None = None) -> list[Period]:
    """Every dated stretch of ``text`` in reading order. ``issued``: the issue date, against which 今年, 3月20日 and 去年同期 are resolved.

    Never raises; a date that does not exist (6月31日) comes with ``valid`` False and without days.

    >>> [(p.text, p.first.isoformat(), p.last.isoformat()) for p in find_periods("2009年1—9月新建30家", None)]
    [('2009年1—9月', '2009-01-01', '2009-09-30')]
    """
    memory, out, at = Memory(issued), [], 0
    for m in PERIOD.finditer(text):
        start, end = m.span()
        if memory.year is not None and SENTENCE_END.search(text, at, start):
            memory.near = False
            if text.find("\n", at, start) >= 0:
                memory.year = memory.stretch = memory.months = None
        out.append(_read(text, m, start, end, memory))
        at = end
    return out


def _read(text: str, m: re.Match[str], start: int, end: int, memory: Memory) -> Period:
    tail = m["tail"] or ""
    kind = next(k for k in READERS if m[k] is not None)
    body = m[kind]
    lead = LEAD.search(text, max(0, start - 4), start)
    before = lead.group() if lead else ""
    role = _role(before, body + tail, text, end)
    memory.ahead = _AHEAD.search(text, max(0, start - 12), end + 12) is not None
    issued = memory.issued
    memory.toward = before in ("到", "至")
    try:
        point = READERS[kind](body, memory, role)
    except (ValueError, OverflowError):  # a day before year 1 or after year 9999
        point = Point(None, None, "span", valid=False)
    carried_over = memory.toward and issued is not None and point.year is not None and point.year >= issued.year
    founded = issued is not None and point.year is not None and point.year < issued.year - 1 and _FOUNDED.match(text, end) is not None
    if point.explicit and point.year is not None and role not in ("by", "previous") and not (point.previous or carried_over or founded):
        memory.year, memory.near, memory.told = point.year, True, point.year
    if point.first and point.last and role != "previous" and kind in ("span", "day", "iso"):
        memory.stretch = point.first, point.last
        memory.months = None if point.grain == "year" else (point.first.month, point.last.month)
    if point.previous and role == "during":
        role = "previous"
    if kind == "recent":
        role = "by" if body.endswith("内") else "during"
    first, last, role = _bounds(point, role, before, memory.issued)
    if lead and role in ("until", "since", "by") and before not in _NOT_PART:
        start = lead.start()
    if point.eve and (body + tail).endswith("前夕"):
        first, last = point.eve - timedelta(days=6), point.eve
    weekday = _weekday(body) if kind == "span" else None
    return Period(start, end, text[start:end], first, last, role, point.grain, point.known, weekday, point.valid)


def _weekday(body: str) -> int | None:
    m = WEEKDAY.search(body)
    return "一二三四五六日".find(m.group().rstrip("）)")[-1].replace("天", "日")) + 1 if m else None


def _role(before: str, words: str, text: str, end: int) -> Role:
    if _BY.search(words):
        return "by"
    if _SINCE.search(words) or (before in ("自", "自从") and not words.endswith(("至今", "底"))):
        return "since"
    if "同期" in words or before in ("比", "较"):
        return "previous"
    if before in _LEAD_UNTIL or words.startswith(("截", "到目前", "目前", "迄今")) or words == "至今":
        return "until"
    return "during"


def _bounds(point: Point, role: Role, before: str, issued: date | None) -> tuple[date | None, date | None, Role]:
    """The days that the role leaves closed. 到2030年 looks forward: what lies after the issue date is a deadline."""
    first, last = point.first, point.last
    if role == "since":
        return first, None, role
    if role == "by":
        return None, point.eve or last, role
    if role == "until":
        forward = before in ("到", "至") and issued is not None and last is not None and last > issued
        return None, last, "by" if forward else "until"
    return first, last, role
