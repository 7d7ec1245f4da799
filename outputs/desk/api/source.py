"""The printed text with what was read of it, and corrections."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from outputs import corrections
from outputs.desk.correct import annotated
from outputs.desk.correct.acting import correct
from outputs.desk.deps import ReviewerDep, StoreDep, client_address, desk
from outputs.desk.pages.source import From, chosen
from outputs.desk.problems import REFUSALS
from outputs.desk.source import sheet as sheets
from outputs.desk.source.sheet import LAYERS, Sheet
from outputs.labels import COMPARATORS, KINDS, MODALITIES, ORGANISATION_TYPES
from outputs.schema_corrections import CORRECTION_ACTIONS, CORRECTION_KINDS

router = APIRouter(tags=["原文与订正"], responses=REFUSALS)
Id = Annotated[str, Path(max_length=200, pattern=r"^[0-9A-Za-z.\-]+$")]
Layers = Annotated[str | None, Query(max_length=100, pattern=rf"^({'|'.join(LAYERS)}|none)(,({'|'.join(LAYERS)}))*$", description="要哪些层，逗号隔开")]
Word = Annotated[str | None, Field(max_length=200)]
_Kind, _Action = Literal[tuple(CORRECTION_KINDS)], Literal[tuple(CORRECTION_ACTIONS)]  # type: ignore[valid-type]
_Of, _Modality, _Comparator, _Type = (Literal[tuple(words)] for words in (KINDS, MODALITIES, COMPARATORS, ORGANISATION_TYPES))


class Mark(BaseModel):
    """A stretch that something was read of; ``id`` is that of the figure, mention, target or check."""

    start: int
    end: int
    layer: str
    id: str


class Text(BaseModel):
    """A page of text: ``text`` stands at ``start`` of the document; ``next``: where the following page begins, to be given as ``from``; null at the end."""

    document: str
    article: str | None
    start: int
    end: int
    text: str
    marks: list[Mark]
    next: int | None


class Reading(BaseModel):
    """What a stretch is to be read as. For a figure: bounds in base units as exact decimals (null unbounded) and the words; for an organisation: name and type."""

    low: Annotated[str | None, Field(max_length=40)] = None
    high: Annotated[str | None, Field(max_length=40)] = None
    approx: bool = False
    unit: Word = None
    kind: _Of | None = None  # type: ignore[valid-type]
    measure: Word = None
    subject: Word = None
    period: Word = None
    scope: Word = None
    modality: _Modality | None = None  # type: ignore[valid-type]
    comparator: _Comparator | None = None  # type: ignore[valid-type]
    name: Word = None
    type: _Type | None = None  # type: ignore[valid-type]


class Given(BaseModel):
    """``set`` gives a reading to the stretch, ``drop`` says that it is none, ``undo`` goes back to what the program read."""

    kind: _Kind  # type: ignore[valid-type]
    document: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]
    start: Annotated[int, Field(ge=0, le=2**31)]
    end: Annotated[int, Field(ge=1, le=2**31)]
    action: _Action  # type: ignore[valid-type]
    reading: Reading | None = None
    note: Annotated[str | None, Field(max_length=2000)] = None


class Made(BaseModel):
    """``applied``: false while a run writes; figures and organisations follow when it ends. ``settled``: targets, observations and checks have followed as well;
    where not, they do soon."""

    id: int
    applied: bool
    settled: bool


class Correction(BaseModel):
    """``idle``: why it is without effect now: ``gone`` (its document) or ``changed`` (the text around it); null where it is in effect."""

    id: int
    kind: str
    document: str
    start: int
    end: int
    text: str
    action: str
    reading: dict[str, Any]
    note: str | None
    corrected_by: str
    corrected_at: str
    idle: str | None


class Corrections(BaseModel):
    """``next``: to be given as ``before``; null at the end."""

    items: list[Correction]
    next: int | None


@router.get("/articles/{id}", summary="一篇文章的原文及所读出的")
def article(store: StoreDep, id: Id, layers: Layers = None, from_: From = None) -> Text:
    return _text(sheets.of_article(store, id, chosen(layers) if layers else tuple(LAYERS), from_))


@router.get("/documents/{id}/source", summary="一份文件的原文及所读出的")
def document(store: StoreDep, id: Id, layers: Layers = None, from_: From = None) -> Text:
    return _text(sheets.of_document(store, id, chosen(layers) if layers else tuple(LAYERS), from_))


def _text(found: Sheet) -> Text:
    marks = sorted({m for s in found.sentences for p in s.pieces for m in p.marks})
    return Text(
        document=found.document["id"], article=found.article["id"] if found.article else None, start=found.low, end=found.high, text=found.text,
        marks=[Mark(**m._asdict()) for m in marks], next=found.high if found.high < found.last else None,
    )  # fmt: skip


@router.get("/corrections", summary="现在有效的订正，新的在先")
def listing(store: StoreDep, before: Annotated[int | None, Query(ge=0, lt=2**53)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Corrections:
    rows = corrections.holding(store, limit + 1, before)
    idle = corrections.unattached(store, rows[:limit])
    items = [Correction(**{k: row.get(k) for k in Correction.model_fields if k != "idle"}, idle=idle.get(row["id"])) for row in rows[:limit]]
    return Corrections(items=items, next=rows[limit - 1]["id"] if len(rows) > limit else None)


@router.post("/corrections", summary="订正一处读数或组织", status_code=201)
def make(request: Request, store: StoreDep, user: ReviewerDep, given: Given) -> Made:
    reading = given.reading.model_dump() if given.reading else None
    return Made(**correct(store, desk(request).settling, given.kind, given.document, given.start, given.end, given.action, user.name, reading, given.note, client_address(request)))


@router.get("/corrections.jsonl", summary="订正过的文章，作为标注句", response_class=Response)
def export(store: StoreDep) -> Response:
    return Response("".join(f"{line}\n" for line in annotated.lines(store)), media_type="application/x-ndjson")
