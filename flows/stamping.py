"""Whether a file still looks as it did when it was last read: what makes a second run over an unchanged folder quick."""

from __future__ import annotations

import os
import time

SETTLED = 2.0
"""Seconds since the last change from which a file's times can be trusted: file systems keep some of them in steps of two seconds."""

PASSING = frozenset({"needs-antiword", "worker-died", "out-of-memory", "missing", "not-found", "unreachable", "disk-full", "input-output"})
"""Codes of what may be mended without a change of the file: it is looked at every time."""


def stamp(path: str) -> str | None:
    """Size, times of change and inode of a local file; size and entity tag of an object in a store that keeps them. ``None`` for what cannot tell, and for a
    file that was changed a moment ago."""
    if "://" in path:
        return _remote(path)
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if max(found.st_mtime, found.st_ctime) > time.time() - SETTLED:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_ino}"


def _remote(path: str) -> str | None:
    """From the listing in which the object was found: it is not asked for again."""
    import fsspec

    try:
        fs, root = fsspec.core.url_to_fs(path)
        listed = fs.dircache.get(fs._parent(root)) or ()
        about = next((found for found in listed if found.get("name") == root), {})
    except Exception:  # whatever a file system of any kind raises
        return None
    tag = about.get("ETag") or about.get("etag")
    return f"{about.get('size')}-{tag}" if tag else None
