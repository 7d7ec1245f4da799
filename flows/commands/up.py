"""``gouji up``, ``gouji down`` and ``gouji status``: the service of this folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click

from flows.commands.options import beside, store
from flows.errors import Failure
from flows.messages import _
from flows.passwords import without_password

START_SECONDS = 300
STOP_SECONDS = 90


@click.command(
    help=_("Start the service of this folder: a Prefect server that keeps the record of runs, a worker that executes what is scheduled, and the desk. Ctrl-C or "
           "gouji down ends all of it."),
    short_help=_("Start server, worker and desk."),
)  # fmt: skip
@store
@click.option("--out", metavar="DIR", help=_("Folder for the exports; default: beside the store."))
@click.option("--port", type=click.IntRange(0, 65535), default=4200, show_default=True, help=_("The Prefect server's port; 0: any free one."))
@click.option("--desk-port", type=click.IntRange(0, 65535), default=8600, show_default=True, help=_("The desk's port; 0: any free one."))
@click.option("--no-desk", is_flag=True, help=_("Without the desk."))
@click.option("--runs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help=_("Runs at a time; runs that write to one store wait for each other."))
@click.option("--detach", is_flag=True, help=_("Go on in the background."))
def up(store: str, out: str | None, port: int, desk_port: int, no_desk: bool, runs: int, detach: bool) -> None:
    from flows.service.home import Home
    from flows.service.supervisor import Service, Wanted, addresses

    home = Home.here()
    if detach:
        _detach(home.folder)
        click.echo("\n".join(addresses(home)))
        return
    wanted = Wanted(absolute(store), absolute(out or beside(store)), port, desk_port, runs, not no_desk)
    Service(wanted, home, lambda line: click.echo(line)).run()


def absolute(path: str) -> str:
    """A store or folder as it can be named from anywhere, and shown to anyone."""
    if "://" in path and not path.startswith("sqlite:"):
        return without_password(path)
    return str(Path(path.removeprefix("sqlite:///")).expanduser().absolute())


def _detach(folder: Path) -> None:
    """The same command in a process of its own; waits until it is up, or tells what it said."""
    from flows.service.home import Home
    from flows.service.supervisor import already

    home = Home(folder)
    if home.is_up():
        raise already(home)
    home.log.mkdir(parents=True, exist_ok=True)
    arguments = [a for a in sys.argv[1:] if a != "--detach"]
    log = home.log / "up.log"
    with log.open("ab") as out:
        before = out.tell()
        process = subprocess.Popen([sys.executable, "-m", "flows.cli", *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    end = time.monotonic() + START_SECONDS
    while not home.told().get("ready"):
        if process.poll() is not None:
            said = log.read_bytes()[before:].decode(errors="replace").strip().splitlines()
            raise Failure(str(log), "not-started", said[-1].removeprefix("gouji: ") if said else _("it ended at once"), _("the log tells why"))
        if time.monotonic() > end:
            process.terminate()
            raise Failure(str(log), "not-started", _("it does not answer"), _("the log tells why"))
        time.sleep(0.3)


@click.command(help=_("End the service of this folder: what is running is closed, nothing is lost."), short_help=_("End server, worker and desk."))
def down() -> None:
    from flows.service.home import Home

    home = Home.here()
    if not home.is_up():
        home.forget()
        click.echo(_("Nothing is up here."))
        return
    pid = home.told().get("pid")
    if not isinstance(pid, int):
        raise Failure(str(home.folder), "not-known", _("the service that is up has not said who it is"), _("try again in a moment"))
    os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + STOP_SECONDS
    while home.is_up():
        if time.monotonic() > end:
            raise Failure(str(home.folder), "not-ended", _("pid {pid} has not ended yet").format(pid=pid), f"kill -9 {pid}")
        time.sleep(0.2)
    click.echo(_("Ended."))


@click.command(help=_("Show whether the service of this folder is up, and the latest runs."), short_help=_("Whether the service is up."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def status(as_json: bool) -> None:
    from flows.jsonl import dumps
    from flows.service.home import Home
    from flows.service.supervisor import addresses
    from flows.tracking import answers

    home = Home.here()
    state = home.told()
    if as_json:
        click.echo(dumps({"up": bool(state)} | state))
    elif not state:
        click.echo(_("Nothing is up here. gouji up starts it."))
    elif not (state.get("ready") and answers(state["api"])):
        click.echo(_("It is starting (pid {pid}); logs: {log}").format(pid=state.get("pid"), log=home.log))
    else:
        click.echo("\n".join(addresses(home)))
    if not state:
        raise click.exceptions.Exit(1)
