"""Who is to look at which flag: append-only, the last row of a flag holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from outputs.audit import _of

if TYPE_CHECKING:
    from outputs.store import Store


def assign(store: Store, fingerprints: Sequence[str], assignee: str | None, by: str) -> int:
    """Assign flags to somebody (``None``: take them back). Gives how many."""
    from outputs.store import now

    rows = [{"fingerprint": f, "assignee": assignee, "assigned_by": by, "assigned_at": now()} for f in fingerprints]
    if rows:
        with store.backend.deciding() as (connection, table):
            connection.execute(_of(table.metadata, "assignments").insert(), rows)
    return len(rows)


def assignee(store: Store, fingerprint: str) -> dict[str, Any] | None:
    """The row in force: ``assignee``, ``assigned_by``, ``assigned_at``; ``None`` when the flag is nobody's."""
    rows = store.read("SELECT * FROM assignments WHERE fingerprint = :f ORDER BY id DESC LIMIT 1", f=fingerprint)
    return rows[0] if rows and rows[0]["assignee"] else None
