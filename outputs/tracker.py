"""The target tracker: every target in force, what was reported on it, and its status as of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.labels import PROGRESS_STATUSES as STATUSES
from outputs.tracker_ties import headlines, ordered, tie

if TYPE_CHECKING:
    from outputs.store import Store

__all__ = ["STATUSES", "chosen", "targets"]

# Where the series tell nothing: the latest figure reported after the target on the same measure in the same unit, of the same owner or, where one is not
# named, by the same publisher; not one that the series know to count something else.
_TARGETS = """
SELECT t.*, d.path AS file, d.sha256, a.ordinal AS article_ordinal, a.title, f.id AS progress_figure, f.text AS progress_text, f.low AS progress_low,
       f.high AS progress_high, f.issued AS progress_issued, f.document AS progress_document
FROM targets t JOIN documents d ON d.id = t.document JOIN articles_all a ON a.id = t.article
LEFT JOIN figures_all f ON f.id = (
    SELECT g.id FROM figures_all g JOIN articles_all b ON b.id = g.article
    WHERE g.current = 1 AND g.measure = t.measure AND g.issued > t.issued AND g.issued <= :today AND coalesce(g.unit, '') = coalesce(t.unit, '')
      AND g.modality IN ('reported', 'cumulative', 'revised')
      AND (g.subject = t.owner OR ((g.subject IS NULL OR t.owner IS NULL) AND b.publisher = a.publisher))
      AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.document = g.document AND o.start = g.start AND o.measure <> t.measure)
    ORDER BY g.issued DESC, g.id LIMIT 1)
WHERE (t.issued IS NULL OR t.issued <= :today) AND {within}
ORDER BY t.deadline IS NULL, t.deadline, t.document, t.start"""

_SEEN = """
SELECT t.*, d.path AS file, d.sha256, a.ordinal AS article_ordinal, a.title AS article_title
FROM observations t JOIN documents d ON d.id = t.document JOIN articles_all a ON a.id = t.article
WHERE t.role = 'target' AND t.title = 0 AND (t.issued IS NULL OR t.issued <= :today)
  AND (t.quoted = 0 OR t.quality = 'revision' OR EXISTS (SELECT 1 FROM progress p WHERE p.target = t.id)) AND {within}
ORDER BY t.document, t.start"""

_STEPS = """
SELECT p.target, p.observation, p.reported, p.as_of, p.status, p.share, p.arithmetic, o.role, o.figure, o.text, o.low, o.high, o.document, o.start, o."end",
       d.path AS file
FROM observations t JOIN progress p ON p.target = t.id JOIN observations o ON o.id = p.observation JOIN documents d ON d.id = o.document
WHERE t.role = 'target' AND (p.reported IS NULL OR p.reported <= :today) AND {within}
ORDER BY p.target, p.reported, o.document, o.start"""

# Figures that the series know to be of a time that was over, however the sentence around them is framed.
_REPORTED = """
SELECT o.figure FROM targets t CROSS JOIN observations o
WHERE o.document = t.document AND o.start = t.start AND o.figure = t.figure AND (o.role IN ('base', 'completion') OR (o.role = 'result' AND o.firm = 1 AND o.period_last IS NOT NULL AND o.period_last < o.issued)) AND {within}"""

# A goal that a report quotes (完成全年计划2400份的101.5%) is the one on record, not another.
_QUOTED = """
SELECT o.figure FROM targets t JOIN observations o ON o.document = t.document AND o.figure = t.figure
JOIN observations set_ ON set_.place = o.place AND set_.measure_key = o.measure_key
WHERE o.role = 'target' AND o.quoted = 1 AND set_.role = 'target' AND set_.quoted = 0 AND set_.counted = o.counted AND coalesce(set_.scope, '') = coalesce(o.scope, '')
  AND set_.value = o.value AND set_.period_last = o.period_last AND {within}"""

_REPLACED = """
SELECT l.of AS target, l.source FROM observations t JOIN links l ON l.of = t.id JOIN observations o ON o.id = l.source
WHERE t.role = 'target' AND l.kind = 'revises' AND (o.issued IS NULL OR o.issued <= :today) AND {within}"""


def targets(store: Store, as_of: date | None = None, status: str = "all", documents: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Targets by deadline, each once however often it was printed, interim goals and parts behind what they belong to.

    ``as_of``: the day that statuses are computed for (default today); ``status``: a key of :data:`STATUSES` or all; ``documents``: only targets that stand in
    these (ids).

    Each row: the columns of ``targets``, ``file``, ``title``, ``status``, ``progress`` (the latest report: ``None`` or figure, text, low, high, issued,
    document, share, arithmetic) and ``evidence``: every report until then, in order, with its status and arithmetic;
    ``observed`` and ``place``: the measure in canonical words and the region, where the series know them; ``parent``, ``relation``, ``depth``, ``history``,
    ``reprints``: see :func:`outputs.tracker_ties.tie`.
    """
    today = (as_of or date.today()).isoformat()

    def read(sql: str) -> list[dict[str, Any]]:
        return _read(store, sql, documents, today)

    rows = read(_TARGETS)
    steps: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for step in read(_STEPS):
        steps[step.pop("target")].append(step)
    replaced = {row["target"]: row["source"] for row in read(_REPLACED)}
    seen = read(_SEEN)
    by_figure = {row["figure"]: row for row in seen if row["figure"]}
    known = {row["figure"] for row in rows}
    reported = {row["figure"] for sql in (_REPORTED, _QUOTED) for row in read(sql)} | headlines(read)
    out = [_told(_fallback(row), by_figure.get(row["figure"]), steps, replaced, today) for row in rows if row["figure"] not in reported]
    out += [_told(_as_target(row), row, steps, replaced, today) for row in seen if row["figure"] not in known]
    by_seen = {s["id"]: row["id"] for row in rows if (s := by_figure.get(row["figure"]))} | {row["id"]: row["id"] for row in seen if row["figure"] not in known}
    return chosen(tie(out, by_seen, read), status)


