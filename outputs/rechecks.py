"""Letting everything be checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from outputs.runs import Run


def touch_all(run: Run) -> int:
    """Let every series wait to be checked again; gives how many keys wait now."""
    seen, touched = (run.store.backend.metadata.tables[name] for name in ("observations_all", "touched"))
    columns = (seen.c.place, seen.c.measure_key, seen.c.year, seen.c.document)
    known = sa.select(*columns).where(seen.c.current == 1, seen.c.year.is_not(None), seen.c.measure_key != "").distinct()
    fresh = known.where(~sa.exists().where(*(touched.c[c.name] == c for c in columns)))
    with run.transaction() as connection:
        connection.execute(touched.insert().from_select([c.name for c in columns], fresh))
        return int(connection.execute(sa.select(sa.func.count()).select_from(touched)).scalar_one())
