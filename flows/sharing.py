"""Work on the store that only reads, shared out among processes: what they find comes back to the one that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from flows.pool import Lost, Pool
from outputs.runs import PATIENCE
from outputs.store import Store

T = TypeVar("T")
R = TypeVar("R")

HOUR = 3600.0
"""No piece of such work takes so long; a process that does is given up."""

AHEAD = 3
"""Items whose findings may wait for the one that writes, for each process."""


@dataclass(frozen=True, slots=True)
class _Task:
    where: str
    do: Callable[[Store, Any], Any]
    item: Any


class Shared(AbstractContextManager["Shared"]):
    """Applies functions to items in ``workers`` processes, each with a connection of its own, which start when first there is much to do and end with the
    ``with`` block; with one worker here and now."""

    def __init__(self, store: Store, workers: int = 1) -> None:
        self._store = store
        self._pool: Pool[_Task, Any] | None = Pool(_work, workers, HOUR, ahead=AHEAD) if workers > 1 else None

    @property
    def several(self) -> bool:
        return self._pool is not None

    def map(self, do: Callable[[Store, T], R], items: Sequence[T], much: bool = True) -> Iterator[tuple[T, R]]:
        """Each item with ``do(store, item)``, as they become ready. ``do``: an importable function that only reads; what a process that was lost had to do
        is done here. ``much``: whether it is worth starting processes."""
        if self._pool is None or not much:
            yield from ((item, do(self._store, item)) for item in items)
            return
        for task, results in self._pool.map([_Task(self._store.where, do, item) for item in items]):
            yield task.item, do(self._store, task.item) if isinstance(results, Lost) else results[0]

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.__exit__()


def _work(task: _Task) -> Iterator[Any]:
    yield task.do(_opened(task.where), task.item)


@cache
def _opened(where: str) -> Store:
    store = Store.open(where, create=False)
    store.patience = PATIENCE
    return store
