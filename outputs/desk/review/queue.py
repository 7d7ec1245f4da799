"""The queue: flags that a filter means, a page of them, how many, and what comes next. Every question reads an index in its order and stops at a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from outputs.desk.review.filters import UNASSIGNED, Filter, Where
from outputs.metadata import FLAGGED, STANDING, STATUS

if TYPE_CHECKING:
    from outputs.store import Store

MOST = 5_000
"""Flags are counted up to here; beyond, «more than» is said."""

DEEPEST = 10_000
"""Flags that can be paged through in a chosen order; the API's cursor goes through all."""

Row = dict[str, Any]

ASSIGNEE = "(SELECT assignee FROM assignments WHERE id = (SELECT max(id) FROM assignments WHERE fingerprint = c.fingerprint))"
COLUMNS = f"""c.id AS check_id, c.fingerprint, c.rule, c.scope, c.severity, {STATUS} AS status, c.message, c.equation, c.issued, c.document, c.article, f.path, f.publisher,
    f.name AS series_name, f.number, a.title, coalesce(d.reason, r.reason) AS reason, coalesce(d.note, r.note) AS note, coalesce(d.decided_by, r.decided_by) AS decided_by,
    coalesce(d.decided_at, r.decided_at) AS decided_at, {ASSIGNEE} AS assignee"""
FROM = f"""FROM checks_all c JOIN documents f ON f.id = c.document LEFT JOIN articles_all a ON a.id = c.article
{STANDING}"""
FLAG = FLAGGED.replace("verdict", "c.verdict").replace("severity", "c.severity").replace("current", "c.current")


class Key(NamedTuple):
    """A column of an order: ``sign`` 1 ascending, -1 descending; rows without a value come last both ways."""

    column: str
    sign: int


ORDERS: dict[str, tuple[Key, ...]] = {
    "severity": (Key("severity", 1), Key("issued", -1), Key("id", 1)),
    "-issued": (Key("issued", -1), Key("id", -1)),
    "issued": (Key("issued", 1), Key("id", 1)),
    "rule": (Key("rule", 1), Key("issued", -1), Key("id", 1)),
}


def page(store: Store, filter: Filter, limit: int, offset: int = 0) -> list[Row]:
    """Flags in the filter's order, one for each fingerprint."""
    where = conditions(filter, store)
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY {_order(filter.sort)} LIMIT :limit OFFSET :offset"
    return store.read(sql, **where.parameters, limit=limit, offset=offset)


