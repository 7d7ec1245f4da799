"""base-conflict: an earlier period's figure, quoted or implied by a rate of growth or by a change since then, is not the one on record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.across.group import Cohort, Group, agree, cohort, read
from extractors.checks.across.registry import Finding, across, unchecked
from extractors.checks.across.saying import days, name, quoted
from extractors.checks.bounds import Value, judge
from extractors.checks.printing import number
from extractors.exact import Fraction
from extractors.series.records import Entry
from extractors.series.stretches import moved

_OTHER_BASIS = re.compile("可比|口径|调整后|剔除|同比例|修订|初步|核减|并入|区划")
_UNSETTLED, _BASIS = "在案的往期数前后不一", "比较另有口径或往期数经过调整"


@across("base-conflict", severity="error", rule="作为比较基数引用的往期数、增长率和增减数所依的往期数，应与当时所印的数一致")
def base_conflict(group: Group) -> Iterator[Finding]:
    """Quoted bases first, then rates of growth and other changes whose base is not printed beside them."""
    bases = [
        e
        for e in group.entries
        if e.seen.role == "base" and e.seen.firm and e.seen.last and e.seen.year == group.year and e.seen.low is not None
    ]
    for e in bases:
        if e.seen.quality == "preliminary":
            continue
        record = _record(group, cohort(e), e)
        if not record or any(agree(e, r) for r in record):
            continue
        if why := _doubt(e, record):
            yield unchecked((e, *record), why)
            continue
        record += [b for b in bases if b is not e and cohort(b) == cohort(e) and b.order < e.order and agree(b, record[0])]
        message = f"{days(e.seen)}{name(e.seen)}：作为基数引用的{quoted([e])}与原印的{quoted(record)}不一致"
        yield Finding("fails", (e, *record), f"{e.seen.text} ≠ {record[0].seen.text}", message)
    yield from _rates(group)


def _record(group: Group, of: Cohort, e: Entry) -> list[Entry]:
    """What other, earlier articles print for the fact ``of``."""
    return [
        r for r in group.results if cohort(r) == of and r.article != e.article and r.order < e.order and r.seen.quality != "preliminary"
    ]


def _doubt(e: Entry, record: list[Entry]) -> str:
    """Why a difference from the record proves nothing; "" if it does."""
    if _OTHER_BASIS.search(e.sentence):
        return _BASIS
    return "" if all(agree(record[0], r) for r in record) else _UNSETTLED


def _rates(group: Group) -> Iterator[Finding]:
    for rate in group.entries:
        s = rate.seen
        if s.role not in ("growth", "change") or not s.firm or s.low is None or s.last is None:
            continue
        done = next((e for e in group.results if e.document == rate.document and e.seen.span == s.relates), None)
        if done is None or done.seen.year != group.year or any(
            b.seen.role == "base" and b.article == rate.article and b.seen.counted == done.seen.counted for b in group.entries
        ):
            continue  # the base is printed: it is held to the record itself, and the rate to it
        scope, counted, stock, first, last = cohort(done)
        before = (moved(first, -1), moved(last, -1) or last) if s.role == "growth" else (s.first, s.last)
        record = _record(group, (scope, counted, stock, *before), rate)
        if not record:
            continue
        computed = _grown(read(done), read(record[0])) if s.unit == "%" else read(done) - read(record[0])
        if computed is None or judge(_signed(rate), computed) != "fails":
            continue
        if why := _doubt(rate, record):
            yield unchecked((rate, done, *record), why)
        else:
            yield _against_record(rate, done, record, computed)


def _against_record(rate: Entry, done: Entry, record: list[Entry], computed: Value) -> Finding:
    s, old = rate.seen, record[0].seen
    percent = s.unit == "%"
    shown = f"{number(abs(computed.best or Fraction(0)), 1)}{s.unit or ''}"
    was = "增长" if (computed.best or 0) >= 0 else "下降"
    said = "下降" if s.claim == "fell" else "增长"
    message = f"{days(done.seen)}{name(s)}：{said}{quoted([rate])}与由“{done.seen.text}”和原印的{days(old)}{quoted(record)}算得的{was}{shown}不符"
    difference = f"{done.seen.text} - {old.text}"
    equation = f"({difference}) ÷ {old.text}" if percent else difference
    return Finding("fails", (rate, done, *record), f"{s.text} ≠ {equation} = {shown}", message)


def _signed(rate: Entry) -> Value:
    return rate.value.scaled(-1) if rate.seen.claim == "fell" else rate.value


def _grown(now: Value, before: Value) -> Value | None:
    """The growth in percent; ``None`` where the base may be zero."""
    if before.range.low is None or before.range.low <= 0 or now.range.low is None:
        return None
    return ((now / before).scaled(100)) - Value.exact(100)
