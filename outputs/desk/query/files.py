"""A question's rows as a file: the same conditions, order, columns and words as on the page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from outputs.contract import Column, Table
from outputs.desk.query.cells import worded
from outputs.export import harmless
from outputs.values import tidy

FORMATS = {
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "json": ("JSON", "application/json"),
}
"""Name and media type of each kind of file."""

Rows = Sequence[Sequence[Any]]


def written(format: str, heading: str, columns: Sequence[Column], rows: Rows, notes: Sequence[tuple[str, str]]) -> bytes:
    """The bytes of a file. ``rows``: values in the order of ``columns``; ``notes``: what the file says of itself (key, value), in JSON and on a second sheet."""
    match format:
        case "xlsx":
            return _xlsx(heading, columns, rows, notes)
        case "csv":
            return _csv(columns, rows)
        case _:
            return _json(columns, rows, notes)


def _csv(columns: Sequence[Column], rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(harmless(c.heading) for c in columns)
    writer.writerows([_plain(column, value) for column, value in zip(columns, row, strict=True)] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _plain(column: Column, value: Any) -> Any:
    """Numbers stay numbers; of texts no spreadsheet makes a formula."""
    if value is None:
        return ""
    return tidy(value) if column.type in ("integer", "real") and not isinstance(value, str) else harmless(worded(column, value))


def _json(columns: Sequence[Column], rows: Rows, notes: Sequence[tuple[str, str]]) -> bytes:
    names = [c.name for c in columns]
    content = {
        **dict(notes), "columns": [{"column": c.name, "heading": c.heading, "meaning": c.meaning} for c in columns],
        "rows": [dict(zip(names, map(tidy, row), strict=True)) for row in rows],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _xlsx(heading: str, columns: Sequence[Column], rows: Rows, notes: Sequence[tuple[str, str]]) -> bytes:
    from outputs.workbook import write_table

    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        write_table(path, Table("rows", heading, "", tuple(columns)), _worded(columns, rows), notes)
        return path.read_bytes()


def _worded(columns: Sequence[Column], rows: Rows) -> Iterable[list[Any]]:
    rules = [i for i, c in enumerate(columns) if c.name == "rule"]
    for row in rows:
        yield [worded(columns[i], value) if i in rules else value for i, value in enumerate(row)]
