"""The store's side of the checks across bulletins: which series wait, their observations, and what the checks found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.counts import Counts
from outputs.opening import opened
from outputs.schema import CHECK_EVIDENCE, CHECKS
from outputs.schema_series import PROGRESS, RELATIONS

if TYPE_CHECKING:
    from outputs.runs import Run
    from outputs.store import Store

_SENTENCE = "CASE WHEN s.id IS NULL THEN NULL WHEN length(s.text) > 600 THEN substr(s.text, 1, 600) ELSE s.text END AS sentence_text"
# Written so that no index is asked for what repeats nothing: that is nearly the whole archive.
_ENTRIES = f"""SELECT o.*, {_SENTENCE} FROM observations_all o {{join}} LEFT JOIN sentences_all s ON s.id = o.sentence
WHERE o.current = 1 AND coalesce(o.repeats, '') = '' AND {{where}} ORDER BY o.issued, o.document, o.start"""


def waiting(store: Store) -> list[dict[str, Any]]:
    """The series that gained or lost observations since they were last checked."""
    return store.read("SELECT place, measure_key, year, document FROM touched ORDER BY place, measure_key, year, document")


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
    return store.ask(lambda connection: [dict(row) for row in connection.execute(statement, asked).mappings()])


def replace(
    run: Run,
    series: Collection[str],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    followed: Collection[str],
    done: Iterable[Mapping[str, Any]],
) -> int:
    """Put the findings of ``series`` in place of the earlier ones, and the progress and links of ``followed``; forget that the keys ``done`` wait.

    One transaction. ``rows``: rows by table (checks, check_evidence, progress, links). Gives how many flags were opened that were not on record.
    """
    store = run.store
    tables = store.backend.metadata.tables
    checks, evidence, touched = tables["checks_all"], tables["check_evidence_all"], tables["touched"]
    done = list(done)

    def put(connection: sa.Connection) -> Counts:
        before = set(run.taken)
        for part in _parts(series):
            known = connection.execute(sa.select(checks.c.id, checks.c.fingerprint, checks.c.verdict).where(checks.c.series.in_(part))).all()
            before |= {fingerprint for _, fingerprint, verdict in known if verdict == "fails"}
            for ids in _parts([id for id, *_ in known]):
                connection.execute(evidence.delete().where(evidence.c.check_id.in_(ids)))
                connection.execute(checks.delete().where(checks.c.id.in_(ids)))
        for part in _parts(followed):
            for name in ("progress", "links"):
                connection.execute(tables[name].delete().where(tables[name].c.series.in_(part)))
        for table in (CHECKS, CHECK_EVIDENCE, PROGRESS, RELATIONS):
            run.insert(connection, table, rows.get(table.name, ()))
        if done:
            names = ("place", "measure_key", "year", "document")
            gone = touched.delete().where(*(touched.c[name] == sa.bindparam(f"the_{name}") for name in names))
            connection.execute(gone, [{f"the_{name}": row[name] for name in names} for row in done])
        flags = {c["fingerprint"] for c in rows.get("checks", ()) if c["verdict"] == "fails" and c["severity"] != "info"}
        counts = Counts(flags_opened=opened(connection, flags - before))
        counts.tables.update({name: len(listed) for name, listed in rows.items()})
        return counts

    return run.apply(put).flags_opened


def _parts(values: Collection[str], size: int = 500) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[i : i + size] for i in range(0, len(ordered), size))
