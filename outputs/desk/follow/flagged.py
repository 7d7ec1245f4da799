"""Flags by body and by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from outputs.desk.query.bounded import bounded
from outputs.labels import SEVERITIES
from outputs.metadata import FLAGGED
from outputs.store import Store

MOST = 20_000
"""Flags that are counted: the latest."""

MONTHS, BODIES = 60, 30
SHOWN = tuple(s for s in SEVERITIES if s != "info")


@dataclass(frozen=True, slots=True)
class Flagged:
    """``months``: month and its flags by severity, in order; ``bodies``: publisher and its flags by severity, those with most first; ``capped``: there are more."""

    months: list[tuple[str, dict[str, int]]]
    bodies: list[tuple[str, dict[str, int]]]
    capped: bool


def flagged(store: Store, first: str = "", last: str = "") -> Flagged:
    """The flags in force, whatever was decided, of bulletins issued from month ``first`` to month ``last`` (``2011-03``)."""
    limits = ["issued >= :first"] * bool(first) + ["issued <= :last"] * bool(last)
    sql = f"""WITH kept AS MATERIALIZED (SELECT severity, issued, document FROM checks_all WHERE {' AND '.join([FLAGGED, *limits])} ORDER BY issued DESC LIMIT {MOST})
        SELECT substr(k.issued, 1, 7) AS month, k.severity, d.publisher AS body, count(*) AS n FROM kept k JOIN documents d ON d.id = k.document
        GROUP BY substr(k.issued, 1, 7), k.severity, d.publisher"""
    parameters = ({"first": first} if first else {}) | ({"last": f"{last}-31"} if last else {})
    months: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SHOWN, 0))
    bodies: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SHOWN, 0))
    total = 0
    with bounded(store) as connection:
        for month, severity, body, n in connection.execute(sa.text(sql), parameters):
            months[month or "日期不明"][severity] += n
            bodies[body or "（刊头未载）"][severity] += n
            total += n
    most = sorted(bodies.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return Flagged(sorted(months.items())[-MONTHS:], most[:BODIES], total >= MOST)
