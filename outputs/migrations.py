"""The schema version of a store: made when it is new, brought up to date when it is older, refused when it is newer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import sqlalchemy as sa

from outputs.backend import Backend
from outputs.errors import StoreError
from outputs.metadata import flags_view, views
from outputs.schema import VERSION

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
"""``STEPS[n]`` changes the physical tables of version n into those of n + 1; views are made anew afterwards."""


def prepare(backend: Backend, version: int = VERSION) -> None:
    """Make or upgrade the tables, in one transaction. Raises ``store-newer-schema``, ``store-older-schema``, ``store-other-schema``."""
    with backend.reading() as connection:
        if _found(connection, backend) == version:
            if version == VERSION and _meta(connection).get("contract") != contract(backend.metadata):
                raise StoreError("store-other-schema", url=backend.url)
            return
    with backend.creating() as connection:
        found = _found(connection, backend)  # somebody else may have been faster
        if found is None:
            backend.create(connection)
            _note(connection, backend, version)
        elif found != version:
            _upgrade(backend, connection, found, version)
    backend.created()


def _found(connection: sa.Connection, backend: Backend) -> int | None:
    names = set(sa.inspect(connection).get_table_names())
    if "meta" not in names:
        if names:
            raise StoreError("store-unopenable", url=backend.url, cause=f"{', '.join(sorted(names)[:3])} …")
        return None
    return int(_meta(connection)["schema_version"])


def contract(metadata: sa.MetaData) -> str:
    """A digest of the physical columns: two programs of one version whose tables differ (a development state) do not write to one store."""
    columns = sorted(f"{table.name}.{column.name} {column.type}" for table in metadata.tables.values() for column in table.columns)
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()[:16]


def _meta(connection: sa.Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.exec_driver_sql("SELECT key, value FROM meta")}


def _note(connection: sa.Connection, backend: Backend, version: int) -> None:
    connection.exec_driver_sql("DELETE FROM meta")
    table = backend.metadata.tables["meta"]
    notes = {"schema_version": str(version), "contract": contract(backend.metadata)}
    connection.execute(table.insert(), [{"key": key, "value": value} for key, value in notes.items()])


def _upgrade(backend: Backend, connection: sa.Connection, found: int, version: int) -> None:
    if found > version:
        raise StoreError("store-newer-schema", url=backend.url, found=found, known=version)
    if any(n not in STEPS for n in range(found, version)):
        raise StoreError("store-older-schema", url=backend.url, found=found, known=version)
    made = views(backend.dialect)
    if backend.dialect == "postgresql":
        made["flags"] = flags_view(backend.dialect)
    for name in reversed(made):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {'main.' if backend.dialect == 'sqlite' else ''}{name}")
    for n in range(found, version):
        STEPS[n](connection)
    for statement in made.values():
        connection.exec_driver_sql(statement)
    _note(connection, backend, version)
