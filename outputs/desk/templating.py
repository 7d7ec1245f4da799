"""Templates: escaped always, with the words of the contract at hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from outputs import labels
from outputs.desk.settings import Settings

FOLDER = Path(__file__).parent


def templates(settings: Settings) -> Jinja2Templates:
    """The templates of the desk for its pages."""
    return Jinja2Templates(env=environment(settings))


def environment(settings: Settings) -> Environment:
    """The templates of the desk with their filters and globals."""
    env = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    env.globals.update(labels=labels, static=static, address=address)
    env.filters.update(when=when, number=number, check_name=lambda id: check_name(id), check_rule=lambda id: settings.checks.get(id, ""))
    return env


@cache
def static(name: str) -> str:
    """Address of a static file, which changes with its content."""
    return f"/static/{name}?v={sha256((FOLDER / 'static' / name).read_bytes()).hexdigest()[:12]}"


def check_name(id: str) -> str:
    """The short Chinese name of a check; its id where it has none."""
    return labels.CHECKS.get(id, id)


def address(request: Request, path: str | None = None, **changes: Any) -> str:
    """This page's address with other parameters; ``None`` or an empty list takes one out. Another ``path`` keeps the parameters."""
    kept: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        kept.setdefault(key, []).append(value)
    for key, value in changes.items():
        kept[key] = [] if value is None else [str(v) for v in value] if isinstance(value, list | tuple | set) else [str(value)]
    query = urlencode([(key, v) for key, values in kept.items() for v in values if v != ""])
    return (path or request.url.path) + (f"?{query}" if query else "")


def when(instant: str | None) -> str:
    """An instant of the tables (UTC) in the time of this place, to the minute."""
    if not instant:
        return ""
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")


def number(value: float | int | None) -> str:
    """A number for people: thousands separated, no trailing zeros."""
    if value is None:
        return ""
    whole = int(value)
    return f"{whole:,}" if whole == value else f"{value:,.6f}".rstrip("0").rstrip(".")


def words(mapping: Mapping[str, str], value: str | None) -> str:
    """The Chinese word for a value of the contract."""
    return mapping.get(value or "", value or "")
