"""Full-text search: sentences with all the words, the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from outputs import fulltext
from outputs.desk.query.bounded import bounded
from outputs.desk.query.rows import Segment
from outputs.store import Store

PER = 20
LAST = 100
"""Pages."""
SHORTEST = 2
"""Characters of a query: a single one is part of any word."""

LONGEST = 200
NAMES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence: its stretches, each with whether it is marked; and its row (:meth:`outputs.store.Store.search`)."""

    parts: list[tuple[str, bool]]
    row: dict[str, Any]

    @property
    def href(self) -> str:
        return f"/articles/{self.row['article']}#s-{self.row['start']}"


@dataclass(frozen=True, slots=True)
class Found:
    """``organisations``: entries of the registry whose name holds the query; ``more``: whether there is a next page."""

    hits: list[Hit]
    organisations: list[dict[str, Any]]
    more: bool


def search(store: Store, text: str, page: int = 1, segment: Segment | None = None) -> Found:
    """A page of sentences. A query that is too short finds nothing."""
    text = " ".join(text.replace("\0", " ").split())[:LONGEST]
    if len(text) < SHORTEST:
        return Found([], [], False)
    words = list((segment or str.split)(text))
    rows = store.search(text, words, PER + 1, (page - 1) * PER)
    sought = [text, *fulltext.wanted(words)]
    return Found([Hit(marked(row["text"], sought), row) for row in rows[:PER]], _organisations(store, text) if page == 1 else [], len(rows) > PER)


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in stretches, those marked that any of the words covers."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is longer: places would not agree
        low = text
    covered = bytearray(len(text))
    for word in {w.lower() for w in words if w.strip()}:
        at = low.find(word)
        while at >= 0:
            covered[at : at + len(word)] = b"\1" * len(word)
            at = low.find(word, at + 1)
    out: list[tuple[str, bool]] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or covered[i] != covered[start]:
            out.append((text[start:i], bool(covered[start])))
            start = i
    return out


def _organisations(store: Store, text: str) -> list[dict[str, Any]]:
    name: sa.ColumnClause[str] = sa.column("name", sa.Text)
    mentions: sa.ColumnClause[int] = sa.column("mentions", sa.Integer)
    asked: sa.Select[Any] = sa.select(sa.column("id"), name, mentions).select_from(sa.table("organisations")).where(name.contains(text, autoescape=True))
    with bounded(store) as connection:
        return [dict(row) for row in connection.execute(asked.order_by(mentions.desc()).limit(NAMES)).mappings()]
