"""Full-text search, saved queries and SQL for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from outputs.desk import saved, searching, sqlbox
from outputs.desk.deps import StoreDep, UserDep, desk
from outputs.desk.problems import REFUSALS

router = APIRouter(tags=["查询"], responses=REFUSALS)


class Sentence(BaseModel):
    """A sentence with all the words. ``marks``: stretches of ``text`` that the words cover, as offsets in it; ``start`` and ``end`` are those of the document's text."""

    id: str
    document: str
    article: str
    start: int
    end: int
    text: str
    marks: list[tuple[int, int]]
    issued: str | None
    title: str | None
    path: str


class Sentences(BaseModel):
    items: list[Sentence]
    more: bool


class Answer(BaseModel):
    """``truncated``: there were more rows than the limit."""

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool


class Kept(BaseModel):
    name: str
    address: str
    owner: str
    shared: bool
    saved_at: str


class ToKeep(BaseModel):
    """``address``: a page of the desk with its parameters, such as ``/figures?kind=money``."""

    name: Annotated[str, Field(min_length=1, max_length=saved.LONGEST_NAME)]
    address: Annotated[str, Field(min_length=1, max_length=saved.LONGEST_ADDRESS)]
    shared: bool = False


@router.get("/search", summary="全文检索")
def search(
    request: Request, store: StoreDep, q: Annotated[str, Query(min_length=searching.SHORTEST, max_length=searching.LONGEST)],
    page: Annotated[int, Query(ge=1, le=searching.LAST)] = 1,
) -> Sentences:  # fmt: skip
    found = searching.search(store, q, page, desk(request).settings.segment)
    return Sentences(items=[Sentence(**{k: hit.row[k] for k in Sentence.model_fields if k != "marks"}, marks=_marks(hit)) for hit in found.hits], more=found.more)


def _marks(hit: searching.Hit) -> list[tuple[int, int]]:
    out, at = [], 0
    for text, on in hit.parts:
        if on:
            out.append((at, at + len(text)))
        at += len(text)
    return out


@router.get("/sql", summary="一条 SELECT 语句的结果")
def sql(
    store: StoreDep, q: Annotated[str, Query(min_length=1, max_length=sqlbox.LONGEST)], limit: Annotated[int, Query(ge=1, le=sqlbox.FILE_ROWS)] = sqlbox.ROWS,
) -> Answer:  # fmt: skip
    answer = sqlbox.ask(store, q, limit)
    return Answer(columns=[c.name for c in answer.columns], rows=[list(row) for row in answer.rows], truncated=answer.truncated)


@router.get("/saved", summary="自己的和同事共享的查询")
def kept(store: StoreDep, user: UserDep) -> list[Kept]:
    return [Kept(**{k: row[k] for k in Kept.model_fields}) for row in [*saved.own(store, user.name), *saved.shared(store, user.name)]]


@router.post("/saved", summary="存下一个查询；同名的换掉", status_code=201)
def keep(store: StoreDep, user: UserDep, given: ToKeep) -> Kept:
    saved.keep(store, user.name, given.name, given.address, given.shared)
    return next(Kept(**{k: row[k] for k in Kept.model_fields}) for row in saved.own(store, user.name) if row["name"] == " ".join(given.name.split()))


@router.delete("/saved", summary="删去自己的一个查询", status_code=204)
def drop(store: StoreDep, user: UserDep, name: Annotated[str, Query(min_length=1, max_length=saved.LONGEST_NAME)]) -> Response:
    saved.drop(store, user.name, name)
    return Response(status_code=204)
