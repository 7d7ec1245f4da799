"""list-order: list numbers follow each other without a gap or a repetition."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.series import Mark, Series, find_series
from extractors.model import Offsets

_DIGITAL = ("1.", "（1）")


@check("list-order", severity="warning", rule="“一是、二是……”等序号应连续")
def list_order(reading: Reading) -> Iterator[Outcome]:
    for series in find_series(reading):
        wrong = next((i for i in range(1, len(series.marks)) if series.marks[i].number != series.marks[i - 1].number + 1), None)
        if wrong is None:
            yield _outcome(reading, series.marks, series, True)
        elif _is_slip(series, wrong):
            yield _outcome(reading, series.marks[: wrong + 1], series, False)


def _is_slip(series: Series, at: int) -> bool:
    """One number left out or printed twice, in a list that is one: a number far off belongs to another list or is no list number."""
    last, here = series.marks[at - 1], series.marks[at]
    step = here.number - last.number
    if step not in (0, 2) or (step == 0 and here.number == 1):
        return False
    if series.style in _DIGITAL and at < 2:
        return False
    goes_on = at + 1 == len(series.marks) or series.marks[at + 1].number in (here.number + 1, 1)
    return goes_on and here.start - last.start < _FAR


_FAR = 3000


def _outcome(reading: Reading, marks: tuple[Mark, ...], series: Series, right: bool) -> Outcome:
    spans: tuple[Offsets, ...] = tuple(reading.origin(m.start, m.end) for m in marks)
    printed = [reading.text[s:e] for s, e in spans]
    row = "、".join(printed)
    if right:
        return Outcome("holds", (), row, f"序号{row}连续", spans)
    gap = "缺号" if marks[-1].number > marks[-2].number else "重号"
    return Outcome("fails", (), row, f"序号“{printed[-2]}”之后是“{printed[-1]}”（{gap}）", spans)
