"""The tables: figures, targets, organisations, bulletins, checks; as pages and as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, desk, page, user
from outputs.desk.follow.board import of_target
from outputs.desk.problems import Problem
from outputs.desk.query.detail import RELATED, detail
from outputs.desk.query.files import FORMATS, written
from outputs.desk.query.listings import LISTINGS, Listing
from outputs.desk.query.question import MOST, SAMPLE, SIZES, operators, parse
from outputs.desk.query.rows import Asking
from outputs.desk.query.view import question_words, view
from outputs.labels import PROGRESS_STATUSES
from outputs.store import Store

router = APIRouter()
NAV = (("/figures", "数据", 30), ("/targets", "目标", 40), ("/organisations", "组织", 50), ("/documents", "简报", 60), ("/checks", "勾稽", 70))

FAMILIES = (("documents", "issues", "articles"), ("organisations", "mentions"))
"""Listings that are different views of one thing: each page leads to the others."""


def listed(listing: Listing) -> Callable[..., Response]:
    """The page of a listing."""

    def show(request: Request, store: StoreDep) -> Response:
        question = parse(listing, request.query_params.multi_items())
        family = next((f for f in FAMILIES if listing.name in f), ())
        return page(
            request, "listing.html", view=view(store, question, desk(request).settings.segment), listing=listing, question=question, formats=FORMATS, sizes=SIZES,
            family=[LISTINGS[name] for name in family], words=question_words(question), operators=operators, most=MOST, sample=SAMPLE, given=dict(question.parameters()),
        )  # fmt: skip

    return show


def download(listing: Listing) -> Callable[..., Response]:
    """The file of a question's rows."""

    def give(request: Request, store: StoreDep, format: str) -> Response:
        return file_of(request, store, listing, format)

    return give


def file_of(request: Request, store: Store, listing: Listing, format: str) -> Response:
    """A question's rows as a file of that format. Raises :class:`Problem` ``export-format``."""
    if format not in FORMATS:
        raise Problem(404, "export-format", f"不认识的导出格式 {format[:20]}", f"可用：{', '.join(FORMATS)}")
    question = parse(listing, request.query_params.multi_items())
    found = Asking(store, question, desk(request).settings.segment).all()
    columns = [listing.columns[name] for name in question.shown]
    notes = [("查询", question_words(question)), ("地址", question.address()), ("行数", str(found.total))]
    if found.capped:
        notes.append(("注意", f"结果多于 {MOST} 条，文件只含前 {MOST} 条；请用条件缩小范围分次导出"))
    content = written(format, listing.heading, columns, [[row[c.name] for c in columns] for row in found.rows], [*notes, ("导出人", user(request).name)])
    return attachment(content, format, f"{listing.heading}.{format}", found.capped)


def attachment(content: bytes, format: str, name: str, capped: bool = False) -> Response:
    """A file to be kept, named in Chinese."""
    headers = {"Content-Disposition": f"attachment; filename=\"gouji.{format}\"; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=FORMATS[format][1], headers=headers | ({"X-Truncated": "1"} if capped else {}))


def one(listing: Listing) -> Callable[..., Response]:
    """The page of a row."""

    def show(request: Request, store: StoreDep, id: str) -> Response:
        found = detail(store, listing, id)
        progress = of_target(store, found.row["document"], id, date.today()) if listing.name == "targets" else None
        return page(request, "detail.html", detail=found, progress=progress, statuses=PROGRESS_STATUSES)

    return show


for _listing in LISTINGS.values():
    router.add_api_route(f"/{_listing.name}", listed(_listing), methods=["GET"], name=_listing.name)
    router.add_api_route(f"/{_listing.name}.{{format}}", download(_listing), methods=["GET"], name=f"{_listing.name} file")
    if _listing.name in RELATED:
        router.add_api_route(f"/{_listing.name}/{{id}}", one(_listing), methods=["GET"], name=f"{_listing.name} one")
