"""The guard before every page and every call: who asks, and whether a change was asked for by a page of ours."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.responses import RedirectResponse

from outputs.desk import fonts
from outputs.desk.access.sessions import Session, begin
from outputs.desk.access.users import User
from outputs.desk.problems import Problem, SignInNeeded

if TYPE_CHECKING:
    from outputs.desk.deps import Desk

PUBLIC = ("/signin", "/api/session", "/healthz", fonts.ADDRESS)
SAFE = ("GET", "HEAD", "OPTIONS")
FIELD, HEADER = "csrf_token", "X-CSRF-Token"


class TokenGiven(Exception):
    """The address carried the token: sign in and take it out of the address."""


async def guard(request: Request) -> None:
    """Set ``request.state.user`` and ``.session``; refuse strangers and forged forms. A dependency of the whole application."""
    desk: Desk = request.app.state.desk
    session = desk.sessions.read(request)
    bearer = _bearer(desk, request)
    request.state.session = session or Session()
    request.state.new_session = session is None
    request.state.user = bearer or _proxied(desk, request) or (_signed_in(desk, session) if session else None)
    if desk.access.token and _same(request.query_params.get("token"), desk.access.token) and request.method == "GET":
        raise TokenGiven
    if request.state.user is None and request.url.path not in PUBLIC:
        raise SignInNeeded
    if request.method not in SAFE and not bearer and (request.method, request.url.path) != ("POST", "/api/session"):
        await _form_of_ours(request)


def _bearer(desk: Desk, request: Request) -> User | None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return desk.owner if scheme.lower() == "bearer" and _same(given.strip(), desk.access.token) else None


def _proxied(desk: Desk, request: Request) -> User | None:
    if not desk.access.proxy_header or not request.client or request.client.host not in desk.access.proxies:
        return None
    name = request.headers.get(desk.access.proxy_header)
    return desk.users.find(_utf8(name)) if name and desk.users else None


def _utf8(header: str) -> str:
    """Headers are read as Latin-1; a proxy sends Chinese names in UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _signed_in(desk: Desk, session: Session) -> User | None:
    if session.name is None:
        return None
    found = desk.owner if desk.access.token else desk.users.find(session.name) if desk.users else None
    return found if found and (found.name, found.generation) == (session.name, session.generation) else None


async def _form_of_ours(request: Request) -> None:
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        value = (await request.form()).get(FIELD)
        given = value if isinstance(value, str) else None
    if request.state.new_session or not _same(given, request.state.session.csrf):
        raise Problem(403, "csrf", "这个表单已经过期", "请返回上一页，刷新后再提交")


def _same(given: str | None, wanted: str | None) -> bool:
    return bool(given and wanted) and hmac.compare_digest(str(given).encode(), str(wanted).encode())


def exchange(request: Request, error: Exception) -> RedirectResponse:
    """Answer to :class:`TokenGiven`: a session for the owner, and the address without the token."""
    desk: Desk = request.app.state.desk
    url = request.url.remove_query_params("token")
    response = RedirectResponse(url.path + (f"?{url.query}" if url.query else ""), 303)
    desk.sessions.write(response, begin(desk.owner.name, desk.owner.generation))
    return response
