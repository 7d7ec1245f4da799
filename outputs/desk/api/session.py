"""Signing in and out for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from outputs.desk.access import signing
from outputs.desk.access.users import User
from outputs.desk.deps import desk
from outputs.desk.problems import SignInNeeded

router = APIRouter(tags=["会话"])


class Credentials(BaseModel):
    """``name`` and ``password`` of a user; where the desk is opened by a token, that as the password."""

    name: Annotated[str, Field(max_length=200)] = ""
    password: Annotated[str, Field(max_length=1000)]


class Who(BaseModel):
    """``csrf_token``: to be sent back as ``X-CSRF-Token`` with every change when cookies are used."""

    name: str
    role: str
    csrf_token: str


@router.get("/session", summary="当前用户")
def who(request: Request) -> Who:
    found: User | None = request.state.user
    if found is None:
        raise SignInNeeded
    return Who(name=found.name, role=found.role, csrf_token=request.state.session.csrf)


@router.post("/session", summary="登录", status_code=201)
def sign_in(request: Request, response: Response, given: Credentials) -> Who:
    user, session = signing.sign_in(request, given.name.strip(), given.password)
    desk(request).sessions.write(response, session)
    return Who(name=user.name, role=user.role, csrf_token=session.csrf)


@router.delete("/session", summary="退出", status_code=204)
def sign_out(request: Request) -> Response:
    response = Response(status_code=204)
    desk(request).sessions.end(response)
    return response
