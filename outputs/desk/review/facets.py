"""What the flags of a filter are like: for each field the values with their counts, a field's own choice set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outputs import labels
from outputs.desk.review.filters import UNASSIGNED, Filter
from outputs.desk.review.queue import ASSIGNEE, FROM, MOST, conditions, count
from outputs.metadata import STATUS

if TYPE_CHECKING:
    from outputs.store import Store

HEADINGS = {"status": "状态", "severity": "程度", "rule": "规则", "scope": "范围", "publisher": "编印单位", "assignee": "派给"}
_EXPRESSIONS = {
    "status": STATUS, "severity": "c.severity", "rule": "c.rule", "scope": "c.scope", "publisher": "f.publisher", "assignee": f"coalesce({ASSIGNEE}, '{UNASSIGNED}')",
}  # fmt: skip
LONGEST = 15
"""Values of one field that are shown."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A field: its values with label and count, most frequent first; ``sampled``: only the first :data:`~outputs.desk.review.queue.MOST` flags were counted."""

    name: str
    heading: str
    choices: list[tuple[str, str, int]]
    total: int

    @property
    def sampled(self) -> bool:
        return self.total > MOST


def facets(store: Store, filter: Filter) -> list[Facet]:
    """All facets. One question for the fields without a choice, one for each with."""
    chosen = [name for name in HEADINGS if getattr(filter, name)]
    free = [name for name in HEADINGS if name not in chosen]
    counted = _counts(store, filter, free) | {name: _counts(store, filter.without(name), [name])[name] for name in chosen}
    return [Facet(name, heading, _choices(name, counted[name], getattr(filter, name)), sum(counted[name].values())) for name, heading in HEADINGS.items()]


def total(store: Store, filter: Filter, found: list[Facet]) -> int:
    """How many flags the filter means, up to ``MOST + 1``: what a field without a choice was counted by, if there is one."""
    free = next((f for f in found if f.name in ("severity", "scope", "rule", "assignee") and not getattr(filter, f.name)), None)
    return free.total if free else count(store, filter)


def _counts(store: Store, filter: Filter, names: list[str]) -> dict[str, Counter[str]]:
    where = conditions(filter, store)
    chosen = ", ".join(f"{_EXPRESSIONS[name]} AS {name}" for name in names)
    inner = f"SELECT {chosen} {FROM} WHERE {where} LIMIT :limit"
    rows = store.read(f"SELECT {', '.join(names)}, count(*) AS n FROM ({inner}) counted GROUP BY {', '.join(names)}", **where.parameters, limit=MOST + 1)
    out: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in rows:
        for name in names:
            if row[name]:
                out[name][row[name]] += row["n"]
    return out


def _choices(name: str, counted: Counter[str], chosen: tuple[str, ...]) -> list[tuple[str, str, int]]:
    words: dict[str, Any] = {"status": labels.STATUSES, "severity": labels.SEVERITIES, "scope": labels.SCOPES, "rule": labels.CHECKS, "assignee": {UNASSIGNED: "未分派"}}.get(name, {})
    shown = [value for value, _ in counted.most_common(LONGEST)]
    if name in ("status", "severity", "scope"):
        shown = [value for value in words if value != "info"]
    shown += [value for value in chosen if value not in shown]
    return [(value, words.get(value, value), counted[value]) for value in shown]
