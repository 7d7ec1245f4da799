"""PostgreSQL: a schema for the tables, one beside it for the decisions, an advisory lock for the writer, COPY for bulk."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from outputs import fulltext
from outputs.backend import CANDIDATES, Result, Values
from outputs.conform import conform
from outputs.errors import StoreError, one_line
from outputs.metadata import DECIDED, decisions_metadata, flags_view, refusals, store_metadata, views

RECONNECT_SECONDS = 60
"""How long a run waits for a database that went away."""


class Postgres:
    """A store in a database. The URL may name the schema of the tables (``?schema=…``, default ``gouji``); decisions are in ``<schema>_decisions``."""

    dialect = "postgresql"

    def __init__(self, where: str, create: bool) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError("store-driver") from error
        self.failures = (psycopg.Error,)
        try:
            url = sa.make_url(where).set(drivername="postgresql+psycopg")
        except (sa.exc.ArgumentError, ValueError) as error:
            raise StoreError("store-url", url=where) from error
        schema = url.query.get("schema", "gouji")
        if not isinstance(schema, str) or not schema.isidentifier() or not schema.islower():
            raise StoreError("store-url", url=url.render_as_string())
        url = url.difference_update_query(["schema"])
        self.schema, self.decisions_schema = schema, f"{schema}_decisions"
        self.url = url.set(drivername="postgresql").render_as_string()
        self.metadata = store_metadata("postgresql")
        arguments = {"options": f"-csearch_path={schema}", "connect_timeout": 10, "application_name": "gouji"}
        self.engine = sa.create_engine(url, connect_args=arguments, pool_size=4, pool_pre_ping=True)
        try:
            with self.engine.begin() as connection:
                found = sa.inspect(connection).has_table("meta", schema=schema)
                if not found and not create:
                    raise StoreError("store-missing", url=self.url)
                if not found:
                    self._create_schemas(connection)
        except sa.exc.DBAPIError as error:
            raise self.problem(error, connecting=True) from error

    def _create_schemas(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (self._key("create"),))
        for name in (self.schema, self.decisions_schema):
            if not sa.inspect(connection).has_schema(name):
                connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        self._create_decisions(connection)

    def _create_decisions(self, connection: sa.Connection) -> None:
        if wrong := conform(connection, decisions_metadata(self.decisions_schema)):
            raise StoreError("store-other-schema", url=self.url, cause="; ".join(wrong))
        for statement in refusals("postgresql", self.decisions_schema):
            connection.exec_driver_sql(statement)

    def _key(self, purpose: str) -> int:
        digest = hashlib.sha256(f"gouji {self.schema} {purpose}".encode()).digest()
        return int.from_bytes(digest[:8], "big", signed=True)

    # -- the program's own access

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def deciding(self) -> Iterator[tuple[sa.Connection, sa.Table]]:
        try:
            with self.engine.begin() as connection:
                yield connection, decisions_metadata(self.decisions_schema).tables[f"{self.decisions_schema}.decisions"]
        except sa.exc.DBAPIError as error:
            raise self.problem(error) from error

    def scrubbing(self, connection: sa.Connection) -> None:
        """The database takes care of what it frees (VACUUM)."""

    def scrubbed(self) -> None: ...

    def writer(self, wait: float, holder: Callable[[], str]) -> PostgresWriter:
        return PostgresWriter(self, wait, holder)

    @contextmanager
    def creating(self) -> Iterator[sa.Connection]:
        with self.engine.begin() as connection:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (self._key("create"),))
            yield connection

    def create(self, connection: sa.Connection) -> None:
        """Everything that an empty schema lacks."""
        self.metadata.create_all(connection)
        self.complete(connection)

    def views(self) -> dict[str, str]:
        decided = {t.name: f"CREATE VIEW {t.name} AS SELECT * FROM {self.decisions_schema}.{t.name}" for t in DECIDED}
        return views("postgresql") | decided | {"flags": flags_view("postgresql")}

    def complete(self, connection: sa.Connection) -> None:
        self._create_decisions(connection)
        for statement in self.views().values():
            connection.exec_driver_sql(statement)

    def created(self) -> None:
        pass

    def close(self) -> None:
        self.engine.dispose()

    def search(self, asked: Sequence[str]) -> tuple[str, dict[str, object]]:
        found = f"SELECT id FROM sentences_all WHERE search @@ CAST(:asked AS tsquery) AND current = 1 LIMIT {CANDIDATES}"
        return f"s.id IN ({found})", {"asked": fulltext.lexemes(asked, " & ")}

    # -- somebody else's SQL

    def query(self, sql: str, limit: int, seconds: float) -> Result:
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
                driver: Any = connection.connection.driver_connection
                with driver.cursor("query") as cursor:
                    # a named cursor takes SELECT only; sent with parameters, one statement only
                    cursor.execute(sql.strip().rstrip(";").replace("%", "%%"), ())
                    rows = [tuple(_plain(v) for v in row) for row in cursor.fetchmany(limit + 1)]
                    columns = tuple(d.name for d in cursor.description or ())
                connection.rollback()
                return Result(columns, rows[:limit], len(rows) > limit)
        except Exception as error:
            import psycopg

            if isinstance(error, psycopg.errors.QueryCanceled):
                raise StoreError("query-timeout", seconds=seconds) from error
            if isinstance(error, psycopg.Error | sa.exc.DBAPIError):
                raise self.problem(error) from error
            raise

    def problem(self, error: Exception, connecting: bool = False) -> StoreError:
        original = getattr(error, "orig", None) or error
        state = getattr(original, "sqlstate", None)
        if state is None and (connecting or "connection failed" in str(original)):
            # before there is a session there are no codes: what the server itself says begins with FATAL, in whatever language it speaks
            code = "store-refused" if _REFUSED.search(str(original)) else "store-unavailable"
        elif state is None:
            code = "store-lost" if "OperationalError" in type(original).__name__ else "store-error"
        else:
            code = _STATES.get(state) or _STATES.get(state[:2], "store-error")
        return StoreError(code, url=self.url, cause=one_line(original))


_REFUSED = re.compile(r"authentication|password|pg_hba|role \"|database \"[^\"]*\" does not exist|permission denied")

# by SQLSTATE, or its class
_STATES = {
    "25006": "write-refused", "42501": "write-refused", "42": "query-syntax", "22": "query-syntax", "0A": "query-syntax", "21": "query-syntax",
    "34": "query-syntax", "53100": "store-full", "55P03": "store-busy", "40": "store-busy", "57P01": "store-lost",
    "57P02": "store-lost", "57P03": "store-lost", "08": "store-lost", "XX001": "store-damaged", "XX002": "store-damaged",
}  # fmt: skip


class PostgresWriter:
    """Writes on the very session that holds the advisory lock: whoever lost the session has lost the lock, and cannot write."""

    def __init__(self, backend: Postgres, wait: float, holder: Callable[[], str]) -> None:
        self._backend, self._holder = backend, holder
        self._connection: sa.Connection | None = None
        self._lock(wait)

    def _lock(self, wait: float) -> sa.Connection:
        connection = self._backend.engine.connect()
        end = time.monotonic() + wait
        key = self._backend._key("write")
        while not connection.exec_driver_sql("SELECT pg_try_advisory_lock(%s)", (key,)).scalar_one():
            connection.rollback()
            if time.monotonic() >= end:
                connection.close()
                raise StoreError("store-locked", url=self._backend.url, holder=self._holder())
            time.sleep(0.05)
        connection.commit()
        self._connection = connection
        return connection

    def _session(self) -> sa.Connection:
        """The session with the lock; a new one, locked again, when the server went away in between."""
        end = time.monotonic() + RECONNECT_SECONDS
        while True:
            try:
                if self._connection is None:
                    return self._lock(RECONNECT_SECONDS)
                self._connection.exec_driver_sql("SELECT 1")
                self._connection.rollback()
                return self._connection
            except sa.exc.DBAPIError as error:
                self._drop()
                if time.monotonic() >= end:
                    raise self._backend.problem(error) from error
                time.sleep(0.5)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        connection = self._session()
        with connection.begin():
            yield connection

    def insert(self, connection: sa.Connection, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        names = ", ".join(f'"{c}"' for c in columns)
        if table == "sentences_all":
            words = columns.index("words")
            rows = ((*row, fulltext.lexemes(fulltext.terms(str(row[words])))) for row in rows)
            names += ", search"
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def forget(self, connection: sa.Connection, documents: Sequence[str]) -> None:
        """Nothing to do: the terms are a column of the sentences."""

    def scrub(self, connection: sa.Connection) -> None:
        """Dead rows go with the next vacuum."""

    def release(self) -> None:
        with suppress(sa.exc.DBAPIError):  # with the session the lock is gone too
            if self._connection is not None and not self._connection.invalidated:
                self._connection.rollback()
                self._connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")
                self._connection.commit()
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _plain(value: object) -> object:
    """Types that SQLite does not have, as it would show them."""
    from datetime import date
    from decimal import Decimal

    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
