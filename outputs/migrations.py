"""The schema version of a store: made when it is new, brought up to date when it is older, refused when it is newer."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from outputs.backend import Backend
from outputs.errors import StoreError
from outputs.metadata import flags_view, views
from outputs.schema import VERSION

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
"""``STEPS[n]`` changes the physical tables of version n into those of n + 1; views are made anew afterwards."""


def prepare(backend: Backend, version: int = VERSION) -> None:
    """Make or upgrade the tables, in one transaction. Raises ``store-newer-schema``, ``store-older-schema``."""
    with backend.reading() as connection:
        if _found(connection, backend) == version:
            return
    with backend.creating() as connection:
        found = _found(connection, backend)  # somebody else may have been faster
        if found is None:
            backend.create(connection)
            connection.exec_driver_sql(f"INSERT INTO meta VALUES ('schema_version', '{version}')")
        elif found != version:
            _upgrade(backend, connection, found, version)
    backend.created()


def _found(connection: sa.Connection, backend: Backend) -> int | None:
    names = set(sa.inspect(connection).get_table_names())
    if "meta" not in names:
        if names:
            raise StoreError("store-unopenable", url=backend.url, cause=f"{', '.join(sorted(names)[:3])} …")
        return None
    return int(connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema_version'").scalar_one())


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
    connection.exec_driver_sql(f"UPDATE meta SET value = '{version}' WHERE key = 'schema_version'")
