"""Runs, files set aside, reports."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from outputs import audit
from outputs.desk.deps import ReviewerDep, StoreDep, client_address, desk
from outputs.desk.pages import quarantine, reports, runs
from outputs.desk.problems import REFUSALS, Problem
from outputs.desk.reports.gathering import KINDS, report

router = APIRouter(tags=["运行与报告"], responses=REFUSALS)
Limit = Annotated[int, Query(ge=1, le=200)]
_Report = Literal[tuple(KINDS)]  # type: ignore[valid-type]


class Run(BaseModel):
    """``seconds``: how long it took; null for one that was cut off."""

    id: str
    status: str
    started: str
    finished: str | None
    seconds: float | None
    pipeline: str
    inputs: str | None
    new: int
    unchanged: int
    updated: int
    quarantined: int
    rows_written: int
    flags_opened: int
    message: str | None


class Runs(BaseModel):
    """``next``: to be given as ``before``; null at the end."""

    items: list[Run]
    next: str | None


class Aside(BaseModel):
    path: str
    status: str
    code: str
    reason: str
    remedy: str | None
    attempts: int
    first_seen: str
    last_seen: str
    run: str | None


class Again(BaseModel):
    """The files to be read again; empty: all."""

    paths: Annotated[list[Annotated[str, Field(max_length=4000)]], Field(max_length=500)] = []


class Fate(BaseModel):
    """``fate``: read, quarantined or gone."""

    path: str
    fate: str
    code: str | None = None
    reason: str | None = None
    remedy: str | None = None


class Told(BaseModel):
    """A report, in words. ``flags_in_all`` may be more than are listed."""

    kind: str
    key: str
    title: str
    subtitle: str
    made: str
    facts: list[tuple[str, str]]
    counts: list[tuple[str, str]]
    flags: list[dict[str, Any]]
    flags_in_all: int
    documents: list[tuple[str, str]]
    corrections: int


@router.get("/runs", summary="入库运行，新的在先")
def listing(store: StoreDep, before: Annotated[str | None, Query(max_length=40, pattern=r"^[0-9TZ:.\-]*$")] = None, limit: Limit = 40) -> Runs:
    rows = store.read(runs.ROWS, before=before or "9", limit=limit + 1)
    return Runs(items=[_run(row | {"seconds": runs.seconds(row)}) for row in rows[:limit]], next=rows[limit - 1]["started"] if len(rows) > limit else None)


@router.get("/runs/{id}", summary="一次运行")
def one(store: StoreDep, id: Annotated[str, Path(max_length=100)]) -> Run:
    return _run(runs.one(store, id))


def _run(row: dict[str, Any]) -> Run:
    return Run(**{name: row[name] for name in Run.model_fields})


@router.get("/quarantine", summary="读不了的文件")
def aside(store: StoreDep, resolved: bool = False, limit: Limit = 50, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> list[Aside]:
    rows = store.read(quarantine.ROWS, status="resolved" if resolved else "open", limit=limit, offset=offset)
    return [Aside(**{name: row[name] for name in Aside.model_fields}) for row in rows]


@router.post("/quarantine/retry", summary="重读读不了的文件")
def retry(request: Request, store: StoreDep, user: ReviewerDep, given: Again) -> list[Fate]:
    again = desk(request).settings.retry
    if again is None:
        raise Problem(409, "retry-unavailable", "这里不能重试", "请在命令行执行 gouji quarantine retry")
    known = {row["path"] for row in store.quarantined()}
    if strange := [path for path in given.paths if path not in known]:
        raise Problem(422, "unknown-path", f"没有隔离这个文件：{strange[0][:80].encode('utf-8', 'replace').decode()}", "见 GET /api/quarantine")
    found = again(given.paths) if known else []
    audit.record(store, user.name, "retry", None, f"{len(found)}", client_address(request))
    return [Fate(**{name: one.get(name) for name in Fate.model_fields}) for one in found]


@router.get("/reports/{kind}", summary="报告：一份简报（编号）、一次运行（编号）或一个单位（名称）；format=pdf 为可打印的文件", response_model=Told)
def told(store: StoreDep, kind: _Report, key: Annotated[str, Query(max_length=200)], format: Literal["json", "pdf"] = "json") -> Any:  # type: ignore[valid-type]
    made = report(store, kind, key)
    return reports.attachment(made) if format == "pdf" else made.plain()
