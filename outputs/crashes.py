"""Runs on record whose process is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outputs.errors import StoreError

if TYPE_CHECKING:
    from outputs.store import Store

GONE = "进程已不在"


def close_crashed(store: Store) -> int:
    """Close them as crashed, as the next run would; gives how many. While somebody writes nothing is known about the others, and nothing is done."""
    from outputs.store import now

    if not store.read("SELECT 1 FROM runs WHERE status = 'running' LIMIT 1"):
        return 0
    try:
        writer = store.backend.writer(0, lambda: "?")
    except StoreError as error:
        if error.code == "store-locked":
            return 0
        raise
    runs = store.backend.metadata.tables["runs"]
    try:
        with store.trouble(), writer.transaction() as connection:
            gone = {"status": "crashed", "finished": now(), "message": GONE}
            return int(connection.execute(runs.update().where(runs.c.status == "running").values(gone)).rowcount)
    finally:
        writer.release()
