"""Observations of tables: a row of a place, a column of a measure, the period of the caption."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from extractors.model import Facts, Figure
from extractors.series import places
from extractors.series.measures import counted, measure
from extractors.series.records import Observation

_UNIT = re.compile(r"（[^）]*）|\([^)]*\)")
_TOTAL = re.compile(r"^(?:合计|总计|全市|全省|全县|全区|小计|总数)$")
_OWN = re.compile(r"^[省市县区州](?:直|属)")
_RATE = re.compile(r"完成.{0,8}(?:任务|计划|目标|指标)|完成率|完成比例")


def observations(facts: Facts, prose: Iterable[Observation]) -> list[Observation]:
    """Observations of the figures that stand in table cells. Place and period of the table are those of the prose before it."""
    cells = [f for f in facts.figures if f.cell and f.cell.row_heads and f.cell.column_heads and f.low is not None]
    if not cells:
        return []
    known = [o for o in prose if places.is_region(o.place) and o.last]
    starts = [o.start for o in known]
    out: list[Observation] = []
    rows: dict[tuple[int, int], Observation] = {}
    for figure in cells:
        assert figure.cell
        before = known[: bisect_left(starts, figure.start)]
        if not before:
            continue
        caption = next((o for o in before if o.scope == ""), before[-1])
        made = _cell(figure, caption, rows.get((figure.cell.table, figure.cell.row)))
        if made is not None:
            if made.role == "result":
                rows.setdefault((figure.cell.table, figure.cell.row), made)
            out.append(made)
    return out


def _cell(figure: Figure, caption: Observation, first: Observation | None) -> Observation | None:
    assert figure.cell
    row, column = "".join(figure.cell.row_heads[-1].split()), "".join("".join(figure.cell.column_heads).split())
    place, scope = _row(row, caption)
    if not place:
        return None
    base = Observation(
        figure.start, figure.end, figure.text, figure.low, figure.high, figure.approx, figure.comparator, figure.step, figure.approximator,
        figure.unit, figure.kind, figure.number, figure.number_unit, place=place, scope=scope, counted=counted(figure.unit),
    )  # fmt: skip
    if _RATE.search(column):
        if first is None:
            return None
        return replace(base, role="completion", key=first.key, words=first.words, first=first.first, last=first.last, stock=first.stock, relates=first.span)
    found = measure(_UNIT.sub("", column))
    if found is None:
        return None
    return replace(base, key=found.key, words=found.words, first=caption.last and caption.last.replace(month=1, day=1) if found.deed else None,
                   last=caption.last, stock=not found.deed)  # fmt: skip


def _row(head: str, caption: Observation) -> tuple[str, str]:
    """Place and scope that a row's head names."""
    if _TOTAL.match(head):
        return caption.place, ""
    if _OWN.match(head):
        return caption.place, "本级" if "本级" in head else "直属"
    name = places.region_at(head)
    return (places.path(name, caption.place), "") if name == head else ("", "")
