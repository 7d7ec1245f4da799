"""Queries kept under a name: one's own, and those that others share. Append-only: the last row of an owner's name holds."""

from __future__ import annotations

from typing import Any

from outputs.desk.problems import Problem
from outputs.store import Store

LONGEST_NAME, LONGEST_ADDRESS = 80, 2_000
MOST = 500

_LATEST = """
SELECT q.* FROM saved_queries q JOIN (SELECT max(id) AS id FROM saved_queries GROUP BY owner, name) latest ON latest.id = q.id
WHERE q.address IS NOT NULL AND {where} ORDER BY q.shared, q.name, q.owner LIMIT :most"""


def keep(store: Store, owner: str, name: str, address: str, shared: bool = False) -> int:
    """Keep an address of the desk under a name; an earlier one of the same owner and name is replaced. Raises :class:`Problem` ``saved-query-invalid``."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise _invalid(f"名称须为 1–{LONGEST_NAME} 个字")
    if not address.startswith("/") or address.startswith(("//", "/\\")) or len(address) > LONGEST_ADDRESS or not address.isprintable():
        raise _invalid("地址须是工作台里的地址")
    return _add(store, owner, name, address, shared)


def drop(store: Store, owner: str, name: str) -> None:
    """Take one's own query off the list. Raises :class:`Problem` ``not-found``."""
    if not any(row["name"] == name for row in own(store, owner)):
        raise Problem(404, "not-found", f"没有名为“{name[:LONGEST_NAME]}”的查询")
    _add(store, owner, name, None, False)


def own(store: Store, owner: str) -> list[dict[str, Any]]:
    """Somebody's queries by name."""
    return store.read(_LATEST.format(where="q.owner = :owner"), owner=owner, most=MOST)


def shared(store: Store, owner: str) -> list[dict[str, Any]]:
    """What others than ``owner`` share, by name."""
    return store.read(_LATEST.format(where="q.shared = 1 AND q.owner <> :owner"), owner=owner, most=MOST)


def _add(store: Store, owner: str, name: str, address: str | None, shared: bool) -> int:
    from outputs.store import now

    row = {"name": name, "address": address, "owner": owner, "shared": int(shared), "saved_at": now()}
    with store.backend.deciding() as (connection, decisions):
        table = next(t for t in decisions.metadata.tables.values() if t.name == "saved_queries")
        return int(connection.execute(table.insert().values(row).returning(table.c.id)).scalar_one())


def _invalid(reason: str) -> Problem:
    return Problem(422, "saved-query-invalid", reason)
