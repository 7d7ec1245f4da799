"""Reading processes that stay: the runs that tests make in their own process share them, in place of starting interpreters for every few bulletins."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from flows.engines import local

Key = tuple[Any, ...]


class Kept(local.Local):
    """Real processes, as a run of its own has them; only their end is put off."""

    def __init__(self, there: dict[Key, Kept], key: Key) -> None:
        super().__init__(1)
        self._there, self._key = there, key

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None or any(worker.given for worker in self._workers):  # what they still say is for nobody
            self.end()

    def end(self) -> None:
        super().__exit__()
        self._there.pop(self._key, None)


@contextmanager
def kept() -> Iterator[None]:
    """While the block runs, local runs in the same folder with the same settings have the same readers."""
    there: dict[Key, Kept] = {}
    start = local.start

    def shared(workers: int, address: str | None) -> local.Local:
        settings = sorted((k, v) for k, v in os.environ.items() if k.startswith("GOUJI_") and k not in ("GOUJI_STORE", "GOUJI_HOME"))
        key: Key = os.getcwd(), os.environ.get("TZ"), *settings
        return start(workers, address) if address else there.get(key) or there.setdefault(key, Kept(there, key))

    with mock.patch.object(local, "start", shared):
        yield
    for one in list(there.values()):
        one.end()
