"""What reading one file may cost. Files come from strangers: every reader is handed these and stops with a :class:`CorpusError`."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from corpus.model import CorpusError


@dataclass(frozen=True, slots=True)
class Limits:
    """``bytes``: size of a file, and of a member of an archive. ``unpacked``: bytes that all members of an archive (or a docx) may unpack to. ``ratio``: unpacked
    size over packed size. ``members``: files in an archive. ``depth``: archives inside archives. ``pages``: of a PDF. ``characters``: of the text.
    ``seconds``: wall clock for one file. All may be set in the environment: ``GOUJI_LIMITS="seconds=30 pages=500"`` (:func:`configured`)."""

    bytes: int = 50_000_000
    unpacked: int = 400_000_000
    ratio: float = 200.0
    members: int = 10_000
    depth: int = 3
    pages: int = 2_000
    characters: int = 5_000_000
    seconds: float = 60.0


DEFAULT = Limits()
VARIABLE = "GOUJI_LIMITS"


def configured() -> Limits:
    """The limits with what GOUJI_LIMITS changes. Raises ``bad-limit`` for a name that is none or a value that is no positive number."""
    return _parsed(os.environ.get(VARIABLE, ""))


@cache
def _parsed(given: str) -> Limits:
    known = {f.name: type(getattr(DEFAULT, f.name)) for f in fields(Limits)}
    changes: dict[str, Any] = {}
    for piece in re.split(r"[\s,;]+", given.strip()) if given.strip() else ():
        name, _, value = piece.partition("=")
        try:
            changes[name] = known[name](value.replace("_", ""))
        except (KeyError, ValueError):
            changes[name] = 0
        if not 0 < changes[name] < float("inf"):
            raise CorpusError(f"{VARIABLE}={given}", "bad-limit", f"“{piece}”不是上限的设置", f"写法如 seconds=30 pages=500；可设：{'、'.join(known)}")
    return replace(DEFAULT, **changes)


class Clock:
    """The time one file has left."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self._end = time.monotonic() + limits.seconds

    @property
    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Raise ``timeout`` when the time is over."""
        if self.left <= 0:
            raise CorpusError(self.path, "timeout", f"读取超过 {self.limits.seconds:g} 秒", "请拆分文件，或用 GOUJI_LIMITS=seconds=… 放宽")
