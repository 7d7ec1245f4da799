"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from flows.messages import _

DEFAULT_OUT = "outputs/tables"
DEFAULT_STORE = f"{DEFAULT_OUT}/gouji.db"

store = click.option(
    "--store",
    metavar="URL",
    envvar="GOUJI_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help=_("The store: a file or a database URL."),
)


def beside(store: str) -> str:
    """The folder for the exports of a store when none is named."""
    path = store.removeprefix("sqlite:///")
    return DEFAULT_OUT if "://" in path else str(Path(path).parent)


def output_format(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``--format`` with these choices, the first being the default."""
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True, help=_("How to print it."))


class Day(click.ParamType[date]):
    """A calendar date; ``datetime.date`` for the command."""

    name = "YYYY-MM-DD"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(_("{value!r} is not a date such as 2008-03-20.").format(value=value), param, ctx)
