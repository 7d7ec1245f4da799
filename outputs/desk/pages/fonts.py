"""The font that browsers without a Chinese one are given."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from outputs.desk import fonts

router = APIRouter()


@router.get(fonts.ADDRESS)
def face() -> Response:
    return FileResponse(fonts.face(), media_type="font/otf", headers={"Cache-Control": "public, max-age=31536000, immutable"})
