"""cumulative: a running total does not fall, and the old total with what came since is the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extractors.checks.across.group import Group, clear, in_force, read, settled
from extractors.checks.across.registry import Finding, across, unchecked
from extractors.checks.across.saying import days, issue, name, quoted
from extractors.checks.bounds import judge, summed
from extractors.checks.printing import number
from extractors.series.records import Entry

Run = tuple[object, ...]
"""What the totals of one run share: scope, unit, and the first day of what is counted from a day on."""

_FROM_JANUARY = re.compile(r"累计[^，。；：\d]{0,10}?(?:新|发展)")
"""累计新建, 累计发展: since the beginning of the year or since ever, the words do not say."""
_MOST_PARTS = 12


@across("cumulative", severity="error", rule="累计数只增不减，原累计数加其后新增数等于新累计数")
def cumulative(group: Group) -> Iterator[Finding]:
    runs: dict[Run, list[Entry]] = {}
    for e in group.results:
        s = e.seen
        if s.unit == "%" or s.title:
            continue
        if s.stock and s.running:
            runs.setdefault((s.scope, s.counted), []).append(e)
        elif not s.stock and s.first and s.last and (s.first.month, s.first.day) == (1, 1) and s.first.year == s.last.year == group.year:
            runs.setdefault((s.scope, s.counted, s.first), []).append(e)
    for run, entries in runs.items():
        firm = _clear_by_day(entries)
        yield from _falls(group, firm)
        yield from _sums(group, run, firm)


def _clear_by_day(entries: list[Entry]) -> list[Entry]:
    by_day: dict[object, list[Entry]] = {}
    for e in entries:
        by_day.setdefault(e.seen.last, []).append(e)
    return [e for listed in by_day.values() for e in clear(listed)]


def _comparable(b: Entry, e: Entry) -> bool:
    """Whether both are totals since the same day: words that leave it open are compared within one calendar year."""
    return b.seen.year == e.seen.year or not (e.seen.stock and (_FROM_JANUARY.search(e.sentence) or _FROM_JANUARY.search(b.sentence)))


def _falls(group: Group, entries: list[Entry]) -> Iterator[Finding]:
    for e in entries:
        assert e.seen.last
        if e.seen.year != group.year or e.seen.quality == "preliminary":
            continue
        high = e.range.high
        above = [
            b for b in entries
            if b.seen.last and b.seen.last < e.seen.last and b.article != e.article and b.seen.quality != "preliminary"
            and high is not None and (low := b.range.low) is not None and low > high
        ]  # fmt: skip
        if not above:
            continue
        b = max(above, key=lambda x: (x.seen.last, x.order))
        if e.seen.explained:
            yield unchecked((e, b), "累计数减少，文中说明了撤并、口径等缘由")
        elif not _comparable(b, e):
            yield unchecked((e, b), "累计从何时起算不明")
        else:
            message = f"{name(e.seen)}：{days(b.seen)}为“{b.seen.text}”（{issue(b)}），{days(e.seen)}却为“{e.seen.text}”（{issue(e)}），累计数减少而未说明原因"
            yield Finding("fails", (e, b), f"{e.seen.text} < {b.seen.text}", message)


def _sums(group: Group, run: Run, entries: list[Entry]) -> Iterator[Finding]:
    """Every new total of the year against an older total and the figures of the periods between."""
    totals = _by_last(entries)
    stretches = _stretches(group, run)
    for last, listed in totals.items():
        if last.year != group.year:
            continue
        found = _chain(last, totals, stretches)
        new = settled(listed)
        if found is None:
            continue
        parts = [settled(part) for part in found]
        if new is None or None in parts:
            yield unchecked((listed[-1],), "原累计数、新增数或新累计数前后不一")
            continue
        yield from _sum(new, [p for p in parts if p])


def _sum(new: Entry, parts: list[Entry]) -> Iterator[Finding]:
    operands = (new, *parts)
    if len({e.article for e in operands}) == 1 or not all(_comparable(p, new) for p in parts):
        return
    if judge(read(new), summed([read(p) for p in parts])) != "fails":
        return
    if new.seen.explained:
        yield unchecked(operands, "原累计数与新增数之和不等于新累计数，文中说明了撤并、口径等缘由")
        return
    formula, total = " + ".join(p.seen.text for p in parts), number(summed([read(p) for p in parts]).best)
    added = "、".join(f"{days(p.seen)}的{quoted([p])}" for p in parts)
    message = f"{days(new.seen)}{name(new.seen)}：{quoted([new])}与{added}之和{total}不符"
    yield Finding("fails", operands, f"{new.seen.text} ≠ {formula} = {total}", message)


def _by_last(entries: Sequence[Entry]) -> dict[date, list[Entry]]:
    out: dict[date, list[Entry]] = {}
    for e in sorted(entries, key=lambda e: e.order):
        assert e.seen.last
        out.setdefault(e.seen.last, []).append(e)
    return dict(sorted(out.items()))


def _stretches(group: Group, run: Run) -> dict[date, list[list[Entry]]]:
    """What was added in a stretch of days that is not the run's own, by its last day; one list for every stretch."""
    flows = [e for e in (group.inflow if len(run) == 2 else group.results) if not e.seen.stock and not e.seen.title]
    by_days: dict[tuple[date, date], list[Entry]] = {}
    for e in in_force(flows):
        s = e.seen
        own = len(run) == 3 and s.first == run[2]
        if s.first and s.last and (s.scope, s.counted) == run[:2] and not own:
            by_days.setdefault((s.first, s.last), []).append(e)
    out: dict[date, list[list[Entry]]] = {}
    for (_first, last), listed in sorted(by_days.items(), key=lambda item: item[0]):
        out.setdefault(last, []).append(listed)
    return out


def _chain(last: date, totals: dict[date, list[Entry]], stretches: dict[date, list[list[Entry]]]) -> list[list[Entry]] | None:
    """The latest total before ``last`` and the adjoining stretches from it to ``last``, longest stretches first; ``None`` if a day is not covered."""
    parts: list[list[Entry]] = []
    at = last
    while len(parts) < _MOST_PARTS:
        step = min(stretches.get(at, []), key=lambda listed: listed[0].seen.first or date.max, default=None)
        if step is None or step[0].seen.first is None:
            return None
        parts.insert(0, step)
        at = step[0].seen.first - timedelta(days=1)
        if (old := totals.get(at)) is not None:
            return [old, *parts]
    return None
