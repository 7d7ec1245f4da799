"""indicator-order: members ≤ workers, persons ≤ attendances, a district ≤ its city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.template import compile
from extractors.checks.words import dimension
from extractors.lexicons import read
from extractors.model import Figure

_TIMES = compile("<n:persons><-8>[，、（；]?(?:共|累计|合计|总计|计|达到?|约|为|即)+<n:times>")
_WITHIN = compile(
    "全(?:省|市|区|县|州|国)(?P<what>[^，；：。！？\\n\ue000-\ue008]{2,12}?)<v:whole>[，；。]<-4>[\u4e00-\u9fff]{2,4}[市县区镇州](?P=what)<v:part>"
)
_SAME_DEED = compile(
    "全(?:省|市|区|县|州|国)(?P<deed>[\u4e00-\u9fff]{2})<-14><v:whole>[，；][\u4e00-\u9fff]{2,4}[市县区镇州](?P=deed)<-14><v:part>"
)
_MANY, _ALL = re.compile("[共累合总计达约为即]"), re.compile("全[省市区县州国]")
_BODY = re.compile("[^，；：。]{2}(?:厂|公司|集团|矿|医院|学校|中学|小学|银行|镇|乡|街道|村|县|区|市)")
_CHANGE = re.compile("新|发展|吸收|增|减|净|较|比|同比|今年|覆盖|培训|慰问|帮扶")
_FILL = "(?:总数|总人数|人数|总量|数量|家数|数|共有|共|达到|达|有|为|约|已|现有)*$"


@check("indicator-order", severity="warning", rule="会员不多于职工，人数不多于人次，局部不多于全局")
def indicator_order(reading: Reading) -> Iterator[Outcome]:
    for m in reading.search(_TIMES, least=2, cue=_MANY):
        persons, times = reading.bound(m, "persons"), reading.bound(m, "times")
        if dimension(persons) == "persons" and dimension(times) == "attendances":
            yield from _ordered(reading, persons, times, "人数", "人次")
    for m in (*reading.search(_WITHIN, least=2, cue=_ALL), *reading.search(_SAME_DEED, least=2, cue=_ALL)):
        part, whole = reading.bound(m, "part"), reading.bound(m, "whole")
        if dimension(part) == dimension(whole):
            yield from _ordered(reading, part, whole, "局部", "全局")
    for sentence in reading.sentences:
        if len(sentence.figures) > 1:
            yield from _named(reading, sentence)


def _ordered(reading: Reading, lower: Figure, higher: Figure, first: str, second: str) -> Iterator[Outcome]:
    low, high = reading.value(lower).range.low, reading.value(higher).range.high
    if low is None or high is None:
        return
    if low > high:
        message = f"{first}“{lower.text}”多于{second}“{higher.text}”"
        yield Outcome("fails", (higher, lower), f"{lower.text} > {higher.text}", message)
    else:
        yield Outcome("holds", (higher, lower), f"{lower.text} ≤ {higher.text}", f"{first}“{lower.text}”不多于{second}“{higher.text}”")


@cache
def _pairs() -> tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...]:
    rows = [(r["lower"], r["higher"]) for r in read("check_orders.csv", ("lower", "higher"), key=("lower", "higher"))]
    return tuple((a, b, re.compile(f"(?<![女新团]){a}{_FILL}"), re.compile(f"(?<![女农困难]){b}{_FILL}")) for a, b in rows)


def _named(reading: Reading, sentence: Stretch) -> Iterator[Outcome]:
    """全区职工1200人，会员1300人: one of each in the sentence, neither of them a flow."""
    leads = [(f, reading.before(f, 14)) for f in sentence.figures if f.kind == "count"]
    words = "".join(lead for _, lead in leads)
    for lower, higher, is_lower, is_higher in _pairs():
        if lower not in words or higher not in words:
            continue
        below = [(f, lead) for f, lead in leads if is_lower.search(lead)]
        above = [(f, lead) for f, lead in leads if is_higher.search(lead) and not is_lower.search(lead)]
        if len(below) != 1 or len(above) != 1 or dimension(below[0][0]) != dimension(above[0][0]):
            continue
        first, second = sorted((below[0][0], above[0][0]), key=lambda f: f.start)
        if "其中" in reading.skeleton[reading.position[first.start] : reading.position[second.start]] and second is above[0][0]:
            continue  # 会员8640人，其中在册职工6120人
        if above[0][0].start < below[0][0].start and _BODY.search(below[0][1]):
            continue  # 甲厂职工2300人，乙厂会员3100人
        if not any(_CHANGE.search(lead) for _, lead in (below[0], above[0])):
            yield from _ordered(reading, below[0][0], above[0][0], lower, higher)
