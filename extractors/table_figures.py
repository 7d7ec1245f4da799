"""The figures of a table: each cell's number with the unit of its head, and what row and column say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from extractors import units
from extractors.model import Cell, Context, Exact, Figure, Modality, Number, Offsets, Period, Span, Table
from extractors.numerals import find_numbers
from extractors.periods import find_periods
from extractors.phrase_words import serving
from extractors.quantities import find_quantities
from extractors.subjects import place_at
from extractors.tables import UNIT, YEAR, is_empty

_IN_HEAD = re.compile(r"[（(／/]\s*(?:单位[：:])?\s*([^（）()\s]{1,8}?)\s*[）)]?$")
_GENERIC = re.compile(
    "(?:数量|数值|金额|合计|总计|小计|本[期月年季]|累计|同比|环比|比?上年|去年|同期|增长|增幅|增减|计划|目标|任务|实际|完成|数|情况|占比|比例|比重|本年|当[月年期]|[±]|率|为)*"
)
_NO_COLUMN = re.compile("序号|编号|名次|排名|位次|(?:联系)?电话|邮编|日期|时间|年[份度]|备注|代码|学号|工号")
_TOTAL = re.compile("(?:合|总|共|小)\\s*计|总数|全[市省县区]|合计数")
_PART = re.compile(r"其\s*中[：:、]?|#")
_AIM, _PLAN, _SUM, _BEFORE = re.compile("目标|任务"), re.compile("计划"), re.compile("累计|总数|期末"), re.compile("去年|上年|同期")
_RATE = re.compile("[%％]|增长|增幅|同比|比重|占比|比例|率")
_BODY = re.compile(
    "(?<!^)(?<!^.)(?<!基层)(?<!企业)(?<!独立)(?<!联合)(?<!新建)(?<!新增)(?<!非公)(?:工会|局|公司|(?<!女职工工作)(?<!女职工)(?<!调解)(?<!检查)(?<!审查)委员会|医院|学校|中心|处|厂|院|集团|银行|街道|分会)$"
)
_SCALES: tuple[tuple[str, int], ...] = (("亿", 10**8), ("千万", 10**7), ("百万", 10**6), ("万", 10**4), ("千", 1000), ("百", 100))
_HINTS = (
    (re.compile("资金|经费|金额|收入|支出|款|投资|补助|余额|费"), "元"),
    (re.compile("会员|职工|人数|人员|农民工|劳模|学员"), "人"),
    (re.compile("企业|工会|单位|家数"), "家"),
)


@dataclass(slots=True)
class _Unit:
    """A unit that a head states: as reported, its kind, the factor of 万, and where it stands."""

    unit: str
    scale: int
    at: Offsets | None


@dataclass(slots=True)
class _Head:
    """What the heads of a row or column say together."""

    texts: tuple[str, ...]
    spans: tuple[Offsets, ...]
    measure: Offsets | None = None
    unit: _Unit | None = None
    period: Period | None = None
    subject: Offsets | None = None
    skip: bool = False


def table_figures(text: str, table: Table, number: int, context: Context, period: Period | None, subject: str | None) -> list[Figure]:
    """The figures of one table. ``number``: its 1-based place in the text; ``period`` and ``subject``: what the text before it is about."""
    width = max((len(row.cells) for row in table.rows), default=0)
    heads = table.heads or 0
    shared = _table_unit(text, table)
    columns = [_column(table, column, heads, context.issued, shared) for column in range(width)]
    _list_units(columns, shared)
    _lend(columns)
    labels = next((i for i in range(width) if not columns[i].skip), 0)
    out: list[Figure] = []
    parent: _Head | None = None
    inside = False
    for index, row in enumerate(table.rows[heads:], heads + 1):
        label = _row_head(row.cells[labels] if labels < len(row.cells) else None, context.issued)
        part = bool(label.texts and _PART.match(label.texts[-1]))
        inside = not shared and bool((part and "中" in label.texts[-1]) or (inside and label.unit is None))  # 其中：企业, 事业单位, 机关 until a row states a unit
        if (part or inside) and parent and label.unit is None and not any(_RATE.search(t) for t in label.texts):
            label.unit = parent.unit
        for column, cell in enumerate(row.cells):
            if column == labels or columns[column].skip or is_empty(cell.text):
                continue
            place = Cell(number, index, column + 1, (parent.texts if part and parent else ()) + label.texts, columns[column].texts)
            figure = _figure(text, cell, place, label, columns[column], shared, period, subject)
            if figure is not None:
                out.append(figure)
        if not part and label.texts:
            parent = label
    return out


def _table_unit(text: str, table: Table) -> tuple[_Unit, ...]:
    """The units that stand in the table's first row or in the lines above it (单位：万元、人)."""
    begin = max(0, table.start - 60)
    stated = list(UNIT.finditer(text, begin, table.start + 60 if table.rows else table.start))
    m = stated[-1] if stated else None
    if m is None:
        unit = _unit(table.unit, None) if table.unit else None
        return (unit,) if unit else ()
    at = m.start("unit")
    out = []
    for word in re.finditer(r"[^、，,/／\s]+", m["unit"]):
        unit = _unit(word.group(), (at + word.start(), at + word.end()))
        if unit:
            out.append(unit)
    return tuple(out)


