"""Numbers in the cells of a table: the unit stands in the head (单位：万元; 会员（万人）), the cell holds digits alone."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import units
from extractors.model import Exact, Quantity
from extractors.numbers_value import tidy, value
from extractors.quantities import find_quantities
from extractors.sentences import trim

_HEAD = re.compile(r"单位\s*[:：]\s*([^\n；;）)]{1,30})|[（(]([^（()）\n]{1,8})[)）]")
_GREAT = re.compile(r"[百千]?[万萬亿億]+|千(?![瓦克米卡伏])|百")
_NUMBER = re.compile(r"[-－−]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")


def head_units(head: str) -> list[str]:
    """The units that a table's caption or a column's head names, as printed: 单位：万元、人 → 万元 and 人; 会员（万人） → 万人.

    >>> head_units("单位：万元、人"), head_units("入会率（%）"), head_units("备注（略）")
    (['万元', '人'], ['%'], [])
    """
    named = [part.strip() for m in _HEAD.finditer(head) for part in re.split("[、,， ]", m[1] or m[2])]
    return [unit for unit in named if measured_in(unit) is not None]


def measured_in(unit: str) -> tuple[Exact, units.Unit] | None:
    """``(factor, entry)`` of a unit with its multiplier (万元 → 10000, 元), ``None`` where it is no unit."""
    great = _GREAT.match(unit)
    rest = unit[great.end() :] if great else unit
    factor = value(great[0]) if great else (1, 1)
    if great and not rest:
        return None
    m = units.WHOLE.fullmatch(rest)
    return (factor[0], units.unit(rest)) if m and factor else None


def read_cell(text: str, start: int, end: int, unit: str | None = None) -> Quantity | None:
    """The quantity in a cell ``text[start:end]``; a bare number is counted in ``unit`` (as printed in the head, 万 multiplied out).

    ``None`` where the cell holds no number, or more words than a number. Offsets index ``text``.
    """
    start, end = trim(text, start, end)
    bare = _NUMBER.fullmatch(text, start, end)
    if bare is None:
        found = [q for q in find_quantities(text[start:end]) if q.end - q.start == end - start]
        return _shifted(found[0], start) if found else None
    got = value(bare[0])
    if got is None:
        return None
    plain = Quantity(start, end, bare[0], got[0], got[0], step=got[1], number=(start, end))
    return rescaled(plain, unit) if unit else plain


def rescaled(quantity: Quantity, unit: str) -> Quantity:
    """A quantity without a unit as one that is counted in ``unit`` (12.5 under 万元 → 125000 元); unchanged where ``unit`` is none."""
    measured = measured_in(unit)
    if measured is None:
        return quantity
    factor, entry = measured
    low, high, step = (None if x is None else tidy(x * factor) for x in (quantity.low, quantity.high, quantity.step))
    return replace(quantity, low=low, high=high, step=step, unit=entry.reported, kind=entry.kind)


def _shifted(q: Quantity, by: int) -> Quantity:
    unit = (q.number_unit[0] + by, q.number_unit[1] + by) if q.number_unit else None
    return replace(q, start=q.start + by, end=q.end + by, number=(q.number[0] + by, q.number[1] + by), number_unit=unit)
