"""Letting everything be checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from outputs.counts import Counts

if TYPE_CHECKING:
    from outputs.runs import Run


def touch_all(run: Run) -> int:
    """Let every series wait to be checked again; gives how many keys wait now."""
    seen, touched = (run.store.backend.metadata.tables[name] for name in ("observations_all", "touched"))
    columns = (seen.c.place, seen.c.measure_key, seen.c.year, seen.c.document)
    known = sa.select(*columns).where(seen.c.current == 1, seen.c.year.is_not(None), seen.c.measure_key != "").distinct()
    fresh = known.where(~sa.exists().where(*(touched.c[c.name] == c for c in columns)))

    def put(connection: sa.Connection) -> Counts:
        connection.execute(touched.insert().from_select([c.name for c in columns], fresh))
        return Counts()

    run.apply(put)
    return int(run.store.read("SELECT count(*) AS n FROM touched")[0]["n"])
