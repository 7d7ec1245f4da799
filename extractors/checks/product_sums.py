"""Binding of sums of products: 特困职工300户、每户800元，困难职工500户、每户400元，共发放44万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.checks.reading import Reading, Stretch
from extractors.checks.template import COUNT, FIGURES
from extractors.checks.words import dimension
from extractors.model import Figure

_EACH = re.compile(
    f"[^；。\\n{FIGURES}]{{0,8}}(?:每[人户家名位册本份套件个台场次期张支辆间吨副双床盒袋箱天亩块]|(?<=[，、（])各)[^，；。、\\n{FIGURES}]{{0,8}}"
)
_TOTAL = re.compile(f"(?:共计?|合计|总计|总共|累计|总支出|总额|{COUNT}(?:支出|花费|开支|费用|投入))[^，；。\\n{FIGURES}]{{0,10}}$")
_MORE = re.compile("其他|其余|另外?|等费用|以及")


@dataclass(frozen=True, slots=True)
class ProductSum:
    """``total`` is said to be the sum of ``count × rate`` over ``rows``."""

    total: Figure
    rows: tuple[tuple[Figure, Figure], ...]


def find_product_sums(reading: Reading) -> Iterator[ProductSum]:
    """Every total behind two or more pairs of a count and its rate, with nothing else in the rate's unit beside them."""
    for sentence in reading.sentences:
        if len(sentence.figures) > 4 and reading.skeleton.count("每", sentence.start, sentence.end) > 1:
            yield from _in(reading, sentence)


def _in(reading: Reading, sentence: Stretch) -> Iterator[ProductSum]:
    rows: list[tuple[Figure, Figure]] = []
    figures = sentence.figures
    for i, (count, rate) in enumerate(pairwise(figures)):
        joint = reading.skeleton[reading.position[count.start] + 1 : reading.position[rate.start]]
        if count.kind == "count" and dimension(count) != dimension(rate) and _EACH.fullmatch(joint):
            rows.append((count, rate))
        elif len(rows) > 1 and rate is not rows[-1][1] and dimension(rate) == dimension(rows[0][1]) and rate.unit == rows[0][1].unit:
            yield from _closed(reading, figures, rows, figures[i + 1])
            return


def _closed(reading: Reading, figures: tuple[Figure, ...], rows: list[tuple[Figure, Figure]], total: Figure) -> Iterator[ProductSum]:
    own = [f for f in figures if dimension(f) == dimension(total) and f.start <= total.start]
    first, last = (reading.position[f.start] for f in (rows[0][0], total))
    if len(own) == len(rows) + 1 and _TOTAL.search(reading.before(total, 16, "，；。")) and not _MORE.search(reading.skeleton, first, last):
        yield ProductSum(total, tuple(rows))