def chosen(
    found: Sequence[dict[str, Any]], status: str = "all", owner: str = "", measure: str = "", first: date | None = None, last: date | None = None
) -> list[dict[str, Any]]:
    """Those of :func:`targets` that are meant. ``owner``: part of the name of the owner, of who is to carry it out or of the region; ``measure``: words that
    the measure contains, apart by spaces; ``first``, ``last``: limits of the deadline."""

    def meant(t: dict[str, Any]) -> bool:
        bodies = (t["owner"], t.get("responsible"), t.get("place"))
        counted = f"{t['observed'] or ''} {t['measure'] or ''}"
        deadline = t["deadline"] or ""
        return (
            status in ("all", t["status"])
            and (not owner or any(owner in (body or "") for body in bodies))
            and all(word in counted for word in measure.split())
            and (not first or (deadline >= first.isoformat()))
            and (not last or "" < deadline <= last.isoformat())
        )

    return list(ordered(t for t in found if meant(t)))


def _read(store: Store, sql: str, documents: Collection[str] | None, today: str) -> list[dict[str, Any]]:
    if documents is None:
        return store.read(sql.format(within="1 = 1"), **({"today": today} if ":today" in sql else {}))
    within = sa.text(sql.format(within="t.document IN :documents")).bindparams(sa.bindparam("documents", expanding=True))
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(within, {"documents": sorted(documents)} | ({"today": today} if ":today" in sql else {})).mappings()]


def _fallback(row: dict[str, Any]) -> dict[str, Any]:
    progress = {key.removeprefix("progress_"): row.pop(key) for key in list(row) if key.startswith("progress_")}
    return row | {"progress": progress if progress["figure"] else None}


def _as_target(o: dict[str, Any]) -> dict[str, Any]:
    """A target that only the series know (a county's part of a plan), with the columns of ``targets``."""
    columns = ("document", "article", "sentence", "figure", "issued", "start", "end", "text", "measure", "value", "low", "high", "unit", "file", "sha256", "article_ordinal")
    owner = o["place"].rpartition("/")[2] + (f"（{o['scope']}）" if o["scope"] else "")
    return {name: o[name] for name in columns} | {
        "id": o["id"], "owner": owner, "comparator": o["aim"], "base": None, "deadline": o["period_last"], "deadline_text": None, "modality": "required",
        "title": o["article_title"], "progress": None, "responsible": None, "repeats": o["repeats"],
    }  # fmt: skip


def _told(
    target: dict[str, Any], seen: dict[str, Any] | None, steps: dict[str, list[dict[str, Any]]], replaced: dict[str, str], today: str
) -> dict[str, Any]:
    """The target with its status, its latest progress and all its evidence."""
    found = steps.get(seen["id"], []) if seen else []
    deadline = target["deadline"] or (seen["period_last"] if seen else None)
    evidence = [
        {"file": s["file"], "issued": s["reported"], "as_of": s["as_of"], "text": s["text"], "start": s["start"], "end": s["end"], "status": s["status"],
         "share": s["share"], "arithmetic": s["arithmetic"], "figure": s["figure"]} for s in found
    ]  # fmt: skip
    told = [s for s in found if s["status"] != "revised"]
    if told:
        s = next((s for s in reversed(told) if s["role"] == "result" and s["reported"] == told[-1]["reported"]), told[-1])
        target["progress"] = {name: s[name] for name in ("figure", "text", "low", "high", "document", "share", "arithmetic")} | {"issued": s["reported"]}
    elif seen:
        target["progress"] = None  # the series know what it is about, and nothing was reported on it
    if seen and seen["id"] in replaced:
        status = "revised"
    elif told:
        status = _status([s["status"] for s in told], deadline, today)
    else:
        status = _alone(target, deadline, today)
    return target | {"status": status, "evidence": evidence, "deadline": deadline, "observed": seen["measure"] if seen else None, "place": seen["place"] if seen else None}


def _status(told: Sequence[str], deadline: str | None, today: str) -> str:
    if "met" in told:
        return "met"
    if told[-1] == "missed":
        return "missed"
    return "overdue" if deadline and deadline < today else "on-track"


def _alone(target: dict[str, Any], deadline: str | None, today: str) -> str:
    progress = target["progress"]
    if progress and _reached(target, progress):
        return "met"
    if deadline and deadline < today:
        return "missed" if progress else "overdue"
    return "open"


def _reached(target: dict[str, Any], progress: dict[str, Any]) -> bool:
    """Whether all that the progress may stand for satisfies the target."""
    low, high = progress["low"], progress["high"]
    if target["comparator"] in ("<=", "<"):
        bound = target["high"] if target["high"] is not None else target["low"]
        return bound is not None and high is not None and (high < bound or (high == bound and target["comparator"] == "<="))
    bound = target["low"] if target["low"] is not None else target["high"]
    return bound is not None and low is not None and (low > bound or (low == bound and target["comparator"] != ">"))
