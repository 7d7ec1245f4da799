"""Reviewing: the queue, a flag, what is done to it, and many at once."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from outputs import decisions
from outputs.desk.access.users import User
from outputs.desk.deps import ReviewerDep, StoreDep, UserDep, client_address, desk, page, redirect
from outputs.desk.problems import Problem
from outputs.desk.review import acting, facets, flag, queue
from outputs.desk.review.filters import SORTS, Filter, asked
from outputs.desk.review.snapshot import snapshot
from outputs.errors import StoreError
from outputs.labels import REASONS
from outputs.store import Store

router = APIRouter()
NAV = (("/flags", "疑点", 10),)
PER_PAGE = 50
FilterDep = Annotated[Filter, Depends(asked)]
Text = Annotated[str, Form(max_length=2000)]


@router.get("/flags")
def listing(request: Request, store: StoreDep, filter: FilterDep, page_: Annotated[int, Query(alias="page", ge=1, le=queue.DEEPEST // PER_PAGE)] = 1) -> Response:
    with snapshot(store) as seen:
        rows = queue.page(seen, filter, PER_PAGE + 1, (page_ - 1) * PER_PAGE)
        found = facets.facets(seen, filter)
        total = facets.total(seen, filter, found)
    return page(
        request, "flags.html", filter=filter, rows=rows[:PER_PAGE], more=len(rows) > PER_PAGE and page_ < queue.DEEPEST // PER_PAGE, number=page_, facets=found,
        total=total, most=queue.MOST, sorts=SORTS, mine=request.state.user.name,
    )  # fmt: skip


@router.get("/flags/bulk")
def preview(request: Request, store: StoreDep, filter: FilterDep, user: ReviewerDep) -> Response:
    """The flags that a decision on the whole filter would be bound to."""
    rows = queue.page(store, filter, acting.BULK + 1)
    after = decisions.latest(store, [row["fingerprint"] for row in rows])
    return page(
        request, "bulk.html", filter=filter, rows=[row | {"after": after.get(row["fingerprint"], 0)} for row in rows[: acting.BULK]], more=len(rows) > acting.BULK,
        reasons=REASONS, people=people(request), most=acting.BULK,
    )  # fmt: skip


@router.post("/flags/bulk")
def bulk(
    request: Request, store: StoreDep, user: ReviewerDep, act: Annotated[str, Form(max_length=60)], flags: Annotated[list[str], Form(alias="flag", max_length=acting.BULK)] = [],  # noqa: B006
    note: Text = "", assignee: Annotated[str, Form(max_length=40)] = "", back: Annotated[str, Form(max_length=4000)] = "/flags",
) -> Response:  # fmt: skip
    chosen = [_bound(given) for given in flags]
    if not chosen:
        raise Problem(422, "nothing-chosen", "没有选中任何疑点", "请返回上一页，至少选一条")
    if act == "assign":
        count = acting.assign(store, [f for f, _ in chosen], assignee or None, user.name, client_address(request))
        return redirect(request, back, f"{count} 条疑点已派给{assignee}" if assignee else f"{count} 条疑点已收回")
    decision = decision_of(act, note)
    done, left = acting.decide_many(store, chosen, decision, user.name, client_address(request))
    told = f"{decision.told()}：{len(done)} 条" + (f"；{len(left)} 条他人已先处理，未动" if left else "")
    return redirect(request, back, told)


def _bound(given: str) -> tuple[str, int]:
    fingerprint, _, after = given.partition(":")
    if not after.isdecimal() or len(after) > 18:
        raise Problem(422, "invalid-parameters", "表单不完整", "请返回上一页，刷新后再提交")
    return fingerprint, int(after)


@router.post("/flags/undo")
def undo(request: Request, store: StoreDep, filter: FilterDep, user: ReviewerDep) -> Response:
    taken = acting.undo(store, user.name)
    if taken is None:
        return redirect(request, filter.address("/flags"), "没有可以撤销的意见")
    told = acting.Decision(taken["action"], taken["reason"]).told()
    return redirect(request, filter.address(f"/flags/{taken['fingerprint']}"), f"已撤销“{told}”，这条疑点重新待核")


@router.get("/flags/start")
def start(request: Request, store: StoreDep, filter: FilterDep) -> Response:
    """The first flag of the filter."""
    found = queue.first(store, filter)
    return RedirectResponse(filter.address(f"/flags/{found}" if found else "/flags"), 303)


@router.get("/flags/{fingerprint}")
def show(request: Request, store: StoreDep, filter: FilterDep, fingerprint: str, user: UserDep) -> Response:
    return shown(request, store, filter, fingerprint, user)


def shown(request: Request, store: Store, filter: Filter, fingerprint: str, user: User, status: int = 200, conflict: Any = None) -> Response:
    """A flag's page; ``conflict``: what this reviewer wanted to decide when somebody else had decided already."""
    try:
        with snapshot(store) as seen:
            known = _all(seen, filter, flag.row(seen, fingerprint)) | {"undoable": acting.undoable(seen, user.name)}
    except StoreError as error:
        if error.code == "unknown-flag":
            events, closed = decisions.history(store, fingerprint[:64]), flag.closed(store, fingerprint)
            if events or closed:
                return page(request, "flag_gone.html", 410, fingerprint=fingerprint, events=events, closed=closed)
        raise
    return page(request, "flag.html", status, filter=filter, reasons=REASONS, people=people(request), conflict=conflict, **known)


