"""A bulletin as printed: an article, or a whole document."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.corrections import CHOICES
from outputs.desk.deps import StoreDep, page
from outputs.desk.problems import Problem
from outputs.desk.source import sheet as sheets
from outputs.desk.source.sheet import LAYERS, USUAL, Sheet
from outputs.desk.source.spot import spot
from outputs.store import Store

router = APIRouter()
NONE = "none"
_AT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
Layers = Annotated[str | None, Query(max_length=100, description="显示哪些层，逗号隔开；none 为都不显示")]
At = Annotated[str | None, Query(max_length=21, description="所看的一处：起-止")]
From = Annotated[int | None, Query(alias="from", ge=0, le=2**31, description="翻到这个位置所在的一页")]


def chosen(layers: str | None) -> tuple[str, ...]:
    """The layers that an address names. Raises :class:`Problem` ``unknown-layer``."""
    if layers is None:
        return USUAL
    names = [name for name in layers.split(",") if name and name != NONE]
    if strange := [name for name in names if name not in LAYERS]:
        raise Problem(422, "unknown-layer", f"没有名为 {strange[0][:20]} 的层", f"可用：{', '.join(LAYERS)}")
    return tuple(name for name in LAYERS if name in names)


def stretch(at: str | None) -> tuple[int, int] | None:
    """The stretch that an address names. Raises :class:`Problem` ``malformed``."""
    if not at:
        return None
    found = _AT.fullmatch(at)
    if not found or int(found[1]) >= int(found[2]):
        raise Problem(422, "malformed", "位置须写作 起-止，如 120-128")
    return int(found[1]), int(found[2])


@router.get("/articles/{id}")
def article(request: Request, store: StoreDep, id: str, layers: Layers = None, at: At = None, from_: From = None) -> Response:
    place = stretch(at)
    return show(request, store, sheets.of_article(store, id, chosen(layers), place[0] if place and from_ is None else from_), place)


@router.get("/documents/{id}/source")
def whole(request: Request, store: StoreDep, id: str, layers: Layers = None, at: At = None, from_: From = None) -> Response:
    place = stretch(at)
    return show(request, store, sheets.of_document(store, id, chosen(layers), place[0] if place and from_ is None else from_), place)


def show(request: Request, store: Store, found: Sheet, place: tuple[int, int] | None) -> Response:
    def address(**changes: Any) -> str:
        now: dict[str, Any] = {"layers": None if found.layers == USUAL else ",".join(found.layers) or NONE, "from": found.low if found.low > found.first else None}
        query = urlencode({key: value for key, value in (now | changes).items() if value is not None}, safe=",")
        return request.url.path + (f"?{query}" if query else "")

    def without(name: str) -> str:
        wanted = [n for n in LAYERS if (n in found.layers) != (n == name)]
        return address(layers=None if tuple(wanted) == USUAL else ",".join(wanted) or NONE, at=f"{place[0]}-{place[1]}" if place else None)

    beside = None
    if found.article:
        around = store.read(_AROUND, document=found.document["id"], start=found.article["start"])
        beside = {"previous": next((r for r in around if r["start"] < found.article["start"]), None), "next": next((r for r in around if r["start"] > found.article["start"]), None)}
    spot_ = spot(store, found.document, *place) if place else None
    return page(request, "source.html", sheet=found, layers=LAYERS, at=address, toggled=without, spot=spot_, place=place, choices=CHOICES, beside=beside)


_AROUND = """SELECT * FROM (SELECT id, title, start FROM articles_all WHERE document = :document AND start < :start ORDER BY start DESC LIMIT 1) b
UNION ALL SELECT * FROM (SELECT id, title, start FROM articles_all WHERE document = :document AND start > :start ORDER BY start LIMIT 1) a"""
