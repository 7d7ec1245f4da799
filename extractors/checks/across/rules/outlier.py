"""outlier: a jump beyond anything that the series has shown, and no word of why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractors import lexicons
from extractors.checks.across.group import Group, clear, read
from extractors.checks.across.registry import Finding, across
from extractors.checks.across.saying import days, issue, name
from extractors.checks.printing import number
from extractors.exact import Fraction
from extractors.series.records import Entry

FACTOR = 3
"""A value this many times the largest on record, for no longer a time, is a jump; a wide-ranging series may jump further."""
SURELY = 6
"""The same for a time longer than any on record, as the first year's running totals grow: by the day."""
LEAST = 2


@across("outlier", severity="warning", rule="数值不应无故超出以往范围数倍")
def outlier(group: Group) -> Iterator[Finding]:
    for e in group.results:
        s = e.seen
        if s.year != group.year or s.explained or s.title or s.unit == "%" or s.quality == "correction":
            continue
        before = [b for b in group.results if _earlier(b, e)]
        before = [b for listed in _by_day(before).values() for b in clear(listed)]
        if len({b.seen.last for b in before}) < LEAST:
            continue
        low = e.range.low
        rates = [r for b in before if (r := _rate(b)) is not None]
        mine = _rate(e)
        long = [b for b in before if s.stock or _length(b) >= _length(e)]
        if low is None or mine is None or not rates or min(rates) <= 0 or not (long or _steady(s.words)):
            continue
        spread = max(rates) / min(rates)
        bound = max(Fraction(FACTOR if long else SURELY), 2 * spread)
        long = long or before
        most = max(b.range.high or Fraction(0) for b in long)
        if mine > bound * max(rates) and low > FACTOR * most > 0:
            times = number(low / most, 1)
            shown = "，".join(f"{days(b.seen)}“{b.seen.text}”（{issue(b)}）" for b in before)
            message = f"{name(s)}：{days(s)}“{s.text}”（{issue(e)}）为以往最高数的{times}倍，未见说明；此前为{shown}"
            yield Finding("fails", (e, *before), f"{s.text} ÷ {max(long, key=lambda b: b.range.high or 0).seen.text} = {times}", message)


def _steady(words: str) -> bool:
    """Whether what is counted is done all the year round: school fees are paid in August, cold drinks are brought in July."""
    return not any(form in words for form in _seasonal())


@cache
def _seasonal() -> tuple[str, ...]:
    return tuple(row["form"] for row in lexicons.read("check_seasonal.csv", ("form",)))


def _earlier(b: Entry, e: Entry) -> bool:
    s, t = b.seen, e.seen
    assert s.last and t.last
    same = (s.scope, s.counted, s.stock) == (t.scope, t.counted, t.stock)
    return same and b.order < e.order and s.last < t.last and b.article != e.article and not s.title and s.quality != "preliminary"


def _by_day(entries: list[Entry]) -> dict[object, list[Entry]]:
    out: dict[object, list[Entry]] = {}
    for b in entries:
        out.setdefault((b.seen.first, b.seen.last), []).append(b)
    return out


def _length(e: Entry) -> int:
    return (e.seen.last - e.seen.first).days + 1 if e.seen.first and e.seen.last else 0


def _rate(e: Entry) -> Fraction | None:
    """Value per day of a deed; the value of a state."""
    best = read(e).best
    if best is None:
        return None
    if e.seen.stock:
        return best
    return best / _length(e) if _length(e) > 0 else None
