"""Auditors' decisions: append-only, keyed by the flag's fingerprint, kept apart from the tables so that they outlive them."""

from __future__ import annotations

from collections.abc import Sequence
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
        _alone(store, connection, table)
        latest = _latest(connection, table, fingerprint)
        if after is not None and (latest["id"] if latest else 0) != after:
            holder = f"{latest['decided_by']} {ACTIONS[latest['action']]} {latest['decided_at']}" if latest else "?"
            raise StoreError("decision-conflict", holder=holder, latest=latest["id"] if latest else 0)
        values = {
            "fingerprint": fingerprint, "action": action, "reason": reason, "note": note, "decided_by": by, "decided_at": now(),
            "rule": flag[0]["rule"], "message": flag[0]["message"],
        }  # fmt: skip
        return int(connection.execute(table.insert().values(values).returning(table.c.id)).scalar_one())


def decide_many(
    store: Store, flags: Sequence[tuple[str, int]], action: str, by: str, reason: str | None = None, note: str | None = None
) -> tuple[list[str], list[str]]:
    """Record one decision on many flags at once: all of them, or after a failure none.

    ``flags``: fingerprints, each with the number of the latest decision that the auditor saw. Gives the fingerprints decided on, and those that were left alone
    because they are gone or somebody decided on them meanwhile. Raises ``decision-invalid``.
    """
    valid(action, by, reason, note)
    known = _flags(store, [fingerprint for fingerprint, _ in flags])
    from outputs.store import now

    done, left = [], []
    with store.backend.deciding() as (connection, table):
        _alone(store, connection, table)
        for fingerprint, after in dict(flags).items():
            latest = _latest(connection, table, fingerprint)
            (done if fingerprint in known and (latest["id"] if latest else 0) == after else left).append(fingerprint)
        same = {"action": action, "reason": reason, "note": note, "decided_by": by, "decided_at": now()}
        if done:
            connection.execute(table.insert(), [same | known[fingerprint] for fingerprint in done])
    return done, left


def _flags(store: Store, fingerprints: Sequence[str]) -> dict[str, dict[str, Any]]:
    """``fingerprint``, ``rule`` and ``message`` of the flags that there are."""
    statement = sa.text("SELECT fingerprint, rule, message FROM flags WHERE fingerprint IN :some").bindparams(sa.bindparam("some", expanding=True))
    with store.reading() as connection:
        rows = [dict(row) for i in range(0, len(fingerprints), 500) for row in connection.execute(statement, {"some": fingerprints[i : i + 500]}).mappings()]
    return {row["fingerprint"]: row for row in rows}


def _alone(store: Store, connection: sa.Connection, table: sa.Table) -> None:
    """Between the look at the latest decision and the next one nobody else may decide; on SQLite the transaction sees to it."""
    if store.backend.dialect == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {table.fullname} IN SHARE ROW EXCLUSIVE MODE")


def _latest(connection: sa.Connection, table: sa.Table, fingerprint: str) -> Any:
    return connection.execute(sa.select(table).where(table.c.fingerprint == fingerprint).order_by(table.c.id.desc()).limit(1)).mappings().first()


def flag_of(store: Store, beginning: str) -> dict[str, Any]:
    """``fingerprint``, ``status`` and ``message`` of the one flag whose fingerprint begins so (four characters or more). Raises ``unknown-flag``,
    ``ambiguous-flag``."""
    statement = "SELECT fingerprint, status, message FROM flags WHERE fingerprint {} ORDER BY fingerprint LIMIT 50"
    found = store.read(statement.format("= :f"), f=beginning)
    if not found and len(beginning) >= 4 and beginning.isalnum():
        found = store.read(statement.format(">= :f AND fingerprint < :end"), f=beginning, end=beginning + "\x7f")
    prints = list(dict.fromkeys(row["fingerprint"] for row in found))
    if not prints:
        raise StoreError("unknown-flag", name=beginning)
    if len(prints) > 1:
        raise StoreError("ambiguous-flag", name=beginning, choices=", ".join(prints[:5]))
    return found[0]


def history(store: Store, fingerprint: str | None = None) -> list[dict[str, Any]]:
    """Decisions in the order they were made, of one flag or of all."""
    where = "WHERE fingerprint = :f" if fingerprint else ""
    return store.read(f"SELECT * FROM decisions {where} ORDER BY id", **({"f": fingerprint} if fingerprint else {}))


def latest(store: Store, fingerprints: Sequence[str]) -> dict[str, int]:
    """The number of the latest decision, by fingerprint; those without any are left out."""
    statement = sa.text("SELECT fingerprint, max(id) FROM decisions WHERE fingerprint IN :some GROUP BY fingerprint").bindparams(sa.bindparam("some", expanding=True))
    with store.reading() as connection:
        return {f: n for i in range(0, len(fingerprints), 500) for f, n in connection.execute(statement, {"some": fingerprints[i : i + 500]})}


def valid(action: str, by: str, reason: str | None, note: str | None) -> None:
    """Raise ``decision-invalid`` for a decision that lacks what it needs."""
    if action not in ACTIONS:
        raise StoreError("decision-invalid", cause=action, choices=", ".join(ACTIONS))
    if reason is not None and reason not in REASONS:
        raise StoreError("decision-invalid", cause=reason, choices=", ".join(REASONS))
    if not by.strip():
        raise StoreError("decision-invalid", cause="decided_by", choices="姓名")
    if action == "dismiss" and not (reason or note):
        raise StoreError("decision-invalid", cause="排除须写明理由或说明", choices=", ".join(REASONS))
    if action == "note" and not note:
        raise StoreError("decision-invalid", cause="备注没有内容", choices="--note …")
