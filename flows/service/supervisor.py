"""``gouji up``: server, worker and desk as children of one process, which waits until all answer, starts again what ends, and ends all with itself."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.errors import Failure
from flows.messages import _
from flows.service.children import Child, desk, server, worker
from flows.service.home import Home
from flows.tracking import QUIET, START_SECONDS, answers, free_port

DESK_SECONDS = 60
WORKER_SECONDS = 90
PREPARE_SECONDS = 180
TICK = 0.5
LOOKS = 1.0
"""Seconds: whoever looks whether the service is up holds its lock for a moment."""
FLOW_SECONDS = 20.0
"""How long a run may take to end when the service does."""

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Wanted:
    """What to start. Ports: 0 means any free one; ``runs``: flow runs at a time."""

    store: str
    out: str
    port: int = 4200
    desk_port: int = 8600
    runs: int = 1
    desk: bool = True


@dataclass
class Service:
    """The service of one folder. ``say``: where its progress is told."""

    wanted: Wanted
    home: Home
    say: Callable[[str], None] = lambda line: None
    children: list[Child] = field(default_factory=list)
    api: str = ""
    desk_url: str = ""
    desk_door: str = ""
    """The desk's address with its token."""
    ready: bool = False
    ending: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Until :attr:`ending` is set or a signal comes. Raises :class:`Failure` ``already-up``, ``prefect-server``, ``desk`` …"""
        lock = self.home.lock()
        if not lock.acquire(LOOKS):
            raise already(self.home)
        try:
            with _signals(self.ending):
                self._start()
                self.ready = True
                self._tell()
                self._watch()
        finally:
            self.say(_("Ending …"))
            self._stop()
            self.home.forget()
            lock.release()

    # -- starting

    def _start(self) -> None:
        port = _port(self.wanted.port)
        self.api = f"http://127.0.0.1:{port}/api"
        self._tell()
        self._open_store()
        self.say(_("Starting the Prefect server …"))
        self._child("server", server(port))
        self._await(lambda: answers(self.api, 2), START_SECONDS, "server", "prefect-server")
        if self.wanted.desk:
            self._start_desk()
        self.say(_("Registering the deployments …"))
        self._prepare()
        self.say(_("Starting the worker …"))
        from flows.service.deployments import POOL

        self._child("worker", worker(POOL, self.wanted.runs))
        self._await(lambda: _worker_online(self.api, POOL), WORKER_SECONDS, "worker", "worker")
        if self.wanted.desk:
            self._await(lambda: bool(self.desk_door), DESK_SECONDS, "desk", "desk")

    def _open_store(self) -> None:
        """Make or upgrade the store now, and close the runs in it whose process is gone."""
        from outputs.crashes import close_crashed
        from outputs.store import Store

        with Store.open(self.wanted.store) as store:
            close_crashed(store)

    def _start_desk(self) -> None:
        port = _port(self.wanted.desk_port)
        self.desk_url = f"http://127.0.0.1:{port}"

        def heard(line: str) -> None:
            if found := _ADDRESS.search(line):
                self.desk_door = found[0]
                self._tell()

        self.say(_("Starting the desk …"))
        self._child("desk", desk(self.wanted.store, port), heard)

    def _prepare(self) -> None:
        command = [sys.executable, "-m", "flows.service.preparing", str(Path.cwd()), self.wanted.store, self.wanted.out]
        done = subprocess.run(command, env=self._environment(), capture_output=True, text=True, timeout=PREPARE_SECONDS)
        log = self.children[0]
        if done.returncode:
            log.note(done.stderr)
            raise Failure(str(self.home.log / "server.log"), "deployments", _("the deployments could not be registered"), _("the log tells why"))
        did = json.loads(done.stdout.splitlines()[-1])
        if did["crashed"]:
            self.say(_("{crashed} runs whose process is gone were closed as crashed.").format(**did))
        if did["merged"]:
            self.say(_("{merged} missed runs were merged with a later one.").format(**did))

    def _environment(self) -> dict[str, str]:
        own = {
            "GOUJI_HOME": str(self.home.folder), "PREFECT_HOME": str(self.home.prefect), "PREFECT_API_URL": self.api,
            "PREFECT_UI_URL": self.api.removesuffix("/api"), "PREFECT_LOGGING_LEVEL": "INFO", "PYTHONUNBUFFERED": "1",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        }  # fmt: skip
        quiet = QUIET | {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING"}
        return {**quiet, **os.environ, **own} | ({"GOUJI_DESK_URL": self.desk_url} if self.desk_url else {})

    def _child(self, name: str, command: list[str], heard: Callable[[str], None] = lambda line: None) -> None:
        child = Child(name, command, self._environment(), self.home.log, heard)
        self.children.append(child)
        child.start()

    def _await(self, answering: Callable[[], bool], seconds: float, name: str, code: str) -> None:
        """Wait for a child to answer. A child that ends meanwhile, or does not answer in time, ends the service."""
        child = next(c for c in self.children if c.name == name)
        end = time.monotonic() + seconds
        while not answering():
            if self.ending.is_set():
                raise KeyboardInterrupt
            if not child.alive or time.monotonic() > end:
                raise Failure(str(self.home.log / f"{name}.log"), code, _("{name} did not start").format(name=name), _("the log tells why"))
            time.sleep(0.2)

    # -- while it is up

    def _tell(self) -> None:
        self.home.tell(
            pid=os.getpid(), ready=self.ready, api=self.api, server=self.api.removesuffix("/api"), desk=self.desk_url, door=self.desk_door, store=self.wanted.store,
            out=self.wanted.out, folder=str(Path.cwd()),
        )  # fmt: skip

    def _watch(self) -> None:
        self.say("\n".join(addresses(self.home)))
        while not self.ending.wait(TICK):
            for child in self.children:
                if child.keep():
                    self.say(_("{name} ended and is started again; see {log}").format(name=child.name, log=self.home.log / f"{child.name}.log"))

    def _stop(self) -> None:
        """The worker first: what it runs can still be recorded; the server last."""
        for name in ("worker", "desk", "server"):
            for child in self.children:
                if child.name == name:
                    child.stop(FLOW_SECONDS)
            end = time.monotonic() + FLOW_SECONDS
            while name == "worker" and self.home.at_work() and time.monotonic() < end:
                time.sleep(0.2)  # the run ends with its worker
            if name == "worker" and any(self.home.running.glob("*")):
                self._close_runs()


    def _close_runs(self) -> None:
        """The records of runs that were ended; what cannot be closed now is at the next start."""
        from outputs.crashes import close_crashed
        from outputs.store import Store

        with suppress(Exception):
            command = [sys.executable, "-m", "flows.service.preparing"]
            subprocess.run(command, env=self._environment(), capture_output=True, timeout=PREPARE_SECONDS / 4)
            with Store.open(self.wanted.store, create=False) as store:
                close_crashed(store)


def already(home: Home) -> Failure:
    state = home.told()
    told = _("it is up already (pid {pid}): {server}").format(pid=state.get("pid", "?"), server=state.get("server", ""))
    return Failure(str(home.folder), "already-up", told, _("gouji status shows it, gouji down ends it"))


def addresses(home: Home) -> Iterator[str]:
    """What a person needs to know of a service that is up."""
    from flows.columns import lines

    state = home.told()
    yield _("Gouji is up.")
    rows = [(_("desk"), state.get("door") or state.get("desk")), (_("runs (Prefect)"), state.get("server")), (_("store"), state.get("store")),
            (_("exports"), state.get("out")), (_("logs"), home.log), (_("end it"), _("Ctrl-C, or gouji down"))]  # fmt: skip
    yield from (f"  {line}" for line in lines(("", ""), [row for row in rows if row[1]])[2:])


@contextmanager
def _signals(ending: threading.Event) -> Iterator[None]:
    before = {s: signal.signal(s, lambda *_: ending.set()) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for s, handler in before.items():
            signal.signal(s, handler)


def _port(wanted: int) -> int:
    """The port that is wanted, or a free one where somebody else has it."""
    if wanted:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                return free_port()
            return wanted
    return free_port()


def _worker_online(api: str, pool: str) -> bool:
    request = urllib.request.Request(f"{api}/work_pools/{pool}/workers/filter", b"{}", {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return any(w["status"] == "ONLINE" for w in json.load(reply))
    except (OSError, ValueError):
        return False