def _unit(printed: str, at: Offsets | None) -> _Unit | None:
    """万元 → 元 × 10000; ``None`` when it is no unit."""
    printed = printed.strip()
    if printed in ("%", "％", "百分比"):
        return _Unit("%", 1, at)
    scale = 1
    for word, factor in _SCALES:
        if printed.startswith(word) and len(printed) > len(word):
            printed, scale = printed[len(word) :], factor
            break
    if printed in ("人民币", "圆"):
        printed = "元"
    return _Unit(units.UNITS[printed].reported, scale, at) if printed in units.UNITS else None


def _column(table: Table, column: int, heads: int, issued: date | None, shared: Sequence[_Unit]) -> _Head:
    """The heads of a column, outermost first; an empty one is the one to its left."""
    cells: list[Span] = []
    for row in table.rows[:heads]:
        at = min(column, len(row.cells) - 1)
        while at > 0 and not row.cells[at].text and heads > 1:
            at -= 1
        if row.cells and row.cells[at].text and row.cells[at] not in cells and at <= column:
            cells.append(row.cells[at])
    head = _head(cells, issued)
    body = [row.cells[column].text for row in table.rows[heads:] if column < len(row.cells)]
    counting = [str(n) for n in range(1, len(body) + 1)]
    head.skip = any(_NO_COLUMN.fullmatch(t) for t in head.texts) or (column == 0 and len(body) > 1 and body == counting)
    return head


def _row_head(cell: Span | None, issued: date | None) -> _Head:
    return _head([cell] if cell is not None and cell.text else [], issued, row=True)


def _head(cells: Sequence[Span], issued: date | None, row: bool = False) -> _Head:
    head = _Head(tuple(c.text for c in cells), tuple((c.start, c.end) for c in cells))
    for cell in cells:
        start, end = cell.start, cell.end
        words = cell.text
        m = _IN_HEAD.search(words)
        unit = _unit(m[1], (start + m.start(1), start + m.end(1))) if m else None
        if unit and m:
            head.unit = unit
            words, end = words[: m.start()].rstrip(), start + len(words[: m.start()].rstrip())
        elif words.endswith(("%", "％")):
            head.unit = _Unit("%", 1, (end - 1, end))
            words, end = words[:-1], end - 1
        lead = _PART.match(words)
        if lead:
            start, words = start + lead.end(), words[lead.end() :]
        # 1995　2000　2004 over columns are years
        found = find_periods(words + "年" if YEAR.fullmatch(words) else words, issued)
        if found:
            p = found[0] if found[0].end <= len(words) else replace(found[0], end=len(words), text=words)
            head.period = Period(start + p.start, start + p.end, p.text, p.first, p.last, p.role, p.grain, p.year_known, p.weekday, p.valid)
            rest = words[: p.start] + words[p.end :]
        else:
            rest = words
        place = place_at(words, 0, len(words))
        if (place and place[1] == len(words)) or (row and _BODY.search(words)):
            head.subject = (start, end)
        elif not _GENERIC.fullmatch(rest) and not _TOTAL.fullmatch(rest):
            head.measure = (start + found[0].end if found and not found[0].start else start + serving(words), end)
    return head


