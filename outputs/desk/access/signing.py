"""Signing in: password or token, so many tries and no more."""

from __future__ import annotations

import hmac

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from outputs import audit
from outputs.desk.access.sessions import Session, begin
from outputs.desk.access.users import LONGEST_NAME, User
from outputs.desk.deps import client_address, desk
from outputs.desk.problems import Problem

PER_ADDRESS, PER_NAME = RateLimitItemPerMinute(30), RateLimitItemPerMinute(6)


def sign_in(request: Request, name: str, password: str) -> tuple[User, Session]:
    """The user and a session for the right password (or token). Raises :class:`Problem` ``wrong-password`` (401) or ``too-many-tries`` (429)."""
    here = desk(request)
    address = client_address(request)
    limiter: MovingWindowRateLimiter = request.app.state.limiter
    if not limiter.hit(PER_ADDRESS, address) or not limiter.hit(PER_NAME, address, name):
        audit.record(here.store, name[:LONGEST_NAME], "sign-in-limited", address=address)
        raise Problem(429, "too-many-tries", "尝试次数过多，请过一分钟再试")
    found = _verified(request, name, password)
    if found is None:
        audit.record(here.store, name[:LONGEST_NAME], "sign-in-refused", address=address)
        raise Problem(401, "wrong-password", "口令不对" if here.access.token else "用户名或口令不对")
    audit.record(here.store, found.name, "sign-in", address=address)
    return found, begin(found.name, found.generation)


def limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def _verified(request: Request, name: str, password: str) -> User | None:
    here = desk(request)
    if here.access.token:
        return here.owner if hmac.compare_digest(password.strip().encode(), here.access.token.encode()) else None
    return here.users.verify(name, password) if here.users else None
