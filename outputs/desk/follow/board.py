"""The board: targets by status as of a day, by body and by deadline, each with its evidence and arithmetic."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any

import sqlalchemy as sa

from outputs.desk.problems import Problem
from outputs.desk.query.bounded import bounded
from outputs.desk.version import version
from outputs.labels import PROGRESS_STATUSES
from outputs.store import Store
from outputs.tracker import targets

MOST = 600
"""Targets that one board counts: the latest deadlines of those asked for."""

PER = 25
BODIES = 15
ORDER = ("overdue", "missed", "on-track", "open", "met", "revised")
"""Statuses in the order in which somebody must do something."""

ALL = "全部"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a board is about. ``body``: the owner, as it stands; ``first``, ``last``: limits of the deadline; ``status``: a key of ``PROGRESS_STATUSES`` or empty."""

    as_of: date
    body: str = ""
    first: date | None = None
    last: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """``counts``: targets by status; ``bodies``: owner and its counts, those with most first; ``targets``: of the status asked for, nearest deadline first;
    ``capped``: there are more targets than were counted."""

    counts: dict[str, int]
    bodies: list[tuple[str, dict[str, int]]]
    targets: list[dict[str, Any]]
    capped: bool


def board(store: Store, asked: Asked) -> Board:
    """The board for what was asked."""
    if asked.status and asked.status not in PROGRESS_STATUSES:
        raise Problem(422, "address-invalid", f"没有状态 {asked.status[:20]}", f"可用：{', '.join(PROGRESS_STATUSES)}")
    documents, capped = _documents(store, asked)
    told = [t for t in _told(store, version(store), asked.as_of, documents) if _meant(t, asked)]
    counts = Counter(t["status"] for t in told)
    bodies: dict[str, Counter[str]] = {}
    for target in told:
        bodies.setdefault(target["owner"] or "（未写明）", Counter())[target["status"]] += 1
    most = sorted(bodies.items(), key=lambda item: (-item[1].total(), item[0]))[:BODIES]
    chosen = [t for t in told if not asked.status or t["status"] == asked.status]
    chosen.sort(key=lambda t: (ORDER.index(t["status"]), _distance(t["deadline"], asked.as_of), t["document"], t["start"]))
    return Board({s: counts[s] for s in ORDER}, [(name, {s: c[s] for s in ORDER}) for name, c in most], chosen, capped)


def of_target(store: Store, document: str, id: str, as_of: date) -> dict[str, Any] | None:
    """The board's row of one target, or ``None``."""
    return next((t for t in _told(store, version(store), as_of, (document,)) if t["id"] == id), None)


def _distance(deadline: str | None, as_of: date) -> float:
    return abs((date.fromisoformat(deadline) - as_of).days) if deadline else float("inf")


def _meant(target: dict[str, Any], asked: Asked) -> bool:
    deadline = target["deadline"] or ""
    after = not asked.first or (deadline and deadline >= asked.first.isoformat())
    before = not asked.last or (deadline and deadline <= asked.last.isoformat())
    return bool(after and before) and (not asked.body or target["owner"] == asked.body)


def _documents(store: Store, asked: Asked) -> tuple[tuple[str, ...], bool]:
    """The documents of the latest targets that are meant, with ``MOST`` targets or little more between them; whether there are others."""
    t = sa.table("targets", *map(sa.column, ("document", "owner", "deadline", "issued")))
    chosen = sa.select(t.c.document).where(sa.or_(t.c.issued.is_(None), t.c.issued <= asked.as_of.isoformat()))
    if asked.body:
        chosen = chosen.where(t.c.owner == asked.body)
    if asked.first:
        chosen = chosen.where(t.c.deadline >= asked.first.isoformat())
    if asked.last:
        chosen = chosen.where(t.c.deadline <= asked.last.isoformat())
    order = t.c.deadline.desc() if asked.first or asked.last else t.c.issued.desc()
    with bounded(store) as connection:
        found = list(dict.fromkeys(connection.execute(chosen.order_by(order).limit(MOST)).scalars()))
        held = sa.select(t.c.document, sa.func.count()).where(t.c.document.in_(found)).group_by(t.c.document)
        counts: dict[str, int] = dict(connection.execute(held).tuples().all())
    sums = list(accumulate(counts[document] for document in found))
    kept = bisect_left(sums, MOST) + 1
    return tuple(sorted(found[:kept])), kept <= len(found)


@lru_cache(maxsize=16)
def _told(store: Store, _version: str, as_of: date, documents: tuple[str, ...]) -> list[dict[str, Any]]:
    return targets(store, as_of, documents=documents) if documents else []
