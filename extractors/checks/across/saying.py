"""How findings across bulletins are put into words."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.series.records import Entry, Observation


def name(o: Observation) -> str:
    """Whose and what: 江山市新建基层工会."""
    return f"{o.place.rpartition('/')[2]}{'（' + o.scope + '）' if o.scope else ''}{o.words}"


def days(o: Observation) -> str:
    """The period as people say it."""
    first, last = o.first, o.last
    if last is None:
        return ""
    if o.stock or first is None:
        return f"截至{last.year}年{last.month}月{last.day}日"
    if first.year == last.year and (first.month, first.day, last.day) == (1, 1, 31) and last.month == 12:
        return f"{last.year}年"
    if first.day == 1 and first.year == last.year and (last.month != first.month):
        return (
            f"{first.year}年{first.month}—{last.month}月"
            if last.day >= 28
            else f"{first.year}年{first.month}月1日至{last.month}月{last.day}日"
        )
    return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"


def issue(e: Entry) -> str:
    return f"{e.issued.year}年{e.issued.month}月{e.issued.day}日印发" if e.issued else "未载日期的一期"


def quoted(entries: Sequence[Entry]) -> str:
    """“38家”（2011年4月12日印发）、…"""
    return "、".join(dict.fromkeys(f"“{' '.join(e.seen.text.split())}”（{issue(e)}）" for e in entries))
