"""Writing documents: one transaction replaces everything that was known of each, supersedes earlier versions, and keeps the registry's counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from outputs import correcting, unlinking
from outputs.backend import Writer
from outputs.contract import Table
from outputs.errors import StoreError
from outputs.registry import Hand, entry
from outputs.rows import Rows
from outputs.schema import DOCUMENTS, FACTS, FILES, MENTIONS, TEXTS
from outputs.schema_organisations import ORGANISATIONS, SPELLINGS
from outputs.schema_series import UNLINKED

Exists = Callable[[str], bool]
"""Tells whether a path still holds a file."""


@dataclass
class Counts:
    """What a write did."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    flags_opened: int = 0
    tables: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.quarantined += other.quarantined
        self.flags_opened += other.flags_opened
        self.tables.update(other.tables)


def chunks(documents: Iterable[Rows], size: int) -> Iterator[list[Rows]]:
    """Batches in which neither a path nor a document occurs twice."""
    batch: list[Rows] = []
    seen: set[str] = set()
    for rows in documents:
        names = {rows["documents"][0]["id"], rows["documents"][0]["path"]}
        if batch and (len(batch) >= size or seen & names):
            yield batch
            batch, seen = [], set()
        batch.append(rows)
        seen |= names
    if batch:
        yield batch


