"""The front page: where the work is."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, page
from outputs.desk.follow.board import ORDER
from outputs.desk.overview import overview
from outputs.desk.review.queue import MOST
from outputs.labels import PROGRESS_STATUSES, SEVERITIES
from outputs.schema import RUNS

router = APIRouter()


@router.get("/")
def home(request: Request, store: StoreDep) -> Response:
    return page(
        request, "home.html", now=overview(store, date.today()), most=MOST, severities=SEVERITIES, run_statuses=RUNS.column("status").labels,
        statuses={s: PROGRESS_STATUSES[s] for s in ORDER},
    )  # fmt: skip
