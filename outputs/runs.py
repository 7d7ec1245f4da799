"""A run: the store's only writer while it lasts, and the record of what it did."""

from __future__ import annotations

import json
import os
import socket
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.backend import insert
from outputs.batch import Batch
from outputs.contract import Table
from outputs.counts import Counts, chunks
from outputs.errors import StoreError
from outputs.patience import patiently
from outputs.places import Exists
from outputs.rows import Rows, verify
from outputs.schema import RUNS, STAMPS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType

    from outputs.store import Store

BATCH = 100
"""Documents in one transaction."""

_FAMILY = "WITH RECURSIVE family(id) AS (SELECT :id UNION SELECT d.id FROM documents d JOIN family f ON d.superseded_by = f.id) SELECT id FROM family"

PATIENCE = 120.0
"""Seconds that a run waits for a database that went away."""


class Run:
    """An ingestion run; made by :meth:`outputs.store.Store.run`.

    >>> with store.run("0.1.0", ["bulletins/"]) as run:      # doctest: +SKIP
    ...     run.write(rows(bulletin) for bulletin in bulletins)
    ...     run.quarantine("bulletins/bad.doc", "unreadable", "打不开", "")

    Leaving the block closes the record as ``done``, or as ``failed`` with the reason. Each call is atomic and is counted in the same transaction that does
    it, so the record tells the truth whenever the process dies; the next run closes it as ``crashed``.
    """

    def __init__(self, store: Store, pipeline: str, inputs: Sequence[str], wait: float) -> None:
        from outputs.store import now, still_there

        self._store, self.pipeline, self._now = store, pipeline, now
        self.exists: Exists = still_there
        self.counts = Counts()
        self.taken: set[str] = set()
        """Fingerprints of flags across bulletins that this run took out with documents that it wrote anew."""
        self._message: str | None = None
        self._began = time.monotonic()
        self._runs = store.backend.metadata.tables["runs"]
        self._writer = store.backend.writer(wait, self._holder)
        try:
            self.id = self._begin(inputs)
        except BaseException:
            self._writer.release()
            raise
        store.patience = PATIENCE

    def _holder(self) -> str:
        rows = self._store.read("SELECT host, pid, started FROM runs WHERE status = 'running' ORDER BY started DESC LIMIT 1")
        return "{host} pid {pid}, {started}".format(**rows[0]) if rows else "?"

    def _begin(self, inputs: Sequence[str]) -> str:
        started = self._now()
        id = f"{started[:19].replace('-', '').replace(':', '')}-{uuid.uuid4().hex[:6]}"
        row = {c.name: None for c in RUNS.columns} | {
            "id": id, "status": "running", "started": started, "host": socket.gethostname(), "pid": os.getpid(), "pipeline": self.pipeline,
            "inputs": "\n".join(map(str, inputs)) or None, "new": 0, "unchanged": 0, "updated": 0, "quarantined": 0, "rows_written": 0, "flags_opened": 0,
        }  # fmt: skip
        with self._writer.transaction() as connection:
            # we hold the lock, so whoever is on record as running is dead
            gone = {"status": "crashed", "finished": started, "message": "进程已不在"}
            connection.execute(self._runs.update().where(self._runs.c.status == "running").values(gone))
            connection.execute(self._runs.insert().values(row))
        return id

    # -- what a run does

    def write(self, documents: Iterable[Rows]) -> Counts:
        """Store whole documents (:func:`flows.rows.rows`), a hundred to a transaction. Raises :class:`StoreError`: that batch then left nothing behind."""
        total = Counts()
        for batch in chunks(documents, BATCH):
            for rows in batch:
                verify(rows)
            total.add(self.apply(lambda connection, batch=batch: self._batch(connection).write(batch)))
        return total

    def write_again(self, rows: Rows, also: Callable[[sa.Connection], None]) -> Counts:
        """A document that the store has, anew, in one transaction with ``also``; not counted as read."""
        verify(rows)

        def put(connection: sa.Connection) -> Counts:
            done = self._batch(connection).write([rows])
            also(connection)
            return Counts(flags_opened=done.flags_opened)

        return self.apply(put)

    def apply(self, do: Callable[[sa.Connection], Counts]) -> Counts:
        """One transaction: what ``do`` changes, and the record of what it says that it did. Done again when the database went away meanwhile."""

        def once() -> Counts:
            with self._store.trouble(), self._writer.transaction() as connection:
                done = do(connection)
                self._record(connection, done)
            return done

        done = patiently(once, self._store.patience)
        self.counts.add(done)
        return done

    def place(self, paths: Mapping[str, str]) -> None:
        """Known content was found in new places: ``paths`` maps path to sha256. Counted as unchanged, or updated where the path held something else."""
        ids = {path: sha256[:16] for path, sha256 in paths.items()}
        ordered = sorted(ids)
        for part in (ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)):
            self.apply(lambda connection, part=part: self._place(connection, {path: ids[path] for path in part}))

    def _place(self, connection: sa.Connection, paths: Mapping[str, str]) -> Counts:
        batch = self._batch(connection)
        batch.place(paths)
        batch.settle()
        replaced = len(batch.replacing)
        return Counts(updated=replaced, unchanged=len(paths) - replaced, tables=Counter(files=len(paths)))

    def note(self, message: str) -> None:
        """What the record of the run is to say of it, for people."""
        self._message = message

    def unchanged(self, count: int = 1) -> None:
        """Count files that needed nothing; recorded with the next write or at the end."""
        self.counts.unchanged += count

    def still_aside(self, count: int) -> None:
        """Count files that are in quarantine already and have not changed; recorded as :meth:`unchanged`."""
        self.counts.quarantined += count

    def stamp(self, stamps: Mapping[str, tuple[str, int]]) -> None:
        """Note how files looked that the store now knows all about: ``stamps`` maps path to stamp and number of bulletins. A later change of what lies at a
        path takes its stamp away."""
        t = self._store.backend.metadata.tables["stamps"]
        rows = [{"path": p, "stamp": s, "pipeline": self.pipeline, "bulletins": n} for p, (s, n) in sorted(stamps.items())]

        def put(connection: sa.Connection) -> Counts:
            for i in range(0, len(rows), BATCH):
                connection.execute(t.delete().where(t.c.path.in_([row["path"] for row in rows[i : i + BATCH]])))
            self.insert(connection, STAMPS, rows)
            return Counts()

        self.apply(put)

    def quarantine(self, path: str, code: str, reason: str, remedy: str = "", sha256: str | None = None) -> None:
        """Set a file aside. It stays on record until it is read, or reads the same way again."""
        t = self._store.backend.metadata.tables["quarantine"]
        now = self._now()
        values = {"status": "open", "code": code, "reason": reason, "remedy": remedy or None, "sha256": sha256, "pipeline": self.pipeline}
        latest: dict[str, Any] = values | {"last_seen": now, "run": self.id}

        def put(connection: sa.Connection) -> Counts:
            again = connection.execute(t.update().where(t.c.path == path).values(latest | {"attempts": t.c.attempts + 1}))
            if not again.rowcount:
                connection.execute(t.insert().values(latest | {"path": path, "attempts": 1, "first_seen": now}))
            return Counts(quarantined=1)

        self.apply(put)

    def resolve(self, paths: Sequence[str]) -> None:
        """Take off the list of files set aside what nothing lies at any more, or what is no single bulletin any more."""
        t = self._store.backend.metadata.tables["quarantine"]

        def put(connection: sa.Connection) -> Counts:
            for i in range(0, len(paths), BATCH):
                chosen = t.c.path.in_(paths[i : i + BATCH]), t.c.status == "open"
                connection.execute(t.update().where(*chosen).values(status="resolved"))
            return Counts()

        self.apply(put)

    def withdraw(self, document: str, note: str | None = None) -> None:
        """Take a document (id or sha256) out of force on request, with everything read from it; its rows stay as history. ``note``: who asked for it and
        why, for the run's record. Raises ``unknown-document``."""
        self._store.source(document)
        self._message = note or self._message
        files = self._store.backend.metadata.tables["files"]

        def put(connection: sa.Connection) -> Counts:
            batch = self._batch(connection)
            batch.withdraw(document[:16], "withdrawn")
            batch.settle()
            places = connection.execute(files.update().where(files.c.document == document[:16], files.c.status == "current").values(status="past"))
            return Counts(tables=Counter(files=places.rowcount))

        self.apply(put)

    def erase(self, document: str, note: str) -> int:
        """Take a document (id or sha256) and the earlier versions that it replaced out on request, text and history too. That they were there, where, and
        ``note`` (who asked for it and why) stay on record. Gives how many documents are gone. Raises ``unknown-document``."""
        from outputs import corrections

        self._message = note
        corrections.blank(self._store, [row["id"] for row in self._store.read(_FAMILY, id=document[:16])])  # first: a run that dies here is asked for again
        erased: list[str] = []

        def put(connection: sa.Connection) -> Counts:
            batch = self._batch(connection)
            erased[:] = batch.erase(document[:16])
            batch.settle()
            return Counts()

        self.apply(put)
        if not erased:
            raise StoreError("unknown-document", name=document)
        return len(erased)

    # -- what the checks across bulletins need (:mod:`outputs.series`)

    @property
    def store(self) -> Store:
        return self._store

    def transaction(self) -> AbstractContextManager[sa.Connection]:
        """A write transaction of this run."""
        return self._writer.transaction()

    def insert(self, connection: sa.Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows of a table of the contract."""
        insert(self._writer, connection, table, rows)

    def _batch(self, connection: sa.Connection) -> Batch:
        return Batch(self._writer, connection, self._store.backend.metadata, self.id, self._now(), self.exists, self.taken)

    # -- the record

    def _record(self, connection: sa.Connection, done: Counts) -> None:
        total = Counts()
        total.add(self.counts)
        total.add(done)
        connection.execute(self._runs.update().where(self._runs.c.id == self.id).values(self._totals(total)))

    @staticmethod
    def _totals(counts: Counts) -> dict[str, object]:
        return {
            "new": counts.new, "updated": counts.updated, "unchanged": counts.unchanged, "quarantined": counts.quarantined,
            "flags_opened": counts.flags_opened, "rows_written": sum(counts.tables.values()),
            "tables_written": json.dumps(dict(counts.tables), sort_keys=True),
        }  # fmt: skip

    def finish(self, status: str = "done", message: str | None = None) -> None:
        """Close the record and let go of the store. Called by leaving the block."""
        closing = {"status": status, "finished": self._now(), "message": message or self._message}

        def put(connection: sa.Connection) -> Counts:
            self._batch(connection).catch_up()  # what was corrected while this run kept the lock
            connection.execute(self._runs.update().where(self._runs.c.id == self.id).values(closing))
            return Counts()

        try:
            self.apply(put)
        finally:
            self._store.patience = 0.0
            self._writer.release()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is None:
            self.finish()
            return
        self._store.patience = 0.0  # it has been waited for long enough
        with suppress(StoreError):  # the first error tells more; the next run closes the record
            self.finish("failed", f"{type(error).__name__}: {error}"[:2000])

    def summary(self) -> dict[str, Any]:
        """What the run did, with the keys of the contract (``out`` is the caller's)."""
        counts = self.counts
        flags_open = self._store.read("SELECT count(DISTINCT fingerprint) AS n FROM flags WHERE status = 'open'")[0]["n"]
        return {
            "run": self.id, "new": counts.new, "unchanged": counts.unchanged, "updated": counts.updated, "quarantined": counts.quarantined,
            "tables": dict(counts.tables), "flags_opened": counts.flags_opened, "flags_open": int(flags_open), "store": self._store.url,
            "seconds": round(time.monotonic() - self._began, 3),
        }  # fmt: skip
