"""Which of the flags that a transaction writes are new and open."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from outputs.backend import parts
from outputs.rows import Rows


def on_record(connection: sa.Connection, checks: sa.Table, documents: Sequence[Rows]) -> set[str]:
    """Which of the flags of documents about to be written are on record already."""
    prints = flagged(documents)
    if not prints:
        return set()
    known = sa.select(checks.c.fingerprint).where(checks.c.fingerprint.in_(prints), checks.c.verdict == "fails", checks.c.current == 1)
    return set(connection.execute(known).scalars())


def across(connection: sa.Connection, checks: sa.Table, documents: Sequence[str]) -> set[str]:
    """Fingerprints of the flags across bulletins that stand in these documents."""
    theirs = (checks.c.document.in_(documents), checks.c.series.is_not(None), checks.c.verdict == "fails", checks.c.current == 1)
    return set(connection.execute(sa.select(checks.c.fingerprint).where(*theirs)).scalars())


def opened(connection: sa.Connection, fresh: set[str]) -> int:
    """How many of the flags ``fresh`` are open: a decision or a rule may have closed them before they were found."""
    flags = sa.table("flags", sa.column("fingerprint"), sa.column("status"))
    count = 0
    for part in parts(sorted(fresh)):
        closed = sa.select(flags.c.fingerprint).where(flags.c.fingerprint.in_(part), flags.c.status != "open")
        count += len(part) - len(set(connection.execute(closed).scalars()))
    return count


def flagged(documents: Sequence[Rows]) -> set[str]:
    """Fingerprints of the flags among rows of documents."""
    return {c["fingerprint"] for rows in documents for c in rows.get("checks", ()) if c["verdict"] == "fails" and c["severity"] in ("error", "warning")}
