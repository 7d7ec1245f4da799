"""The store: the one place that talks to the database. Everything that goes in or comes out goes through :class:`Store` and :class:`Run`."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from outputs import decisions, fulltext, query
from outputs.backend import Backend, Result, locate
from outputs.errors import StoreError
from outputs.migrations import prepare
from outputs.patience import T, patiently
from outputs.runs import Run

if TYPE_CHECKING:
    import pandas as pd

State = Literal["new", "updated", "moved", "unchanged", "withdrawn", "erased"]


class Store:
    """A set of tables, opened with :meth:`open`; a context manager. ``patience``: seconds to wait for a database that went away (while a run writes);
    ``where``: what another process opens it with, the password included."""

    def __init__(self, backend: Backend, where: str = "") -> None:
        self.backend, self.where = backend, where
        self.patience = 0.0

    @classmethod
    def open(cls, where: str | os.PathLike[str] | None = None, create: bool = True) -> Store:
        """Open a store, making or upgrading its tables.

        ``where``: a path, ``sqlite:///path``, ``postgresql://…``, or ``None`` for ``GOUJI_STORE``, else ``outputs/tables/gouji.db`` under the working
        directory. ``create`` False refuses a store that is not there (``store-missing``). Raises :class:`StoreError`.
        """
        backend = locate(where, create)
        store = cls(backend, str(where or backend.url))
        with store.trouble():
            prepare(backend)
        return store

    @property
    def url(self) -> str:
        """Where the store is, without a password."""
        return self.backend.url

    def close(self) -> None:
        self.backend.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Turn the driver's exceptions into :class:`StoreError`."""
        try:
            yield
        except (sa.exc.DBAPIError, *self.backend.failures) as error:
            raise self.backend.problem(error) from error

    def ask(self, do: Callable[[sa.Connection], T]) -> T:
        """What ``do`` reads from a connection; while a run writes, it is asked again when the database went away meanwhile."""

        def once() -> T:
            with self._reading() as connection:
                return do(connection)

        return patiently(once, self.patience)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self.trouble(), self.backend.reading() as connection:
            yield connection

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A connection for statements that :meth:`read` cannot hold."""
        return self._reading()

    # -- writing

    def run(self, pipeline: str, inputs: Sequence[str] = (), wait: float = 0) -> Run:
        """Begin a run: the only writer until it ends. A context manager; see :class:`outputs.runs.Run`.

        ``pipeline``: version of the extractors; ``inputs``: what was asked for; ``wait``: seconds to wait for another run. Runs on record whose process
        is gone are closed as crashed. Raises ``store-locked``.
        """
        with self.trouble():
            return Run(self, pipeline, inputs, wait)

    def classify(self, files: Iterable[tuple[str, str]], pipeline: str) -> dict[str, State]:
        """What each ``(path, sha256)`` is to the store, by path.

        ``new`` and ``updated`` (other content, or read by another version) need extraction; ``moved`` is known content in a place not on record, or in one
        that is in quarantine: hand it to :meth:`Run.place`; ``unchanged`` needs nothing; ``withdrawn`` and ``erased`` were
        taken out on request and stay out wherever they lie.
        """
        wanted = {path: sha256[:16] for path, sha256 in files}
        documents, places, aside = self._known(set(wanted.values())), self._places(set(wanted)), {row["path"] for row in self.quarantined()}
        out: dict[str, State] = {}
        for path, document in wanted.items():
            status, version = documents.get(document, ("", ""))
            if status == "withdrawn" or status == "erased":
                out[path] = status
            elif status == "current" and version == pipeline:
                out[path] = "unchanged" if places.get(path) == document and path not in aside else "moved"
            else:
                out[path] = "updated" if status or path in places else "new"
        return out

    def stamps(self, paths: Collection[str], pipeline: str) -> dict[str, tuple[str, int]]:
        """Stamp and number of bulletins of the files that this version has looked at, by path; see :meth:`Run.stamp`."""
        t = self.backend.metadata.tables["stamps"]
        rows = self._in(sa.select(t.c.path, t.c.stamp, t.c.bulletins).where(t.c.pipeline == pipeline), t.c.path, paths)
        return {row.path: (row.stamp, row.bulletins) for row in rows}

    def _known(self, ids: Collection[str]) -> dict[str, tuple[str, str]]:
        t = self.backend.metadata.tables["documents"]
        rows = self._in(sa.select(t.c.id, t.c.status, t.c.pipeline), t.c.id, ids)
        return {id: (status, pipeline) for id, status, pipeline in rows}

    def _places(self, paths: Collection[str]) -> dict[str, str]:
        t = self.backend.metadata.tables["files"]
        rows = self._in(sa.select(t.c.path, t.c.document).where(t.c.status == "current"), t.c.path, paths)
        return {row.path: row.document for row in rows}

    def _in(self, select: sa.Select[Any], column: sa.ColumnElement[str], values: Collection[str]) -> list[sa.Row[Any]]:
        ordered = sorted(values)
        parts = [ordered[i : i + 500] for i in range(0, len(ordered), 500)]
        return self.ask(lambda connection: [row for part in parts for row in connection.execute(select.where(column.in_(part)))])

    # -- reading

    def read(self, sql: str, **parameters: object) -> list[dict[str, Any]]:
        """Rows of the program's own SQL (``:name`` parameters), as dictionaries."""
        statement = _statement(sql)
        return self.ask(lambda connection: [dict(row) for row in connection.execute(statement, parameters).mappings()])

    def count(self, table: str) -> int:
        """Rows of a table or view of the contract."""
        return int(self.read(f"SELECT count(*) AS n FROM {query.known_table(table).name}")[0]["n"])

    def search(self, text: str, words: Iterable[str] = (), limit: int = 50, offset: int = 0) -> list[dict[str, Any]]:
        """Sentences in force that hold all of a query's words, newest issue first, those with the query as printed before the others.

        ``text``: what was asked for; ``words``: the same, segmented as the stored text was (without them the query is split at spaces). Where the words
        meet nothing the query is looked for as it stands. Each row: the columns of ``sentences``, with ``issued``, ``title`` and ``path``.
        """
        asked = fulltext.wanted(words) or fulltext.wanted(text.split())
        literal = " ".join(text.replace("\0", " ").split())
        if not literal:
            return []
        condition, parameters = self.backend.search(asked) if asked else ("1 = 0", {})
        where = "instr(s.text, :literal) > 0" if self.backend.dialect == "sqlite" else "position(:literal in s.text) > 0"
        rows = self.read(_SEARCH.format(condition=condition, exact=where), literal=literal, limit=limit, offset=offset, **parameters)
        if not rows and not offset:
            rows = self.read(_SEARCH.format(condition=where, exact="1 = 1"), literal=literal, limit=limit, offset=offset)
        return rows

    def query(self, sql: str, limit: int = 10_000, seconds: float = 10) -> Result:
        """Somebody's SQL, read-only (:func:`outputs.query.run`)."""
        return query.run(self.backend, sql, limit, seconds)

    def flags(self, scope: str = "all", status: str = "open") -> list[dict[str, Any]]:
        """The flags with their evidence, one per fingerprint (:func:`outputs.query.flags`)."""
        return query.flags(self, scope, status)

    def targets(self, **options: Any) -> list[dict[str, Any]]:
        """The target tracker (:func:`outputs.tracker.targets`)."""
        from outputs import tracker

        return tracker.targets(self, **options)

    def frame(self, table: str) -> pd.DataFrame:
        """A table of the contract as a pandas table, sorted, with the types of the contract (:mod:`outputs.frames`)."""
        from outputs import frames

        return frames.frame(self, table)

    def runs(self, limit: int = 20) -> list[dict[str, Any]]:
        """The latest runs, newest first."""
        return self.read("SELECT * FROM runs ORDER BY started DESC, id DESC LIMIT :limit", limit=limit)

    def quarantined(self) -> list[dict[str, Any]]:
        """Files that cannot be read, with reason and remedy."""
        return self.read("SELECT * FROM quarantine WHERE status = 'open' ORDER BY path")

    def source(self, document: str) -> str:
        """The decoded text of a document, by its id or sha256: what all offsets index. Raises ``unknown-document``."""
        rows = self.read("SELECT text FROM texts WHERE document = :id", id=document[:16])
        if not rows:
            raise StoreError("unknown-document", name=document)
        return str(rows[0]["text"])

    # -- the auditor

    def decide(
        self, fingerprint: str, action: str, by: str, reason: str | None = None, note: str | None = None, after: int | None = None
    ) -> int:
        """Record a decision on a flag (:func:`outputs.decisions.decide`); gives its number."""
        return decisions.decide(self, fingerprint, action, by, reason, note, after)

    def decisions(self, fingerprint: str | None = None) -> list[dict[str, Any]]:
        """Decisions in the order they were made, of one flag or of all."""
        return decisions.history(self, fingerprint)


