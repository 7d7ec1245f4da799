"""Doing again what a moment's trouble of the database stopped: its restart, somebody else's lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from outputs.errors import StoreError

T = TypeVar("T")

PASSING = frozenset(("store-busy", "store-lost", "store-unavailable"))
"""Codes of what may be over in a moment. A full disk is not among them: somebody has to make room."""

PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between attempts; the last again and again."""


def patiently(do: Callable[[], T], seconds: float) -> T:
    """What ``do`` gives; called again for ``seconds`` while it raises an error that may pass. ``do`` leaves nothing behind when it raises."""
    end, attempt = time.monotonic() + seconds, 0
    while True:
        try:
            return do()
        except StoreError as error:
            if error.code not in PASSING or time.monotonic() >= end:
                raise
        time.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
        attempt += 1
