"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from outputs.desk.access import signing
from outputs.desk.deps import desk, local, page
from outputs.desk.problems import Problem

router = APIRouter()


@router.get("/signin")
def ask(request: Request, next: str = "/") -> Response:
    if request.state.user:
        return RedirectResponse(local(next), 303)
    return page(request, "signin.html", next=local(next), fault=None, name="", by_token=bool(desk(request).access.token))


@router.post("/signin")
def sign_in(
    request: Request, name: Annotated[str, Form(max_length=200)] = "", password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:  # fmt: skip
    try:
        _user, session = signing.sign_in(request, name.strip(), password)
    except Problem as refused:
        context = {"next": local(next), "fault": refused.reason, "name": name, "by_token": bool(desk(request).access.token)}
        return page(request, "signin.html", refused.status, **context)
    response = RedirectResponse(local(next), 303)
    desk(request).sessions.write(response, session)
    return response


@router.post("/signout")
def sign_out(request: Request) -> Response:
    response = RedirectResponse("/signin", 303)
    desk(request).sessions.end(response)
    return response
