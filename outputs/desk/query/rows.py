"""The rows of a question: how many, which of them stand on the page, and all of them for a file. Every statement is bounded (:mod:`bounded`, ``MOST``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from outputs import fulltext
from outputs.contract import Column
from outputs.desk.query.bounded import bounded
from outputs.desk.query.listings import Joined
from outputs.desk.query.question import MOST, Filter, Question
from outputs.store import Store

Segment = Callable[[str], Sequence[str]]
Row = dict[str, Any]

FEW = 500
"""So many values of a column that contain a word are looked up one by one; more are met soon enough on the way through the rows."""


@dataclass(frozen=True, slots=True)
class Page:
    """``total``: rows in all, or ``MOST`` where there are more (``capped``). ``sorted``: by what they are sorted; not what was asked where that is too many rows."""

    rows: list[Row]
    total: int
    capped: bool
    sorted: str


class Asking:
    """A question put to a store. ``segment``: words of a text, as the stored text was segmented."""

    def __init__(self, store: Store, question: Question, segment: Segment | None = None) -> None:
        self.store, self.question, self.listing = store, question, question.listing
        self._segment = segment or str.split
        listing = question.listing
        self._computed = any(not c.stored for c in listing.table.columns)
        view = listing.table.stored_name if self._computed else listing.table.name  # a view that computes costs more than it gives here
        names = [c.name for c in listing.columns.values() if not listing.join(c.name)]
        self.t: Any = sa.table(view, *map(sa.column, [*names, "current"] if self._computed else names)).alias("t")
        self._words: list[str] | None = None
        self._parts: dict[tuple[str, str], list[str]] = {}

    # -- what is asked

    def conditions(self, connection: sa.Connection, by: str, leaving: str | None = None) -> list[sa.ColumnElement[bool]]:
        """The conditions for rows sorted by ``by``, without those on the column ``leaving``."""
        # the first column of an index that sorts by another: SQLite would take it, and then sort all that it meets
        self._leads = {only for other, only in self.listing.free.items() if only and other != by} if self.store.backend.dialect == "sqlite" else set()
        out: list[sa.ColumnElement[bool]] = [self.t.c.current == 1] if self._computed else []
        if self.listing.where:
            out.append(sa.text(self.listing.where))  # type: ignore[arg-type]
        out += [self._condition(connection, f) for f in self.question.filters if f.column != leaving]
        if self.question.words:
            out.append(self._sought(connection))
        return out

    def _condition(self, connection: sa.Connection, f: Filter) -> sa.ColumnElement[bool]:
        joined = self.listing.join(f.column)
        if joined is None:
            return self._plain(connection, self.t.c[f.column], self.listing.columns[f.column], f)
        return self._elsewhere(connection, joined, f)

    def _plain(self, connection: sa.Connection, c: Any, column: Column, f: Filter) -> sa.ColumnElement[bool]:
        match f.operator:
            case "none":
                return c.is_(None)  # type: ignore[no-any-return]
            case "has":
                return self._containing(connection, c, str(f.values[0]))
            case "min":
                return c >= f.values[0]  # type: ignore[no-any-return]
            case "max":
                return c <= _last(column, f.values[0])  # type: ignore[no-any-return]
        if f.column in self._leads:
            c = sa.literal_column(f"+t.{f.column}")
        if column.type in ("date", "time"):
            return sa.or_(*(c == v if len(str(v)) == 10 and column.type == "date" else sa.and_(c >= v, c <= _last(column, v)) for v in f.values))
        return c == f.values[0] if len(f.values) == 1 else c.in_(f.values)  # type: ignore[no-any-return]

    def _containing(self, connection: sa.Connection, c: Any, part: str) -> sa.ColumnElement[bool]:
        """A rare part of a value would be sought through all rows; where an index holds the values, they are found there."""
        like: sa.ColumnElement[bool] = c.contains(part, autoescape=True)
        if c.name not in {names[0] for names in self.listing.table.indexes}:
            return like
        stored = sa.table(self.listing.table.stored_name, sa.column(c.name)).c[c.name]
        found = self._parts.get((c.name, part))
        if found is None:
            found = list(connection.execute(sa.select(stored).where(stored.contains(part, autoescape=True)).distinct().limit(FEW + 1)).scalars())
            self._parts[c.name, part] = found
        return like if len(found) > FEW else c.in_(found)

    def _elsewhere(self, connection: sa.Connection, joined: Joined, f: Filter) -> sa.ColumnElement[bool]:
        """A condition on a column of another table: by its rows where they are few, else row by row."""
        other = sa.table(joined.table.stored_name, sa.column(joined.key), sa.column(joined.source)).alias("o")
        condition = self._plain(connection, other.c[joined.source], joined.column, f)
        keys = connection.execute(sa.select(other.c[joined.key]).where(condition).limit(FEW + 1)).scalars().all()
        mine = self.t.c[joined.via]
        if len(keys) <= FEW:
            return mine.in_(keys)  # type: ignore[no-any-return]
        return sa.exists().where(other.c[joined.key] == mine, condition)

    def _sought(self, connection: sa.Connection) -> sa.ColumnElement[bool]:
        if self.listing.by_sentence:
            return self.t.c.id.in_(self._met(connection))  # type: ignore[no-any-return]
        words = self.question.words.split()
        return sa.and_(*(sa.or_(*(self.t.c[name].contains(word, autoescape=True) for name in self.listing.sought)) for word in words))

    def _met(self, connection: sa.Connection) -> list[str]:
        """The rows that stand in sentences which hold all the words, or else the words as they are printed: ``MOST`` of them."""
        if self._words is None:
            asked = fulltext.wanted(self._segment(self.question.words))
            condition, parameters = self.store.backend.search(asked) if asked else ("1 = 0", {})
            literal = "instr(s.text, :literal) > 0" if self.store.backend.dialect == "sqlite" else "position(:literal in s.text) > 0"
            self._words = self._standing(connection, condition, parameters) or self._standing(connection, literal, {"literal": self.question.words})
        return self._words

    def _standing(self, connection: sa.Connection, condition: str, parameters: dict[str, object]) -> list[str]:
        """The rows that stand in sentences ``s`` of which a condition holds."""
        sql = f"""SELECT f.id FROM sentences_all s JOIN {self.listing.table.stored_name} f ON f.document = s.document AND f.start >= s.start AND f.start < s."end"
            WHERE s.current = 1 AND f.current = 1 AND {condition} LIMIT {MOST}"""
        return list(connection.execute(sa.text(sql), parameters).scalars())

    # -- what is answered

    def page(self) -> Page:
        """The rows of the question's page, and how many there are."""
        with bounded(self.store) as connection:
            start = min((self.question.page - 1) * self.question.per, MOST)
            limit = min(self.question.per, MOST - start)
            order = self._sorting(many=True)
            conditions = self.conditions(connection, order.removeprefix("-"))
            rows = self._rows(connection, conditions, order, limit, start)
            total = self._count(connection, conditions) if start or len(rows) == limit else len(rows)
            if order != self._sorting(total > MOST):
                order = self._sorting(many=False)
                rows = self._rows(connection, conditions, order, limit, start)
        return Page(rows, min(total, MOST), total > MOST, order)

    def all(self, limit: int = MOST) -> Page:
        """The rows from the first on, at most ``limit`` of them, in the question's order."""
        with bounded(self.store, 60) as connection:
            total = self._count(connection, self.conditions(connection, self.listing.order), limit)
            order = self._sorting(total > MOST)
            conditions = self.conditions(connection, order.removeprefix("-"))
            return Page(self._rows(connection, conditions, order, limit, 0), min(total, limit), total > limit, order)

    def _count(self, connection: sa.Connection, conditions: Sequence[Any], limit: int = MOST) -> int:
        some = sa.select(sa.literal(1)).select_from(self.t).where(*conditions).limit(limit + 1).subquery()
        return int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())

    def _sorting(self, many: bool) -> str:
        """By what the rows can be sorted: of many rows only what an index sorts."""
        by, down = self.question.order
        if many and not sortable(self.question, by):
            return self.listing.order
        return f"-{by}" if down else by

    def _rows(self, connection: sa.Connection, conditions: Sequence[Any], order: str, limit: int, offset: int) -> list[Row]:
        wanted = dict.fromkeys([*self.question.shown, *self.listing.table.key, "document", "article", "sentence", "start", "end", "organisation", "fingerprint", "verdict"])
        own = [self.t.c[name] for name in wanted if name in self.t.c]
        by = order.removeprefix("-")
        joined = self.listing.join(by)
        first = self._looked_up(joined, self.t) if joined else self.t.c[by]
        direction = first.desc() if order.startswith("-") else first.asc()
        sorting = [direction if order.startswith("-") and self.store.backend.dialect == "sqlite" else direction.nulls_last()]
        sorting += [self.t.c[name] for name in self.listing.within if name != by]
        keys = {j.via for name in self.question.shown if (j := self.listing.join(name))}
        own += [self.t.c[name] for name in keys if name not in wanted]
        inner = sa.select(*own).where(*conditions).order_by(*sorting).limit(limit).offset(offset).subquery("x")
        extra = [self._looked_up(j, inner).label(j.column.name) for name in self.question.shown if (j := self.listing.join(name))]
        return [dict(row) for row in connection.execute(sa.select(*inner.c, *extra)).mappings()]

    @staticmethod
    def _looked_up(joined: Joined, row: Any) -> Any:
        other = sa.table(joined.table.stored_name, sa.column(joined.key), sa.column(joined.source)).alias(f"o_{joined.column.name}")
        return sa.select(other.c[joined.source]).where(other.c[joined.key] == row.c[joined.via]).scalar_subquery()


def sortable(question: Question, column: str) -> bool:
    """Whether an index sorts by this column, however many rows there are."""
    free = question.listing.free
    return column in free and (free[column] is None or len(question.values(str(free[column]))) == 1)


def _last(column: Column, value: object) -> object:
    """The last day of a date that may be a month or a year."""
    if column.type not in ("date", "time"):
        return value
    day = str(value) + "-12-31"[3 * str(value).count("-") :]
    return day if column.type == "date" else f"{day}T99"
