"""The tables: rows, facets, one row, files; with the parameters of the pages' addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from outputs.contract import Column
from outputs.desk.deps import StoreDep, desk
from outputs.desk.pages.tables import file_of
from outputs.desk.problems import REFUSALS, Problem
from outputs.desk.query import detail as details
from outputs.desk.query import facets as counting
from outputs.desk.query.listings import LISTINGS, Listing
from outputs.desk.query.question import LONGEST, MOST, SIZES, Question, operators, parse
from outputs.desk.query.rows import Asking
from outputs.query import tables

router = APIRouter(tags=["查询"], responses=REFUSALS)


class Rows(BaseModel):
    """``total``: rows in all, at most 10,000 (``capped``: there are more). ``sorted``: what they are sorted by, ``-`` downwards: not what was asked where
    there are too many rows for that. ``next``: the address of the page behind, null at the end."""

    items: list[dict[str, Any]]
    total: int
    capped: bool
    sorted: str
    page: int
    per: int
    next: str | None


class Choice(BaseModel):
    """``parameter`` and ``value``: what chooses it."""

    parameter: str
    value: str
    label: str
    count: int
    chosen: bool


class Facet(BaseModel):
    """``sampled``: counted among the first of very many rows only."""

    column: str
    heading: str
    choices: list[Choice]
    sampled: bool


class TableMeaning(BaseModel):
    """A table of the store with its columns' meaning."""

    table: str
    heading: str
    meaning: str
    columns: list[dict[str, Any]]


@router.get("/tables", summary="各表各列的含义")
def meaning() -> list[TableMeaning]:
    return [TableMeaning(**table) for table in tables()]


def rows(listing: Listing) -> Callable[..., Rows]:
    def answer(request: Request, store: StoreDep) -> Rows:
        question = parse(listing, request.query_params.multi_items())
        found = Asking(store, question, desk(request).settings.segment).page()
        more = question.page * question.per < found.total
        return Rows(
            items=found.rows, total=found.total, capped=found.capped, sorted=found.sorted, page=question.page, per=question.per,
            next=_following(question) if more else None,
        )  # fmt: skip

    return answer


def _following(question: Question) -> str:
    from dataclasses import replace

    return replace(question, page=question.page + 1).address(f"/api/{question.listing.name}")


def facets(listing: Listing) -> Callable[..., list[Facet]]:
    def answer(request: Request, store: StoreDep) -> list[Facet]:
        asking = Asking(store, parse(listing, request.query_params.multi_items()), desk(request).settings.segment)
        found = counting.facets(asking, asking.page())
        return [
            Facet(column=f.column, heading=f.heading, sampled=f.sampled,
                  choices=[Choice(parameter=c.key, value=c.value, label=c.label, count=c.count, chosen=c.chosen) for c in f.choices])
            for f in found
        ]  # fmt: skip

    return answer


def one(listing: Listing) -> Callable[..., dict[str, Any]]:
    def answer(store: StoreDep, id: str) -> dict[str, Any]:
        return details.whole(store, listing, id)

    return answer


def file(listing: Listing) -> Callable[..., Response]:
    def answer(request: Request, store: StoreDep, format: str) -> Response:
        if format not in FORMATS:
            raise Problem(404, "export-format", f"不认识的导出格式 {format[:20]}", f"可用：{', '.join(FORMATS)}")
        return file_of(request, store, listing, format)

    return answer


FORMATS = ("xlsx", "csv", "json")


def parameters(listing: Listing) -> Iterator[dict[str, Any]]:
    """The parameters of a listing, for the documentation."""
    if listing.searched:
        yield _parameter("q", {"type": "string", "maxLength": LONGEST}, "所在句须含这些词" if listing.by_sentence else "名称等须含这些词")
    for name, column in listing.columns.items():
        for operator in operators(column):
            yield _parameter(f"{name}.{operator}" if operator else name, _schema(column, operator), f"{column.heading}：{_WORDS[operator]}。{column.meaning}", not operator)
    yield _parameter("sort", {"type": "string", "enum": [s + n for n in listing.columns for s in ("", "-")]}, "按哪一列排序，前加 - 为降序")
    yield _parameter("columns", {"type": "string"}, "要哪些列，逗号隔开；编号等总在内")
    yield _parameter("page", {"type": "integer", "minimum": 1, "maximum": MOST // min(SIZES)}, "第几页")
    yield _parameter("per", {"type": "integer", "enum": list(SIZES)}, "每页几行")


_WORDS = {"": "等于（可重复，任一即可）", "has": "含", "min": "不小于", "max": "不大于", "none": "为空"}


def _schema(column: Column, operator: str) -> dict[str, Any]:
    if operator == "none":
        return {"type": "integer", "enum": [1]}
    if column.labels:
        return {"type": "string", "enum": list(column.labels)}
    kinds: dict[str, dict[str, Any]] = {
        "flag": {"type": "integer", "enum": [0, 1]}, "integer": {"type": "integer", "minimum": -(10**15), "maximum": 10**15},
        "real": {"type": "number", "minimum": -(10**15), "maximum": 10**15, "multipleOf": 0.0001},
        "date": {"type": "string", "pattern": r"^(18|19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"},
    }  # fmt: skip
    return kinds.get("date" if column.type == "time" else column.type, {"type": "string", "minLength": 1, "maxLength": LONGEST})


def _parameter(name: str, schema: dict[str, Any], description: str, many: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": {"type": "array", "items": schema, "maxItems": 20} if many else schema}


_SAME = "与 `{}` 同样的参数。"

for _listing in LISTINGS.values():
    _path, _extra = f"/{_listing.name}", {"parameters": list(parameters(_listing))}
    router.add_api_route(_path, rows(_listing), methods=["GET"], summary=_listing.heading, name=f"api {_listing.name}", openapi_extra=_extra)
    router.add_api_route(
        f"{_path}/facets", facets(_listing), methods=["GET"], summary=f"{_listing.heading}的筛选项", description=_SAME.format(_path), name=f"api {_listing.name} facets"
    )
    router.add_api_route(
        f"{_path}.{{format}}", file(_listing), methods=["GET"], summary=f"{_listing.heading}的文件：xlsx、csv 或 json", description=_SAME.format(_path),
        name=f"api {_listing.name} file", response_class=Response,
    )  # fmt: skip
    if _listing.name in details.RELATED:
        router.add_api_route(f"{_path}/{{id}}", one(_listing), methods=["GET"], summary=f"一条{_listing.heading}", name=f"api {_listing.name} one")