def walk(store: Store, filter: Filter, limit: int, after: str | None = None) -> list[Row]:
    """Flags by fingerprint, those behind ``after``: goes through all of them, whatever is decided meanwhile."""
    where = conditions(filter, store)
    if after is not None:
        where.add("c.fingerprint > :after", after=after)
    return store.read(f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY c.fingerprint LIMIT :limit", **where.parameters, limit=limit)


def count(store: Store, filter: Filter) -> int:
    """How many flags are meant, up to ``MOST + 1``."""
    where = conditions(filter, store)
    sql = f"SELECT count(*) AS n FROM (SELECT 1 {FROM} WHERE {where} LIMIT :limit) counted"
    return int(store.read(sql, **where.parameters, limit=MOST + 1)[0]["n"])


def neighbour(store: Store, filter: Filter, row: Row, step: int) -> str | None:
    """The fingerprint of the flag after (``step`` 1) or before (-1) ``row`` in the filter's order, whether or not ``row`` itself is still meant."""
    where = conditions(filter, store)
    for condition, parameters in _tiers(ORDERS[filter.sort], row, step):
        sql = f"SELECT c.fingerprint {FROM} WHERE {where} AND {condition} AND c.fingerprint <> :here ORDER BY {_order(filter.sort, step)} LIMIT 1"
        if found := store.read(sql, **where.parameters, **parameters, here=row["fingerprint"]):
            return str(found[0]["fingerprint"])
    return None


def first(store: Store, filter: Filter) -> str | None:
    """The fingerprint of the first flag that is meant."""
    found = page(store, filter, 1)
    return found[0]["fingerprint"] if found else None


def conditions(filter: Filter, store: Store) -> Where:
    """What a row of :data:`FROM` must fulfil."""
    where = Where([FLAG])
    where.any_of("c.severity", "severity", filter.severity)
    where.any_of("c.rule", "rule", filter.rule)
    where.any_of("c.scope", "scope", filter.scope)
    _standing(where, filter, store)
    placed = Where()
    _place(placed, filter, store)
    where.parameters |= placed.parameters
    where.conditions += placed.conditions
    # The same flag may stand in several places: the first that the filter means speaks for all.
    twin = " AND ".join([FLAG, *placed.conditions]).replace("c.", "o.").replace("f.", "g.")
    join = "JOIN documents g ON g.id = o.document " if "g." in twin else ""
    where.add(f"NOT EXISTS (SELECT 1 FROM checks_all o {join}WHERE o.fingerprint = c.fingerprint AND o.id < c.id AND {twin})")
    return where


def _standing(where: Where, filter: Filter, store: Store) -> None:
    """Status and assignee: what was decided or assigned is looked for from there, being less than what was not."""
    if filter.status:
        where.any_of(STATUS, "status", filter.status)
        if "open" not in filter.status:
            decided = "c.fingerprint IN (SELECT fingerprint FROM decisions)"
            by_rule = "dismissed" in filter.status and store.read("SELECT 1 FROM decisions WHERE fingerprint LIKE '%@%' LIMIT 1")
            where.add(f"({decided} OR r.id IS NOT NULL)" if by_rule else decided)
    if named := tuple(name for name in filter.assignee if name != UNASSIGNED):
        where.any_of(ASSIGNEE, "assignee", named)
        if len(named) == len(filter.assignee):
            ever = Where()
            ever.any_of("assignee", "assigned", named)
            where.add(f"c.fingerprint IN (SELECT fingerprint FROM assignments WHERE {ever})", **ever.parameters)
        else:
            where.conditions[-1] = f"({where.conditions[-1]} OR {ASSIGNEE} IS NULL)"
    elif filter.assignee:
        where.add(f"{ASSIGNEE} IS NULL")


def _place(where: Where, filter: Filter, store: Store) -> None:
    """Where the flag stands: publisher, document, day, and whose figures take part."""
    if filter.publisher:
        # one publisher may have printed nearly all of it: then its index is no help, and an expression keeps the planner off it
        where.any_of("f.publisher" if _rare(store, filter.publisher) else "coalesce(f.publisher, '')", "publisher", filter.publisher)
    if filter.document:
        where.add("c.document = :document", document=filter.document)
    if filter.first:
        where.add("c.issued >= :first", first=filter.first)
    if filter.last:
        where.add("c.issued <= :last", last=filter.last)
    if filter.body:
        subject = Where()
        subject.any_of("q.subject", "subject", _bodies(store, filter.body) or ("",))
        where.add(_OPERAND.format(subject=subject), **subject.parameters)


def _rare(store: Store, publishers: tuple[str, ...]) -> bool:
    where = Where()
    where.any_of("publisher", "publisher", publishers)
    sql = f"SELECT count(*) AS n FROM (SELECT 1 FROM documents WHERE {where} LIMIT {FEW}) counted"
    return int(store.read(sql, **where.parameters)[0]["n"]) < FEW


FEW = 2_000

_OPERAND = "EXISTS (SELECT 1 FROM check_evidence_all e WHERE e.check_id = c.id AND e.figure IN (SELECT q.id FROM figures_all q WHERE {subject}))"

_SUBJECTS = """WITH RECURSIVE named(subject) AS (SELECT min(subject) FROM figures_all
    UNION ALL SELECT (SELECT min(subject) FROM figures_all WHERE subject > named.subject) FROM named WHERE named.subject IS NOT NULL)
SELECT subject FROM named WHERE {within} LIMIT 300"""


def _bodies(store: Store, part: str) -> tuple[str, ...]:
    """The subjects of figures that contain a text. Each is looked up in the index once, however many figures it has."""
    return tuple(row["subject"] for row in store.read(_SUBJECTS.format(within=_within(store, "subject")), body=part))


def _within(store: Store, expression: str) -> str:
    return f"instr({expression}, :body) > 0" if store.backend.dialect == "sqlite" else f"position(:body in {expression}) > 0"


def _order(sort: str, step: int = 1) -> str:
    """Rows without a day come last; going backwards, first."""
    parts = []
    for key in ORDERS[sort]:
        down = key.sign * step < 0
        nulls = "" if key.column != "issued" else " NULLS LAST" if step > 0 else " NULLS FIRST"
        parts.append(f"c.{key.column}{' DESC' if down else ''}{nulls}")
    return ", ".join(parts)


def _tiers(keys: tuple[Key, ...], row: Row, step: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Conditions that, one after the other, mean what lies behind ``row``: the nearest first, each within reach of an index."""
    values = {key.column: row["check_id" if key.column == "id" else key.column] for key in keys}
    for i in range(len(keys) - 1, -1, -1):
        same = [f"c.{k.column} IS NULL" if values[k.column] is None else f"c.{k.column} = :at_{k.column}" for k in keys[:i]]
        at = {f"at_{k.column}": values[k.column] for k in keys[:i] if values[k.column] is not None}
        column, sign = keys[i]
        value = values[column]
        if value is not None:
            beyond = f"c.{column} {'>' if sign * step > 0 else '<'} :at_{column}"
            yield " AND ".join([*same, beyond]), at | {f"at_{column}": value}
        if column == "issued" and (value is None) != (step > 0):
            yield " AND ".join([*same, f"c.issued IS {'NULL' if step > 0 else 'NOT NULL'}"]), at
