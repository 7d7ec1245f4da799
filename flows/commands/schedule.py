"""``gouji schedule``: runs at set times, by the service of this folder or any Prefect server that is configured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.commands.ingest import Since
from flows.commands.options import beside, output_format, store
from flows.commands.show import show, show_objects
from flows.errors import Failure
from flows.messages import _

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

KEYS = ("name", "flow", "paths", "cron", "timezone", "active", "next", "store", "out")


@click.group(help=_("Runs at set times: add, list, pause, resume, remove, run now, read again since a day."), short_help=_("Runs at set times."))
def schedule() -> None:
    """The group; its help text is given above because it is translated."""


@schedule.command(help=_("Read FOLDER (or files, globs, URLs) at the times of a cron expression."), short_help=_("Read a folder at set times."))
@click.argument("paths", metavar="FOLDER...", nargs=-1, required=True)
@click.option("--cron", required=True, metavar="CRON", help=_("When: minute hour day month weekday, such as '0 7 * * *' for every day at seven."))
@click.option("--name", metavar="NAME", help=_("What to call it; default: the folder's name."))
@click.option("--flow", type=click.Choice(["ingest", "nightly"]), default="ingest", show_default=True, help=_("nightly: check everything again and publish, too."))
@click.option("--timezone", metavar="ZONE", help=_("Time zone such as Asia/Shanghai; default: this machine's."))
@store
@click.option("--out", metavar="DIR", help=_("Folder for the exports; default: beside the store."))
def add(paths: tuple[str, ...], cron: str, name: str | None, flow: str, timezone: str | None, store: str, out: str | None) -> None:
    from flows.commands.up import absolute
    from flows.finding import find as files
    from flows.service import deployments as d

    wanted = [path if "://" in path or "::" in path else str(Path(path).expanduser().absolute()) for path in paths]
    try:
        files(wanted)
    except Failure as error:
        if error.code != "no-bulletins":  # they may still come
            raise
    name = name or Path(paths[0].rstrip("/")).name or "folder"
    place = d.Place(str(Path.cwd()), absolute(store), absolute(out or beside(store)))
    zone = timezone or d.local_timezone()
    with _client() as client:
        _checked(cron, timezone)
        if (there := d.find(client, name, missing_ok=True)) is not None and d.SCHEDULE not in there.tags:
            raise Failure(name, "name-taken", _("a deployment has that name"), _("choose another with --name"))
        d.add(client, name, flow, {"paths": wanted}, cron, zone, place)
    click.echo(_("{name}: {paths} at {cron} ({timezone}), first {next}").format(name=name, paths=" ".join(wanted), cron=cron, timezone=zone, next=_next(cron, zone)))


@schedule.command("list", help=_("List the deployments with their schedules."), short_help=_("List them."))
@output_format("table", "jsonl")
def list_(format_: str) -> None:
    from flows.service.deployments import deployments

    with _client() as client:
        rows = [row for one in deployments(client) for row in _rows(one)]
    if format_ == "jsonl":
        show_objects(rows)
        return
    heads = (_("schedule"), _("flow"), _("reads"), _("times"), _("state"), _("next"))
    states = {True: _("active"), False: _("paused"), None: _("on demand")}
    cells = [(r["name"], r["flow"], " ".join(r["paths"]), f"{r['cron']} ({r['timezone']})" if r["cron"] else "", states[r["active"]], r["next"]) for r in rows]
    show("table", heads, cells)


def _rows(one: Any) -> Iterator[dict[str, Any]]:
    flow = one.entrypoint.split(".")[-1] if one.entrypoint else ""
    base = {"name": one.name, "flow": flow, "paths": one.parameters.get("paths") or [], "store": one.parameters.get("store"), "out": one.parameters.get("out")}
    for s in one.schedules:
        active = s.active and not one.paused
        cron, zone = getattr(s.schedule, "cron", str(s.schedule)), getattr(s.schedule, "timezone", None) or "UTC"
        yield base | {"cron": cron, "timezone": zone, "active": active, "next": _next(cron, zone) if active else None}
    if not one.schedules:
        yield base | {"cron": None, "timezone": None, "active": None, "next": None}


@schedule.command(help=_("Let a schedule rest: what it has planned is taken back."), short_help=_("Let it rest."))
@click.argument("name")
def pause(name: str) -> None:
    _switch(name, False)
    click.echo(_("{name} is paused.").format(name=name))


@schedule.command(help=_("Let a schedule go on; what it missed meanwhile is not made up for."), short_help=_("Let it go on."))
@click.argument("name")
def resume(name: str) -> None:
    _switch(name, True)
    click.echo(_("{name} is active.").format(name=name))


def _switch(name: str, active: bool) -> None:
    from flows.service.deployments import find

    with _client() as client:
        one = find(client, name)
        assert one is not None
        if not one.schedules:
            raise Failure(name, "no-times", _("it runs on demand only"), _("gouji schedule add sets times; gouji schedule run runs it"))
        for s in one.schedules:
            client.update_deployment_schedule(one.id, s.id, active=active)


@schedule.command(help=_("Remove a schedule; what its runs read stays."), short_help=_("Remove it."))
@click.argument("name")
def remove(name: str) -> None:
    from flows.service.deployments import SCHEDULE, find

    with _client() as client:
        one = find(client, name)
        assert one is not None
        if SCHEDULE not in one.tags:
            raise Failure(name, "built-in", _("it belongs to the program"), _("gouji schedule pause lets it rest"))
        client.delete_deployment(one.id)
    click.echo(_("{name} is removed.").format(name=name))


@schedule.command(help=_("Have a schedule's run start now."), short_help=_("Run it now."))
@click.argument("name")
@click.option("--wait", is_flag=True, help=_("Wait until it has ended; exit with 1 unless it completed."))
def run(name: str, wait: bool) -> None:
    _start(name, None, wait)


@schedule.command(help=_("Read the files of a schedule that changed since a day, whether they look known or not."), short_help=_("Read again since a day."))
@click.argument("name")
@click.option("--since", type=Since(), required=True, metavar="DATE|AGE", help=_("Only files changed since then: a date, or an age such as 7d."))
@click.option("--wait", is_flag=True, help=_("Wait until it has ended; exit with 1 unless it completed."))
def backfill(name: str, since: datetime, wait: bool) -> None:
    _start(name, since, wait)


def _start(name: str, since: datetime | None, wait: bool) -> None:
    from flows.service import deployments as d

    with _client() as client:
        one = d.find(client, name)
        if since and one and "since" not in one.parameter_openapi_schema.get("properties", {}):
            raise Failure(name, "no-since", _("its flow reads no files by date"), _("a schedule of the flow ingest does"))
        id, run_name = d.run(client, name, since)
        click.echo(_("Started: {run} ({id})").format(run=run_name, id=id))
        if wait:
            _follow(client, id)


def _follow(client: SyncPrefectClient, id: Any) -> None:
    import time

    while True:
        state = client.read_flow_run(id).state
        if state and state.is_final():
            break
        time.sleep(1)
    click.echo(f"{state.name}" + (f": {state.message}" if state.message else ""))
    if not state.is_completed():
        raise click.exceptions.Exit(1)


@contextmanager
def _client() -> Iterator[SyncPrefectClient]:
    """The API of the service of this folder, or of the server that is configured. Raises :class:`Failure` ``no-server``."""
    from flows import tracking

    api = tracking.configured_server()
    if not api or not tracking.answers(api):
        reason = _("{api} does not answer").format(api=api) if api else _("no Prefect server is up here")
        raise Failure("schedule", "no-server", reason, _("gouji up starts one (or set PREFECT_API_URL)"))
    with tracking.server(api):
        from prefect import get_client

        with get_client(sync_client=True) as client:
            yield client


def _checked(cron: str, timezone: str | None) -> None:
    """Refuse a wrong expression here, with an example, rather than in a server's log."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(timezone or "UTC")
    except (ValueError, OSError, KeyError) as error:
        raise click.BadParameter(_("{value!r} is no time zone such as Asia/Shanghai.").format(value=timezone), param_hint="--timezone") from error
    try:
        _next(cron, "UTC")
    except ValueError as error:
        raise click.BadParameter(_("{value!r} is no cron expression such as '0 7 * * *'.").format(value=cron), param_hint="--cron") from error


def _next(cron: str, timezone: str) -> str:
    """When it is due next, in its own time zone. Raises ``ValueError`` for a wrong expression."""
    from zoneinfo import ZoneInfo

    from prefect._vendor.croniter import croniter
    from prefect.client.schemas.schedules import CronSchedule

    CronSchedule(cron=cron, timezone=timezone)  # refuses what the server would refuse
    return f"{croniter(cron, datetime.now(ZoneInfo(timezone))).get_next(datetime):%Y-%m-%d %H:%M}"
