"""points: a change between two percentages is in 百分点 when it is their difference, in % when it is relative."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.bounds import Value, judge
from extractors.checks.changes import Change, find_changes
from extractors.checks.outcome import Outcome, compared
from extractors.checks.ratios import rate_of
from extractors.checks.reading import Reading
from extractors.checks.registry import check


@check("points", severity="error", rule="两个百分比之差用“百分点”，其相对变化用“%”")
def points(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        if c.way == "by" and c.now.unit == "%" and c.before is not None and c.delta is None and c.change.kind == "percent":
            yield from _compared(reading, c)


def _compared(reading: Reading, c: Change) -> Iterator[Outcome]:
    assert c.before is not None
    now, before, printed = reading.value(c.now), reading.value(c.before), reading.value(c.change)
    difference = now - before if c.direction == "up" else before - now
    first, second = (c.now, c.before) if c.direction == "up" else (c.before, c.now)
    operands = (c.now, c.before)
    if c.change.unit != "%":
        yield compared("变化", c.change, printed, difference, operands, f"{first.text} - {second.text}")
        return
    relative = rate_of(reading, c)
    if relative is None:
        return
    formula = f"({first.text} - {second.text}) ÷ {c.before.text}"
    note = "（两数相差的是百分点）" if judge(printed, difference) != "fails" else ""
    if (
        printed.point is not None
        and printed.point == difference.point
        and relative.point is not None
        and relative.point not in printed.rounded
    ):
        # The printed number is the very difference: its sign is missing 个百分点, however widely the two levels are rounded.
        relative, printed = Value.exact(relative.point), Value(printed.point, printed.rounded, printed.rounded)
    yield compared("变化", c.change, printed, relative, operands, formula, note)