def _all(store: Store, filter: Filter, found: dict[str, Any]) -> dict[str, Any]:
    """What a flag's page shows of the store."""
    spans = flag.evidence(store, found["check_id"])
    return {
        "flag": found, "spans": spans, "passages": flag.passages(store, found, spans), "beside": flag.beside(store, found, spans),
        "elsewhere": flag.elsewhere(store, found, spans), "places": flag.places(store, found), "similar": flag.similar(store, found, spans),
        "events": flag.history(store, found), "after": flag.latest(store, found["fingerprint"]), "previous": queue.neighbour(store, filter, found, -1),
        "next": queue.neighbour(store, filter, found, 1),
    }  # fmt: skip


@router.post("/flags/{fingerprint}")
def decide(
    request: Request, store: StoreDep, filter: FilterDep, user: ReviewerDep, fingerprint: str, act: Annotated[str, Form(max_length=60)],
    after: Annotated[int, Form(ge=0)], note: Text = "", as_rule: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Decide, then on to the next flag of the filter; a note or a reopening stays here."""
    decision = decision_of(act, note, as_rule)
    here = flag.row(store, fingerprint)
    try:
        acting.decide(store, fingerprint, decision, user.name, after)
    except StoreError as error:
        if error.code != "decision-conflict":
            raise
        return shown(request, store, filter, fingerprint, user, 409, {"decision": decision, "act": act})
    if decision.action in ("note", "reopen"):
        return redirect(request, filter.address(f"/flags/{fingerprint}"), "备注已记下" if decision.action == "note" else "已重新打开")
    return onwards(request, store, filter, here, decision)


def onwards(request: Request, store: Store, filter: Filter, here: dict[str, Any], decision: acting.Decision) -> Response:
    """To the next flag; after the last, to those that were passed over; when none is left, back to the queue."""
    following = queue.neighbour(store, filter, here, 1) or queue.first(store, filter)
    if following in (None, here["fingerprint"]):
        return redirect(request, filter.address("/flags"), f"{decision.told()}。这一筛选里没有其余疑点了")
    return redirect(request, filter.address(f"/flags/{following}"), f"上一条已记：{decision.told()}")


@router.post("/flags/{fingerprint}/assignee")
def assign(request: Request, store: StoreDep, filter: FilterDep, user: ReviewerDep, fingerprint: str, assignee: Annotated[str, Form(max_length=40)] = "") -> Response:
    flag.row(store, fingerprint)
    acting.assign(store, [fingerprint], assignee or None, user.name, client_address(request))
    return redirect(request, filter.address(f"/flags/{fingerprint}"), f"已派给{assignee}" if assignee else "已收回分派")


def decision_of(act: str, note: str, as_rule: bool = False) -> acting.Decision:
    """What a button says: ``confirm``, ``note``, ``reopen`` or ``dismiss:REASON``."""
    action, _, reason = act.partition(":")
    decision = acting.Decision(action, reason or None, note.strip() or None, as_rule)
    decisions.valid(action, "-", decision.reason, decision.note)
    return decision


def people(request: Request) -> list[str]:
    """Whom flags can be assigned to: those who may review."""
    here = desk(request)
    return [here.owner.name] if here.access.token else [u.name for u in here.users.all() if u.may("review")] if here.users else []
