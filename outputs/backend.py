"""What the store asks of a database, and which database a URL means."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from outputs.contract import Table
from outputs.errors import StoreError

if TYPE_CHECKING:
    import sqlalchemy as sa

DEFAULT = Path("outputs/tables/gouji.db")

CANDIDATES = 5_000

Values = Sequence[object]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query. ``truncated``: there were more than the limit."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    truncated: bool = False


class Writer(Protocol):
    """The store's only writer while it lives: holds the lock."""

    def transaction(self) -> AbstractContextManager[sa.Connection]:
        """A write transaction: committed on leaving, rolled back on an exception."""

    def insert(self, connection: sa.Connection, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        """Add rows to a physical table in bulk; for ``sentences_all`` the full-text index as well."""

    def forget(self, connection: sa.Connection, documents: Sequence[str]) -> None:
        """Take the sentences of these documents out of the full-text index."""

    def scrub(self, connection: sa.Connection) -> None:
        """What this transaction deletes must not remain readable in the file."""

    def release(self) -> None: ...


class Backend(Protocol):
    """A database. ``url`` is fit for messages: without a password."""

    dialect: str
    url: str
    metadata: sa.MetaData
    failures: tuple[type[Exception], ...]
    """What the driver itself raises."""

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A connection for the program's own reading."""

    def deciding(self) -> AbstractContextManager[tuple[sa.Connection, sa.Table]]:
        """A write transaction on the decisions, which never waits for a run, and their table."""

    def scrubbing(self, connection: sa.Connection) -> None:
        """What this transaction on the decisions takes out must not remain readable in the file."""

    def scrubbed(self) -> None:
        """Such a transaction is over."""

    def writer(self, wait: float, holder: Callable[[], str]) -> Writer:
        """Become the only writer. Raises ``store-locked`` naming ``holder()`` when another keeps the lock for longer than ``wait`` seconds."""

    def search(self, asked: Sequence[str]) -> tuple[str, dict[str, object]]:
        """A condition on ``s`` (a row of ``sentences_all``) that holds where all the terms occur, with its parameters.

        It holds for :data:`CANDIDATES` rows at most, the last to come in, so that a word that is everywhere is found as fast as a rare one.
        """

    def creating(self) -> AbstractContextManager[sa.Connection]:
        """A write transaction for making or upgrading the tables."""

    def create(self, connection: sa.Connection) -> None:
        """Make all tables and views."""

    def views(self) -> dict[str, str]:
        """``CREATE VIEW`` statements by name, in an order in which they can be made."""

    def complete(self, connection: sa.Connection) -> None:
        """Where the tables are as they should be: make the views, and whatever else an upgrade may lack."""

    def created(self) -> None:
        """The tables were made or changed."""

    def query(self, sql: str, limit: int, seconds: float) -> Result:
        """Someone else's SQL, read-only."""

    def problem(self, error: Exception) -> StoreError:
        """What an exception of the driver means."""

    def close(self) -> None: ...


def insert(writer: Writer, connection: sa.Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows of a table of the contract."""
    if rows:
        columns = table.stored_columns
        values = map(itemgetter(*columns), rows) if len(columns) > 1 else ((row[columns[0]],) for row in rows)
        writer.insert(connection, table.stored_name, columns, values)


def parts(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """As many as a statement takes at a time."""
    return (ids[i : i + size] for i in range(0, len(ids), size))


def locate(where: str | os.PathLike[str] | None, create: bool) -> Backend:
    """The backend for a URL, a path, or ``None`` (``GOUJI_STORE``, else ``outputs/tables/gouji.db`` under the working directory)."""
    where = str(where or os.environ.get("GOUJI_STORE") or DEFAULT)
    scheme = where.partition(":")[0].lower() if "://" in where else ""
    if scheme in ("", "sqlite"):
        from outputs.sqlite import Sqlite

        path = where[len("sqlite:///") :] if where.lower().startswith("sqlite:///") else where
        if "://" in path or not path.strip() or path == ":memory:":
            raise StoreError("store-url", url=where)
        return Sqlite(Path(path).expanduser(), create)
    if scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        from outputs.postgres import Postgres

        return Postgres(where, create)
    raise StoreError("store-url", url=where)