class Batch:
    """One write transaction's work on a set of documents."""

    def __init__(self, writer: Writer, connection: sa.Connection, metadata: sa.MetaData, run: str, now: str, exists: Exists, taken: set[str] | None = None) -> None:
        """``taken``: collects the fingerprints of flags across bulletins that go with their documents, so that who finds them again knows that they are not new."""
        self._taken = set() if taken is None else taken
        self._writer, self._connection, self._run, self._now, self._exists = writer, connection, run, now, exists
        self._tables = metadata.tables
        self._hand = Hand.read(connection)
        self._registry: Counter[tuple[str, str]] = Counter()  # organisation id and spelling -> change in mentions
        self._lowered: set[str] = set()  # entries that lost mentions: their first and last dates must be looked up

    def write(self, documents: Sequence[Rows]) -> Counts:
        """Replace or add whole documents. Idempotent."""
        counts = Counts()
        heads = {rows["documents"][0]["id"]: dict(rows["documents"][0], run=self._run, ingested=self._now) for rows in documents}
        known = self._known(heads)
        before = self._flags(documents)
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
                rows = [{**row, "organisation": self._entry_of(row)} for row in rows]
            self._insert(table, rows)
            counts.tables[table.name] = len(rows)
        counts.tables["documents"] = len(heads)
        self._touch(list(heads))
        fresh = sorted(heads.keys() - self._waiting(heads))
        self._writer.insert(self._connection, UNLINKED.name, ("document",), [(id,) for id in fresh])
        self._register(documents)
        for id, latest in correcting.concerned(self._connection, heads).items():
            self.correct(id, latest)
        counts.flags_opened = self._opened(documents, before)
        return counts

    # -- corrections by hand

    def correct(self, document: str, latest: int) -> None:
        """Bring a document's rows in line with its corrections, of which ``latest`` is the last; the registry follows."""
        mentions, applied = self._tables["mentions_all"], self._tables["corrections_applied"]
        self._count_mentions([document], -1)
        correcting.apply(self._connection, self._tables, document, self._entry_of)
        self._count_mentions([document], 1)
        entries: dict[str, Mapping[str, Any]] = {}
        dates: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._connection.execute(sa.select(mentions).where(mentions.c.document == document, mentions.c.current == 1)).mappings():
            name, type = self._hand.known.get(row["organisation"], (row["name"], row["type"]))
            entries[row["organisation"]] = {"id": row["organisation"], "name": name, "type": type}
            dates[row["organisation"]] += [row["issued"]] if row["issued"] else []
        self.settle(entries, dates)
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
        """Record that each path holds its document now; supersede what nothing holds any more.

        Gives the path that stands for each document. A place that no longer exists does not keep its version in force.
        """
        places = self._places(paths)
        lost: dict[str, str] = {}  # document that was at one of the paths -> its successor there
        for path, document in paths.items():
            for other, held in places.items():
                if other != document and held.get(path) == "current":
                    self._set_place(held, path, other, "past")
                    lost[other] = document
            here = places[document]
            for elsewhere, status in here.items():
                if status == "current" and elsewhere != path and not self._exists(elsewhere):
                    self._set_place(here, elsewhere, document, "moved")
            if path not in here:
                self._insert(FILES, [{"path": path, "document": document, "status": "current", "first_seen": self._now}])
                here[path] = "current"
            elif here[path] != "current":
                self._set_place(here, path, document, "current")
        self.replacing = set(lost.values())
        standing = {d: min(p for p, status in places[d].items() if status == "current") for d in set(paths.values())}
        documents, quarantine = self._tables["documents"], self._tables["quarantine"]
        for document, path in standing.items():
            self._connection.execute(documents.update().where(documents.c.id == document).values(path=path))
        for document, successor in lost.items():
            if document not in standing:
                self._retire(document, successor, [p for p, status in places[document].items() if status == "current"])
        self._connection.execute(
            quarantine.update().where(quarantine.c.path.in_(paths), quarantine.c.status == "open").values(status="resolved")
        )
        return standing

    def _places(self, paths: Mapping[str, str]) -> defaultdict[str, dict[str, str]]:
        """Status by document and path, of all places of every document that is or was at one of the paths."""
        files = self._tables["files"]
        there = sa.select(files.c.document).where(files.c.path.in_(paths))
        involved = sa.or_(files.c.document.in_(there), files.c.document.in_(set(paths.values())))
        places: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for path, document, status in self._connection.execute(sa.select(files.c.path, files.c.document, files.c.status).where(involved)):
            places[document][path] = status
        return places

    def _set_place(self, held: dict[str, str], path: str, document: str, status: str) -> None:
        files, stamps = self._tables["files"], self._tables["stamps"]
        self._connection.execute(files.update().where(files.c.path == path, files.c.document == document).values(status=status))
        self._connection.execute(stamps.delete().where(stamps.c.path == path.split("!/")[0]))  # what lies there must be looked at again
        held[path] = status

    def _retire(self, document: str, successor: str, elsewhere: Sequence[str]) -> None:
        """Supersede a document that lost a place, unless it still lies elsewhere."""
        staying = [path for path in elsewhere if self._exists(path)]
        if staying:
            documents = self._tables["documents"]
            self._connection.execute(documents.update().where(documents.c.id == document).values(path=min(staying)))
        else:
            self.withdraw(document, "superseded", successor)

    def withdraw(self, document: str, status: str, successor: str | None = None) -> None:
        """Take a document out of force; its rows stay as history."""
        self._count_mentions([document], -1)
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
        self._count_mentions(documents, -1)
        self._touch(documents)
        self._taken |= self._across(documents)
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
        if rows:
            columns = table.stored_columns
            self._writer.insert(self._connection, table.stored_name, columns, map(itemgetter(*columns), rows))

    def _touch(self, documents: Sequence[str]) -> None:
        """Note which series gain or lose observations, for the checks across bulletins: in the same transaction, so that a killed run loses none."""
        seen, touched = self._tables["observations_all"], self._tables["touched"]
        columns = (seen.c.place, seen.c.measure_key, seen.c.year, seen.c.document)
        known = sa.select(*columns).where(seen.c.document.in_(documents), seen.c.year.is_not(None), seen.c.measure_key != "").distinct()
        fresh = known.where(~sa.exists().where(*(touched.c[c.name] == c for c in columns)))
        self._connection.execute(touched.insert().from_select([c.name for c in columns], fresh))

    # -- the registry of organisations

    def _entry_of(self, mention: Mapping[str, Any]) -> str:
        return self._hand.entry_of(mention["name"], mention["type"], mention["text"])

    def _count_mentions(self, documents: Sequence[str], sign: int) -> None:
        mentions = self._tables["mentions_all"]
        spelled = (mentions.c.organisation, mentions.c.text)
        found = sa.select(*spelled, sa.func.count()).where(mentions.c.document.in_(documents), mentions.c.current == 1)
        for organisation, text, count in self._connection.execute(found.group_by(*spelled)):
            self._registry[organisation, text] += sign * count
            self._lowered.add(organisation)

    def _register(self, documents: Sequence[Rows]) -> None:
        entries: dict[str, Mapping[str, Any]] = {}
        dates: defaultdict[str, list[str]] = defaultdict(list)
        for rows in documents:
            told = {row["id"]: row for row in rows.get("organisations", ())}
            for m in rows.get("mentions", ()):
                id = self._entry_of(m)
                self._registry[id, m["text"]] += 1
                if id in self._hand.known:
                    name, type = self._hand.known[id]
                    entries[id] = {**told.get(id, {}), "id": id, "name": name, "type": type}
                else:
                    entries[id] = told.get(id) or {"id": id, "name": m["name"], "type": m["type"]}
                if m["issued"]:
                    dates[id].append(m["issued"])
        self.settle(entries, dates)

    def settle(self, described: Mapping[str, Mapping[str, Any]], dates: Mapping[str, list[str]]) -> None:
        """Bring the registry up to date with the mentions written and taken out. The result does not depend on the order of documents."""
        table = self._tables["organisations"]
        touched = sorted({id for id, _ in self._registry})
        known = {row["id"]: dict(row) for row in self._those(table, table.c.id, touched)}
        spelled = self._spell(touched)
        ends = {id: [d for d in (e["first_seen"], e["last_seen"]) if d] for id, e in known.items()} | self._dates()
        for part in _parts(touched):
            self._connection.execute(table.delete().where(table.c.id.in_(part)))
        out = []
        for id in touched:
            seen = [*ends.get(id, ()), *dates.get(id, ())]
            if count := sum(spelled[id].values()):
                base = {**known.get(id, {}), **described.get(id, {}), "mentions": count}
                out.append(entry(self._hand, base | {"first_seen": min(seen, default=None), "last_seen": max(seen, default=None)}, spelled[id]))
        self._insert(ORGANISATIONS, out)
        self._registry.clear()
        self._lowered.clear()

    def _spell(self, touched: Sequence[str]) -> defaultdict[str, dict[str, int]]:
        """Mentions by spelling of the entries, brought up to date."""
        table = self._tables["spellings"]
        counts: Counter[tuple[str, str]] = Counter({(r["organisation"], r["text"]): r["mentions"] for r in self._those(table, table.c.organisation, touched)})
        counts.update(self._registry)
        for part in _parts(touched):
            self._connection.execute(table.delete().where(table.c.organisation.in_(part)))
        self._insert(SPELLINGS, [{"organisation": id, "text": text, "mentions": n} for (id, text), n in sorted(counts.items()) if n > 0])
        out: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (id, text), n in counts.items():
            if n > 0:
                out[id][text] = n
        return out

    def _those(self, table: sa.Table, column: sa.ColumnElement[str], ids: Sequence[str]) -> Iterator[sa.RowMapping]:
        for part in _parts(ids):
            yield from self._connection.execute(sa.select(table).where(column.in_(part))).mappings()

    def _dates(self) -> dict[str, list[str]]:
        """First and last date of the entries that lost mentions, looked up at the ends of the index."""
        table, mentions = self._tables["organisations"], self._tables["mentions_all"]
        theirs = (mentions.c.organisation == table.c.id, mentions.c.current == 1)
        first, last = (sa.select(f(mentions.c.issued)).where(*theirs).scalar_subquery() for f in (sa.func.min, sa.func.max))
        out: dict[str, list[str]] = {}
        for part in _parts(sorted(self._lowered)):
            for id, *dates in self._connection.execute(sa.select(table.c.id, first, last).where(table.c.id.in_(part))):
                out[id] = [d for d in dates if d]
        return out

    # -- flags

    def _flags(self, documents: Sequence[Rows]) -> set[str]:
        """Which of the flags about to be written are on record already."""
        checks = self._tables["checks_all"]
        prints = {c["fingerprint"] for c in _flagged(documents)}
        if not prints:
            return set()
        on_record = sa.select(checks.c.fingerprint).where(
            checks.c.fingerprint.in_(prints), checks.c.verdict == "fails", checks.c.current == 1
        )
        return set(self._connection.execute(on_record).scalars())

    def _across(self, documents: Sequence[str]) -> set[str]:
        """Fingerprints of the flags across bulletins that stand in these documents."""
        checks = self._tables["checks_all"]
        theirs = (checks.c.document.in_(documents), checks.c.series.is_not(None), checks.c.verdict == "fails", checks.c.current == 1)
        return set(self._connection.execute(sa.select(checks.c.fingerprint).where(*theirs)).scalars())

    def _opened(self, documents: Sequence[Rows], before: set[str]) -> int:
        return opened(self._connection, {c["fingerprint"] for c in _flagged(documents)} - before)


def opened(connection: sa.Connection, fresh: set[str]) -> int:
    """How many of the flags ``fresh`` are open: a decision or a rule may have closed them before they were found."""
    flags = sa.table("flags", sa.column("fingerprint"), sa.column("status"))
    count = 0
    for part in _parts(sorted(fresh)):
        closed = sa.select(flags.c.fingerprint).where(flags.c.fingerprint.in_(part), flags.c.status != "open")
        count += len(part) - len(set(connection.execute(closed).scalars()))
    return count


def _parts(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    return (ids[i : i + size] for i in range(0, len(ids), size))


def _flagged(documents: Sequence[Rows]) -> Iterator[Mapping[str, Any]]:
    for rows in documents:
        for check in rows.get("checks", ()):
            if check["verdict"] == "fails" and check["severity"] in ("error", "warning"):
                yield check
