"""cumulative: a running total does not fall."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group, clear
from extractors.checks.across.registry import Finding, across
from extractors.checks.across.saying import days, issue, name
from extractors.series.records import Entry


@across("cumulative", severity="error", rule="累计数只增不减")
def cumulative(group: Group) -> Iterator[Finding]:
    runs: dict[tuple[object, ...], list[Entry]] = {}
    for e in group.results:
        s = e.seen
        if s.unit == "%" or s.title:
            continue
        if s.stock and s.running:
            runs.setdefault((s.scope, s.counted), []).append(e)
        elif not s.stock and s.first and s.last and (s.first.month, s.first.day) == (1, 1) and s.first.year == s.last.year == group.year:
            runs.setdefault((s.scope, s.counted, s.first), []).append(e)
    for entries in runs.values():
        yield from _falls(group, clear_by_day(entries))


def clear_by_day(entries: list[Entry]) -> list[Entry]:
    by_day: dict[object, list[Entry]] = {}
    for e in entries:
        by_day.setdefault(e.seen.last, []).append(e)
    return [e for listed in by_day.values() for e in clear(listed)]


def _falls(group: Group, entries: list[Entry]) -> Iterator[Finding]:
    for e in entries:
        assert e.seen.last
        if e.seen.explained or e.seen.year != group.year or e.seen.quality == "preliminary":
            continue
        high = e.range.high
        before = [
            b for b in entries if b.seen.last and b.seen.last < e.seen.last and b.article != e.article and b.seen.quality != "preliminary"
        ]
        above = [b for b in before if high is not None and (low := b.range.low) is not None and low > high]
        if not above:
            continue
        b = max(above, key=lambda x: (x.seen.last, x.order))
        message = f"{name(e.seen)}：{days(b.seen)}为“{b.seen.text}”（{issue(b)}），{days(e.seen)}却为“{e.seen.text}”（{issue(e)}），累计数减少而未说明原因"
        yield Finding("fails", (e, b), f"{e.seen.text} < {b.seen.text}", message)
