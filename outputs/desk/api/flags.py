"""Flags: listed, looked at, decided on, one or many, and assigned."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from outputs import decisions, exemptions
from outputs.desk.access.users import LONGEST_NAME
from outputs.desk.deps import ReviewerDep, StoreDep, client_address
from outputs.desk.problems import REFUSALS
from outputs.desk.review import acting, facets, flag, queue
from outputs.desk.review.filters import Filter, asked
from outputs.desk.review.snapshot import snapshot
from outputs.labels import ACTIONS, REASONS

router = APIRouter(tags=["疑点"], responses=REFUSALS)
FilterDep = Annotated[Filter, Depends(asked)]
Fingerprint = Annotated[str, Path(max_length=64, description="指纹：输入不变则不变")]
Limit = Annotated[int, Query(ge=1, le=500)]
_Action, _Reason = Literal[tuple(ACTIONS)], Literal[tuple(REASONS)]
Number = Annotated[int, Field(ge=0, lt=2**53)]


class Flag(BaseModel):
    """One flag; ``url``: its page."""

    fingerprint: str
    check: str
    scope: str
    severity: str
    status: str
    message: str
    equation: str
    issued: str | None
    document: str
    article: str | None
    title: str | None
    publisher: str | None
    path: str
    reason: str | None
    note: str | None
    decided_by: str | None
    decided_at: str | None
    assignee: str | None
    url: str


class Flags(BaseModel):
    """``next``: give it as ``cursor`` for the flags that follow; null at the end. It goes by fingerprint, so that decisions made meanwhile skip nothing."""

    items: list[Flag]
    next: str | None


class Span(BaseModel):
    """A piece of evidence, numbered as on the page. Offsets are those of the document's text."""

    number: int
    role: str
    document: str
    article: str | None
    start: int
    end: int
    text: str
    figure: str | None
    low: float | None
    high: float | None
    unit: str | None
    measure: str | None
    subject: str | None
    period: str | None
    modality: str | None


class Event(BaseModel):
    """What was decided or to whom the flag was assigned (``assign``, then ``note`` is the assignee)."""

    at: str
    by: str
    action: str
    reason: str | None
    note: str | None
    by_rule: bool


class Detail(Flag):
    """``after``: the number of the latest decision, to be given with the next one."""

    after: int
    evidence: list[Span]
    history: list[Event]
    places: list[str]
    similar: list[str]


class Choice(BaseModel):
    value: str
    label: str
    count: int


class Facet(BaseModel):
    """``sampled``: only the first of many flags were counted."""

    name: str
    heading: str
    choices: list[Choice]
    sampled: bool


class Given(BaseModel):
    """``after``: the number of the latest decision that was seen (see the flag), 0 for none; left out, nobody's decision is waited for."""

    action: _Action
    reason: _Reason | None = None
    note: Annotated[str | None, Field(max_length=2000)] = None
    after: Number | None = None
    as_rule: bool = False


class Recorded(BaseModel):
    id: int


class Seen(BaseModel):
    fingerprint: Annotated[str, Field(max_length=64)]
    after: Number


class GivenToMany(BaseModel):
    """The same decision on each of ``flags``, unless somebody decided since ``after``."""

    flags: Annotated[list[Seen], Field(min_length=1, max_length=acting.BULK)]
    action: _Action
    reason: _Reason | None = None
    note: Annotated[str | None, Field(max_length=2000)] = None


class Outcome(BaseModel):
    """Fingerprints that were decided on, and those left alone because somebody else had decided, or because they are gone."""

    decided: list[str]
    left: list[str]


class Assignment(BaseModel):
    """``assignee`` null takes the flag back."""

    assignee: Annotated[str | None, Field(max_length=LONGEST_NAME, min_length=1)]


class Rule(BaseModel):
    """A rule made of a dismissal; ``name`` is ``check@place|measure``."""

    name: str
    reason: str | None
    note: str | None
    decided_by: str
    decided_at: str
    message: str | None


