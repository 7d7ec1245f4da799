"""For administrators: the log of what was done, and the users."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from outputs import audit
from outputs.desk.access.users import Role
from outputs.desk.deps import AdministratorDep, StoreDep, desk
from outputs.desk.problems import REFUSALS

router = APIRouter(tags=["管理"], responses=REFUSALS)


class Line(BaseModel):
    """One thing that somebody did; ``action`` is a word that stays the same."""

    id: int
    at: str
    who: str
    action: str
    subject: str | None
    detail: str | None
    address: str | None


class Account(BaseModel):
    name: str
    role: Role


@router.get("/audit", summary="操作日志，新的在先")
def log(store: StoreDep, user: AdministratorDep, before: Annotated[int | None, Query(ge=0, lt=2**53)] = None, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> list[Line]:
    return [Line(**line) for line in audit.lines(store, before, limit)]


@router.get("/users", summary="用户")
def users(request: Request, user: AdministratorDep) -> list[Account]:
    here = desk(request)
    known = here.users.all() if here.users else [here.owner]
    return [Account(name=u.name, role=u.role) for u in known]
