"""Sessions in signed cookies: who, since which change of their account, and the secret that every form must bring back."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace

from fastapi import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

SECONDS = 12 * 3600
"""A working day."""


@dataclass(frozen=True, slots=True)
class Session:
    """``name``: who signed in here, if anybody; ``csrf``: what forms carry back; ``flash``: what the next page tells once."""

    name: str | None = None
    generation: int = 0
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    flash: str | None = None


class Sessions:
    """Reads and writes the cookie. ``secure``: only over TLS."""

    def __init__(self, secret: str, cookie: str, secure: bool = False) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="gouji session")
        self.cookie, self.secure = cookie, secure

    def read(self, request: Request) -> Session | None:
        """The session of a request; ``None`` where there is none, or one that is forged or too old."""
        try:
            return Session(**self._signer.loads(request.cookies.get(self.cookie, ""), max_age=SECONDS))
        except (BadSignature, TypeError):
            return None

    def write(self, response: Response, session: Session) -> None:
        value = self._signer.dumps({key: value for key, value in asdict(session).items() if value})
        response.set_cookie(self.cookie, value, max_age=SECONDS, httponly=True, samesite="lax", secure=self.secure, path="/")

    def end(self, response: Response) -> None:
        response.delete_cookie(self.cookie, httponly=True, samesite="lax", secure=self.secure, path="/")


def begin(name: str, generation: int) -> Session:
    """A session of somebody who has just signed in, with a new secret."""
    return Session(name, generation)


def told(session: Session, flash: str | None) -> Session:
    """The same session with something to tell, or nothing."""
    return replace(session, flash=flash)
