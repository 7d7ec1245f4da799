"""The tables follow the corrections: a row that was mended stands in its place, marked ``corrected``; what the program read is set aside beside it.

A row set aside keeps its address with :data:`ASIDE` behind it and is not in force, so that every view, query and export shows what people decided. Done for
each document in the transaction that writes it, and again after every correction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.corrections import located
from outputs.errors import StoreError
from outputs.values import double, exact

if TYPE_CHECKING:
    from outputs.store import Store

ASIDE = ".machine"
LETTERS = {"figure": "f", "organisation": "m"}
STORED = {"figure": "figures_all", "organisation": "mentions_all"}
DERIVED = {"period_first": "period", "period_last": "period", "step": "value"}
"""Columns that the program worked out from others: with another reading they are unknown."""
EntryOf = Callable[[Mapping[str, Any]], str]
PATIENCE = 1.0
"""Seconds that somebody who corrects waits for a run to end; it follows the correction itself when it does."""


def follow(store: Store) -> bool:
    """Bring the tables in line with all corrections; false when a run writes, which does so itself before it ends."""
    from outputs.batch import Batch
    from outputs.store import now, still_there

    try:
        writer = store.backend.writer(PATIENCE, lambda: "?")
    except StoreError as error:
        if error.code != "store-locked":
            raise
        return False
    try:
        with store.trouble(), writer.transaction() as connection:
            Batch(writer, connection, store.backend.metadata, "", now(), still_there).catch_up()
    finally:
        writer.release()
    return True


def waiting(connection: sa.Connection) -> dict[str, int]:
    """The documents in force that have not followed their latest correction, with its number."""
    done = {row.document: row.latest for row in connection.exec_driver_sql("SELECT document, latest FROM corrections_applied")}
    return {document: latest for document, latest in _concerned(connection).items() if done.get(document) != latest}


def concerned(connection: sa.Connection, documents: Collection[str]) -> dict[str, int]:
    """Those of ``documents`` that corrections are about, made on them or on a version before; each with its latest."""
    return {document: latest for document, latest in _concerned(connection).items() if document in documents}


def _concerned(connection: sa.Connection) -> dict[str, int]:
    out: dict[str, int] = {}
    for document, latest in connection.exec_driver_sql("SELECT document, max(id) FROM corrections GROUP BY document").all():
        if now := successor(connection, document):
            out[now] = max(latest, out.get(now, 0))
    return out


def successor(connection: sa.Connection, document: str) -> str | None:
    """The version in force of a document: itself, or what replaced it in the end."""
    seen: set[str] = set()
    found: str | None = document
    while found and found not in seen:
        seen.add(found)
        row = connection.execute(_HEAD, {"id": found}).first()
        if row is None or row.status == "current":
            return found if row else None
        found = row.superseded_by
    return None


_HEAD = sa.text("SELECT status, superseded_by FROM documents WHERE id = :id")
_FAMILY = sa.text("""WITH RECURSIVE family(id) AS (SELECT :id UNION SELECT d.id FROM documents d JOIN family f ON d.superseded_by = f.id)
SELECT c.* FROM corrections c JOIN family f ON f.id = c.document ORDER BY c.id""").bindparams(sa.bindparam("id", type_=sa.Text))


def apply(connection: sa.Connection, tables: Mapping[str, sa.Table], document: str, entry_of: EntryOf) -> None:
    """Make the rows of a document in force what its corrections say. What an earlier call did is taken back first."""
    for name in STORED.values():
        _restore(connection, tables[name], document)
    for (kind, start, end), last in holding(connection, document).items():
        _mend(connection, tables, document, kind, (start, end), last, entry_of)


def holding(connection: sa.Connection, document: str) -> dict[tuple[str, int, int], Mapping[str, Any]]:
    """The corrections that hold for a document, those made on earlier versions of it too, by kind and place in its text."""
    text = str(connection.execute(sa.text("SELECT text FROM texts WHERE document = :id"), {"id": document}).scalar_one())
    latest: dict[tuple[str, int, int], Mapping[str, Any]] = {}
    for row in map(dict, connection.execute(_FAMILY, {"id": document}).mappings()):
        place = (row["start"], row["end"]) if row["document"] == document else located(row, text)
        if place and text[slice(*place)] == row["text"]:
            latest[row["kind"], *place] = row
    return {place: row for place, row in latest.items() if row["action"] != "undo"}


# -- what was made of the figures: targets, observations, checks

_BEHIND = "SELECT document, latest FROM corrections_applied WHERE reread IS NULL OR reread <> latest ORDER BY document"
_DERIVED = "UPDATE {table} SET corrected = 1 WHERE document = :document AND start = :start AND \"end\" = :end"


def behind(store: Store) -> dict[str, int]:
    """The documents whose targets, observations and checks have not followed their corrections yet, each with its latest."""
    return {row["document"]: row["latest"] for row in store.read(_BEHIND)}


def caught_up(connection: sa.Connection, document: str, latest: int, figures: Collection[tuple[int, int]]) -> None:
    """A document was read again with its corrections up to ``latest``; ``figures``: the places of those that were corrected."""
    for table in ("targets_all", "observations_all"):
        for start, end in figures:
            connection.execute(sa.text(_DERIVED.format(table=table)), {"document": document, "start": start, "end": end})
    connection.execute(sa.text("UPDATE corrections_applied SET reread = :latest WHERE document = :document AND latest = :latest"), {"document": document, "latest": latest})


def _restore(connection: sa.Connection, table: sa.Table, document: str) -> None:
    here = table.c.document == document
    connection.execute(table.delete().where(here, table.c.corrected == 1))
    whole = sa.func.substr(table.c.id, 1, sa.func.length(table.c.id) - len(ASIDE))
    connection.execute(table.update().where(here, table.c.id.like(f"%{ASIDE}")).values(id=whole, current=1))


def _mend(
    connection: sa.Connection, tables: Mapping[str, sa.Table], document: str, kind: str, place: tuple[int, int], row: Mapping[str, Any], entry_of: EntryOf
) -> None:
    table, (start, end) = tables[STORED[kind]], place
    there = (table.c.document == document, table.c.start == start, table.c.end == end, table.c.current == 1)
    read = [dict(found) for found in connection.execute(sa.select(table).where(*there).order_by(table.c.id)).mappings()]
    connection.execute(table.update().where(*there).values(id=table.c.id + ASIDE, current=0))
    if row["action"] == "set":
        base = read[0] if read else _blank(connection, tables, table, document, kind, place) | {"text": row["text"]}
        reading = columns(kind, json.loads(row["reading"]))
        made = base | {name: None for name, of in DERIVED.items() if name in base and reading.get(of) != base[of]} | reading | {"corrected": 1, "current": 1}
        if kind == "organisation":
            made["organisation"] = entry_of(made)
        connection.execute(table.insert().values(made))


def columns(kind: str, reading: Mapping[str, Any]) -> dict[str, Any]:
    """A reading as columns of its table."""
    if kind == "organisation":
        return {"name": reading["name"], "type": reading["type"], "resolved": 1}
    low, high = (None if reading[name] is None else Decimal(reading[name]) for name in ("low", "high"))
    same = {name: reading[name] for name in ("unit", "kind", "measure", "subject", "period", "scope", "modality", "comparator")}
    return same | {"value": exact(low, high), "low": double(low), "high": double(high), "approx": int(reading["approx"])}


def _blank(connection: sa.Connection, tables: Mapping[str, sa.Table], table: sa.Table, document: str, kind: str, place: tuple[int, int]) -> dict[str, Any]:
    """A row for words that the program passed over."""
    start, end = place
    around = {}
    for name in ("articles_all", "sentences_all"):
        t = tables[name]
        here = sa.select(t).where(t.c.document == document, t.c.start <= start, t.c.end >= end, t.c.current == 1).order_by(t.c.start.desc()).limit(1)
        around[name] = connection.execute(here).mappings().first() or {"id": None, "issued": None}
    row: dict[str, Any] = dict.fromkeys(table.c.keys()) | {
        "id": f"{document}.{LETTERS[kind]}{start}-{end}", "document": document, "article": around["articles_all"]["id"], "sentence": around["sentences_all"]["id"],
        "issued": around["articles_all"]["issued"], "start": start, "end": end,
    }  # fmt: skip
    return row | {"approx": 0} if kind == "figure" else row | {"role": "mention"}
