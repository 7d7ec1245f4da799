"""The log of what was done at the desk: only added to, kept beside the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outputs.store import Store

LONGEST = 2_000


def record(store: Store, who: str, action: str, subject: str | None = None, detail: str | None = None, address: str | None = None) -> None:
    """Add a line: ``action`` is a word that stays the same (``sign-in``, ``bulk-decide`` …), ``detail`` is for people."""
    from outputs.store import now

    row = {"at": now(), "who": who, "action": action, "subject": subject, "detail": detail[:LONGEST] if detail else detail, "address": address}
    with store.backend.deciding() as (connection, table):
        connection.execute(_of(table.metadata, "audit").insert().values(row))


def lines(store: Store, before: int | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """The latest lines, newest first; ``before``: only those with a smaller number."""
    return store.read("SELECT * FROM audit WHERE id < :before ORDER BY id DESC LIMIT :limit", before=before or 2**62, limit=limit)


def _of(metadata: Any, name: str) -> Any:
    return next(t for t in metadata.tables.values() if t.name == name)
