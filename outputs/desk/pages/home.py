"""The front page: where the work is."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    return RedirectResponse("/flags", 303)
