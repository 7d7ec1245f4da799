"""One stretch of the text: what was read of it, and what people mended there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outputs import corrections
from outputs.contract import Column
from outputs.desk.query.cells import worded
from outputs.schema import FIGURES, MENTIONS, TARGETS
from outputs.values import bounds, plain, ranged

if TYPE_CHECKING:
    from outputs.store import Store

Row = dict[str, Any]

_TOLD = {
    "figures": (FIGURES, ("value", "approx", "unit", "kind", "measure", "subject", "period", "scope", "modality", "comparator")),
    "mentions": (MENTIONS, ("name", "type", "role")),
    "targets": (TARGETS, ("owner", "measure", "comparator", "value", "unit", "deadline", "deadline_text", "modality")),
}  # fmt: skip
_OVER = 'SELECT t.* FROM {table}_all t WHERE t.document = :document AND t.start < :end AND t."end" > :start AND t.current = :current AND t.id NOT LIKE \'%.machine\' ORDER BY t.start, t."end"'
_CHECKS = """SELECT DISTINCT c.id, c.rule, c.verdict, c.severity, c.message, c.equation, c.fingerprint FROM check_evidence_all t JOIN checks_all c ON c.id = t.check_id
WHERE t.document = :document AND t.start < :end AND t."end" > :start AND t.current = :current ORDER BY c.id LIMIT 40"""
_MACHINE = 'SELECT * FROM {table}_all t WHERE t.document = :document AND t.start = :start AND t."end" = :end AND t.id LIKE \'%.machine\' ORDER BY t.id LIMIT 1'
_EMPTY: Row = dict.fromkeys(("low", "high", "approx", "unit", "measure", "subject", "period", "scope", "comparator", "name"))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something read of the stretch, or of part of it: its row, and its fields in words."""

    table: str
    row: Row
    fields: list[tuple[str, str]]

    @property
    def href(self) -> str:
        return f"/organisations/{self.row['organisation']}" if self.table == "mentions" else f"/{self.table}/{self.row['id']}"


@dataclass(frozen=True, slots=True)
class Form:
    """The form that mends a kind of fact: what its fields hold now; ``there``: something was read of exactly this stretch."""

    kind: str
    there: bool
    corrected: bool
    values: Row
    machine: list[tuple[str, str]]
    history: list[Row]


@dataclass(frozen=True, slots=True)
class Spot:
    start: int
    end: int
    text: str
    facts: list[Fact]
    checks: list[Row]
    forms: list[Form]


def spot(store: Store, document: Row, start: int, end: int) -> Spot | None:
    """The stretch of a document; ``None`` where there is none such in its text."""
    rows = store.read("SELECT substr(text, :start + 1, :n) AS text FROM texts WHERE document = :id", id=document["id"], start=start, n=end - start)
    if not 0 <= start < end <= document["characters"] or not rows:
        return None
    asked = {"document": document["id"], "start": start, "end": end, "current": int(document["status"] == "current")}
    facts = [Fact(name, row, told(name, row)) for name in _TOLD for row in store.read(_OVER.format(table=name), **asked)]
    forms = [_form(store, kind, table, facts, asked) for kind, table in (("figure", "figures"), ("organisation", "mentions"))]
    return Spot(start, end, str(rows[0]["text"]), facts, store.read(_CHECKS, **asked), forms)


def told(table: str, row: Row) -> list[tuple[str, str]]:
    """The fields of a fact that say something: heading and words."""
    contract, names = _TOLD[table]
    columns = [contract.column(name) for name in names]
    return [(c.heading if c.name != "value" else "数值", _worded(c, row[c.name])) for c in columns if row[c.name] not in (None, "", 0)]


def _worded(column: Column, value: Any) -> str:
    if column.name != "value":
        return worded(column, value)
    return ranged(value)


def _form(store: Store, kind: str, table: str, facts: list[Fact], asked: Row) -> Form:
    place = (asked["start"], asked["end"])
    exact = next((f.row for f in facts if f.table == table and (f.row["start"], f.row["end"]) == place), None)
    values: Row = dict(exact) if exact else _EMPTY | {"kind": "count", "modality": "reported", "type": "union"}
    if exact and kind == "figure" and exact["value"]:  # exact decimals, not the nearest doubles
        values["low"], values["high"] = (plain(x) for x in bounds(exact["value"]))
    aside = store.read(_MACHINE.format(table=table), document=asked["document"], start=place[0], end=place[1])
    return Form(
        kind, exact is not None, bool(exact and exact["corrected"]) or bool(aside), values, told(table, aside[0]) if aside else [],
        corrections.history(store, asked["document"], kind, *place),
    )  # fmt: skip
