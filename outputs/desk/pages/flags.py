"""The queue of flags."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, page

router = APIRouter()
NAV = (("/flags", "疑点", 10),)


@router.get("/flags")
def queue(request: Request, store: StoreDep) -> Response:
    return page(request, "flags.html", flags=store.flags(status="open")[:50])
