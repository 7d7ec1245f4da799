"""Writing documents: one transaction replaces everything that was known of each, supersedes earlier versions, and keeps the registry's counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from outputs import correcting, opening, unlinking
from outputs.backend import Writer, insert
from outputs.contract import Table
from outputs.counts import Counts
from outputs.errors import StoreError
from outputs.mentioned import Mentioned
from outputs.places import Exists, Places
from outputs.rows import Rows
from outputs.schema import DOCUMENTS, FACTS, MENTIONS, TEXTS
from outputs.schema_series import UNLINKED


class Batch:
    """One write transaction's work on a set of documents."""

    def __init__(self, writer: Writer, connection: sa.Connection, metadata: sa.MetaData, run: str, now: str, exists: Exists, taken: set[str] | None = None) -> None:
        """``taken``: collects the fingerprints of flags across bulletins that go with their documents, so that who finds them again knows that they are not new."""
        self._taken = set() if taken is None else taken
        self._writer, self._connection, self._run, self._now = writer, connection, run, now
        self._tables = metadata.tables
        self._mentioned = Mentioned(writer, connection, self._tables)
        self._places = Places(writer, connection, self._tables, now, exists, self.withdraw)

    def write(self, documents: Sequence[Rows]) -> Counts:
        """Replace or add whole documents. Idempotent."""
        counts = Counts()
        heads = {rows["documents"][0]["id"]: dict(rows["documents"][0], run=self._run, ingested=self._now) for rows in documents}
        known = self._known(heads)
        before = opening.on_record(self._connection, self._tables["checks_all"], documents)
        self._erase(list(known))
        paths = {head["path"]: id for id, head in heads.items()}
        placed = self.place(paths)
        for id, head in heads.items():
            head["path"] = placed[id]
        counts.updated = len(known) + sum(1 for id in heads if id not in known and id in self.replacing)
        counts.new = len(heads) - counts.updated
        self._insert(DOCUMENTS, list(heads.values()))
        self._insert(TEXTS, [rows["texts"][0] for rows in documents])
        for table in FACTS:
            rows = [row for d in documents for row in d.get(table.name, ())]
            if table is MENTIONS:
                rows = [{**row, "organisation": self._mentioned.entry_of(row)} for row in rows]
            self._insert(table, rows)
            counts.tables[table.name] = len(rows)
        counts.tables["documents"] = len(heads)
        self._touch(list(heads))
        fresh = sorted(heads.keys() - self._waiting(heads))
        self._writer.insert(self._connection, UNLINKED.name, ("document",), [(id,) for id in fresh])
        self._mentioned.register(documents)
        for id, latest in correcting.concerned(self._connection, heads).items():
            self.correct(id, latest)
        counts.flags_opened = opening.opened(self._connection, opening.flagged(documents) - before)
        return counts

    # -- corrections by hand

    def correct(self, document: str, latest: int) -> None:
        """Bring a document's rows in line with its corrections, of which ``latest`` is the last; the registry follows."""
        applied = self._tables["corrections_applied"]
        self._mentioned.count([document], -1)
        correcting.apply(self._connection, self._tables, document, self._mentioned.entry_of)
        self._mentioned.reread(document)
        self._connection.execute(applied.delete().where(applied.c.document == document))
        self._connection.execute(applied.insert().values(document=document, latest=latest))

    def catch_up(self) -> int:
        """Correct all documents that have not followed their latest correction; gives how many."""
        behind = correcting.waiting(self._connection)
        for document, latest in behind.items():
            self.correct(document, latest)
        return len(behind)

    # -- where files lie

    def place(self, paths: Mapping[str, str]) -> dict[str, str]:
        """Record that each path holds its document now (:meth:`outputs.places.Places.take`)."""
        return self._places.take(paths)

    @property
    def replacing(self) -> set[str]:
        """The documents that took the place of another."""
        return self._places.replacing

    def withdraw(self, document: str, status: str, successor: str | None = None) -> None:
        """Take a document out of force; its rows stay as history."""
        self._mentioned.count([document], -1)
        self._touch([document])
        unlinking.forget(self._connection, self._tables, [document])
        for table in FACTS:
            physical = self._tables[table.stored_name]
            self._connection.execute(physical.update().where(physical.c.document == document).values(current=0))
        documents = self._tables["documents"]
        self._connection.execute(documents.update().where(documents.c.id == document).values(status=status, superseded_by=successor))

    def erase(self, document: str) -> list[str]:
        """Take a document and the versions before it out with all that is known of them; rows without content stay, so that they are not read again."""
        documents, files = self._tables["documents"], self._tables["files"]
        family = sa.select(documents.c.id).where(documents.c.id == document).cte(recursive=True)
        family = family.union(sa.select(documents.c.id).where(documents.c.superseded_by == family.c.id))
        heads = [dict(row) for row in self._connection.execute(sa.select(documents).where(documents.c.id.in_(sa.select(family.c.id)))).mappings()]
        ids = [head["id"] for head in heads]
        self._writer.scrub(self._connection)
        self._erase(ids)
        empty = dict.fromkeys(c.name for c in DOCUMENTS.columns if not c.required and not c.volatile) | {"status": "erased", "characters": 0, "issues": 0, "articles": 0}
        self._insert(DOCUMENTS, [head | empty for head in heads])
        self._connection.execute(files.update().where(files.c.document.in_(ids), files.c.status == "current").values(status="past"))
        return ids

    # -- rows

    def _known(self, heads: Mapping[str, Mapping[str, Any]]) -> set[str]:
        documents = self._tables["documents"]
        found = self._connection.execute(sa.select(documents.c.id, documents.c.sha256).where(documents.c.id.in_(heads))).all()
        for id, sha256 in found:
            if heads[id]["sha256"] != sha256:
                raise StoreError("document-collision", document=id)
        return {id for id, _ in found}

    def _erase(self, documents: Sequence[str]) -> None:
        if not documents:
            return
        self._mentioned.count(documents, -1)
        self._touch(documents)
        self._taken |= opening.across(self._connection, self._tables["checks_all"], documents)
        unlinking.forget(self._connection, self._tables, documents)
        self._writer.forget(self._connection, documents)
        for name in (*(t.stored_name for t in FACTS), "texts"):
            table = self._tables[name]
            self._connection.execute(table.delete().where(table.c.document.in_(documents)))
        table = self._tables["documents"]
        self._connection.execute(table.delete().where(table.c.id.in_(documents)))

    def _waiting(self, documents: Collection[str]) -> set[str]:
        """Those of ``documents`` that wait to be compared already."""
        unlinked = self._tables["unlinked"]
        return {id for (id,) in self._connection.execute(sa.select(unlinked.c.document).where(unlinked.c.document.in_(documents)))}

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        insert(self._writer, self._connection, table, rows)

    def settle(self) -> None:
        """Write what changed in the registry of organisations."""
        self._mentioned.settle({}, {})

    def _touch(self, documents: Sequence[str]) -> None:
        """Note which series gain or lose observations, for the checks across bulletins: in the same transaction, so that a killed run loses none."""
        seen, touched = self._tables["observations_all"], self._tables["touched"]
        columns = (seen.c.place, seen.c.measure_key, seen.c.year, seen.c.document)
        known = sa.select(*columns).where(seen.c.document.in_(documents), seen.c.year.is_not(None), seen.c.measure_key != "").distinct()
        fresh = known.where(~sa.exists().where(*(touched.c[c.name] == c for c in columns)))
        self._connection.execute(touched.insert().from_select([c.name for c in columns], fresh))