@router.get("/flags", summary="疑点，按指纹逐页取尽，或按次序取前面一段")
def listing(
    store: StoreDep, filter: FilterDep, limit: Limit = 50, cursor: Annotated[str | None, Query(max_length=64, description="上一页的 next")] = None,
    offset: Annotated[int | None, Query(ge=0, le=queue.DEEPEST, description="按 sort 的次序跳过多少条；不给则按指纹的次序，用 cursor 翻页")] = None,
) -> Flags:  # fmt: skip
    if offset is not None:
        return Flags(items=[_flag(row) for row in queue.page(store, filter, limit, offset)], next=None)
    rows = queue.walk(store, filter, limit + 1, cursor)
    return Flags(items=[_flag(row) for row in rows[:limit]], next=rows[limit - 1]["fingerprint"] if len(rows) > limit else None)


@router.get("/flags/facets", summary="各筛选项的条数")
def counted(store: StoreDep, filter: FilterDep) -> list[Facet]:
    return [
        Facet(name=f.name, heading=f.heading, sampled=f.sampled, choices=[Choice(value=v, label=label, count=n) for v, label, n in f.choices]) for f in facets.facets(store, filter)
    ]


@router.post("/flags/decisions", summary="对多条疑点记同一意见", status_code=201)
def decide_many(request: Request, store: StoreDep, user: ReviewerDep, given: GivenToMany) -> Outcome:
    done, left = acting.decide_many(
        store, [(f.fingerprint, f.after) for f in given.flags], acting.Decision(given.action, given.reason, given.note), user.name, client_address(request)
    )
    return Outcome(decided=done, left=left)


@router.get("/flags/{fingerprint}", summary="一条疑点及其依据、经过")
def detail(store: StoreDep, fingerprint: Fingerprint) -> Detail:
    with snapshot(store) as seen:
        row = flag.row(seen, fingerprint)
        spans = flag.evidence(seen, row["check_id"])
        return Detail(
            **_flag(row).model_dump(), after=flag.latest(seen, fingerprint), evidence=[Span(**s) for s in spans], history=[Event(**e) for e in flag.history(seen, row)],
            places=[p["check_id"] for p in flag.places(seen, row)], similar=[s["fingerprint"] for s in flag.similar(seen, row, spans)],
        )  # fmt: skip


@router.get("/flags/{fingerprint}/history", summary="一条疑点的意见，疑点已不存在的也在内")
def history(store: StoreDep, fingerprint: Fingerprint) -> list[Event]:
    return [Event(at=d["decided_at"], by=d["decided_by"], action=d["action"], reason=d["reason"], note=d["note"], by_rule=False) for d in decisions.history(store, fingerprint)]


@router.post("/flags/{fingerprint}/decisions", summary="记下意见", status_code=201)
def decide(store: StoreDep, user: ReviewerDep, fingerprint: Fingerprint, given: Given) -> Recorded:
    decision = acting.Decision(given.action, given.reason, given.note, given.as_rule)
    return Recorded(id=acting.decide(store, fingerprint, decision, user.name, given.after))


@router.post("/flags/undo", summary="撤销我最近的一次意见", status_code=201)
def undo(store: StoreDep, user: ReviewerDep) -> dict[str, Any]:
    taken = acting.undo(store, user.name)
    return {"fingerprint": taken["fingerprint"] if taken else None}


@router.put("/flags/{fingerprint}/assignee", summary="分派", status_code=204)
def assign(request: Request, store: StoreDep, user: ReviewerDep, fingerprint: Fingerprint, given: Assignment) -> Response:
    flag.row(store, fingerprint)
    acting.assign(store, [fingerprint], given.assignee, user.name, client_address(request))
    return Response(status_code=204)


@router.get("/rules", summary="由排除意见而成的规则")
def rules(store: StoreDep) -> list[Rule]:
    return [Rule(name=r["fingerprint"], **{k: r[k] for k in Rule.model_fields if k != "name"}) for r in exemptions.rules(store)]


@router.delete("/rules/{name:path}", summary="收回一条规则", status_code=204)
def restore(store: StoreDep, user: ReviewerDep, name: Annotated[str, Path(max_length=400)]) -> Response:
    exemptions.restore(store, name, user.name)
    return Response(status_code=204)


def _flag(row: dict[str, Any]) -> Flag:
    return Flag(check=row["rule"], url=f"/flags/{row['fingerprint']}", **{k: row[k] for k in Flag.model_fields if k in row})
