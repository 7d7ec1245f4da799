"""``gouji up`` for tests: started once, asked over Prefect's API, looked at in /proc, ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.tracking import end_with_parent

LIMIT = 480
"""Seconds after which something is taken to hang; on a quiet machine nothing takes twenty."""

QUICK = {"PREFECT_WORKER_QUERY_SECONDS": "1", "PREFECT_WORKER_HEARTBEAT_SECONDS": "5"}

_SEVERAL = """
import contextlib, io, json, sys
from flows import cli
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(words)
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


@dataclass(frozen=True)
class Service:
    """A folder with its service. ``said``: what it printed; ``state``: what it tells other commands."""

    folder: Path
    environment: Mapping[str, str]
    said: str
    state: dict[str, Any]

    @property
    def api(self) -> str:
        return str(self.state["api"])

    def gouji(self, *commands: list[Any]) -> list[subprocess.CompletedProcess[str]]:
        """Commands in the folder, one after the other in one process, which imports Prefect once."""
        words = json.dumps([[str(word) for word in command] for command in commands])
        done = subprocess.run([sys.executable, "-c", _SEVERAL, words], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=LIMIT)
        assert done.returncode == 0, done.stderr
        return [subprocess.CompletedProcess(commands, *json.loads(line)) for line in done.stdout.splitlines()]

    def start(self, *words: object, **changes: str) -> subprocess.Popen[str]:
        """A command that goes on meanwhile. ``changes``: to its environment."""
        command = [sys.executable, "-m", "flows.cli", *map(str, words)]
        return subprocess.Popen(command, cwd=self.folder, env={**self.environment, **changes}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def post(self, path: str, **body: Any) -> Any:
        return post(self.api, path, body)

    def runs(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """Flow runs of a deployment by the name of their state."""
        out: dict[str, list[dict[str, Any]]] = {}
        for run in self.post("flow_runs/filter", deployments={"name": {"any_": [name]}}, sort="EXPECTED_START_TIME_ASC"):
            out.setdefault(run["state_name"], []).append(run)
        return out

    def processes(self, words: str = "") -> list[int]:
        """Its processes whose command line has these words."""
        mark = f"GOUJI_HOME={self.folder}/outputs".encode()
        found = [p for p in Path("/proc").iterdir() if p.name.isdigit() and mark in _read(p / "environ").split(b"\0")]
        return [int(p.name) for p in found if words in _read(p / "cmdline").replace(b"\0", b" ").decode(errors="replace")]


@contextmanager
def service(folder: Path, environment: Mapping[str, str]) -> Iterator[Service]:
    """A service of its own for ``folder``; nothing is left of it afterwards."""
    env = {k: v for k, v in environment.items() if not k.startswith("PREFECT_")} | {"TZ": "Asia/Shanghai"} | QUICK
    command = [sys.executable, "-m", "flows.cli", "up", "--port", "0", "--desk-port", "0"]
    own: Any = {"start_new_session": True, "preexec_fn": end_with_parent}  # to be stopped and continued without a word to this process's group
    up = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **own)
    assert up.stdout
    said = []
    for line in up.stdout:
        said.append(line)
        if "gouji down" in line:
            break
    assert up.poll() is None, "".join(said)
    there = Service(folder, env, "".join(said), json.loads((folder / "outputs/up.json").read_text("utf-8")))
    yield there
    up.send_signal(signal.SIGINT)
    out, _err = up.communicate(timeout=LIMIT)
    assert up.returncode == 0 and "Traceback" not in out, out
    assert there.processes() == [], "something was left behind"


def post(api: str, path: str, body: Mapping[str, Any]) -> Any:
    request = urllib.request.Request(f"{api}/{path}", json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.loads(reply.read() or "null")


def until(true: Callable[[], Any], seconds: float = LIMIT) -> Any:
    """Wait for what is to become true; an address that does not answer yet is not."""
    end = time.monotonic() + seconds
    while True:
        with suppress(OSError):
            if found := true():
                return found
        assert time.monotonic() < end, "waited for too long"
        time.sleep(0.1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
