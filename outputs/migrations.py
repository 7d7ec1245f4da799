"""The schema of a store: made when it is new, brought up to date when it is older, refused when it is newer.

What the contract gained (tables, columns, indexes, views) is derived by comparing, :mod:`outputs.conform`; only what comparing cannot tell (a new meaning or
type, something renamed or given up) is a written step and raises :data:`outputs.schema.VERSION`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import sqlalchemy as sa

from outputs.backend import Backend
from outputs.conform import conform
from outputs.errors import StoreError
from outputs.metadata import decisions_metadata
from outputs.schema import VERSION

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
"""``STEPS[n]`` changes the physical tables of version n into those of n + 1; the views are gone when it runs and are made anew afterwards."""

WAIT = 30.0
"""Seconds to wait for a run that is writing, before its store is upgraded."""


def prepare(backend: Backend, version: int = VERSION) -> None:
    """Make or upgrade the tables, in one transaction.

    Raises ``store-newer-schema``, ``store-older-schema``, ``store-other-schema`` (it has columns that this program does not know, or of other types) and
    ``store-locked`` when an upgrade would have to wait for a run for too long.
    """
    with backend.reading() as connection:
        found = _meta(connection, backend)
    if found == _notes(backend, version):
        return
    if found is None:
        with backend.creating() as connection:
            if _meta(connection, backend) is None:  # nobody else was faster
                backend.create(connection)
                _note(connection, backend, version)
    else:
        _check(backend, int(found["schema_version"]), version)
        writer = backend.writer(WAIT, lambda: "?")
        try:
            with backend.creating() as connection:
                _upgrade(backend, connection, version)
        finally:
            writer.release()
    backend.created()


def _meta(connection: sa.Connection, backend: Backend) -> dict[str, str] | None:
    names = set(sa.inspect(connection).get_table_names())
    if "meta" not in names:
        if names:
            raise StoreError("store-unopenable", url=backend.url, cause=f"{', '.join(sorted(names)[:3])} …")
        return None
    return {row.key: row.value for row in connection.exec_driver_sql("SELECT key, value FROM meta")}


def contract(backend: Backend) -> str:
    """A digest of all that the database holds besides rows: columns, indexes, views."""
    tables = [*backend.metadata.sorted_tables, *decisions_metadata().sorted_tables]
    lines = [f"{t.name}.{c.name} {c.type} {c.nullable}" for t in tables for c in t.columns]
    lines += [f"{t.name} {i.name} {[c.name for c in i.columns]}" for t in tables for i in t.indexes]
    return hashlib.sha256("\n".join([*sorted(lines), *backend.views().values()]).encode()).hexdigest()[:16]


def _notes(backend: Backend, version: int) -> dict[str, str]:
    names = {"tables": backend.metadata.tables, "views": backend.views()}
    return {"schema_version": str(version), "contract": contract(backend)} | {key: " ".join(sorted(of)) for key, of in names.items()}


def _note(connection: sa.Connection, backend: Backend, version: int) -> None:
    connection.exec_driver_sql("DELETE FROM meta")
    rows = [{"key": key, "value": value} for key, value in _notes(backend, version).items()]
    connection.execute(backend.metadata.tables["meta"].insert(), rows)


def _check(backend: Backend, found: int, version: int) -> None:
    if found > version:
        raise StoreError("store-newer-schema", url=backend.url, found=found, known=version)
    if any(n not in STEPS for n in range(found, version)):
        raise StoreError("store-older-schema", url=backend.url, found=found, known=version)


def _upgrade(backend: Backend, connection: sa.Connection, version: int) -> None:
    found = _meta(connection, backend) or {}
    if found == _notes(backend, version):  # somebody else was faster
        return
    if strange := set(found.get("tables", "").split()) - set(backend.metadata.tables):
        raise StoreError("store-other-schema", url=backend.url, cause=", ".join(sorted(strange)))
    _drop_views(connection, {*found.get("views", "").split(), *backend.views()})
    for n in range(int(found["schema_version"]), version):
        STEPS[n](connection)
    if wrong := conform(connection, backend.metadata):
        raise StoreError("store-other-schema", url=backend.url, cause="; ".join(wrong[:5]))
    backend.complete(connection)
    _note(connection, backend, version)


def _drop_views(connection: sa.Connection, ours: set[str]) -> None:
    """What this program or an earlier one made. A view of somebody else's over them refuses, and is named by the database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP VIEW IF EXISTS temp.flags")
    main = "main." if connection.dialect.name == "sqlite" else ""
    for name in sorted(ours & set(sa.inspect(connection).get_view_names()), key=lambda n: n != "flags"):  # flags looks into the others
        connection.exec_driver_sql(f"DROP VIEW {main}{name}")
