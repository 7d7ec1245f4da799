"""The board of targets."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, page
from outputs.desk.follow import board as boards
from outputs.desk.query.question import LONGEST
from outputs.labels import COMPARATORS, PROGRESS_STATUSES, TARGET_MODALITIES

router = APIRouter()
NAV = (("/board", "目标进展", 45),)

Day = Annotated[date | None, Query()]


@router.get("/board")
def show(
    request: Request, store: StoreDep, as_of: Day = None, body: Annotated[str, Query(max_length=LONGEST)] = "", first: Day = None, last: Day = None,
    status: Annotated[str, Query(max_length=20)] = "", at: Annotated[int, Query(alias="page", ge=1, le=100)] = 1,
) -> Response:  # fmt: skip
    asked = boards.Asked(as_of or date.today(), body.strip(), first, last, status)
    found = boards.board(store, asked)
    start = (at - 1) * boards.PER
    return page(
        request, "board.html", board=found, asked=asked, targets=found.targets[start : start + boards.PER], at=at, more=len(found.targets) > start + boards.PER,
        statuses={s: PROGRESS_STATUSES[s] for s in boards.ORDER}, comparators=COMPARATORS, modalities=TARGET_MODALITIES, most=boards.MOST, today=date.today(),
    )  # fmt: skip
