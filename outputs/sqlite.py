"""SQLite: one file in WAL mode, the decisions in a file of their own beside it, attached for reading."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from errno import ENOSPC
from operator import itemgetter
from pathlib import Path
from shutil import disk_usage

import sqlalchemy as sa

from outputs import fulltext
from outputs.backend import CANDIDATES, Result, Values
from outputs.conform import conform
from outputs.errors import StoreError, one_line
from outputs.lock import FileLock
from outputs.metadata import DECIDED, decisions_metadata, flags_view, refusals, store_metadata, views

BUSY_SECONDS = 30
WAL_PAGES = 16_384
"""A page written several times between two checkpoints goes to the file once."""

CACHE, CACHE_WRITING = 65_536, 16_384
"""KiB of pages that a connection holds: for the desk's pages; for a run, which takes no more time with less."""

LARGEST = 50_000_000
"""Bytes of the largest value that somebody else's query may make."""

SPARE = 1 << 20
"""Bytes on a disk that is as good as full."""

READERS = 12
"""Connections that are kept open for reading, where so many were needed at once; as many more are made and closed again."""

FULL_TEXT = "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(terms, content='', detail=none, tokenize='ascii')"
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}


class Sqlite:
    """A store in a file."""

    dialect = "sqlite"
    failures = (sqlite3.Error,)

    def __init__(self, path: Path, create: bool) -> None:
        self.path = path.absolute()
        self.url = str(path)
        self.decisions = self.path.with_name(f"{self.path.stem}-decisions.db")
        self.metadata = store_metadata("sqlite")
        self._cache = CACHE
        if not create and not self.path.exists():
            raise StoreError("store-missing", url=self.url)
        self._deciding = sa.create_engine("sqlite://", creator=self._connect_to_decide, poolclass=sa.NullPool)
        sa.event.listen(self._deciding, "begin", _begin)
        self._decided = decisions_metadata().tables["decisions"]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.deciding() as (connection, table):  # made first: every other connection attaches it
                if wrong := conform(connection, table.metadata):
                    raise StoreError("store-other-schema", url=str(self.decisions), cause="; ".join(wrong))
                for statement in refusals("sqlite"):
                    connection.exec_driver_sql(statement)
        except OSError as error:
            raise self._unopenable(error) from error
        self.engine = sa.create_engine("sqlite://", creator=self._connect, poolclass=sa.QueuePool, pool_size=READERS, max_overflow=READERS)
        sa.event.listen(self.engine, "begin", _begin)

    def _connect(self, mode: str = "rwc") -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        try:
            if mode != "ro":
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute(f"PRAGMA cache_size = -{self._cache}")
                connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
            connection.execute("ATTACH ? AS review", (f"{self.decisions.as_uri()}?mode=ro",))
            if connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'checks_all'").fetchone():
                connection.execute(flags_view("sqlite"))
        except BaseException:
            connection.close()
            raise
        return connection

    # -- the program's own access

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def deciding(self) -> Iterator[tuple[sa.Connection, sa.Table]]:
        try:
            table = self._decided
            with self._deciding.connect().execution_options(write=True) as connection, connection.begin():
                if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (DECIDED[-1].name,)).first():
                    table.metadata.create_all(connection)
                    for statement in refusals("sqlite"):
                        connection.exec_driver_sql(statement)
                yield connection, table
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            raise self.problem(error) from error

    def _connect_to_decide(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.decisions, isolation_level=None, timeout=BUSY_SECONDS)
        connection.execute("PRAGMA journal_mode = WAL")
        return connection

    def scrubbing(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def scrubbed(self) -> None:
        with closing(self._connect_to_decide()) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def writer(self, wait: float, holder: Callable[[], str]) -> SqliteWriter:
        lock = FileLock(self.path.with_name(self.path.name + ".lock"))
        try:
            mine = lock.acquire(wait)
        except OSError as error:
            raise self._unopenable(error) from error
        if not mine:
            raise StoreError("store-locked", url=self.url, holder=holder())
        self.keep(CACHE_WRITING)
        return SqliteWriter(self, lock)

    def keep(self, cache: int) -> None:
        """Connections made from now on hold ``cache`` KiB of pages."""
        self._cache = cache
        self.engine.dispose()

    @contextmanager
    def creating(self) -> Iterator[sa.Connection]:
        with self.engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def create(self, connection: sa.Connection) -> None:
        """Everything that an empty file lacks."""
        self.metadata.create_all(connection)
        self.complete(connection)

    def views(self) -> dict[str, str]:
        return views("sqlite")

    def complete(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql(FULL_TEXT)
        for statement in self.views().values():
            connection.exec_driver_sql(statement)

    def created(self) -> None:
        self.engine.dispose()  # connections made before lack the temporary view

    def close(self) -> None:
        self.engine.dispose()

    def search(self, asked: Sequence[str]) -> tuple[str, dict[str, object]]:
        found = f"SELECT rowid FROM search WHERE search MATCH :asked ORDER BY rowid DESC LIMIT {CANDIDATES}"
        return f"s.seq IN ({found})", {"asked": fulltext.fts5(asked)}

    # -- somebody else's SQL

    def query(self, sql: str, limit: int, seconds: float) -> Result:
        end = time.monotonic() + seconds
        try:
            with closing(self._connect("ro")) as connection:
                connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
                connection.execute("PRAGMA query_only = 1")
                connection.set_authorizer(_authorize)
                connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
                cursor = connection.execute(sql)
                rows = cursor.fetchmany(limit + 1)
                return Result(tuple(d[0] for d in cursor.description or ()), rows[:limit], len(rows) > limit)
        except sqlite3.Error as error:
            if "interrupted" in str(error):
                raise StoreError("query-timeout", seconds=seconds) from error
            raise self.problem(error) from error

    def _unopenable(self, error: OSError) -> StoreError:
        return StoreError("store-full" if error.errno == ENOSPC else "store-unopenable", url=self.url, cause=one_line(error))

    def problem(self, error: Exception) -> StoreError:
        original = getattr(error, "orig", None) or error
        cause = one_line(original)
        if ("disk I/O" in cause or "unable to open" in cause) and _full(self.path.parent):
            return StoreError("store-full", url=self.url, cause=cause)
        for part, code in _PROBLEMS:
            if part in cause:
                return StoreError(code, url=self.url, cause=cause)
        return StoreError("store-error", url=self.url, cause=cause)


class SqliteWriter:
    """Holds the lock file of a store."""

    def __init__(self, backend: Sqlite, lock: FileLock) -> None:
        self._backend, self._lock = backend, lock

    def transaction(self) -> AbstractContextManager[sa.Connection]:
        return self._backend.creating()

    def insert(self, connection: sa.Connection, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        rows = list(rows)
        if table == "sentences_all":
            first = connection.exec_driver_sql("SELECT coalesce(max(seq), 0) + 1 FROM sentences_all").scalar_one()
            rows = [(seq, *row) for seq, row in enumerate(rows, first)]
            columns = ("seq", *columns)
            words = itemgetter(columns.index("words"))
            _many(connection, "INSERT INTO search (rowid, terms) VALUES (?, ?)", [(r[0], " ".join(fulltext.terms(words(r)))) for r in rows])
        names = ", ".join(f'"{c}"' for c in columns)
        _many(connection, f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)

    def forget(self, connection: sa.Connection, documents: Sequence[str]) -> None:
        marks = ", ".join("?" * len(documents))
        rows = connection.exec_driver_sql(f"SELECT seq, words FROM sentences_all WHERE document IN ({marks})", tuple(documents)).all()
        # an index without content of its own must be told what it indexed
        _many(
            connection,
            "INSERT INTO search (search, rowid, terms) VALUES ('delete', ?, ?)",
            [(q, " ".join(fulltext.terms(w))) for q, w in rows],
        )

    def scrub(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def release(self) -> None:
        try:
            with closing(self._backend._connect()) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # nothing but the file itself to copy or back up
        except sqlite3.Error:
            pass  # a reader is in the way: the next run will
        finally:
            self._lock.release()
            self._backend.keep(CACHE)


def _many(connection: sa.Connection, sql: str, rows: Sequence[Values]) -> None:
    if rows:
        connection.exec_driver_sql(sql, rows)


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _full(folder: Path) -> bool:
    """Whether there is no room left: SQLite then also fails to make the files beside a database."""
    try:
        return disk_usage(folder).free < SPARE
    except OSError:
        return False


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and second not in ("load_extension", "fts3_tokenizer")):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


_PROBLEMS = (
    ("locked", "store-busy"), ("disk is full", "store-full"), ("malformed", "store-damaged"), ("not a database", "store-unopenable"),
    ("unable to open", "store-unopenable"), ("readonly", "store-unopenable"), ("not authorized", "write-refused"), ("prohibited", "write-refused"),
    ("cannot modify", "write-refused"),
    ("disk I/O", "store-error"), ("no such", "query-syntax"), ("syntax error", "query-syntax"), ("incomplete input", "query-syntax"),
    ("one statement", "query-syntax"), ("unrecognized token", "query-syntax"), ("ambiguous", "query-syntax"), ("misuse", "query-syntax"), ("wrong number", "query-syntax"),
)  # fmt: skip
