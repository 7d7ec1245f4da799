"""The flags that a run opened: those open after it that were not before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa

from outputs.errors import StoreError
from outputs.store import Store


def open_flags(store: Store) -> frozenset[str]:
    """The fingerprints of all open flags."""
    return frozenset(row["fingerprint"] for row in store.read("SELECT DISTINCT fingerprint FROM flags WHERE status = 'open'"))


def open_flags_at(url: str) -> frozenset[str]:
    """The same of a store that may not be there yet."""
    try:
        with Store.open(url, create=False) as store:
            return open_flags(store)
    except StoreError as error:
        if error.code != "store-missing":
            raise
        return frozenset()


def details(store: Store, fingerprints: Collection[str]) -> list[dict[str, Any]]:
    """One row for each of these flags, errors first: fingerprint, severity, rule, message, equation, path, title, issued."""
    found: dict[str, dict[str, Any]] = {}
    select = "SELECT fingerprint, severity, rule, message, equation, path, title, issued FROM flags WHERE fingerprint IN :prints ORDER BY issued, path, check_id"
    statement = sa.text(select).bindparams(sa.bindparam("prints", expanding=True))
    with store.reading() as connection:
        for part in _parts(sorted(fingerprints)):
            for row in connection.execute(statement, {"prints": part}).mappings():
                found.setdefault(row["fingerprint"], dict(row))
    return sorted(found.values(), key=lambda r: (r["severity"] != "error", r["issued"] or "", r["path"], r["fingerprint"]))


def _parts(prints: list[str], size: int = 500) -> Iterator[list[str]]:
    return (prints[i : i + size] for i in range(0, len(prints), size))
