"""One look at the store for a whole page: what its parts say agrees, and a connection is asked for once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from outputs.backend import Backend
from outputs.store import Store

if TYPE_CHECKING:
    import sqlalchemy as sa


class Snapshot(Store):
    """A store whose reading goes through one connection, in one transaction. Not to be shared between threads."""

    def __init__(self, backend: Backend, connection: sa.Connection) -> None:
        super().__init__(backend)
        self._connection = connection

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self.trouble():
            yield self._connection


@contextmanager
def snapshot(store: Store) -> Iterator[Snapshot]:
    with store.reading() as connection:
        yield Snapshot(store.backend, connection)
