"""What the pool's tests have done in worker processes."""

from __future__ import annotations

import os
import time


def work(items: list[str]) -> list[str]:
    return [_one(item) for item in items]


def _one(item: str) -> str:
    if item == "dies":
        os.abort()
    if item == "hangs":
        time.sleep(600)
    if item == "raises":
        raise ValueError(item)
    return item.upper()
