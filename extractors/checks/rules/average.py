"""average: total / count is the printed mean (人均, 平均每…)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.bounds import judge
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.template import compile
from extractors.checks.words import dimension
from extractors.model import Figure

_MEAN = compile(
    "(?:(?P<one>[人户家场次期篇件])均|平均每?一?(?P<each>人次|人|户|家|名|位|场|次|期|个|件|所|天|篇|只|台|项)|每(?P<every>人次|人|户|家|名|位|场|次|期|个|件|所|天|篇|项)平均)"
    "(?:企业|工会|单位|职工|会员|培训|活动)?"
    "(?P<what>补助|补贴|发放|慰问|救助|资助|奖励|减免|节约|节省|得到|领取|获得|获|捐款|捐|投入|消费|支出|花费|参加|参训|培训|接待|增收|报销|享受|受益|吸引|约|近|为|达到?|超过?|金额|标准|费用|[，：])*"
    "<v:mean>"
)
_NEAREST = 4
_PERSONS = frozenset(["人", "名", "位"])


@check("average", severity="error", rule="人均、平均每…应等于总数除以个数")
def average(reading: Reading) -> Iterator[Outcome]:
    for m in reading.search(_MEAN, least=3):
        mean = reading.bound(m, "mean")
        unit = m.group("one") or m.group("each") or m.group("every")
        sentence = reading.sentence_of(mean)
        earlier = [f for f in sentence.figures if f.start < mean.start]
        counts = [f for f in earlier if _counts(f, unit)]
        totals = [f for f in earlier if dimension(f) == dimension(mean) and f not in counts]
        if counts and totals:
            yield _decided(reading, mean, totals[-_NEAREST:], counts[-_NEAREST:])


def _counts(figure: Figure, unit: str) -> bool:
    if figure.kind != "count":
        return False
    return dimension(figure) in ("persons", "attendances") if unit in _PERSONS else figure.unit == unit


def _decided(reading: Reading, mean: Figure, totals: list[Figure], counts: list[Figure]) -> Outcome:
    printed = reading.value(mean)
    for total in reversed(totals):
        for count in reversed(counts):
            computed = quotient(reading.value(total), reading.value(count))
            if computed is None:
                continue
            if judge(printed, computed) != "fails" or (len(totals) == len(counts) == 1 and not _is_aside(reading, total, mean)):
                return compared("平均数", mean, printed, computed, (total, count), f"{total.text} ÷ {count.text}")
    return unchecked((mean, *totals, *counts), "总数或个数无法确定")


def _is_aside(reading: Reading, total: Figure, mean: Figure) -> bool:
    between = reading.skeleton[reading.position[total.start] : reading.position[mean.start]]
    return bool(re.search("其中|另|此外|；|同比|比上年", between))
