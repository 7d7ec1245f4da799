"""Whether a file still looks as it did when it was last read: what makes a second run over an unchanged folder quick."""

from __future__ import annotations

import os
import time

SETTLED = 2.0
"""Seconds since the last change from which a file's times can be trusted: file systems keep some of them in steps of two seconds."""

PASSING = frozenset({"needs-antiword", "worker-died", "out-of-memory", "missing", "not-found", "unreachable", "disk-full", "input-output"})
"""Codes of what may be mended without a change of the file: it is looked at every time."""


def stamp(path: str) -> str | None:
    """Size, times of change and inode of a local file. ``None`` for what cannot tell, and for a file that was changed a moment ago."""
    if "://" in path:
        return None
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if max(found.st_mtime, found.st_ctime) > time.time() - SETTLED:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_ino}"
