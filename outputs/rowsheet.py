"""A worksheet that takes whole rows: a table's million cells written one call each take three times as long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import isfinite

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = tuple[int, str | float, Format | None]
"""Column, value, how it looks."""

_NEEDS_CARE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
"""What the library escapes, or marks so that it is not lost."""

_LONG = 16_000
"""Characters from which on it counts UTF-16 units: a cell holds so many."""

_column = lru_cache(xl_col_to_name)


class RowSheet(Worksheet):
    """For a workbook in constant memory (``add_worksheet(name, RowSheet)``); other calls work as ever."""

    def fill(self, row: int, cells: Sequence[Cell]) -> None:
        """Write a row below all others, its ``cells`` from left to right: the same bytes as ``write_string`` and ``write_number`` write.

        Those are used where a value needs care, and beside a link that was written to the row before.
        """
        written = None if self.table[row] else _row(row, cells)
        if written is None:
            for column, value, look in cells:
                (self.write_string if isinstance(value, str) else self.write_number)(row, column, value, look)
        elif cells:
            self._write_single_row(row)  # the one before, if it was written cell by cell
            for column in (cells[0][0], cells[-1][0]):
                self._check_dimensions(row, column)
            self.fh.write(written)


def _row(row: int, cells: Sequence[Cell]) -> str | None:
    """The row as it stands in the file, unless a value needs care."""
    out = [f'<row r="{row + 1}">']
    for column, value, look in cells:
        at = f'<c r="{_column(column)}{row + 1}"' + (f' s="{look._get_xf_index()}"' if look else "")
        if isinstance(value, str):
            if len(value) > _LONG or _NEEDS_CARE.search(value):
                return None
            out.append(f'{at} t="inlineStr"><is><t>{value}</t></is></c>')
        elif isfinite(value):
            out.append(f"{at}><v>{value:.16G}</v></c>")
        else:
            return None
    out.append("</row>")
    return "".join(out)
