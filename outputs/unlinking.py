"""Reprints let go: what a document that is taken out or written anew was to others (:mod:`outputs.reprints`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa


def forget(connection: sa.Connection, tables: Mapping[str, sa.Table], documents: Sequence[str]) -> None:
    """``documents`` are taken out or replaced: what repeated them must be compared again, what they repeated is free of them."""
    pairs, unlinked = tables["duplicates"], tables["unlinked"]
    lost = sa.select(pairs.c.document).where(pairs.c.of_document.in_(documents)).distinct()
    connection.execute(unlinked.delete().where(sa.or_(unlinked.c.document.in_(documents), unlinked.c.document.in_(lost))))
    connection.execute(unlinked.insert().from_select(["document"], lost.where(pairs.c.document.not_in(documents))))
    for seen in (tables["observations_all"], tables["targets_all"]):
        theirs = sa.select(seen.c.id).where(seen.c.document.in_(documents))
        connection.execute(seen.update().where(seen.c.repeats.in_(theirs)).values(repeats=None))
    connection.execute(pairs.delete().where(sa.or_(pairs.c.document.in_(documents), pairs.c.of_document.in_(documents))))
