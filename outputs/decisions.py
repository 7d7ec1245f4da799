"""Auditors' decisions: append-only, keyed by the flag's fingerprint, kept apart from the tables so that they outlive them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs.errors import StoreError
from outputs.labels import ACTIONS, REASONS

if TYPE_CHECKING:
    from outputs.store import Store


def decide(
    store: Store, fingerprint: str, action: str, by: str, reason: str | None = None, note: str | None = None, after: int | None = None
) -> int:
    """Record a decision and give its number.

    ``action``: confirm, dismiss (with a ``reason`` from :data:`outputs.labels.REASONS` or a ``note``), reopen, or note. ``by``: who. ``after``: number of the
    latest decision that the auditor saw (0 = none): with it, a decision made meanwhile by somebody else is refused as ``decision-conflict``.
    Raises ``unknown-flag``, ``decision-invalid``.
    """
    valid(action, by, reason, note)
    flag = store.read("SELECT rule, message FROM flags WHERE fingerprint = :f LIMIT 1", f=fingerprint)
    if not flag:
        raise StoreError("unknown-flag", name=fingerprint)
    from outputs.store import now

    with store.backend.deciding() as (connection, table):
        if store.backend.dialect == "postgresql":
            connection.exec_driver_sql(f"LOCK TABLE {table.fullname} IN SHARE ROW EXCLUSIVE MODE")
        latest = (
            connection.execute(sa.select(table).where(table.c.fingerprint == fingerprint).order_by(table.c.id.desc()).limit(1))
            .mappings()
            .first()
        )
        if after is not None and (latest["id"] if latest else 0) != after:
            raise StoreError(
                "decision-conflict", holder=f"{latest['decided_by']} {latest['action']} {latest['decided_at']}" if latest else "?"
            )
        values = {
            "fingerprint": fingerprint, "action": action, "reason": reason, "note": note, "decided_by": by, "decided_at": now(),
            "rule": flag[0]["rule"], "message": flag[0]["message"],
        }  # fmt: skip
        return int(connection.execute(table.insert().values(values).returning(table.c.id)).scalar_one())


def history(store: Store, fingerprint: str | None = None) -> list[dict[str, Any]]:
    """Decisions in the order they were made, of one flag or of all."""
    where = "WHERE fingerprint = :f" if fingerprint else ""
    return store.read(f"SELECT * FROM decisions {where} ORDER BY id", **({"f": fingerprint} if fingerprint else {}))


def valid(action: str, by: str, reason: str | None, note: str | None) -> None:
    """Raise ``decision-invalid`` for a decision that lacks what it needs."""
    if action not in ACTIONS:
        raise StoreError("decision-invalid", cause=action, choices=", ".join(ACTIONS))
    if reason is not None and reason not in REASONS:
        raise StoreError("decision-invalid", cause=reason, choices=", ".join(REASONS))
    if not by.strip():
        raise StoreError("decision-invalid", cause="decided_by", choices="姓名")
    if (action == "dismiss" and not (reason or note)) or (action == "note" and not note):
        raise StoreError("decision-invalid", cause=f"{action}: reason/note", choices=", ".join(REASONS))
