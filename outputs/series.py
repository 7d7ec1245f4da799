"""The store's side of the checks across bulletins: which series wait, their observations, and what the checks found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.counts import Counts
from outputs.opening import opened
from outputs.schema import CHECK_EVIDENCE, CHECKS
from outputs.schema_series import PROGRESS, RELATIONS

if TYPE_CHECKING:
    from outputs.runs import Run
    from outputs.store import Store

Unit = tuple[str, int]
"""A place and a year."""

_SENTENCE = "CASE WHEN s.id IS NULL THEN NULL WHEN length(s.text) > 600 THEN substr(s.text, 1, 600) ELSE s.text END AS sentence_text"
# Written so that no index is asked for what repeats nothing: that is nearly the whole archive.
_ENTRIES = f"""SELECT o.*, {_SENTENCE} FROM observations_all o {{join}} LEFT JOIN sentences_all s ON s.id = o.sentence
WHERE o.current = 1 AND coalesce(o.repeats, '') = '' AND {{where}} ORDER BY o.issued, o.document, o.start"""


def waiting(store: Store, many: int = 1) -> bool:
    """Whether any series gained or lost observations since it was last checked: as many keys as ``many``."""
    return bool(store.read("SELECT 1 FROM touched LIMIT 1 OFFSET :before", before=many - 1))


def places(store: Store, year: int | None = None) -> list[str]:
    """The places of which something waits, of a year or of any."""
    where = "" if year is None else "WHERE year = :year"
    return sorted(row["place"] for row in store.read(f"SELECT DISTINCT place FROM touched {where}", **({} if year is None else {"year": year})))


def keys(store: Store, places: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """Place, measure and year of the series of these places that wait."""
    t = store.backend.metadata.tables["touched"]
    for part in _parts(places):
        wanted = sa.select(t.c.place, t.c.measure_key, t.c.year).where(t.c.place.in_(part)).distinct()
        yield from store.ask(lambda connection, wanted=wanted: [(place, key, int(year)) for place, key, year in connection.execute(wanted).all()])


def years(store: Store) -> list[int]:
    """The years of which something waits."""
    return sorted(int(row["year"]) for row in store.read("SELECT DISTINCT year FROM touched"))


def documents(store: Store) -> list[str]:
    """The documents on account of which something waits, sorted."""
    return sorted(row["document"] for row in store.read("SELECT DISTINCT document FROM touched"))


def of_measure(store: Store, places: Collection[str], keys: Collection[str], first: int, last: int) -> list[dict[str, Any]]:
    """Observations of some measures in several places, in years ``first`` to ``last``."""
    where = "o.place IN :places AND o.measure_key IN :keys AND o.year BETWEEN :first AND :last"
    return _read(store, where, places=places, keys=sorted(keys), first=first, last=last)


def of_year(store: Store, places: Collection[str], year: int) -> dict[str, list[dict[str, Any]]]:
    """All observations of places for a year, then those of the year's bulletins whose days are not known; by place."""
    out: dict[str, list[dict[str, Any]]] = {place: [] for place in places}
    undated = "o.place IN :places AND o.year IS NULL AND o.issued BETWEEN :first AND :last"
    for row in _read(store, "o.place IN :places AND o.year = :year", places=places, year=year):
        out[row["place"]].append(row)
    for row in _read(store, undated, places=places, first=f"{year}-01-01", last=f"{year}-12-31"):
        out[row["place"]].append(row)
    return out


def of_documents(store: Store, documents: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The results of documents, by document."""
    out: dict[str, list[dict[str, Any]]] = {document: [] for document in documents}
    for row in _read(store, "o.document IN :places AND o.role = 'result'", places=documents):
        out[row["document"]].append(row)
    return out


def of_values(store: Store, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Results by place and value, for pairs of these."""
    out: dict[tuple[str, str], list[dict[str, Any]]] = {pair: [] for pair in pairs}
    ordered = sorted(pairs)
    for part in (ordered[i : i + 300] for i in range(0, len(ordered), 300)):
        wanted = ", ".join(f"(:p{i}, :v{i})" for i in range(len(part)))
        asked = {f"{letter}{i}": text for i, pair in enumerate(part) for letter, text in zip("pv", pair, strict=True)}
        joined = f"JOIN (VALUES {wanted}) AS wanted ON wanted.column1 = o.place AND wanted.column2 = o.value"
        for row in _ask(store, sa.text(_ENTRIES.format(join=joined, where="o.role = 'result'")), asked):
            out[row["place"], row["value"]].append(row)
    return out


def _read(store: Store, where: str, places: Collection[str], **parameters: object) -> list[dict[str, Any]]:
    if not all((places, parameters.get("keys", True))):
        return []  # an empty list has a type of its own on PostgreSQL
    lists = (name for name in ("places", "keys") if f":{name}" in where)
    statement = sa.text(_ENTRIES.format(join="", where=where)).bindparams(*(sa.bindparam(name, expanding=True) for name in lists))
    return _ask(store, statement, {"places": sorted(places)} | parameters)


def _ask(store: Store, statement: sa.TextClause, asked: Mapping[str, object]) -> list[dict[str, Any]]:
    def rows(connection: sa.Connection) -> list[dict[str, Any]]:
        result = connection.execute(statement, asked)
        names = tuple(result.keys())
        return [dict(zip(names, row, strict=True)) for row in result.all()]

    return store.ask(rows)


def series_of(place: str, year: int) -> str:
    """What a place's progress in a year is kept under."""
    return f"{place}|{year}"


def replace(run: Run, series: Collection[str], rows: Mapping[str, Sequence[Mapping[str, Any]]], followed: Sequence[Unit] = ()) -> int:
    """Put the findings of ``series`` in place of the earlier ones, and the progress and links of the units ``followed``, of which nothing waits any more.

    One transaction. ``rows``: rows by table (checks, check_evidence, progress, links). Gives how many flags were opened that were not on record.
    """
    store = run.store
    tables = store.backend.metadata.tables
    checks, evidence, touched = tables["checks_all"], tables["check_evidence_all"], tables["touched"]

    def put(connection: sa.Connection) -> Counts:
        before = set(run.taken)
        for part in _parts(series):
            known = connection.execute(sa.select(checks.c.id, checks.c.fingerprint, checks.c.verdict).where(checks.c.series.in_(part))).all()
            before |= {fingerprint for _, fingerprint, verdict in known if verdict == "fails"}
            for ids in _parts([id for id, *_ in known]):
                connection.execute(evidence.delete().where(evidence.c.check_id.in_(ids)))
                connection.execute(checks.delete().where(checks.c.id.in_(ids)))
        for part in _parts([series_of(*unit) for unit in followed]):
            for name in ("progress", "links"):
                connection.execute(tables[name].delete().where(tables[name].c.series.in_(part)))
        for table in (CHECKS, CHECK_EVIDENCE, PROGRESS, RELATIONS):
            run.insert(connection, table, rows.get(table.name, ()))
        if followed:
            gone = touched.delete().where(touched.c.place == sa.bindparam("the_place"), touched.c.year == sa.bindparam("the_year"))
            connection.execute(gone, [{"the_place": place, "the_year": year} for place, year in followed])
        flags = {c["fingerprint"] for c in rows.get("checks", ()) if c["verdict"] == "fails" and c["severity"] != "info"}
        counts = Counts(flags_opened=opened(connection, flags - before))
        counts.tables.update({name: len(listed) for name, listed in rows.items()})
        return counts

    return run.apply(put).flags_opened


def _parts(values: Collection[str], size: int = 500) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[i : i + size] for i in range(0, len(ordered), size))
