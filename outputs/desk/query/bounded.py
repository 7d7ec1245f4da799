"""Reading for a page: nothing that a page asks may take longer than a page may take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from outputs.errors import StoreError
from outputs.store import Store

SECONDS = 5.0
"""What a reader will wait for. The indexes answer in a hundredth of it; this is for questions that none of them fits."""


@contextmanager
def bounded(store: Store, seconds: float = SECONDS) -> Iterator[sa.Connection]:
    """A reading connection whose statements together are stopped after so many seconds: ``query-timeout``."""
    try:
        with store.reading() as connection:
            if store.backend.dialect == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
                yield connection
            else:
                end = time.monotonic() + seconds
                driver: Any = connection.connection.driver_connection
                driver.set_progress_handler(lambda: time.monotonic() > end, 10_000)
                try:
                    yield connection
                finally:
                    driver.set_progress_handler(None, 0)
    except StoreError as error:
        cause = str(error.data.get("cause", ""))
        if "interrupted" in cause or "statement timeout" in cause:
            raise StoreError("query-timeout", seconds=seconds) from error
        raise
