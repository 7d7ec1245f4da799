"""What tells whether an earlier answer still holds: the tables change with runs and with corrections only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from outputs.store import Store

T = TypeVar("T")

_VERSION = """SELECT (SELECT max(id) FROM corrections) AS corrected, id, status, rows_written FROM runs ORDER BY started DESC, id DESC LIMIT 1"""


def version(store: Store) -> str:
    """Changes with every batch that a run writes, and with every correction."""
    rows = store.read(_VERSION)
    return "|".join(str(v) for v in (store.backend.url, *rows[0].values())) if rows else ""


class Remembered(Generic[T]):
    """The latest answers, ``most`` of them, each under a key that holds a version."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, work: Callable[[], T]) -> T:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = work()
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
