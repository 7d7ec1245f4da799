"""The registry of organisations: what people decided by hand, applied to what is read, in every run and after every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.rows import organisation_id
from outputs.schema_organisations import ORGANISATIONS, SEPARATOR, SPELLINGS

if TYPE_CHECKING:
    from outputs.backend import Writer
    from outputs.store import Store

Describe = Callable[[str, str], Mapping[str, Any]]
"""What a name and a type tell, as columns of the registry; the rows of a document carry the same in ``organisations``."""
_YEARS = ("valid_from", "valid_to")
_POINTING = "市县区省州旗盟镇乡全本该我"


@dataclass
class Hand:
    """What was decided by hand. ``values``: field → value by entry; ``known``: name and type of each entry that a decision is about."""

    values: dict[str, dict[str, str]] = field(default_factory=dict)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._claims: dict[str, str] = {}
        for id in sorted(self.values):
            for alias in (*split(self.values[id].get("aliases")), *self._made(id)):
                self._claims[alias] = id

    def _made(self, id: str) -> list[str]:
        """The name of an entry that was made by hand: its first."""
        name = self.known[id][0]
        return [name] if self.values[id].get("name") == name else []

    @classmethod
    def read(cls, connection: sa.Connection) -> Hand:
        values: dict[str, dict[str, str]] = defaultdict(dict)
        known: dict[str, tuple[str, str]] = {}
        rows = connection.exec_driver_sql("SELECT organisation, name, type, field, value FROM organisation_decisions ORDER BY id")
        for id, name, type, column, value in rows:
            known.setdefault(id, (name, type))
            values[id].pop(column, None)
            if value is not None:
                values[id][column] = value
        return cls({id: v for id, v in values.items() if v}, known)

    def entry_of(self, name: str, type: str, text: str) -> str:
        """The entry that a mention belongs to. A spelling given by hand goes before the name, unless it only points (市总: any city's)."""
        if not self.values:
            return organisation_id(name, type)
        claimed = self._claims.get(text) if text[:1] not in _POINTING else None
        return self.merged(claimed or self._claims.get(name) or organisation_id(name, type))

    def merged(self, id: str) -> str:
        """The entry that it was merged into, in the end."""
        seen = {id}
        while (after := self.values.get(id, {}).get("merged_into")) and after not in seen:
            seen.add(after)
            id = after
        return id

    def over(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row of an entry with what was decided about it."""
        decided = {k: v for k, v in self.values.get(row["id"], {}).items() if k in row and k != "aliases"}
        return row | {k: (int(v) if v else None) if k in _YEARS else v or None for k, v in decided.items()}

    def aliases(self, id: str) -> list[str]:
        return split(self.values.get(id, {}).get("aliases"))


def split(printed: str | None) -> list[str]:
    """The items of a cell: several names, between ； or ;."""
    return [item.strip() for item in (printed or "").replace(";", SEPARATOR).split(SEPARATOR) if item.strip()]


def entry(hand: Hand, base: Mapping[str, Any], spellings: Iterable[str]) -> dict[str, Any]:
    """A row of the registry: ``base`` with what was decided by hand, and all spellings but the name itself."""
    row = hand.over({**dict.fromkeys(ORGANISATIONS.stored_columns), **base})
    row["aliases"] = SEPARATOR.join(sorted({*spellings, *hand.aliases(row["id"])} - {row["name"]})) or None
    return row


# -- by hand


def decide(store: Store, changes: Sequence[Mapping[str, Any]], by: str, describe: Describe) -> None:
    """Record changes (``organisation``, ``name``, ``type``, ``field``, ``value``; ``None`` = back to what was read) and bring the tables in line.

    Raises ``store-locked`` while a run writes, before anything is recorded.
    """
    from outputs.store import now

    writer = store.backend.writer(0, lambda: "gouji")
    try:
        with store.backend.deciding() as (connection, table):
            decided = next(t for t in table.metadata.tables.values() if t.name == "organisation_decisions")
            connection.execute(decided.insert(), [{**change, "decided_by": by, "decided_at": now()} for change in changes])
        with store.trouble(), writer.transaction() as connection:
            rebuild(connection, writer, store.backend.metadata, describe)
    finally:
        writer.release()


def rebuild(connection: sa.Connection, writer: Writer, metadata: sa.MetaData, describe: Describe) -> None:
    """Assign every mention to its entry and make the registry anew from them."""
    hand = Hand.read(connection)
    mentions = metadata.tables["mentions_all"]
    names: dict[str, tuple[str, str]] = {}
    columns = (mentions.c.organisation, mentions.c.name, mentions.c.type, mentions.c.text)
    for id, name, type, text in connection.execute(sa.select(*columns).distinct()).all():
        right = hand.entry_of(name, type, text)
        names[organisation_id(name, type)] = (name, type)
        if right != id:
            same = [c == v for c, v in zip(columns, (id, name, type, text), strict=True)]
            connection.execute(mentions.update().where(*same).values(organisation=right))
    for table in (ORGANISATIONS, SPELLINGS):
        connection.execute(metadata.tables[table.name].delete())
    counted = sa.select(mentions.c.organisation, mentions.c.text, sa.func.count(), sa.func.min(mentions.c.issued), sa.func.max(mentions.c.issued))
    found = connection.execute(counted.where(mentions.c.current == 1).group_by(mentions.c.organisation, mentions.c.text)).all()
    writer.insert(connection, SPELLINGS.name, SPELLINGS.stored_columns, [tuple(row[:3]) for row in found])
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        groups[row[0]].append(row)
    rows = []
    for id, spelled in groups.items():
        name, type = hand.known.get(id) or names[id]
        first, last = [r[3] for r in spelled if r[3]], [r[4] for r in spelled if r[4]]
        base = {"id": id, "name": name, "type": type, **describe(name, type), "mentions": sum(r[2] for r in spelled),
                "first_seen": min(first, default=None), "last_seen": max(last, default=None)}  # fmt: skip
        made = entry(hand, base, (r[1] for r in spelled))
        rows.append(tuple(made[c] for c in ORGANISATIONS.stored_columns))
    writer.insert(connection, ORGANISATIONS.name, ORGANISATIONS.stored_columns, rows)


# -- for reading


def entries(store: Store, name: str | None = None) -> list[dict[str, Any]]:
    """The registry with ``merged_into`` (the id) and ``given_aliases`` (those by hand), by name; ``name``: only entries of which the name or a spelling contains it.

    Entries that were merged into others, and those made by hand that nothing mentions yet, are listed too.
    """
    rows = store.read("SELECT * FROM organisations ORDER BY name, type, id")
    with store.reading() as connection:
        hand = Hand.read(connection)
    there = {row["id"] for row in rows}
    rows += [
        entry(hand, {"id": id, "name": hand.known[id][0], "type": hand.known[id][1], "mentions": 0}, ())
        for id in sorted(hand.values)
        if id not in there
    ]
    for row in rows:
        row["given_aliases"] = SEPARATOR.join(hand.aliases(row["id"])) or None
        row["merged_into"] = hand.values.get(row["id"], {}).get("merged_into")
    rows.sort(key=lambda r: (r["name"], r["type"], r["id"]))
    return [r for r in rows if not name or name in r["name"] or any(name in a for a in split(r["aliases"]))]
