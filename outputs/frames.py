"""The tables as pandas tables, typed and sorted as the contract says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from outputs import plain
from outputs.contract import Column
from outputs.query import known_table

if TYPE_CHECKING:
    from outputs.store import Store


def frame(store: Store, name: str) -> pd.DataFrame:
    """A whole table. Dates are ``datetime64``, instants the same in UTC, yes/no ``boolean``, whole numbers ``Int64``; a missing value is missing."""
    table = known_table(name)
    with plain.snapshot(store) as connection:
        rows = connection.execute(plain.select(table, table.columns, connection.dialect.name)).all()
    return typed(table.columns, rows)


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
