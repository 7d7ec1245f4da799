"""completion-on-record: a rate of completion against the target that was set in another bulletin."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group, read, settled
from extractors.checks.across.registry import Finding, across, unchecked
from extractors.checks.across.saying import days, name, quoted
from extractors.checks.bounds import Value, judge
from extractors.checks.printing import number
from extractors.exact import Fraction


@across("completion", severity="error", rule="完成率应等于完成数除以在案的目标数")
def completion(group: Group) -> Iterator[Finding]:
    for rate in group.entries:
        s = rate.seen
        if s.role != "completion" or not s.firm or s.against or s.year != group.year:
            continue
        done = next((e for e in group.results if e.document == rate.document and e.seen.span == s.relates), None)
        if done is None:
            continue
        if any(t.seen.role == "target" and t.article == rate.article and t.seen.counted == done.seen.counted for t in group.entries):
            continue
        goals = group.targets(done)
        target = settled(goals)
        if target is None:
            if goals:
                yield unchecked((rate, done, *goals), "在案的目标前后不一")
            continue
        aim = target.value if target.seen.high is not None else Value.exact(Fraction(target.seen.low or 0))
        if aim.range.low is None or aim.range.low <= 0:
            continue
        computed = (read(done) / aim).scaled(100)
        if judge(read(rate), computed) != "fails":
            continue
        shown = number(computed.best, 1)
        message = f"{days(s)}{name(s)}：完成率{quoted([rate])}与由“{done.seen.text}”和在案目标{quoted([target])}算得的{shown}%不符"
        yield Finding("fails", (rate, done, target), f"{s.text} ≠ {done.seen.text} ÷ {target.seen.text} = {shown}%", message)
