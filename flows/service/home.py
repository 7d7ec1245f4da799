"""The service's folder: Prefect's database, logs, and who runs it. Nothing here imports Prefect."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outputs.lock import FileLock

DEFAULT = "outputs"


@dataclass(frozen=True)
class Home:
    """``folder``: GOUJI_HOME, or ``outputs`` under the working directory."""

    folder: Path

    @classmethod
    def here(cls) -> Home:
        return cls(Path(os.environ.get("GOUJI_HOME") or DEFAULT).expanduser().absolute())

    @property
    def prefect(self) -> Path:
        """PREFECT_HOME of the standing server."""
        return self.folder / "prefect"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def running(self) -> Path:
        """A locked file for each flow run that is alive; the system unlocks it when its process dies."""
        return self.folder / "running"

    @property
    def _state(self) -> Path:
        return self.folder / "up.json"

    def lock(self) -> FileLock:
        """Held by the service while it is up, so that whatever else is said about it cannot outlive it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / "up.lock")

    def is_up(self) -> bool:
        if not (self.folder / "up.lock").exists():
            return False
        lock = self.lock()
        if lock.acquire():
            lock.release()
            return False
        return True

    def tell(self, **state: Any) -> None:
        """Write down addresses and process for the other commands; readable by this user only, because the desk's address has a token."""
        part = self._state.with_suffix(".part")
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(state, file, ensure_ascii=False)
        os.replace(part, self._state)

    def told(self) -> dict[str, Any]:
        """What the service wrote down; empty when none is up, whatever it left behind."""
        if not self.is_up():
            return {}
        try:
            state = json.loads(self._state.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def at_work(self) -> bool:
        """Whether a flow run is alive."""
        for path in self.running.glob("*"):
            lock = FileLock(path)
            held = not lock.acquire()
            lock.release()
            if held:
                return True
        return False

    def forget(self) -> None:
        with suppress(OSError):
            self._state.unlink()
