"""The tables as pandas tables, typed and sorted as the contract says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from outputs.contract import Column, Table
from outputs.query import known_table

if TYPE_CHECKING:
    from outputs.store import Store

CHUNK = 20_000
"""Rows of a large table that are held at a time."""


def frame(store: Store, name: str) -> pd.DataFrame:
    """A whole table. Dates are ``datetime64``, instants the same in UTC, yes/no ``boolean``, whole numbers ``Int64``; a missing value is missing."""
    table = known_table(name)
    with snapshot(store) as connection:
        parts = list(chunks(connection, table, table.columns))
    return pd.concat(parts, ignore_index=True) if parts else typed(table.columns, [])


@contextmanager
def snapshot(store: Store) -> Iterator[sa.Connection]:
    """A connection that sees the store as it is now, however long it reads."""
    with store.trouble(), store.backend.reading() as connection:
        if store.backend.dialect == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def chunks(connection: sa.Connection, table: Table, columns: Sequence[Column]) -> Iterator[pd.DataFrame]:
    """The rows of a table in its order, some at a time."""
    with connection.execution_options(stream_results=True).execute(select(table, columns, connection.dialect.name)) as result:
        for rows in result.partitions(CHUNK):
            yield typed(columns, rows)


def select(table: Table, columns: Sequence[Column], dialect: str) -> sa.Select[Any]:
    """All rows by date of issue, where there is one, then in the table's order; texts sort by code point on every database."""
    order = [sa.column(name, sa.Text) if table.column(name).type == "text" else sa.column(name) for name in table.order]
    sorting: list[Any] = [c.collate("C") if dialect == "postgresql" and isinstance(c.type, sa.Text) else c for c in order]
    if any(c.name == "issued" for c in table.columns):
        issued: sa.ColumnClause[str] = sa.column("issued", sa.Text)
        sorting = [issued.is_(None), issued, *sorting]
    return sa.select(*(sa.column(c.name) for c in columns)).select_from(sa.table(table.name)).order_by(*sorting)


def typed(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Database rows as a pandas table."""
    by_column = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame({c.name: _series(c, list(values)) for c, values in zip(columns, by_column, strict=True)})


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    match column.type:
        case "date":
            return pd.Series(pd.to_datetime(pd.Series(values, dtype="str"), format="%Y-%m-%d", errors="coerce").astype("datetime64[s]"))
        case "time":
            return pd.Series(pd.to_datetime(pd.Series(values, dtype="str"), format="ISO8601", utc=True).astype("datetime64[ms, UTC]"))
        case "real":
            return pd.Series(values, dtype="float64")
        case "integer":
            return pd.Series(values, dtype="Int64")
        case "flag":
            return pd.Series([None if v is None else bool(v) for v in values], dtype="boolean")
        case _:
            return pd.Series(values, dtype="str")


def plain(frame: pd.DataFrame, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """The rows of a pandas table as plain values: text, int, float, bool, ISO dates, ``None``."""
    return zip(*(_values(c, frame[c.name]) for c in columns), strict=True)


def _values(column: Column, series: pd.Series[Any]) -> list[Any]:
    missing = series.isna().tolist()
    if column.type == "date":
        series = series.dt.strftime("%Y-%m-%d")
    elif column.type == "time":
        series = series.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").str[:-3] + "Z"
    values = series.tolist()
    if column.type == "real":
        values = [int(v) if v == v and v.is_integer() and abs(v) < 1e15 else v for v in values]
    return [None if gone else value for gone, value in zip(missing, values, strict=True)]
