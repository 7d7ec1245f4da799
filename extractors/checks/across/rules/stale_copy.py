"""stale-copy: three or more figures of an article are those of an earlier period."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group
from extractors.checks.across.registry import Finding, across
from extractors.checks.across.saying import days, issue
from extractors.series.measures import alike
from extractors.series.records import Entry

LEAST = 3
TELLING = 3
"""Digits that a value must have to be no coincidence."""


@across("stale-copy", severity="warning", rule="本期数不应与往期三项以上完全相同", level="text")
def stale_copy(group: Group) -> Iterator[Finding]:
    """``entries``: the results of one article; ``earlier``: entries of the same place with equal values."""
    pairs: dict[str, list[tuple[Entry, Entry]]] = {}
    for e in group.entries:
        if e.seen.title or e.seen.role != "result" or e.seen.last is None or len(telling(e)) < TELLING:
            continue
        for b in group.earlier:
            if _copied(e, b):
                pairs.setdefault(b.article, []).append((e, b))
    for found in pairs.values():
        now, then = list({p[0].id: p[0] for p in found}.values()), list({p[1].id: p[1] for p in found}.values())
        if len({e.seen.low for e in now}) < LEAST or len({b.seen.low for b in then}) < LEAST:
            continue
        shown = "、".join(f"“{e.seen.text}”" for e in now)
        message = f"{issue(now[0])}所载{days(now[0].seen)}的{shown}与{issue(then[0])}所载{days(then[0].seen)}的数完全相同，疑照抄上期"
        yield Finding("fails", (*now, *then), f"{'、'.join(e.seen.text for e in now)} = {'、'.join(b.seen.text for b in then)}", message)


def telling(e: Entry) -> str:
    """The significant digits of a value."""
    return str(e.seen.low).replace(".", "").strip("0") if e.seen.low is not None else ""


def _copied(e: Entry, b: Entry) -> bool:
    s, t = e.seen, b.seen
    if (
        t.role != "result"
        or t.title
        or t.last is None
        or s.last is None
        or t.last >= s.last
        or b.article == e.article
        or b.order >= e.order
    ):
        return False
    same = (s.low, s.high, s.counted, s.scope, s.place) == (t.low, t.high, t.counted, t.scope, t.place)
    return same and (alike(s.key, t.key) > 0 or s.words[-2:] == t.words[-2:])
