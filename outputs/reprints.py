"""The store's side of finding news that was printed twice: which documents wait, what their articles may repeat, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.counts import Counts
from outputs.schema_series import DUPLICATES

if TYPE_CHECKING:
    from outputs.runs import Run
    from outputs.store import Store

CROWD = 20
"""Articles beyond which a band is a form that many fill in: it says nothing, and comparing them all would take the square of their number."""

_YEAR = "CAST(substr({}.issued, 1, 4) AS INTEGER)"
# News comes back within months: without the years an archive's monthly forms would all be compared with each other.
_CANDIDATES = f"""WITH telling AS MATERIALIZED (SELECT a.article, a.band FROM bands_all a WHERE a.document IN :ids AND a.current = 1
AND (SELECT count(*) FROM (SELECT 1 FROM bands_all c WHERE c.band = a.band LIMIT {CROWD + 1}) AS crowd) <= {CROWD})
SELECT DISTINCT t.article, b.article AS other FROM telling t JOIN bands_all b ON b.band = t.band AND b.article <> t.article
JOIN articles_all x ON x.id = t.article JOIN articles_all y ON y.id = b.article
WHERE b.current = 1
AND (x.issued IS NULL OR y.issued IS NULL OR {_YEAR.format("x")} - {_YEAR.format("y")} BETWEEN -1 AND 1)"""
_ARTICLES = """SELECT a.id, a.document, a.issued, a.start, substr(t.text, a.start + 1, a."end" - a.start) AS text
FROM articles_all a JOIN texts t ON t.document = a.document WHERE a.id IN :ids"""
_SAID = {
    "observations": "SELECT id, article, counted, value, period_last AS day FROM observations_all WHERE current = 1 AND article IN :ids ORDER BY start, id",
    "targets": "SELECT id, article, unit AS counted, value, deadline AS day FROM targets_all WHERE current = 1 AND article IN :ids ORDER BY start, id",
}
"""What articles say that is counted once though it is printed twice, by table."""


def waiting(store: Store) -> list[str]:
    """Documents that were written, or lost what they repeat, since they were last compared."""
    return [row["document"] for row in store.read("SELECT document FROM unlinked ORDER BY document")]


def candidates(store: Store, documents: Collection[str]) -> set[tuple[str, str]]:
    """Pairs of articles worth a comparison, one of each in ``documents``."""
    return {(min(r["article"], r["other"]), max(r["article"], r["other"])) for r in _read(store, _CANDIDATES, documents)}


def articles(store: Store, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Document, date of issue, start and text of articles, by id."""
    return {row["id"]: row for row in _read(store, _ARTICLES, ids)}


def said(store: Store, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """What these articles report and aim at, by table."""
    return {table: _read(store, select, ids) for table, select in _SAID.items()}


def earlier(store: Store, ids: Collection[str]) -> dict[str, list[str]]:
    """The articles that each of ``ids`` repeats, as far as it is on record."""
    out: dict[str, list[str]] = {}
    for row in _read(store, "SELECT article, duplicate_of FROM duplicates WHERE article IN :ids", ids):
        out.setdefault(row["article"], []).append(row["duplicate_of"])
    return out


def replace(run: Run, documents: Collection[str], pairs: Sequence[Mapping[str, Any]]) -> None:
    """Put the pairs found for ``documents`` in place of the earlier ones."""
    t = run.store.backend.metadata.tables["duplicates"]

    def put(connection: sa.Connection) -> Counts:
        connection.execute(t.delete().where(sa.or_(t.c.document.in_(documents), t.c.of_document.in_(documents))))
        run.insert(connection, DUPLICATES, pairs)
        return Counts()

    run.apply(put)


def mark(run: Run, documents: Collection[str], ids: Collection[str], repeats: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Note which rows of the articles ``ids`` repeat which, by table; ``documents`` need not wait any more."""
    tables = run.store.backend.metadata.tables
    unlinked = tables["unlinked"]

    def put(connection: sa.Connection) -> Counts:
        for name, pairs in repeats.items():
            seen = tables[f"{name}_all"]
            for part in _parts(ids):
                connection.execute(seen.update().where(seen.c.article.in_(part), seen.c.repeats.is_not(None)).values(repeats=None))
            if pairs:
                pointed = seen.update().where(seen.c.id == sa.bindparam("the_id")).values(repeats=sa.bindparam("the_first"))
                connection.execute(pointed, [{"the_id": id, "the_first": first} for id, first in pairs])
        connection.execute(unlinked.delete().where(unlinked.c.document.in_(documents)))
        return Counts()

    run.apply(put)


def _read(store: Store, select: str, ids: Collection[str]) -> list[dict[str, Any]]:
    statement = sa.text(select).bindparams(sa.bindparam("ids", expanding=True))

    def rows(connection: sa.Connection) -> Iterator[dict[str, Any]]:
        for part in _parts(ids):
            result = connection.execute(statement, {"ids": part})
            names = tuple(result.keys())
            yield from (dict(zip(names, row, strict=True)) for row in result.all())

    return store.ask(lambda connection: list(rows(connection)))


def _parts(values: Collection[str], size: int = 500) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[i : i + size] for i in range(0, len(ordered), size))
