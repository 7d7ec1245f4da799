"""How the tracker's targets hang together: interim goals and parts below their target, what a revision replaced, the places where one was printed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Row = dict[str, Any]
Read = Callable[[str], list[Row]]
"""Runs a statement of the tracker: ``:today`` and ``{within}`` are filled in."""

RELATIONS = ("revises", "restates", "breakdown", "interim")
"""The links that put a target below another, the closest first. Only a revision points upwards: the target in force stands above the one it replaced."""

_LINKS = """
SELECT l.kind, l.source, l.of FROM observations t JOIN links l ON l.source = t.id JOIN observations o ON o.id = l.of
WHERE t.role = 'target' AND o.role = 'target' AND (t.issued IS NULL OR t.issued <= :today) AND l.kind IN ('revises', 'restates', 'breakdown', 'interim') AND {within}
ORDER BY l.kind, l.source, l.of"""

_REPRINTS = """
SELECT t.id, t.repeats AS of, t.text, t.issued, d.path AS file, a.ordinal AS article, a.title
FROM {table} t JOIN documents d ON d.id = t.document JOIN articles_all a ON a.id = t.article
WHERE t.repeats IS NOT NULL AND (t.issued IS NULL OR t.issued <= :today) AND {{within}} ORDER BY t.issued, t.document, t.start"""

# A goal in the headline that the article repeats below it.
_HEADLINES = """
SELECT o.figure FROM observations t JOIN observations o ON o.article = t.article AND o.title = 1 AND o.role = 'target' AND o.value = t.value AND o.counted = t.counted
WHERE t.role = 'target' AND t.title = 0 AND {within}"""


def headlines(read: Read) -> set[str]:
    """The figures of titles that are goals of the text below them."""
    return {row["figure"] for row in read(_HEADLINES)}


def tie(rows: Sequence[Row], seen: dict[str, str], read: Read) -> list[Row]:
    """The rows without those that repeat another one, each with ``reprints``, ``history``, ``parent`` and ``relation``. ``seen``: the row's id by the id of its observation.

    ``reprints``: where the same news was printed again (id, text, issued, file, article, title); ``history``: the values that a revised goal had before, oldest
    first (id, text, issued, file); ``parent``: id of the row that this one belongs to, as ``relation`` says: interim, breakdown, restates, or revises (the
    parent replaced it).
    """
    known = {row["id"]: row | {"reprints": [], "history": [], "parent": None, "relation": None} for row in rows}
    for again in [r for table in ("targets", "observations") for r in read(_REPRINTS.format(table=table))]:
        first, own = (seen.get(again[key], again[key]) for key in ("of", "id"))
        if first in known and own != first and known.pop(own, None):
            known[first]["reprints"].append({key: again[key] for key in ("id", "text", "issued", "file", "article", "title")})
    for link in sorted(read(_LINKS), key=lambda link: RELATIONS.index(link["kind"])):
        new, old = known.get(seen.get(link["source"], "")), known.get(seen.get(link["of"], ""))
        if new is None or old is None or new is old:
            continue
        below, above = (old, new) if link["kind"] == "revises" else (new, old)
        if below["parent"] is None and not _is_below(above, below["id"], known):
            below["parent"], below["relation"] = above["id"], link["kind"]
    for row in sorted(known.values(), key=_order):
        if row["relation"] == "revises":
            known[row["parent"]]["history"].append({key: row[key] for key in ("id", "text", "issued", "file")})
    return list(known.values())


def _is_below(row: Row, id: str, known: dict[str, Row]) -> bool:
    while row["parent"]:
        if row["parent"] == id:
            return True
        row = known[row["parent"]]
    return row["id"] == id


def ordered(rows: Iterable[Row]) -> Iterable[Row]:
    """By deadline, what belongs to a row right behind it, ``depth`` rows below the first; one whose parent is not among them stands for itself."""
    rows = sorted(rows, key=_order)
    ids = {row["id"] for row in rows}
    below: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        below[row["parent"] if row["parent"] in ids else None].append(row)

    waiting = [(row, 0) for row in reversed(below[None])]
    while waiting:
        row, depth = waiting.pop()
        yield row | {"depth": depth}
        waiting += [(child, depth + 1) for child in sorted(below[row["id"]], key=_closeness, reverse=True)]


def _closeness(row: Row) -> tuple[int, tuple[bool, str, str, int]]:
    return RELATIONS.index(row["relation"]), _order(row)


def _order(row: Row) -> tuple[bool, str, str, int]:
    return row["deadline"] is None, row["deadline"] or "", row["document"], row["start"]
