"""Facets: the values of a column among the rows of a question, with how many rows each has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from outputs.desk.query.bounded import bounded
from outputs.desk.query.question import MOST, SAMPLE
from outputs.desk.query.rows import Asking, Page
from outputs.desk.version import Remembered, version

LONG = 12
"""Values of one facet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value; ``key`` is its parameter (``kind`` or, for what is empty, ``kind.none``); ``count``: rows that have it."""

    key: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A column's values, the most frequent first. ``sampled``: counted among the first rows only."""

    column: str
    heading: str
    choices: list[Choice]
    sampled: bool


def facets(asking: Asking, page: Page) -> list[Facet]:
    """The facets of a question. The values of a column that was chosen from are counted as if it were not, so that others can be added.

    ``page``: what the question was answered with.
    """
    question = asking.question
    key = (version(asking.store), question.listing.name, question.words, question.filters, page.total, page.capped)
    counted = _REMEMBERED.get(key, lambda: _counted(asking, page))
    return [_facet(asking, name, *counted[name]) for name in asking.listing.facets]


Counted = dict[str, tuple[list[tuple[Any, int]], bool]]
_REMEMBERED: Remembered[Counted] = Remembered(300)


def _counted(asking: Asking, page: Page) -> Counted:
    """Values with their numbers by column, and whether only some rows were looked at."""
    question, listing = asking.question, asking.listing
    chosen = {f.column for f in question.filters if f.operator in ("is", "none") and f.column in listing.facets}
    with bounded(asking.store) as connection:
        rest = [name for name in listing.facets if name not in chosen]
        counted: Counted = {name: ([], False) for name in rest}
        for leaving, names in [(None, rest if page.total else []), *((name, [name]) for name in listing.facets if name in chosen)]:
            if names:
                found, sampled = _count(connection, asking, names, leaving, SAMPLE if page.capped or leaving else MOST)
                counted |= {name: (found[name], sampled) for name in names}
    return counted


def _count(connection: sa.Connection, asking: Asking, names: list[str], leaving: str | None, limit: int) -> tuple[dict[str, list[tuple[Any, int]]], bool]:
    """Values and numbers by column, in one pass over the first rows."""
    t, listing = asking.t, asking.listing
    some = sa.select(*(_grouped(listing.columns[name].type, t.c[name]).label(name) for name in names)).select_from(t)
    by, down = listing.order.removeprefix("-"), listing.order.startswith("-")
    kept = some.where(*asking.conditions(connection, by, leaving)).order_by(t.c[by].desc() if down else t.c[by]).limit(limit + 1).cte("kept").prefix_with("MATERIALIZED")
    parts = [
        sa.select(sa.literal(i).label("facet"), sa.cast(kept.c[name], sa.Text).label("value"), sa.func.count().label("n")).group_by(kept.c[name])
        for i, name in enumerate(names)
    ]
    out: dict[str, list[tuple[Any, int]]] = {name: [] for name in names}
    for facet, value, n in connection.execute(sa.union_all(*parts)).all():
        out[names[facet]].append((value, n))
    return out, sum(n for _, n in out[names[0]]) > limit


def _grouped(type: str, column: Any) -> Any:
    """Dates are grouped by year."""
    return sa.func.substr(column, 1, 4) if type in ("date", "time") else column


def _facet(asking: Asking, name: str, found: list[tuple[Any, int]], sampled: bool) -> Facet:
    question, column = asking.question, asking.listing.columns[name]
    picked = {str(v) for v in question.values(name)}
    none = any(f.column == name and f.operator == "none" for f in question.filters)
    counts = dict(found)
    by_count = sorted(((v, n) for v, n in found if v is not None), key=lambda pair: (-pair[1], str(pair[0])))
    kept = by_count[:LONG] + [(v, n) for v, n in by_count[LONG:] if str(v) in picked]
    kept += [(v, 0) for v in sorted(picked) if v not in {str(w) for w, _ in by_count}]
    if column.type in ("date", "time"):
        kept.sort(reverse=True)
    choices = [Choice(name, str(v), column.labels.get(str(v), str(v)), n, str(v) in picked) for v, n in kept]
    if counts.get(None) or none:
        choices.append(Choice(f"{name}.none", "1", "（空）", counts.get(None, 0), none))
    return Facet(name, column.heading, choices, sampled)
