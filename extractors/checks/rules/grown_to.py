"""grown-to: 增加到, 增加了 and 为上年的 are told apart."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.changes import find_changes
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.ratios import is_misread, ratio_of
from extractors.checks.reading import Reading
from extractors.checks.registry import check


@check("grown-to", severity="error", rule="“增加了”按增量、“为上年的”按全量与前后两数核对")
def grown_to(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        if c.change.unit != "%" or c.now.unit == "%" or c.before is None or c.delta is not None:
            continue
        ratio = ratio_of(reading, c)
        if ratio is None:
            continue
        printed, operands = reading.value(c.change), (c.now, c.before)
        if c.unlike and (c.way == "of" or is_misread(reading, c)):
            yield unchecked((c.change, *operands), f"“{c.unlike}”不必等于两数之比")
        elif c.way == "of":
            yield compared("比例", c.change, printed, ratio.scaled(100), operands, f"{c.now.text} ÷ {c.before.text}")
        elif is_misread(reading, c):
            formula = f"({c.now.text} - {c.before.text}) ÷ {c.before.text}"
            note = "（这是现数占原数的比例，“增加了”应按增量计）"
            growth = (ratio.scaled(100)) - type(ratio).exact(100)
            yield compared("增幅", c.change, printed, growth, operands, formula, note)
