"""Full-text search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, desk, page
from outputs.desk.searching import LAST, LONGEST, SHORTEST, search

router = APIRouter()


@router.get("/search")
def find(request: Request, store: StoreDep, q: Annotated[str, Query(max_length=LONGEST)] = "", at: Annotated[int, Query(alias="page", ge=1, le=LAST)] = 1) -> Response:
    text = " ".join(q.split())
    found = search(store, text, at, desk(request).settings.segment)
    return page(request, "search.html", q=text, found=found, at=at, short=bool(text) and len(text) < SHORTEST, last=LAST)
