"""The processes of the service: how each is started, kept alive, listened to and ended."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path

from flows.tracking import end_with_parent

LOG_BYTES = 5_000_000
LOG_FILES = 5
LONGEST_PAUSE = 60.0  # seconds between two starts of a child that keeps ending
_TOKEN = re.compile(r"(token=)[\w-]+")
CALM = 120.0  # seconds after which a child counts as well again


@dataclass
class Child:
    """A process that is started again when it ends by itself.

    ``name``: of its log file too; ``heard``: called with every line that it prints. Its output goes to ``<log>/<name>.log``, five files of 5 MB at most.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    heard: Callable[[str], None] = lambda line: None
    process: subprocess.Popen[str] | None = None
    starts: int = 0
    _failures: int = 0
    _began: float = 0.0
    _due: float = 0.0
    _logger: logging.Logger = field(init=False)

    def __post_init__(self) -> None:
        self.log.mkdir(parents=True, exist_ok=True)
        self._logger = logging.Logger(self.name)
        handler = RotatingFileHandler(self.log / f"{self.name}.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES - 1, encoding="utf-8", errors="replace")
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._logger.addHandler(handler)

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches the service only, which ends its children in order
            preexec_fn=end_with_parent,
            env=dict(self.environment),
        )
        self.starts += 1
        self._began = time.monotonic()
        self.note(f"--- {time.strftime('%F %T')} pid {self.process.pid}: {' '.join(self.command)}")
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self.note(line.rstrip("\n"))
            self.heard(line)

    def note(self, line: str) -> None:
        """Add a line to its log, without what opens the desk."""
        self._logger.info(_TOKEN.sub(r"\1…", line))

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keep(self) -> bool:
        """Start it again when it has ended, later and later if it keeps ending. Gives whether it ended just now."""
        now = time.monotonic()
        if self.alive:
            return False
        if self.process is None:
            if now >= self._due:
                self.start()
            return False
        self._failures = 0 if now - self._began > CALM else self._failures + 1
        self._due = now + min(LONGEST_PAUSE, 2.0**self._failures)
        self.note(f"--- {time.strftime('%F %T')} ended with {self.process.returncode}")
        self.process = None
        return True

    def stop(self, seconds: float = 20.0) -> None:
        """End it and whatever it started in its process group."""
        if self.process is None:
            return
        for how, wait in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(wait)
                break
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue


def server(port: int) -> list[str]:
    return [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]


def worker(pool: str, runs: int) -> list[str]:
    """A worker that executes ``runs`` flow runs at a time."""
    return [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--type", "process", "--limit", str(runs), "--install-policy", "never"]


def desk(store: str, port: int) -> list[str]:
    return [sys.executable, "-m", "flows.cli", "serve", "--store", store, "--port", str(port), "--no-browser"]
