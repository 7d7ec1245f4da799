"""Corrections: making one, the list of those that hold, and the sentences they annotate."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from outputs import corrections
from outputs.desk.correct import annotated
from outputs.desk.correct.acting import correct
from outputs.desk.deps import ReviewerDep, StoreDep, client_address, desk, page, redirect
from outputs.schema_corrections import CORRECTION_ACTIONS, CORRECTION_KINDS

router = APIRouter()
NAV = (("/corrections", "订正", 80),)
PER_PAGE = 50
Field = Annotated[str, Form(max_length=200)]
Offset = Annotated[int, Form(ge=0, le=2**31)]


@router.get("/corrections")
def listing(request: Request, store: StoreDep, before: Annotated[int | None, Query(ge=0, lt=2**53)] = None) -> Response:
    rows = corrections.holding(store, PER_PAGE + 1, before)
    return page(
        request, "corrections.html", rows=rows[:PER_PAGE], more=len(rows) > PER_PAGE, idle=corrections.unattached(store, rows[:PER_PAGE]), kinds=CORRECTION_KINDS,
        actions=CORRECTION_ACTIONS,
    )  # fmt: skip


@router.post("/corrections")
def make(
    request: Request, store: StoreDep, user: ReviewerDep, kind: Field, document: Field, start: Offset, end: Offset, action: Field, low: Field = "", high: Field = "",
    approx: Field = "", unit: Field = "", figure_kind: Field = "", measure: Field = "", subject: Field = "", period: Field = "", scope: Field = "", modality: Field = "",
    comparator: Field = "", name: Field = "", type: Field = "", note: Annotated[str, Form(max_length=2000)] = "", back: Annotated[str, Form(max_length=2000)] = "/corrections",
) -> Response:  # fmt: skip
    reading = {
        "low": low, "high": high, "approx": approx, "unit": unit, "kind": figure_kind, "measure": measure, "subject": subject, "period": period, "scope": scope,
        "modality": modality, "comparator": comparator, "name": name, "type": type,
    }  # fmt: skip
    done = correct(store, desk(request).settling, kind, document, start, end, action, user.name, reading, note, client_address(request))
    told = {"set": "订正已记下", "drop": "已记为不算", "undo": "订正已撤销"}[action]
    return redirect(request, back, told + _followed(done))


def _followed(done: dict[str, Any]) -> str:
    """How far the store has followed a correction, in words."""
    if not done["applied"]:
        return "；正在入库，入库完毕时各表照改，勾稽随后重核"
    return "，各表已照改，勾稽已重核" if done["settled"] else "，各表已照改；勾稽与进展随后重核"


@router.get("/corrections.jsonl")
def export(store: StoreDep) -> Response:
    content = "".join(f"{line}\n" for line in annotated.lines(store))
    return Response(content, media_type="application/x-ndjson", headers={"Content-Disposition": "attachment; filename=\"gouji-corrections.jsonl\""})


@router.get("/corrections/names.csv")
def names(store: StoreDep) -> Response:
    return Response(annotated.suggestions(store), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": "attachment; filename=\"gouji-names.csv\""})
