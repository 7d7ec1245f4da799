"""rank: 居首, 第一, 次之 against the values printed for the others."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group, cohort, cohorts, in_force, settled
from extractors.checks.across.registry import Finding, across
from extractors.checks.across.saying import days, name, quoted


@across("rank", severity="warning", rule="位次应与各地的数一致", level="family")
def rank(group: Group) -> Iterator[Finding]:
    listed = in_force(e for e in group.inside if e.seen.year == group.year and not e.seen.scope)
    by_fact = cohorts(listed)
    for e in listed:
        if not e.seen.rank:
            continue
        siblings = {o.seen.place for o in by_fact[cohort(e)]} - {e.seen.place}
        values = [settled([o for o in by_fact[cohort(e)] if o.seen.place == place]) for place in sorted(siblings)]
        low = e.range.high
        above = [o for o in values if o and low is not None and (least := o.range.low) is not None and least > low]
        if len(above) >= e.seen.rank:
            above.sort(key=lambda o: -(o.range.low or 0))
            message = f"{days(e.seen)}{name(e.seen)}：{quoted([e])}称居第{e.seen.rank}位，而{'、'.join(name(o.seen) for o in above)}为{quoted(above)}"
            yield Finding("fails", (e, *above), f"{e.seen.text} < {above[0].seen.text}", message)
