"""The same news in two bulletins, or twice in one: linked after every ingestion, the documents that it wrote against all others.

The store keeps which documents wait (table ``unlinked``), so that a killed run leaves none uncompared. What a reprint repeats is counted once: its
observations and targets with the same value point at the earlier ones (``repeats``). A figure that was changed in the copy is compared as any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from extractors.reprints import News
from flows.sharing import Shared
from outputs import reprints as kept
from outputs.runs import Run
from outputs.store import Store

MANY = 1_000
"""Documents that wait from which on it is worth starting processes."""

BATCH = 200
"""Documents to a transaction."""

APART = 185
"""Days between two issues that may print the same news; what comes back later is an annual report, or a stale copy."""

Row = dict[str, Any]


def link(run: Run, shared: Shared | None = None) -> int:
    """Compare the documents that wait; gives how many pairs of articles were found. ``shared``: who share the comparing when many wait."""
    waiting = kept.waiting(run.store)
    parts = [waiting[i : i + BATCH] for i in range(0, len(waiting), BATCH)]
    shared = shared or Shared(run.store)
    return sum(_mark(run, part, pairs) for part, pairs in shared.map(_found, parts, len(waiting) >= MANY))


def _found(store: Store, documents: Sequence[str]) -> list[Row]:
    """The pairs of which one is in ``documents``."""
    candidates = kept.candidates(store, documents)
    return list(_pairs(candidates, kept.articles(store, {id for pair in candidates for id in pair})))


def _mark(run: Run, documents: Sequence[str], pairs: Sequence[Row]) -> int:
    """Put the pairs of ``documents`` on record, and what they make count once; gives how many there are."""
    kept.replace(run, documents, pairs)
    later = {pair["article"] for pair in pairs}
    first = kept.earlier(run.store, later)
    order = {id: _order(row) for id, row in kept.articles(run.store, set().union(*first.values())).items()}
    repeats: dict[str, list[tuple[str, str]]] = {}
    for table, rows in kept.said(run.store, later.union(*first.values())).items():
        said: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            said[row["article"]].append(row)
        earlier = {id: [row for of in sorted(first[id], key=order.__getitem__) for row in said[of]] for id in sorted(first)}
        repeats[table] = [found for id, before in earlier.items() for found in _repeats(said[id], before)]
    kept.mark(run, documents, later, repeats)
    return len(pairs)


def _pairs(candidates: set[tuple[str, str]], articles: dict[str, Row]) -> Iterator[Row]:
    news = {id: News(row["text"]) for id, row in articles.items()}
    for pair in sorted(candidates):
        if not all(id in articles for id in pair):
            continue
        first, then = sorted((articles[id] for id in pair), key=_order)
        if _near(first["issued"], then["issued"]) and (alike := news[first["id"]].same(news[then["id"]])):
            yield {
                "article": then["id"], "duplicate_of": first["id"], "similarity": alike, "document": then["document"], "of_document": first["document"],
            }  # fmt: skip


def _order(article: Row) -> tuple[str, str, int]:
    """As articles were published."""
    return article["issued"] or "9999", article["document"], article["start"]


def _near(first: str | None, then: str | None) -> bool:
    return not first or not then or (date.fromisoformat(then) - date.fromisoformat(first)).days <= APART


def _repeats(copy: Sequence[Row], before: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each observation or target of the copy with the first one before that says the same. The news being the same, so is what is counted and where, however the two
    texts were read."""
    known: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in before:
        known[row["value"], row["counted"]].append(row)
    for row in copy:
        days = (row["day"], None)
        if first := next((b for b in known[row["value"], row["counted"]] if row["day"] is None or b["day"] in days), None):
            yield row["id"], first["id"]
