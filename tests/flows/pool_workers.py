"""What the pool's tests have done in worker processes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator


def work(item: str) -> Iterator[str]:
    """The words of ``item`` in capitals, one by one."""
    for word in item.split():
        if word == "dies":
            os.abort()
        if word == "hangs":
            re.match("(?:a|aa)+$", "a" * 200 + "b")  # the interpreter itself gets no turn
        if word == "waits":
            time.sleep(1.2)
        if word == "raises":
            raise ValueError(item)
        if word == "misses":
            raise FileNotFoundError(item)
        yield word.upper()


def die() -> None:
    """A process that cannot start."""
    os._exit(3)


def fail() -> None:
    """A process that finds out why it cannot start."""
    raise KeyError("a lexicon")
