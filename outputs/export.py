"""Exports: csv, parquet, jsonl and one xlsx workbook, of everything that is in force.

The same content gives the same bytes, whichever database holds it and in whatever order it came in: rows are sorted, volatile columns are left out and
no date of writing is kept. A file appears whole or not at all, and keeps its time when nothing changed.
"""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs import plain
from outputs.contract import Column, Table
from outputs.errors import StoreError, one_line
from outputs.schema import TABLES

if TYPE_CHECKING:
    from outputs.store import Store

STALE_SECONDS = 3600
"""After this an unfinished file is somebody's remains."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a csv cell for a formula; the full-width forms do in East Asian locales."""


def export(store: Store, folder: str | os.PathLike[str], formats: Sequence[str] = ("csv", "parquet", "xlsx")) -> list[Path]:
    """Write the exports into a folder, made when missing, and give their paths.

    ``formats``: any of csv (UTF-8 with BOM, Chinese headings), parquet (typed, headings as metadata), jsonl, and xlsx (``gouji.xlsx``). All files show
    the same moment. Raises ``export-format``, ``export-unwritable``.
    """
    for name in formats:
        if name not in FORMATS:
            raise StoreError("export-format", name=name, choices=", ".join(FORMATS))
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        with plain.snapshot(store) as connection:
            return [path for name in dict.fromkeys(formats) for path in FORMATS[name](connection, target)]
    except OSError as error:
        raise StoreError("export-unwritable", path=getattr(error, "filename", None) or target, cause=one_line(error)) from error


def exported(table: Table) -> list[Column]:
    """The columns that depend on the content alone."""
    return [c for c in table.columns if not c.volatile]


@contextmanager
def published(path: Path) -> Iterator[Path]:
    """A file to write to, which takes the place of ``path`` once it is whole; when nothing changed ``path`` stays as it is."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        if path.exists() and cmp(part, path, shallow=False):
            return
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for part in folder.glob(".*.part"):
        if time.time() - part.stat().st_mtime > STALE_SECONDS:
            part.unlink(missing_ok=True)


def _each(connection: sa.Connection, folder: Path, suffix: str, write: Callable[[sa.Connection, Table, Path], None]) -> list[Path]:
    paths = []
    for table in TABLES.values():
        if table.exported:
            path = folder / f"{table.name}.{suffix}"
            with published(path) as part:
                write(connection, table, part)
            paths.append(path)
    return paths


def _csv(connection: sa.Connection, table: Table, path: Path) -> None:
    columns = exported(table)
    texts = [i for i, c in enumerate(columns) if c.type == "text"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(c.heading for c in columns)
        for by_column in plain.chunks(connection, table, columns):
            for i in texts:
                by_column[i] = [harmless(text) for text in by_column[i]]
            writer.writerows(zip(*by_column, strict=True))


def harmless(text: str | None) -> str | None:
    """A csv cell that no spreadsheet computes."""
    return f"'{text}" if text and text.startswith(FORMULA) else text


def _jsonl(connection: sa.Connection, table: Table, path: Path) -> None:
    columns = exported(table)
    names = [c.name for c in columns]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for values in plain.rows(connection, table, columns):
            _line(file, dict(zip(names, values, strict=True)))


def _line(file: IO[str], row: dict[str, Any]) -> None:
    file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _parquet(connection: sa.Connection, table: Table, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "date": pa.date32(), "time": pa.timestamp("ms", tz="UTC"), "flag": pa.bool_(),
    }  # fmt: skip
    pa.set_memory_pool(pa.system_memory_pool())  # which gives back what a table took
    columns = exported(table)
    fields = [pa.field(c.name, kinds[c.type], metadata={"heading": c.heading, "meaning": c.meaning}) for c in columns]
    schema = pa.schema(fields, metadata={"heading": table.heading, "meaning": table.meaning})
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for by_column in plain.chunks(connection, table, columns):
            arrays = [pa.array(values, pa.string()).cast(f.type) if c.type in ("date", "time") else pa.array(values, f.type)
                      for c, f, values in zip(columns, fields, by_column, strict=True)]  # fmt: skip
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _xlsx(connection: sa.Connection, folder: Path) -> list[Path]:
    from outputs.workbook import write

    path = folder / "gouji.xlsx"
    with published(path) as part:
        write(connection, part)
    return [path]


FORMATS: dict[str, Callable[[sa.Connection, Path], list[Path]]] = {
    "csv": lambda connection, folder: _each(connection, folder, "csv", _csv),
    "parquet": lambda connection, folder: _each(connection, folder, "parquet", _parquet),
    "jsonl": lambda connection, folder: _each(connection, folder, "jsonl", _jsonl),
    "xlsx": _xlsx,
}
