"""target-claim: 完成, 超额完成 or 未完成 against the target on record."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group, settled
from extractors.checks.across.registry import Finding, across, unchecked
from extractors.checks.across.saying import days, name, quoted

_SAYS = {"exceeded": "称超额完成", "completed": "称完成", "failed": "称未完成"}


@across("target-claim", severity="error", rule="称完成或超额完成的，完成数应达到或超过在案的目标")
def target_claim(group: Group) -> Iterator[Finding]:
    for e in group.results:
        if not e.seen.claim or e.seen.year != group.year:
            continue
        if any(t.seen.role == "target" and t.article == e.article and t.seen.counted == e.seen.counted for t in group.entries):
            continue  # the article names its target itself
        goals = group.targets(e)
        target = settled(goals)
        if target is None:
            if goals:
                yield unchecked((e, *goals), "在案的目标前后不一")
            continue
        done, aim = e.range, target.range
        low, high = aim.low, done.high
        if low is None or high is None:
            continue
        short = high < low or (high == low and e.seen.claim == "exceeded")
        reached = done.low is not None and done.low >= low
        if (e.seen.claim == "failed" and reached) or (e.seen.claim != "failed" and short):
            message = f"{days(e.seen)}{name(e.seen)}：{quoted([e])}{_SAYS[e.seen.claim]}任务，在案的目标为{quoted([target])}"
            sign = "≥" if e.seen.claim == "failed" else "≤" if high == low else "<"
            yield Finding("fails", (e, target), f"{e.seen.text} {sign} {target.seen.text}", message)
