"""Corrected articles as annotated text, one JSON object a line: for the lexicons and for training.

A record has ``id``, ``text``, ``date`` and lists of ``organisations`` and ``figures``; a mention is named by its ``text`` and ``nth``, its first occurrence being 0
(counted from left to right without overlaps). What nobody corrected is what the program read, so a reader goes over the whole before it is used.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.export import harmless
from outputs.values import bounds

if TYPE_CHECKING:
    from outputs.store import Store

_ARTICLES = "SELECT DISTINCT article FROM {table} WHERE document IN :documents AND article IS NOT NULL"
_ARTICLE = "SELECT id, title, section, contributor, start, text, issued FROM articles WHERE id = :id"
_FACTS = "SELECT * FROM {table} WHERE document = :document AND article = :id ORDER BY start, id"
_NAMES = """SELECT m.text, m.name, m.type, count(*) AS n FROM mentions m WHERE m.corrected = 1 AND m.text <> m.name GROUP BY m.text, m.name, m.type ORDER BY m.name, m.text"""


def lines(store: Store) -> Iterator[str]:
    """A line for each article in force that a correction is about."""
    for id in _corrected(store):
        yield json.dumps(record(store, id), ensure_ascii=False)


def _corrected(store: Store) -> list[str]:
    from outputs.correcting import successor

    with store.reading() as connection:
        made = {r.document for r in connection.execute(sa.text("SELECT DISTINCT document FROM corrections"))}
        documents = sorted({now for document in made if (now := successor(connection, document))})
        found: set[str] = set()
        for table in ("figures_all", "mentions_all"):
            sql = _ARTICLES.format(table=table) + " AND (corrected = 1 OR id LIKE '%.machine')"
            statement = sa.text(sql).bindparams(sa.bindparam("documents", expanding=True))
            found |= set(connection.execute(statement, {"documents": documents}).scalars()) if documents else set()
    return sorted(found)


def record(store: Store, article: str) -> dict[str, Any]:
    """An article in force with its organisations and figures as they stand after correction."""
    head = store.read(_ARTICLE, id=article)[0]
    asked = {"document": article.partition(".")[0], "id": article}
    mentions, figures = (store.read(_FACTS.format(table=table), **asked) for table in ("mentions", "figures"))
    return {
        "id": article, "title": head["title"], "section": head["section"], "contributor": head["contributor"], "date": head["issued"], "text": head["text"],
        "organisations": [made for m in mentions if (made := _named(head, m)) and made.update(name=m["name"], type=m["type"]) is None],
        "figures": [made for f in figures if (made := _named(head, f)) and made.update(_figure(f)) is None],
    }  # fmt: skip


def _named(head: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any] | None:
    """A stretch by its words and the number of their occurrence; ``None`` for one that overlaps an occurrence before it, which has no number."""
    text, at, nth, word = head["text"], 0, 0, row["text"]
    wanted = row["start"] - head["start"]
    while (at := text.find(word, at)) >= 0 and at < wanted:
        at, nth = at + len(word), nth + 1
    return {"text": word, "nth": nth} if at == wanted else None


def _figure(row: Mapping[str, Any]) -> dict[str, Any]:
    low, high = (None if x is None else int(x) if x == int(x) else float(x) for x in (bounds(row["value"]) if row["value"] else (None, None)))
    out: dict[str, Any] = {"low": low, "high": high}
    return out | ({"approx": True} if row["approx"] else {}) | {"unit": row["unit"], "kind": row["kind"], "measure": row["measure"]}


def suggestions(store: Store) -> str:
    """Spellings for the lexicon of organisations, as CSV: what stood there, the name it was given, its type, how often."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("alias", "name", "type", "count"))
    writer.writerows((harmless(r["text"]), harmless(r["name"]), r["type"], r["n"]) for r in store.read(_NAMES))
    return out.getvalue()
