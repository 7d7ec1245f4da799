"""The start page: what came in last, what waits, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from outputs.desk.follow.board import Asked, Board, board
from outputs.desk.review import queue
from outputs.desk.review.filters import Filter
from outputs.labels import SEVERITIES
from outputs.store import Store

FEW = 6
MOST_QUARANTINED = 1_000


@dataclass(frozen=True, slots=True)
class Overview:
    """``open``: open flags by severity, at most ``queue.MOST + 1`` each; ``quarantined``: files set aside, at most ``MOST_QUARANTINED``."""

    runs: list[dict[str, Any]]
    open: dict[str, int]
    flags: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    quarantined: int
    board: Board
    overdue: list[dict[str, Any]]


def overview(store: Store, today: date) -> Overview:
    """What the start page tells."""
    found = board(store, Asked(today))
    documents = "SELECT id, path, name, number, issued, publisher, articles FROM documents WHERE status = 'current' ORDER BY issued DESC LIMIT :few"
    quarantined = "SELECT count(*) AS n FROM (SELECT 1 FROM quarantine WHERE status = 'open' LIMIT :most) q"
    return Overview(
        store.runs(4), {s: queue.count(store, Filter(severity=(s,))) for s in SEVERITIES if s != "info"}, queue.page(store, Filter(sort="-issued"), 4),
        store.read(documents, few=FEW), int(store.read(quarantined, most=MOST_QUARANTINED)[0]["n"]), found, [t for t in found.targets if t["status"] == "overdue"][:FEW],
    )  # fmt: skip
