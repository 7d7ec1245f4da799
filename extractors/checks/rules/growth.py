"""growth: the printed rate agrees with the two levels, or with the level and the change."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.bounds import Value
from extractors.checks.changes import Change, find_changes
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.ratios import is_misread, is_on_wrong_base, rate_of
from extractors.checks.reading import Reading
from extractors.checks.registry import check


@check("growth", severity="error", rule="增长（下降）率应与前后两数（或增减量）一致；“可比口径”“年均”等不比较")
def growth(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        if c.way != "by" or c.change.unit != "%" or c.now.unit == "%":
            continue
        computed = rate_of(reading, c)
        operands = tuple(f for f in (c.now, c.before, None if c.delta is c.now else c.delta) if f is not None)
        if c.unlike:
            yield unchecked((c.change, *operands), f"“{c.unlike}”的增幅不必等于两数之比")
        elif computed is None and c.before is None and c.delta is not None and c.direction == "up":
            yield Outcome(
                "fails", (c.now, c.delta), f"{c.delta.text} > {c.now.text}", f"增加数“{c.delta.text}”不应多于增加后的“{c.now.text}”"
            )
        elif computed is not None and not is_misread(reading, c):
            if is_on_wrong_base(reading, c) and computed.point is not None:
                computed = Value.exact(computed.point)
            yield _compared(reading, c, computed)


def _compared(reading: Reading, c: Change, computed: Value) -> Outcome:
    what = "增长率" if c.direction == "up" else "下降率"
    if c.before is not None and c.delta is not None:
        formula, operands = f"{c.delta.text} ÷ {c.before.text}", (c.delta, c.before)
    elif c.before is not None:
        first, second = (c.now, c.before) if c.direction == "up" else (c.before, c.now)
        formula, operands = f"({first.text} - {second.text}) ÷ {c.before.text}", (c.now, c.before)
    else:
        assert c.delta is not None
        sign = "-" if c.direction == "up" else "+"
        formula, operands = f"{c.delta.text} ÷ ({c.now.text} {sign} {c.delta.text})", (c.now, c.delta)
    return compared(what, c.change, reading.value(c.change), computed, operands, formula)
