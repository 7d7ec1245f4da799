"""The board, indicators and flags over time for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from outputs.desk.deps import StoreDep, desk
from outputs.desk.follow import board as boards
from outputs.desk.follow import flagged, indicators
from outputs.desk.overview import overview
from outputs.desk.pages.charts import IndicatorDep, Month, Text
from outputs.desk.problems import REFUSALS

router = APIRouter(tags=["跟踪"], responses=REFUSALS)

_Status = Literal["open", "on-track", "met", "missed", "overdue", "revised"]
Year = Annotated[int, Query(ge=1900, le=2100)]
Day = Annotated[date | None, Query()]


class Counts(BaseModel):
    body: str
    counts: dict[str, int]


class Board(BaseModel):
    """``items``: targets with their status, latest progress and evidence; ``counts``: of all targets that were counted, by status (at most 600: ``capped``)."""

    as_of: date
    counts: dict[str, int]
    bodies: list[Counts]
    items: list[dict[str, Any]]
    total: int
    capped: bool


class Monthly(BaseModel):
    """Flags by month of issue and by publisher, each by severity."""

    months: dict[str, dict[str, int]]
    bodies: dict[str, dict[str, int]]
    capped: bool


class Now(BaseModel):
    """``open``: open flags by severity, counted up to 5,001 each."""

    runs: list[dict[str, Any]]
    open: dict[str, int]
    quarantined: int
    targets: dict[str, int]


@router.get("/overview", summary="现状：最近的入库、待核疑点、目标")
def now(store: StoreDep) -> Now:
    found = overview(store, date.today())
    return Now(runs=found.runs, open=found.open, quarantined=found.quarantined, targets=found.board.counts)


@router.get("/board", summary="目标与进展")
def board(
    store: StoreDep, as_of: Day = None, body: Text = "", first: Day = None, last: Day = None, status: _Status | None = None,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Board:  # fmt: skip
    asked = boards.Asked(as_of or date.today(), body.replace("\0", ""), first, last, status or "")
    found = boards.board(store, asked)
    return Board(
        as_of=asked.as_of, counts=found.counts, bodies=[Counts(body=name, counts=counts) for name, counts in found.bodies], items=found.targets[offset : offset + limit],
        total=len(found.targets), capped=found.capped,
    )  # fmt: skip


@router.get("/indicators", summary="有哪些指标")
def offered(request: Request, store: StoreDep, q: Text = "") -> list[indicators.Offer]:
    return indicators.offers(store, q, desk(request).settings.segment)


@router.get("/indicators/series", summary="一个指标逐期的数")
def series(store: StoreDep, indicator: IndicatorDep) -> list[indicators.Point]:
    return indicators.over_time(store, indicator)


@router.get("/indicators/regions", summary="一个指标某年各地的数")
def regions(store: StoreDep, indicator: IndicatorDep, year: Year) -> list[indicators.Point]:
    return indicators.by_region(store, indicator, year)


@router.get("/flagged", summary="每月、每个编印单位的疑点数")
def flags(store: StoreDep, first: Month = "", last: Month = "") -> Monthly:
    found = flagged.flagged(store, first, last)
    return Monthly(months=dict(found.months), bodies=dict(found.bodies), capped=found.capped)
