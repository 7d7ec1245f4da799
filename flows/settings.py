"""What the person who runs Gouji sets once: a small TOML file, ``gouji.toml`` in the working directory or wherever GOUJI_CONFIG says. Secrets may come from the
environment instead: GOUJI_SMTP_PASSWORD, GOUJI_WEBHOOK_TOKEN."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from flows.errors import Failure
from flows.messages import _

DEFAULT = "gouji.toml"
EVENTS = ("failure", "new-errors")
PORTS = {"ssl": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True)
class Mail:
    """An SMTP server and whom to write to. ``port`` 0: the usual one for ``security``."""

    host: str
    sender: str
    to: list[str]
    port: int = 0
    security: Literal["ssl", "starttls", "none"] = "ssl"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Webhook:
    """An address that takes a JSON POST; ``token`` goes into ``Authorization: Bearer``."""

    url: str = field(repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True)
class Notify:
    """Who is told of what. ``services``: addresses of the library Apprise (enterprise chats and others)."""

    events: tuple[str, ...] = EVENTS
    mail: Mail | None = None
    webhook: Webhook | None = None
    services: list[str] = field(default_factory=list, repr=False)

    def __bool__(self) -> bool:
        return bool(self.mail or self.webhook or self.services)


def path() -> Path:
    return Path(os.environ.get("GOUJI_CONFIG") or DEFAULT).expanduser().absolute()


def notifications() -> Notify:
    """The section ``[notify]``; nobody is told of anything without one. Raises :class:`Failure` ``bad-settings``, naming key and file."""
    file = path()
    try:
        written = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Notify()
    except (OSError, ValueError) as error:
        raise _bad(str(error)) from error
    _known(written, {"notify", "checks"}, "")
    told = _section(written, "notify", {f.name for f in fields(Notify)})
    events = told.get("events", list(EVENTS))
    if not isinstance(events, list) or not set(events) <= set(EVENTS):
        raise _bad(f"notify.events: {events!r} ({', '.join(EVENTS)})")
    mail = _made(Mail, told, "mail", password=os.environ.get("GOUJI_SMTP_PASSWORD"))
    if mail and mail.security not in PORTS:
        raise _bad(f"notify.mail.security: {mail.security!r} ({', '.join(PORTS)})")
    services = told.get("services", [])
    if not isinstance(services, list):
        raise _bad("notify.services: [\"…\"]")
    return Notify(tuple(events), mail, _made(Webhook, told, "webhook", token=os.environ.get("GOUJI_WEBHOOK_TOKEN")), [str(s) for s in services])


def _made(kind: Any, told: dict[str, Any], name: str, **secrets: str | None) -> Any:
    if name not in told:
        return None
    known = {f.name: f for f in fields(kind)}
    given = _section(told, name, set(known)) | {key: value for key, value in secrets.items() if value}
    wanted = {"str": str, "int": int, "list[str]": list}
    for key, value in given.items():
        expected = wanted.get(str(known[key].type), str)
        if not isinstance(value, expected):
            raise _bad(f"notify.{name}.{key}: {expected.__name__}")
    try:
        return kind(**given)
    except TypeError as error:
        raise _bad(f"notify.{name}: {str(error).rpartition(': ')[2]}") from error


def _section(of: dict[str, Any], name: str, known: set[str]) -> dict[str, Any]:
    section = of.get(name, {})
    if not isinstance(section, dict):
        raise _bad(f"[{name}]")
    _known(section, known, f"{name}.")
    return section


def _known(section: dict[str, Any], known: set[str], where: str) -> None:
    if strange := sorted(set(section) - known):
        raise _bad(f"{where}{strange[0]} ({', '.join(sorted(known))})")


def _bad(what: str) -> Failure:
    return Failure(str(path()), "bad-settings", _("the settings cannot be understood: {what}").format(what=what), _("docs/OPERATIONS.md shows an example"))