def _lend(columns: list[_Head]) -> None:
    """金额（万元）, 去年同期, 计划: a column that names no measure of its own is in the unit of the one to its left; a rate is of its measure."""
    for before, column in pairwise(columns):
        if column.unit is None and before.unit and not column.measure and column.texts and before.unit.unit != "%":
            column.unit = None if any(_RATE.search(t) for t in column.texts) else before.unit
        if column.measure is None and before.measure and any(_RATE.search(t) for t in column.texts):
            column.measure = before.measure


def _list_units(columns: list[_Head], shared: Sequence[_Unit]) -> None:
    """单位：家、人 above a table: in order where as many columns want one, else by what the heads speak of."""
    if len(shared) < 2:
        return
    open_ones = [c for c in columns[1:] if c.unit is None and not c.skip and not any(_RATE.search(t) for t in c.texts)]
    if len(open_ones) == len(shared):
        for column, unit in zip(open_ones, shared, strict=True):
            column.unit = unit
        return
    for column in open_ones:
        wanted = next((word for pattern, word in _HINTS if any(pattern.search(t) for t in column.texts)), None)
        column.unit = next((u for u in shared if u.unit == wanted), None)


def _figure(
    text: str, cell: Span, place: Cell, row: _Head, column: _Head, shared: Sequence[_Unit], period: Period | None, subject: str | None
) -> Figure | None:
    number, unit, at = _value(cell, row, column, shared)
    if number is None:
        return None
    rate = unit == "%"
    scale = 1 if rate or at is None else at.scale
    measure = column.measure or row.measure
    if row.measure and (column.measure is None or column.subject):
        measure = row.measure
    named = row.subject or column.subject
    when = column.period or row.period or period
    modality, cue = _modality(row, column)
    if modality == "reported" and when is not None and when.role == "until" and not rate:
        modality, cue = "cumulative", (when.start, when.end)
    spans = (measure, named, (when.start, when.end) if when else None, None, cue)
    fields = ("measure", "subject", "period", "scope", "modality")
    start = cell.start + number.start
    return Figure(
        start,
        cell.start + number.end,
        text[start : cell.start + number.end],
        low=_times(number.low, scale),
        high=_times(number.high, scale),
        approx=number.approx,
        comparator=number.comparator,
        step=_times(number.step, scale),
        approximator=number.approximator,
        unit=unit,
        kind="percent" if rate else units.unit(unit).kind if unit else "count",
        number=(start, cell.start + number.end),
        number_unit=at.at if at else None,
        measure=text[measure[0] : measure[1]] if measure else None,
        subject=text[named[0] : named[1]] if named else subject,
        period=when,
        modality=modality,
        cell=place,
        sources=tuple((name, span) for name, span in zip(fields, spans, strict=True) if span),
    )


def _value(cell: Span, row: _Head, column: _Head, shared: Sequence[_Unit]) -> tuple[Number | None, str | None, _Unit | None]:
    """The number of a cell, its unit, and the head that gave it (``None``: the cell's own)."""
    own = find_quantities(cell.text)
    if len(own) == 1 and own[0].unit is not None and own[0].end - own[0].start >= len(cell.text) - 1:
        return own[0], own[0].unit, None
    found = find_numbers(cell.text)
    if len(found) != 1 or found[0].end - found[0].start < len(cell.text) - 1:
        return None, None, None
    stated = column.unit or row.unit
    if stated is None and not any(_RATE.search(t) for t in (*column.texts, *row.texts)) and len(shared) == 1:
        stated = shared[0]
    return found[0], stated.unit if stated else None, stated


def _times(value: Exact | None, scale: int) -> Exact | None:
    if value is None or scale == 1:
        return value
    product = value * scale
    return int(product) if product == int(product) else product


def _modality(row: _Head, column: _Head) -> tuple[Modality, Offsets | None]:
    for head in (column, row):
        for words, span in zip(head.texts, head.spans, strict=True):
            if "完成" in words or "率" in words:
                continue
            for pattern, modality in ((_BEFORE, "previous-period"), (_AIM, "target"), (_PLAN, "planned"), (_SUM, "cumulative")):
                if pattern.search(words) and not _RATE.search(words):
                    return modality, span  # type: ignore[return-value]
    return "reported", None
