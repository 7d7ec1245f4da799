"""target-drift: a target is quoted with another value than the one that was set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.across.group import Group, agree
from extractors.checks.across.registry import Finding, across
from extractors.checks.across.saying import days, name, quoted

_SAID = re.compile("调整|调减|调增|调低|调高|核减|核增|追加|修订|变更|上调|下调|新目标")


@across("target-drift", severity="warning", rule="目标前后应一致，调整应有说明")
def target_drift(group: Group) -> Iterator[Finding]:
    for e in group.goals:
        s = e.seen
        if not s.quoted or s.quality == "revision" or s.year != group.year or _SAID.search(e.sentence):
            continue
        before = [
            t for t in group.goals
            if t.order < e.order and t.article != e.article and (t.seen.scope, t.seen.counted, t.seen.last) == (s.scope, s.counted, s.last)
        ]  # fmt: skip
        if not before or any(agree(e, t) for t in before):
            continue
        message = f"{days(s)}{name(s)}的目标：{quoted([e])}与此前的{quoted(before)}不同，未见说明"
        yield Finding("fails", (e, *before), f"{s.text} ≠ {before[0].seen.text}", message)
