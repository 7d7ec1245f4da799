"""product: unit price (or number per unit) times count is the printed total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.bounds import Value, far_apart, judge, summed
from extractors.checks.coordination import coordinated
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.product_sums import ProductSum, find_product_sums
from extractors.checks.ratios import mean_value
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.template import FIGURES, compile
from extractors.checks.words import dimension
from extractors.model import Figure

_GAP = f"[^，；：。！？\\n每均{FIGURES}]{{0,10}}?"
_EACH = compile(
    f"(?:(?<![平])每一?(?P<unit>人次|[人户家名位册本份套件个台场次期盒袋箱张支把块只辆间条吨斤亩篇天批组队幢项站个所桶瓶罐双棵株顶床提听枚卷车支])(?:{_GAP}每[天日月])?|(?P<price>单价)|(?P<mean>人均|户均)|各(?=补助|补贴|奖励|发放|发|拨付|配备|资助|慰问)){_GAP}<v:rate>"
)
_OTHERS = re.compile("工资|收入|全[市省区县国]|GDP|产值")
_MORE = re.compile("连同|另外?|加上|以及|此外|[^、]等")
_TIMED = re.compile("每[月年天日周季]|年人均|每[月年天日周季]|月均|年均|/月|/年|月工资|月补")
_TOTAL = re.compile("共|合计|总|计|折合|金额|耗资|花费|支出|需|拨付|兑现|发放")
_PERSONS = ("人", "名", "位")
_MEANS = re.compile("人均|户均|平均")
_NEXT = re.compile("，每[^，；。]{1,2}")
_CUE = re.compile("每|单价|均|各")
_PLENTY = 6


@check("product", severity="error", rule="单价（或每份数量）乘以份数应等于总额")
def product(reading: Reading) -> Iterator[Outcome]:
    sums = list(find_product_sums(reading))
    yield from (_summed(reading, s) for s in sums)
    taken = {rate.start for s in sums for _, rate in s.rows}
    for m in reading.search(_EACH, least=3, cue=_CUE):
        rate = reading.bound(m, "rate")
        if rate.start in taken:
            continue
        sentence = reading.sentence_of(rate)
        counts = [f for f in sentence.figures if f is not rate and _is_counted(f, m, dimension(rate))][:_PLENTY]
        totals = [f for f in sentence.figures if f is not rate and _is_total(reading, f, rate)][:_PLENTY]
        around = reading.skeleton[max(sentence.start, m.start() - 4) : m.end() + 3]
        if m.group("mean") and _OTHERS.search(reading.skeleton, max(sentence.start, m.start() - 10), m.end()):
            continue  # 全县职工年人均工资2.1万元: nobody here was paid it
        if counts and totals:
            found = _decided(reading, sentence, rate, counts, totals, bool(_TIMED.search(around)))
            if found.verdict != "fails" or not m.group("mean"):  # over whom a mean was taken is for the check of means to find
                yield found


def _summed(reading: Reading, s: ProductSum) -> Outcome:
    computed = summed([_times(reading, rate, count, None) for count, rate in s.rows])
    formula = " + ".join(f"{count.text} × {rate.text}" for count, rate in s.rows)
    operands = tuple(f for row in s.rows for f in row)
    return compared("总额", s.total, reading.value(s.total), computed, operands, formula)


def _is_counted(figure: Figure, m: re.Match[str], kind: str) -> bool:
    if figure.kind != "count" or dimension(figure) == kind:
        return False
    unit = m.group("unit") or {"人均": "人", "户均": "户"}.get(m.group("mean") or "")
    if unit in _PERSONS:
        return dimension(figure) == "persons" or (m.group("mean") is not None and dimension(figure) == "attendances")
    return unit is None or figure.unit == unit


def _is_total(reading: Reading, figure: Figure, rate: Figure) -> bool:
    if dimension(figure) != dimension(rate):
        return False
    # 赠书25万册，每家1000册: what is given out, right before the share of each
    next_to = reading.skeleton[reading.position[figure.start] + 1 : reading.position[rate.start]] if figure.start < rate.start else ""
    return bool(_TOTAL.search(reading.before(figure, 10)) or _NEXT.fullmatch(next_to))


def _decided(reading: Reading, sentence: Stretch, rate: Figure, counts: list[Figure], totals: list[Figure], timed: bool) -> Outcome:
    months = [f for f in sentence.figures if f.kind == "duration" and f.unit in ("个月", "月", "年", "天")]
    spans = months if timed else []
    for total in totals:
        for count in counts:
            for span in (None, *spans):
                if span is None and far_apart(reading.value(rate), reading.value(total), reading.value(count)):
                    continue
                if judge(reading.value(total), _times(reading, rate, count, span)) != "fails":
                    return _compared(reading, total, rate, count, span)
    last = max(reading.position[f.start] for f in (rate, totals[0]))
    if _MORE.search(reading.skeleton, min(reading.position[f.start] for f in (rate, totals[0])), last):
        return unchecked((*totals, rate, *counts), "总额还含其他支出")
    if _MEANS.search(reading.before(rate, 8)) and coordinated(reading, counts[-1]):
        return unchecked((*totals, rate, *counts), "几类人数并列，平均数按哪一类计算无法确定")
    only = len(counts) == len(totals) == 1 and sum(dimension(f) == dimension(rate) for f in sentence.figures) == 2
    if only and (not timed or len(spans) == 1):
        return _compared(reading, totals[0], rate, counts[0], spans[0] if spans else None)
    if not timed and (row := _in_a_row(reading, sentence, rate, counts, totals)) is not None:
        return _compared(reading, row[1], rate, row[0], None)
    return unchecked((*totals, rate, *counts), "单价按期计算" if timed else "数量或总额无法确定")


def _in_a_row(
    reading: Reading, sentence: Stretch, rate: Figure, counts: list[Figure], totals: list[Figure]
) -> tuple[Figure, Figure] | None:
    """3批，每批40名，共120名: count, rate and total are neighbours, and the total says that it is one."""
    at = sentence.figures.index(rate)
    if not 0 < at < len(sentence.figures) - 1 or reading.skeleton.count("每", sentence.start, sentence.end) > 1:
        return None
    count, total = sentence.figures[at - 1], sentence.figures[at + 1]
    told = re.fullmatch(
        "[^，；。]{0,4}[，、](?:合计|共计?|总计)[^，；。]{0,6}",
        reading.skeleton[reading.position[rate.start] + 1 : reading.position[total.start]],
    )
    return (count, total) if count in counts and total in totals and told else None


def _times(reading: Reading, rate: Figure, count: Figure, span: Figure | None) -> Value:
    if _MEANS.search(reading.before(rate, 16)):
        price = mean_value(reading, rate)
    else:
        price = reading.value(rate)
        if price.point is not None and not rate.approx:
            price = Value.exact(price.point)  # a price or a standard is what it says
    whole = price * reading.value(count)
    return whole if span is None else whole * reading.value(span)


def _compared(reading: Reading, total: Figure, rate: Figure, count: Figure, span: Figure | None) -> Outcome:
    operands = (rate, count) if span is None else (rate, count, span)
    formula = " × ".join(f.text for f in operands)
    return compared("总额", total, reading.value(total), _times(reading, rate, count, span), operands, formula)
