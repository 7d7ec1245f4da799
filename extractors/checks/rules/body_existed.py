"""body-existed: no organisation acts before its district was set up or after it was abolished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from extractors import divisions
from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.lexicons import read
from extractors.model import Organisation, Period
from extractors.sentences import holding, sentences

_DISTRICT = re.compile("(?:自治州|自治县|自治旗|[市区县旗州盟])")
_RETOLD = re.compile("原|前身|撤销|撤并|合并|并入|更名|改名|改称|设立|成立|历史|回顾|曾|当年|旧|老|撤县|撤市|区划")
_SHORTEST, _LONGEST = 2, 12
_LAG = 2
"""How many years a reform of the State Council's bodies may take to reach those of counties."""


@check("body-existed", severity="warning", rule="机构所在的区划在所述时间应当存在")
def body_existed(reading: Reading) -> Iterator[Outcome]:
    issued = reading.facts.context.issued
    spans = list(reading.facts.sentences) or sentences(reading.text)
    periods = [p for p in reading.facts.periods if p.year_known and p.first is not None and p.role in ("during", "until", "since")]
    for organisation in reading.facts.organisations:
        sentence = holding(spans, organisation.start)
        if sentence is None or _RETOLD.search(
            reading.text, max(sentence[0], organisation.start - 12), min(sentence[1], organisation.end + 12)
        ):
            continue
        period = _governing(periods, sentence, organisation)
        yield from _of_state(organisation, period.first if period else issued, period, issued)
        when = period.first if period is not None else None
        if when is None or period is None:
            continue
        for name in _districts(organisation.text):
            if divisions.existed(name, when) is False:
                yield from _flag(organisation, period, name, when, issued)
                break


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], date | None, date | None], ...]:
    def month(printed: str, lag: int = 0) -> date | None:
        return date(int(printed[:4]) + lag, int(printed[5:]), 1) if printed else None

    rows = read("check_bodies.csv", ("form", "first", "last", "local"), key=("form",))
    return tuple((re.compile(r["form"]), month(r["first"]), month(r["last"], _LAG if r["local"] else 0)) for r in rows)


def _of_state(organisation: Organisation, when: date | None, period: Period | None, issued: date | None) -> Iterator[Outcome]:
    """Ministries and their like: named in a year in which they were not there."""
    if when is None:
        return
    for form, first, last in _bodies():
        m = form.search(organisation.text)
        if m is None or (issued is not None and first is not None and when < first <= issued):
            continue  # what is told in retrospect may use the present name
        if (first is not None and when < first) or (last is not None and when.year > last.year):
            told = f"{first.year if first else ''}—{last.year if last else '今'}年"
            text = f"{m.group()}：{told}；{when.year}年"
            evidence = ((organisation.start, organisation.end), *(((period.start, period.end),) if period else ()))
            yield Outcome("fails", (), text, f"“{organisation.text}”的“{m.group()}”只存在于{told}，文中所述为{when.year}年", evidence)
            return


def _governing(periods: list[Period], sentence: tuple[int, int], organisation: Organisation) -> Period | None:
    """The last period of the sentence that stands before the organisation, else the first behind it."""
    inside = [p for p in periods if sentence[0] <= p.start < sentence[1]]
    before = [p for p in inside if p.end <= organisation.start]
    return before[-1] if before else inside[0] if inside else None


def _districts(text: str) -> Iterator[str]:
    at = 0
    for m in _DISTRICT.finditer(text):
        name = text[at : m.end()]
        if _SHORTEST <= len(name) <= _LONGEST and divisions.find(name):
            yield name
            at = m.end()


def _flag(organisation: Organisation, period: Period, name: str, when: date, issued: date | None) -> Iterator[Outcome]:
    spells = divisions.in_use(name)
    if not spells or any(first <= when.year and (last is None or when.year <= last + 1) for first, last in spells):
        return  # a change of the same or the last year may not have reached the names yet
    first = min(begin for begin, _ in spells)
    if when.year < first and (issued is None or issued.year >= first):
        return  # told in retrospect under the present name
    shown = "、".join(f"{begin}—{end or '今'}年" for begin, end in spells)
    text = f"{name}：{shown}；{when.year}年"
    evidence = ((organisation.start, organisation.end), (period.start, period.end))
    yield Outcome("fails", (), text, f"“{organisation.text}”的“{name}”只存在于{shown}，文中为“{period.text}”", evidence)
