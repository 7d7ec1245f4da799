"""The runs: what was asked for, what came of it, how long it took, what went wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, page
from outputs.desk.problems import Problem
from outputs.schema import RUNS, TABLES
from outputs.store import Store

router = APIRouter()
NAV = (("/runs", "入库", 86),)
PER_PAGE = 40
ROWS = "SELECT * FROM runs WHERE started < :before ORDER BY started DESC, id DESC LIMIT :limit"
DOCUMENTS = "SELECT id, path, name, number, issued, articles FROM documents WHERE run = :run ORDER BY path LIMIT 101"
ASIDE = "SELECT path, code, reason FROM quarantine WHERE run = :run AND status = 'open' ORDER BY path LIMIT 101"


def seconds(row: dict[str, Any]) -> float | None:
    """How long a run took, or has been going on."""
    if row["status"] == "crashed" or not row["started"]:
        return None
    end = datetime.fromisoformat(row["finished"].replace("Z", "+00:00")) if row["finished"] else datetime.now(UTC)
    return max(0.0, (end - datetime.fromisoformat(row["started"].replace("Z", "+00:00"))).total_seconds())


def duration(took: float | None) -> str:
    """A time in words."""
    if took is None:
        return ""
    whole = round(took)
    if whole < 60:
        return f"{took:.1f} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60} 分" if whole >= 3600 else f"{whole // 60} 分 {whole % 60} 秒"


def one(store: Store, id: str) -> dict[str, Any]:
    """A run with the rows that it wrote, by table. Raises :class:`Problem` ``not-found``."""
    rows = store.read("SELECT * FROM runs WHERE id = :id", id=id[:100]) if "\0" not in id else []
    if not rows:
        raise Problem(404, "not-found", f"没有编号为 {id[:60]} 的运行")
    written = json.loads(rows[0]["tables_written"] or "{}")
    return rows[0] | {"tables": {name: n for name, n in written.items() if n}, "seconds": seconds(rows[0])}


@router.get("/runs")
def listing(request: Request, store: StoreDep, before: Annotated[str | None, Query(max_length=40, pattern=r"^[0-9TZ:.\-]*$")] = None) -> Response:
    rows = store.read(ROWS, before=before or "9", limit=PER_PAGE + 1)
    return page(request, "runs.html", rows=[r | {"took": duration(seconds(r))} for r in rows[:PER_PAGE]], more=len(rows) > PER_PAGE, statuses=RUNS.column("status").labels)


@router.get("/runs/{id}")
def detail(request: Request, store: StoreDep, id: str) -> Response:
    run = one(store, id)
    headings = {name: TABLES[name].heading if name in TABLES else name for name in run["tables"]}
    return page(
        request, "run.html", run=run, took=duration(run["seconds"]), headings=headings, documents=store.read(DOCUMENTS, run=run["id"]), aside=store.read(ASIDE, run=run["id"]),
        statuses=RUNS.column("status").labels,
    )  # fmt: skip
