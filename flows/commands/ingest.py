"""``gouji ingest``: bulletins into the store and the exports, as a Prefect flow where it can be recorded."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands.options import beside, store
from flows.engines import names
from flows.messages import _

if TYPE_CHECKING:
    from flows.ingestion import Request, Summary

PREFECT_FOLDER = "prefect"  # under the output folder
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


class Since(click.ParamType[datetime]):
    """A date, a date and time, or an age such as ``7d``; ``datetime`` with time zone for the command."""

    name = "date"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        if age := re.fullmatch(r"(\d{1,5})([hdw])", value):
            return datetime.now(UTC) - timedelta(**{_UNITS[age[2]]: int(age[1])})
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except ValueError:
            self.fail(_("{value!r} is neither a date such as 2008-03-20 nor an age such as 12h, 7d or 2w.").format(value=value), param, ctx)


@click.command(
    help=_("Read bulletins into the store and publish the tables. PATH: files, folders, globs, .zip archives or URLs."),
    short_help=_("Read bulletins into tables and check them."),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@store
@click.option("--out", metavar="DIR", help=_("Folder for the exports; default: beside the store."))
@click.option("--workers", type=click.IntRange(1), metavar="N", help=_("Processes that read; default: one per core."))
@click.option("--engine", type=click.Choice(names()), default="local", show_default=True, help=_("Where the reading is done."))
@click.option("--address", metavar="URL", envvar="GOUJI_DASK", help=_("The scheduler of a Dask cluster, such as tcp://host:8786; default: a cluster on this machine."))
@click.option("--since", type=Since(), metavar="DATE|AGE", help=_("Only files changed since then: a date, or an age such as 7d."))
@click.option("--force", is_flag=True, help=_("Read everything again, changed or not."))
@click.option("--wait", type=click.FloatRange(0), default=0, show_default=True, metavar="MINUTES", help=_("How long to wait for another run that is writing."))
@click.option("--strict", is_flag=True, help=_("Exit with 1 when a file was quarantined."))
@click.option("--track", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help=_("Record the run with Prefect."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the summary as JSON in the last line."))
def ingest(paths: tuple[str, ...], store: str, out: str | None, strict: bool, track: str, as_json: bool, **options: object) -> None:
    from flows import summary as told
    from flows.ingestion import Request
    from flows.jsonl import dumps
    from flows.progress import bar

    request = Request(paths, store, out or beside(store), **options)  # type: ignore[arg-type]
    with _recording(track, request) as (recorded, where), bar(not as_json):
        done, kept = _travel(request, recorded)
    if not kept:
        where = _("broke off: the Prefect server was lost on the way; the tables are complete")
    problems = done.pop("problems")
    for line in told.text(done, problems, where):
        click.echo(line)
    if as_json:
        click.echo(dumps({key: done[key] for key in told.KEYS}))
    if strict and problems:
        raise click.exceptions.Exit(1)


@contextmanager
def _recording(track: str, request: Request) -> Iterator[tuple[bool, str]]:
    """While the block runs, the Prefect server that records it can be reached. Yields whether there is one, and where to see the record or why not."""
    from flows import tracking
    from flows.finding import find

    api = tracking.configured_server() if track == "auto" else None
    if track == "always":
        find(request.paths)  # a wrong path is told before a server is started
        click.echo(_("Starting a Prefect server to record this run …"), err=True)
        with tracking.own_server(Path(request.out, PREFECT_FOLDER)):
            yield True, f"PREFECT_HOME={os.environ['PREFECT_HOME']} {Path(sys.executable).parent / 'prefect'} server start"
    elif api and tracking.answers(api):
        with tracking.server(api):
            yield True, api.removesuffix("/").removesuffix("/api")
    elif track == "auto":
        why = _("{api} does not answer").format(api=api) if api else _("no Prefect server is configured")
        yield False, _("none: {why} (--track always starts one for the run)").format(why=why)
    else:
        yield False, ""


def _travel(request: Request, recorded: bool) -> tuple[Summary, bool]:
    """The summary, and whether the record is what was asked for."""
    if recorded:
        from flows.recording import travel_recorded

        return travel_recorded(request)
    from flows.ingestion import travel

    return travel(request), True
