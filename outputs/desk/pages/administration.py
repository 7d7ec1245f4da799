"""What was made into a rule, and, for administrators, who may do what and what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from outputs import audit, exemptions
from outputs.desk.access.users import ROLE_LABELS
from outputs.desk.deps import AdministratorDep, ReviewerDep, StoreDep, desk, page, redirect

router = APIRouter()
LINES = 200
ACTIONS = {
    "sign-in": "登录", "sign-in-refused": "登录失败", "sign-in-limited": "登录过频被拒", "bulk-decide": "批量处理", "assign": "分派",
}  # fmt: skip
"""Words for the actions of the log; those without one are shown as they are."""


@router.get("/rules")
def rules(request: Request, store: StoreDep) -> Response:
    found = [rule | {"split": _split(rule["fingerprint"])} for rule in exemptions.rules(store)]
    return page(request, "rules.html", rules=found)


def _split(name: str) -> tuple[str, str, str]:
    """Check, place and measure of a rule's name."""
    check, _, series = name.partition("@")
    place, _, measure = series.partition("|")
    return check, place, measure


@router.post("/rules")
def restore(request: Request, store: StoreDep, user: ReviewerDep, name: Annotated[str, Form(max_length=400)]) -> Response:
    exemptions.restore(store, name, user.name)
    return redirect(request, "/rules", "规则已收回，其疑点重新待核")


@router.get("/audit")
def log(request: Request, store: StoreDep, user: AdministratorDep, before: Annotated[int | None, Query(ge=0, lt=2**53)] = None) -> Response:
    here = desk(request)
    lines = audit.lines(store, before, LINES + 1)
    known = here.users.all() if here.users else [here.owner]
    return page(request, "audit.html", lines=lines[:LINES], more=len(lines) > LINES, users=known, roles=ROLE_LABELS, actions=ACTIONS)
