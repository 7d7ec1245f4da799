"""The registry of organisations kept in line with the mentions that one transaction writes and takes out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from outputs.backend import Writer, insert, parts
from outputs.registry import Hand, entry
from outputs.rows import Rows
from outputs.schema_organisations import ORGANISATIONS, SPELLINGS


class Mentioned:
    """What changes in the registry, until :meth:`settle` writes it."""

    def __init__(self, writer: Writer, connection: sa.Connection, tables: Mapping[str, sa.Table]) -> None:
        self._writer, self._connection, self._tables = writer, connection, tables
        self._hand = Hand.read(connection)
        self._registry: Counter[tuple[str, str]] = Counter()  # organisation id and spelling -> change in mentions
        self._lowered: set[str] = set()  # entries that lost mentions: their first and last dates must be looked up

    def entry_of(self, mention: Mapping[str, Any]) -> str:
        """The entry that the row of a mention belongs to."""
        return self._hand.entry_of(mention["name"], mention["type"], mention["text"])

    def count(self, documents: Sequence[str], sign: int) -> None:
        """Add (1) or take away (-1) the mentions of documents as they stand in the store."""
        mentions = self._tables["mentions_all"]
        spelled = (mentions.c.organisation, mentions.c.text)
        found = sa.select(*spelled, sa.func.count()).where(mentions.c.document.in_(documents), mentions.c.current == 1)
        for organisation, text, count in self._connection.execute(found.group_by(*spelled)):
            self._registry[organisation, text] += sign * count
            self._lowered.add(organisation)

    def register(self, documents: Sequence[Rows]) -> None:
        """Add the mentions of documents that are being written."""
        entries: dict[str, Mapping[str, Any]] = {}
        dates: defaultdict[str, list[str]] = defaultdict(list)
        for rows in documents:
            told = {row["id"]: row for row in rows.get("organisations", ())}
            for m in rows.get("mentions", ()):
                id = self.entry_of(m)
                self._registry[id, m["text"]] += 1
                if id in self._hand.known:
                    name, type = self._hand.known[id]
                    entries[id] = {**told.get(id, {}), "id": id, "name": name, "type": type}
                else:
                    entries[id] = told.get(id) or {"id": id, "name": m["name"], "type": m["type"]}
                if m["issued"]:
                    dates[id].append(m["issued"])
        self.settle(entries, dates)

    def reread(self, document: str) -> None:
        """Add the mentions of a document as they stand in the store, after they were corrected, and write the registry."""
        mentions = self._tables["mentions_all"]
        self.count([document], 1)
        entries: dict[str, Mapping[str, Any]] = {}
        dates: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._connection.execute(sa.select(mentions).where(mentions.c.document == document, mentions.c.current == 1)).mappings():
            name, type = self._hand.known.get(row["organisation"], (row["name"], row["type"]))
            entries[row["organisation"]] = {"id": row["organisation"], "name": name, "type": type}
            dates[row["organisation"]] += [row["issued"]] if row["issued"] else []
        self.settle(entries, dates)

    def settle(self, described: Mapping[str, Mapping[str, Any]], dates: Mapping[str, list[str]]) -> None:
        """Bring the registry up to date with the mentions written and taken out. The result does not depend on the order of documents."""
        table = self._tables["organisations"]
        touched = sorted({id for id, _ in self._registry})
        known = {row["id"]: dict(row) for row in self._those(table, table.c.id, touched)}
        spelled = self._spell(touched)
        ends = {id: [d for d in (e["first_seen"], e["last_seen"]) if d] for id, e in known.items()} | self._dates()
        for part in parts(touched):
            self._connection.execute(table.delete().where(table.c.id.in_(part)))
        out = []
        for id in touched:
            seen = [*ends.get(id, ()), *dates.get(id, ())]
            if count := sum(spelled[id].values()):
                base = {**known.get(id, {}), **described.get(id, {}), "mentions": count}
                out.append(entry(self._hand, base | {"first_seen": min(seen, default=None), "last_seen": max(seen, default=None)}, spelled[id]))
        insert(self._writer, self._connection, ORGANISATIONS, out)
        self._registry.clear()
        self._lowered.clear()

    def _spell(self, touched: Sequence[str]) -> defaultdict[str, dict[str, int]]:
        """Mentions by spelling of the entries, brought up to date."""
        table = self._tables["spellings"]
        counts: Counter[tuple[str, str]] = Counter({(r["organisation"], r["text"]): r["mentions"] for r in self._those(table, table.c.organisation, touched)})
        counts.update(self._registry)
        for part in parts(touched):
            self._connection.execute(table.delete().where(table.c.organisation.in_(part)))
        insert(self._writer, self._connection, SPELLINGS, [{"organisation": id, "text": text, "mentions": n} for (id, text), n in sorted(counts.items()) if n > 0])
        out: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (id, text), n in counts.items():
            if n > 0:
                out[id][text] = n
        return out

    def _those(self, table: sa.Table, column: sa.ColumnElement[str], ids: Sequence[str]) -> Iterator[sa.RowMapping]:
        for part in parts(ids):
            yield from self._connection.execute(sa.select(table).where(column.in_(part))).mappings()

    def _dates(self) -> dict[str, list[str]]:
        """First and last date of the entries that lost mentions, looked up at the ends of the index."""
        table, mentions = self._tables["organisations"], self._tables["mentions_all"]
        theirs = (mentions.c.organisation == table.c.id, mentions.c.current == 1)
        first, last = (sa.select(f(mentions.c.issued)).where(*theirs).scalar_subquery() for f in (sa.func.min, sa.func.max))
        out: dict[str, list[str]] = {}
        for part in parts(sorted(self._lowered)):
            for id, *dates in self._connection.execute(sa.select(table.c.id, first, last).where(table.c.id.in_(part))):
                out[id] = [d for d in dates if d]
        return out
