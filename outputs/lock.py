"""A lock on a file that the operating system lets go of when its holder dies."""

from __future__ import annotations

import time
from pathlib import Path
from typing import IO


class FileLock:
    """One holder at a time, across processes and threads. Children that are spawned do not inherit it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def acquire(self, wait: float = 0) -> bool:
        """Take the lock, trying for ``wait`` seconds; False when somebody else keeps it."""
        file = self.path.open("ab")
        end = time.monotonic() + wait
        while not _try(file):
            if time.monotonic() >= end:
                file.close()
                return False
            time.sleep(0.05)
        self._file = file
        return True

    def release(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


def _try(file: IO[bytes]) -> bool:
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            file.seek(0)
            getattr(msvcrt, "locking")(file.fileno(), getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
