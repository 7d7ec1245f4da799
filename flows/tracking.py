"""Whether and where a run is recorded: a configured Prefect server, one of our own for the length of the run, or none.

Nothing here imports Prefect; its settings are read from the environment when the first flow is.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flows.errors import Failure
from flows.messages import _
from flows.service.home import Home

START_SECONDS = 180  # a new PREFECT_HOME needs twenty on an idle machine, its database is made then
STOP_SECONDS = 20
QUIET = {  # no telemetry, no outside hosts, and only what a person can act on
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the server gets them all; an error is told once, by the command
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_CLIENT_MAX_RETRIES": "2",  # each call waits for a server that was lost: seconds, not a minute
}


def configured_server() -> str | None:
    """The API address in use here, without importing Prefect: the environment's, that of this folder's service, or that of ``prefect config set``."""
    if url := os.environ.get("PREFECT_API_URL"):
        return url
    if url := Home.here().told().get("api"):
        return str(url)
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text("utf-8"))
        url = profiles["profiles"][os.environ.get("PREFECT_PROFILE", profiles.get("active", "ephemeral"))]["PREFECT_API_URL"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(url)


def answers(api: str, seconds: float = 3.0) -> bool:
    """Whether a Prefect server is behind ``api``."""
    try:
        with urllib.request.urlopen(f"{api.rstrip('/')}/health", timeout=seconds) as reply:
            return json.load(reply) is True
    except (OSError, ValueError):
        return False


@contextmanager
def server(api: str) -> Iterator[None]:
    """While the block runs, this process records with the server at ``api``. Enter it before Prefect is imported."""
    with _environment({**QUIET, **os.environ, "PREFECT_API_URL": api}):
        yield


@contextmanager
def own_server(folder: Path) -> Iterator[str]:
    """A Prefect server on a free loopback port while the block runs; yields its API address, which this process uses meanwhile.

    Its database and log are in ``folder`` unless PREFECT_HOME says otherwise. Raises :class:`Failure` ``prefect-server`` when it does not start.
    """
    home = Path(os.environ.get("PREFECT_HOME", folder)).expanduser().resolve()
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    api, log = f"http://127.0.0.1:{port}/api", home / "server.log"
    with _environment({**QUIET, **os.environ, "PREFECT_HOME": str(home), "PREFECT_API_URL": api}), log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us only; we stop it when the run has been closed
            preexec_fn=end_with_parent,
            env={**os.environ, "PREFECT_UI_ENABLED": "false"},
        )
        try:
            _await(server, api, log)
            yield api
        finally:
            _drain()
            _stop(server)


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def end_with_parent() -> None:
    """Where the system can do it: a server does not outlive a run that was killed."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _await(server: subprocess.Popen[bytes], api: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(api, 2):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Failure(
                str(log), "prefect-server", _("the Prefect server did not start"), _("its log tells why; --track never does without it")
            )
        time.sleep(0.2)


def _drain() -> None:
    """Send what Prefect's background threads still hold: once the server is gone they would complain and wait."""
    if "prefect" not in sys.modules:
        return
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogHandler

    APILogHandler().flush()
    EventsWorker.drain_all(timeout=STOP_SECONDS)


def forget() -> None:
    """The server is lost: what Prefect's background threads still hold is for nobody, and the end of the process does not wait for each piece ten seconds."""
    from prefect._internal.concurrency import services

    for service in tuple(services._active_services):
        if service._started and service._loop and service._done_event:
            service._loop.call_soon_threadsafe(service._done_event.set)


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, how)
            server.wait(STOP_SECONDS)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
