"""product: unit price times count is the printed total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.bounds import judge
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.template import compile
from extractors.checks.words import dimension
from extractors.model import Figure

_EACH = compile(
    "(?:每一?(?P<unit>[人户家名位册本份套件个台场次期盒袋箱张支把块只辆间条吨斤亩篇天]|人次|平方米)|(?P<price>单价))(?:[^，；：。！？\n每均]{0,8}?)<m:rate>"
)
_TIMED = re.compile("每[月年天日周季]|月均|年均|平均|/月|/年")
_TOTAL = re.compile("共|合计|总|计|累计|折合|金额|耗资|花费|支出|需|发放|价值")


@check("product", severity="error", rule="单价乘以数量应等于总额")
def product(reading: Reading) -> Iterator[Outcome]:
    for m in reading.search(_EACH, least=3):
        rate = reading.bound(m, "rate")
        sentence = reading.sentence_of(rate)
        around = reading.skeleton[max(sentence.start, m.start() - 2) : m.end() + 6]
        counts = [f for f in sentence.figures if _is_counted(f, m.group("unit"))]
        totals = [f for f in sentence.figures if f.kind == "money" and f is not rate and _TOTAL.search(reading.before(f, 10))]
        if counts and totals:
            yield _decided(reading, sentence, rate, counts, totals, bool(_TIMED.search(around)))


def _is_counted(figure: Figure, unit: str | None) -> bool:
    if figure.kind != "count":
        return False
    persons = unit in ("人", "名", "位") and dimension(figure) == "persons"
    return unit is None or persons or figure.unit == unit


def _decided(reading: Reading, sentence: Stretch, rate: Figure, counts: list[Figure], totals: list[Figure], timed: bool) -> Outcome:
    for total in totals:
        for count in counts:
            computed = reading.value(rate) * reading.value(count)
            only = len(counts) == len(totals) == 1 and not timed and sum(f.kind == "money" for f in sentence.figures) == 2
            if judge(reading.value(total), computed) != "fails" or only:
                return compared("总额", total, reading.value(total), computed, (rate, count), f"{rate.text} × {count.text}")
    return unchecked((*totals, rate, *counts), "单价按期计算" if timed else "数量或总额无法确定")
