"""base-conflict: an earlier period's figure, quoted as the basis of a comparison, is not the one on record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.across.group import Group, agree, cohort
from extractors.checks.across.registry import Finding, across
from extractors.checks.across.saying import days, name, quoted

_OTHER_BASIS = re.compile("可比|口径|调整后|剔除|同比例|修订|初步|核减|并入|区划")


@across("base-conflict", severity="error", rule="作为比较基数引用的往期数应与当时所印的数一致")
def base_conflict(group: Group) -> Iterator[Finding]:
    bases = [
        e
        for e in group.entries
        if e.seen.role == "base" and e.seen.firm and e.seen.last and e.seen.year == group.year and e.seen.low is not None
    ]
    for e in bases:
        if e.seen.quality == "preliminary" or _OTHER_BASIS.search(e.sentence):
            continue
        record = [
            r
            for r in group.results
            if cohort(r) == cohort(e) and r.article != e.article and r.order < e.order and r.seen.quality != "preliminary"
        ]
        if not record or any(agree(e, r) for r in record) or not all(agree(record[0], r) for r in record):
            continue
        record += [b for b in bases if b is not e and cohort(b) == cohort(e) and b.order < e.order and agree(b, record[0])]
        message = f"{days(e.seen)}{name(e.seen)}：作为基数引用的{quoted([e])}与原印的{quoted(record)}不一致"
        yield Finding("fails", (e, *record), f"{e.seen.text} ≠ {record[0].seen.text}", message)
