"""What pages and API calls ask for: the store, the user, a role, a page to answer with.

Dependencies are coroutines where they wait for nothing: a plain function would be handed to a thread and back, once for each.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import RedirectResponse, Response

from outputs.desk.access.sessions import Session, Sessions, told
from outputs.desk.access.users import ROLE_LABELS, Role, User, Users
from outputs.desk.correct.settling import Settling
from outputs.desk.problems import Problem
from outputs.desk.registry import navigation
from outputs.desk.settings import Access, Settings
from outputs.store import Store

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Desk:
    """What lives as long as the application: one store for all threads (it pools its connections), the users, the sessions."""

    settings: Settings
    store: Store
    sessions: Sessions
    users: Users | None
    owner: User
    templates: Jinja2Templates
    settling: Settling

    @property
    def access(self) -> Access:
        return self.settings.access

    @classmethod
    def open(cls, settings: Settings) -> Desk:
        """Raises :class:`outputs.errors.StoreError`."""
        from outputs.desk.templating import templates

        access = settings.access
        users = Users(access.users) if access.users else None
        secret = users.secret() if users else secrets.token_hex(32)
        sessions = Sessions(secret, f"gouji_{settings.port}", access.secure)
        return cls(settings, Store.open(settings.store, create=False), sessions, users, User(access.owner, "administer"), templates(settings), Settling(settings.settle))


def desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


async def store(request: Request) -> Store:
    return desk(request).store


def user(request: Request) -> User:
    """Who is signed in; the guard has seen to it that somebody is."""
    found: User = request.state.user
    return found


def require(role: Role) -> Any:
    """A dependency: the user, if their role includes ``role`` (403 otherwise)."""

    async def check(request: Request) -> User:
        found = user(request)
        if not found.may(role):
            raise Problem(403, "role-needed", f"需要“{ROLE_LABELS[role]}”权限", "请联系管理员")
        return found

    return Depends(check)


async def _user(request: Request) -> User:
    return user(request)


StoreDep = Annotated[Store, Depends(store)]
UserDep = Annotated[User, Depends(_user)]
ReviewerDep = Annotated[User, require("review")]
AdministratorDep = Annotated[User, require("administer")]


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page from ``templates/``. Every template also has ``user``, ``nav``, ``csrf_token``, ``flash``, ``title`` and ``request``."""
    here = desk(request)
    session: Session = getattr(request.state, "session", None) or Session()
    shared = {
        "user": getattr(request.state, "user", None), "nav": navigation(), "csrf_token": session.csrf, "flash": session.flash,
        "product": here.settings.title,
    }  # fmt: skip
    response = here.templates.TemplateResponse(request, template, shared | context, status_code=status)
    if getattr(request.state, "new_session", False) or session.flash:
        here.sessions.write(response, told(session, None))
    return response


def redirect(request: Request, where: str, flash: str | None = None) -> Response:
    """After a change: go and see (303). ``where``: a path of ours; ``flash``: what the next page tells once, in Chinese."""
    response = RedirectResponse(local(where), 303)
    if flash:
        desk(request).sessions.write(response, told(request.state.session, flash))
    return response


def client_address(request: Request) -> str:
    """Where a request came from: behind a trusted proxy, what that says."""
    peer = request.client.host if request.client else ""
    access = desk(request).access
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told[:64] if access.proxy_header and peer in access.proxies and told else peer


def local(where: str | None) -> str:
    """``where`` if it is a path on this site, else the front page: no address from a form leads elsewhere."""
    plain = bool(where) and str(where).startswith("/") and not str(where).startswith(("//", "/\\")) and str(where).isprintable()
    return str(where) if plain else "/"