_SEARCH = """
SELECT s.id, s.document, s.article, s.ordinal, s.start, s."end", s.text, s.words, a.issued, a.title, d.path
FROM sentences_all s JOIN articles_all a ON a.id = s.article JOIN documents d ON d.id = s.document
WHERE s.current = 1 AND {condition}
ORDER BY CASE WHEN {exact} THEN 0 ELSE 1 END, a.issued IS NULL, a.issued DESC, s.document, s.start
LIMIT :limit OFFSET :offset"""


@lru_cache(2_000)
def _statement(sql: str) -> sa.TextClause:
    """The program's own SQL, read for its parameters once."""
    return sa.text(sql)


def now() -> str:
    """This instant as the tables keep it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def still_there(path: str) -> bool:
    """Whether a path on record still holds a file. Addresses and members of containers count as there."""
    if "://" in path or os.path.exists(path):
        return True
    return any(parent.is_file() for parent in Path(path).parents) or any(
        os.path.isfile(path.split(mark)[0]) for mark in ("!", "::", "#") if mark in path
    )


def evidence(store: Store, check_ids: Sequence[str]) -> Mapping[str, list[dict[str, Any]]]:
    """The evidence of checks by check id, in order."""
    out: dict[str, list[dict[str, Any]]] = {id: [] for id in check_ids}
    ordered = sorted(out)
    for i in range(0, len(ordered), 500):
        statement = sa.text(_EVIDENCE).bindparams(sa.bindparam("ids", expanding=True))
        with store._reading() as connection:
            for row in connection.execute(statement, {"ids": ordered[i : i + 500]}).mappings():
                out[row["check_id"]].append(dict(row))
    return out


_EVIDENCE = """
SELECT e.check_id, e.role, e.figure, d.path AS file, d.sha256 AS document, e.article AS article_id, a.ordinal AS article, a.title, e.start, e."end", e.text
FROM check_evidence_all e JOIN documents d ON d.id = e.document LEFT JOIN articles_all a ON a.id = e.article
WHERE e.check_id IN :ids ORDER BY e.check_id, e.ordinal"""
