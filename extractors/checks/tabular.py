"""Wholes and parts in tables: a 合计 row or column against the rows or columns that it adds up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractors.checks.bounds import judge, summed
from extractors.checks.reading import Reading
from extractors.model import Cell, Figure

_TOTAL = re.compile(r"(?:合|总|共)\s*计|总数|总额|^全[市省县区国]$")
_SUBTOTAL = re.compile(r"小\s*计")
_INNER = re.compile(r"其\s*中|^#")
_OPENS = re.compile(rf"{_INNER.pattern}|{_TOTAL.pattern}|[（(][^（()）]{{1,6}}[)）]$")
_NOT_ADDED = re.compile("率|比|均|增长|增幅|占|名次|排名|序号|单价|标准|同期|上年|去年|计划|目标|任务")

_RATE = re.compile("增长|增幅|增减|升降|同比")
_BEFORE = re.compile("去年|上年|同期|基期")
_COMPARABLE = re.compile("可比|年均|环比|名义")

Heads = Callable[[Cell], tuple[str, ...]]
Found = tuple[Figure, tuple[Figure, ...]]


def table_sums(reading: Reading) -> Iterator[Found]:
    """``(whole, parts)`` of every total in a table that claims to add up: of columns first, then of rows."""
    cells = [f for f in reading.facts.figures if f.cell is not None and f.kind not in ("percent", "ratio")]
    yield from _lines(cells, lambda c: (c.table, c.column), lambda c: c.row_heads, lambda c: c.column_heads)
    # Several columns of one row may be of different kinds: only where most rows add up is the head a total of the others.
    rows = list(_lines(cells, lambda c: (c.table, c.row), lambda c: c.column_heads, lambda c: c.row_heads))
    good = [r for r in rows if judge(reading.value(r[0]), summed([reading.value(f) for f in r[1]])) != "fails"]
    if len(good) * 2 > len(rows):
        yield from rows


def _lines(cells: Sequence[Figure], place: Callable[[Cell], tuple[int, int]], heads: Heads, others: Heads) -> Iterator[Found]:
    groups: dict[tuple[int, int], list[Figure]] = {}
    for f in cells:
        if f.cell is not None:
            groups.setdefault(place(f.cell), []).append(f)
    for line in groups.values():
        if not any(_NOT_ADDED.search(h) for f in line[:1] if f.cell is not None for h in others(f.cell)):
            yield from _totals(line, heads)


def _totals(line: list[Figure], heads: Heads) -> Iterator[Found]:
    """The one total of a line of cells, first or last, with the cells that are no sub-items of others."""
    named = [(f, heads(f.cell)) for f in line if f.cell is not None]
    totals = [f for f, h in named if h and _TOTAL.search(h[-1])]
    parts = [f for f, h in named if f not in totals and not any(_INNER.search(x) or _SUBTOTAL.search(x) or _NOT_ADDED.search(x) for x in h)]
    if len(totals) == 1 and len(parts) > 1 and totals[0] in (line[0], line[-1]) and len({f.unit for f in (*totals, *parts)}) == 1:
        yield totals[0], tuple(parts)


def table_shares(reading: Reading) -> Iterator[Found]:
    """``(whole, parts)`` of the rows that 其中 opens below a row. All those down to the next 其中, total or stated unit where they add up in some column of
    the table; else the one that says 其中."""
    rows: dict[tuple[int, int], dict[int, Figure]] = {}
    for f in reading.facts.figures:
        if f.cell is not None and f.cell.row_heads and f.kind not in ("percent", "ratio"):
            rows.setdefault((f.cell.table, f.cell.row), {})[f.cell.column] = f
    for (table, row), first in rows.items():
        label = _label(first)
        above = _above(rows, table, row) if _INNER.match(label) else None
        if above is None:
            continue
        below = [first]
        while (following := rows.get((table, row + len(below)))) and not _OPENS.search(_label(following)):
            below.append(following)
        size = next((n for n in range(len(below), 1, -1) if any(_adds_up(reading, above, below[:n], c) for c in first)), 1)
        for column, part in first.items():
            parts = tuple(r[column] for r in below[:size] if column in r)
            if column in above and len(parts) == size and all(f.unit == part.unit for f in (above[column], *parts)):
                yield above[column], parts


def _label(row: dict[int, Figure]) -> str:
    cell = next(iter(row.values())).cell
    return cell.row_heads[-1] if cell else ""


def _above(rows: dict[tuple[int, int], dict[int, Figure]], table: int, row: int) -> dict[int, Figure] | None:
    """The row that a row of 其中 is part of: the one above, which may itself be a part if it is a total (其中：企业合计)."""
    row -= 1
    while (above := rows.get((table, row))) is not None and _INNER.match(_label(above)) and not _TOTAL.search(_label(above)):
        row -= 1
    return above


def _adds_up(reading: Reading, whole: dict[int, Figure], parts: Sequence[dict[int, Figure]], column: int) -> bool:
    cells = [whole.get(column), *(r.get(column) for r in parts)]
    figures = [f for f in cells if f is not None]
    if len(figures) < len(cells) or len({f.unit for f in figures}) > 1:
        return False
    return judge(reading.value(figures[0]), summed([reading.value(f) for f in figures[1:]])) == "holds"


def table_growths(reading: Reading) -> Iterator[tuple[Figure, Figure, Figure]]:
    """``(before, now, rate)`` of every row of a table whose columns are one level, the level of a year before and the growth between them."""
    rows: dict[tuple[int, int], list[tuple[Figure, str]]] = {}
    for f in reading.facts.figures:
        if f.cell is not None:
            rows.setdefault((f.cell.table, f.cell.row), []).append((f, "".join(f.cell.column_heads)))
    for row in rows.values():
        rates = [f for f, head in row if f.unit == "%" and _RATE.search(head) and not _COMPARABLE.search(head)]
        before = [f for f, head in row if f.unit != "%" and _BEFORE.search(head) and not _RATE.search(head.replace("同比", ""))]
        now = [f for f, head in row if f.unit != "%" and f not in before and not _RATE.search(head)]
        if len(row) == 3 and len(rates) == len(before) == len(now) == 1 and before[0].unit == now[0].unit:
            yield before[0], now[0], rates[0]
