"""value-conflict: one fact, two values."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group, clear, groups_by_value
from extractors.checks.across.registry import Finding, across, unchecked
from extractors.checks.across.saying import days, name, quoted


@across("value-conflict", severity="error", rule="同一地区、同一指标、同一时期的数应当一致")
def value_conflict(group: Group) -> Iterator[Finding]:
    for entries in group.cohorts.values():
        told = clear(entries)
        if len(told) < len(entries) and len({e.article for e in entries}) > 1:
            dim = [e for e in entries if e not in told]
            yield unchecked((*dim, *told), "同一篇中同一说法有几个不同的数，所指不明")
        values = list(groups_by_value([e for e in told if e.seen.quality != "preliminary"]))
        for other in values[1:]:
            first = values[0]
            if {e.article for e in first} & {e.article for e in other}:
                continue
            a, b = other[0], first[0]
            message = f"{days(a.seen)}{name(a.seen)}：{quoted(other)}与{quoted(first)}不一致"
            yield Finding("fails", (*other, *first), f"{a.seen.text} ≠ {b.seen.text}", message)
