"""Cells of tables, whose unit stands in the head."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.cells import head_units, measured_in, read_cell


@pytest.mark.parametrize(
    ("head", "units"),
    [("单位：万元、人", ["万元", "人"]), ("（单位: 家）", ["家"]), ("会员（万人）", ["万人"]), ("入会率(%)", ["%"]), ("备注（略）", []), ("建会企业", []), ("均价（元/人）", ["元/人"])],
)
def test_head_units(head: str, units: list[str]) -> None:
    assert head_units(head) == units


@pytest.mark.parametrize(
    ("cell", "unit", "low", "reported"),
    [("12.5", "万元", 125000, "元"), (" 1,234 ", "人", 1234, "人"), ("-3.2", "%", "-3.2", "%"), ("85%", "家", 85, "%"), ("120家", None, 120, "家"), ("３５", "万人次", 350000, "人次"), ("358", None, 358, None)],
)
def test_reads_a_cell(cell: str, unit: str | None, low: object, reported: str | None) -> None:
    text = f"前{cell}后"
    q = read_cell(text, 1, 1 + len(cell), unit)
    assert q is not None
    assert (q.low, q.high, q.unit, q.text) == (Decimal(str(low)), Decimal(str(low)), reported, cell.strip())


@pytest.mark.parametrize("cell", ["", "—", "/", "备注3", "合计"])
def test_no_number_in_the_cell(cell: str) -> None:
    assert read_cell(cell, 0, len(cell), "人") is None


def test_measured_in() -> None:
    factor, unit = measured_in("亿元") or (0, None)
    assert factor == 10**8 and unit is not None and unit.reported == "元"
    assert measured_in("万") is None and measured_in("乱码") is None
