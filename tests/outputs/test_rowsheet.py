"""Rows written at once give the bytes that the library writes cell by cell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from outputs.rowsheet import RowSheet

ROWS = (
    ("甲市总工会", 120, 7.9),
    (),
    ("a & b", "x < y > z", '引"号"', "第一行\n第二行"),
    (" 前有空格", "后有空格 ", "\t", "_x0041_", "控\x07制", "\ufffe", "<r>富文本</r>"),
    (None, "前面空一格", None, 1e300, -0.0, 12345678901234567890, 0.1 + 0.2),
    ("长" * 20_000, 3),
    ("😀" * 17_000,),
    ("链接", "与旁边的格", 5),
    ("=1+1", "http://example.org", "-5", "007"),
)
LINKED = 7


def book(path: Path, at_once: bool) -> dict[str, bytes]:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as made:
        made.set_properties({"created": datetime(2000, 1, 1)})
        sheet = made.add_worksheet("表", RowSheet)
        looks = (None, made.add_format({"bold": True}), None, made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_string(0, 1, "表头", looks[1])
        for row, values in enumerate(ROWS, 1):
            cells = [(column, value, looks[column % 4]) for column, value in enumerate(values) if value is not None]
            if row - 1 == LINKED:
                sheet.write_url(row, 0, "internal:'表'!A1", None, "看")
                cells = cells[1:]
            if at_once:
                sheet.fill(row, cells)
                continue
            for column, value, look in cells:
                (sheet.write_string if isinstance(value, str) else sheet.write_number)(row, column, value, look)
        sheet.set_column(0, 0, 30)
        sheet.autofilter(0, 0, len(ROWS), 6)
    with ZipFile(path) as inside:
        return {name: inside.read(name) for name in inside.namelist()}


def test_the_same_bytes(tmp_path: Path) -> None:
    assert book(tmp_path / "rows.xlsx", True) == book(tmp_path / "cells.xlsx", False)


def test_what_is_no_number_is_refused_as_ever(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "x.xlsx"), {"constant_memory": True}) as made, pytest.raises(TypeError):
        made.add_worksheet("表", RowSheet).fill(0, [(0, float("inf"), None)])
