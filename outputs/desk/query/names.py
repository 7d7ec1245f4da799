"""From a name as it stands in a row to its entry in the registry of organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from outputs.labels import ORGANISATION_TYPES
from outputs.rows import organisation_id

if TYPE_CHECKING:
    from outputs.store import Store

_THOSE = sa.text("SELECT id, name FROM organisations WHERE id IN :ids ORDER BY mentions").bindparams(sa.bindparam("ids", expanding=True))


def registered(store: Store, names: Iterable[str | None]) -> dict[str, str]:
    """The addresses of the organisations among ``names``, by name. An entry's id follows from its name and type, so that it is looked up by key."""
    ids = [organisation_id(name, type) for name in sorted({n for n in names if n}) for type in ORGANISATION_TYPES]
    if not ids:
        return {}
    with store.reading() as connection:
        return {row.name: f"/organisations/{row.id}" for row in connection.execute(_THOSE, {"ids": ids})}
