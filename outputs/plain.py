"""The tables as plain rows, sorted as the contract says: what the exports are written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.contract import Column, Table

if TYPE_CHECKING:
    from outputs.store import Store

CHUNK = 5_000
"""Rows of a large table that are held at a time."""

CACHE = -8_192
"""SQLite's pages in memory while a table is written out, in KiB."""

Values = tuple[Any, ...]


@contextmanager
def snapshot(store: Store) -> Iterator[sa.Connection]:
    """A connection that sees the store as it is now, however long it reads. It goes through each table once: the memory for pages read again is left to others."""
    with store.trouble(), store.backend.reading() as connection:
        if store.backend.dialect == "postgresql":
            yield connection.execution_options(isolation_level="REPEATABLE READ")
            return
        (usual,) = connection.exec_driver_sql("PRAGMA cache_size").one()
        try:
            connection.exec_driver_sql(f"PRAGMA cache_size = {CACHE}")  # sorting takes as much again
            connection.exec_driver_sql("PRAGMA shrink_memory")
            yield connection
        finally:
            connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def chunks(connection: sa.Connection, table: Table, columns: Sequence[Column]) -> Iterator[list[list[Any]]]:
    """The values of a table by column, some rows at a time: text, int, float, bool, ISO dates and instants, ``None`` where there is none or no such day."""
    with connection.execution_options(stream_results=True).execute(select(table, columns, connection.dialect.name)) as result:
        for rows in result.partitions(CHUNK):
            yield [_plain(column, values) for column, values in zip(columns, zip(*rows, strict=True), strict=True)]


def rows(connection: sa.Connection, table: Table, columns: Sequence[Column]) -> Iterator[Values]:
    """The same row by row."""
    for by_column in chunks(connection, table, columns):
        yield from zip(*by_column, strict=True)


def select(table: Table, columns: Sequence[Column], dialect: str) -> sa.Select[Any]:
    """All rows by date of issue, where there is one, then in the table's order; texts sort by code point on every database."""
    order = [sa.column(name, sa.Text) if table.column(name).type == "text" else sa.column(name) for name in table.order]
    sorting: list[Any] = [c.collate("C") if dialect == "postgresql" and isinstance(c.type, sa.Text) else c for c in order]
    if any(c.name == "issued" for c in table.columns):
        issued: sa.ColumnClause[str] = sa.column("issued", sa.Text)
        sorting = [issued.is_(None), issued, *sorting]
    return sa.select(*(sa.column(c.name) for c in columns)).select_from(sa.table(table.name)).order_by(*sorting)


def _plain(column: Column, values: Sequence[Any]) -> list[Any]:
    if (make := _MADE.get(column.type)) is None:
        return list(values)
    known: dict[Any, Any] = {value: None if value is None else make(value) for value in set(values)}  # few days, numbers that come again
    return [known[value] for value in values]


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _instant(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


_MADE: dict[str, Callable[[Any], Any]] = {"date": _day, "time": _instant, "real": _number, "flag": bool}
