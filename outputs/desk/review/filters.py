"""The filter of the queue: what stands in the address, checked, and what it means in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query

from outputs import labels

SORTS = {"severity": "程度", "-issued": "最新在先", "issued": "最早在先", "rule": "规则"}
UNASSIGNED = "-"
"""As an assignee: nobody."""

_Severity, _Scope, _Status, _Sort = (Literal[tuple(words)] for words in ({k: v for k, v in labels.SEVERITIES.items() if k != "info"}, labels.SCOPES,
                                                                        labels.STATUSES | {"all": "全部"}, SORTS))  # fmt: skip
_Word = Annotated[str, Query(max_length=200)]
Words = Annotated[list[_Word], Query(max_length=50)]
Many = tuple[str, ...]

FIELDS = ("severity", "rule", "scope", "status", "publisher", "assignee", "body", "document", "first", "last", "sort")
"""The parameters of the address, as the fields of :class:`Filter`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Flags that are meant. Several values of a field: any of them; no value: all. ``status`` is open unless the address says otherwise.

    ``body``: part of the name of an organisation or area whose figures are in question; ``first`` and ``last``: days of issue.
    """

    severity: Many = ()
    rule: Many = ()
    scope: Many = ()
    status: Many = ("open",)
    publisher: Many = ()
    assignee: Many = ()
    body: str | None = None
    document: str | None = None
    first: str | None = None
    last: str | None = None
    sort: str = "severity"

    def without(self, name: str) -> Filter:
        """The filter without one of its fields."""
        return replace(self, **{name: () if isinstance(getattr(self, name), tuple) else None})

    def toggled(self, name: str, value: str) -> Filter:
        """The filter with a value put into one of its fields, or taken out; of the states there is one at a time."""
        values = getattr(self, name)
        if name == "status" and value not in values:
            values = ()
        return replace(self, **{name: tuple(v for v in values if v != value) if value in values else (*values, value)})

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    @property
    def active(self) -> Many:
        """The fields that narrow it down."""
        return tuple(name for name in FIELDS[:-1] if getattr(self, name))

    def parameters(self) -> list[tuple[str, str]]:
        """What the address of this filter carries."""
        out: list[tuple[str, str]] = []
        for name in FIELDS:
            value = getattr(self, name)
            if name == "status":
                value = () if value == ("open",) else value or ("all",)
            if name == "sort" and value == "severity":
                continue
            out += [(name, v) for v in (value if isinstance(value, tuple) else [value]) if v]
        return out

    def address(self, path: str, **more: str) -> str:
        """``path`` with this filter."""
        query = urlencode([*self.parameters(), *more.items()])
        return path + (f"?{query}" if query else "")


async def asked(
    severity: Annotated[list[_Severity], Query(max_length=5, description="程度")] = [],  # noqa: B006
    rule: Annotated[list[_Word], Query(max_length=50, description="规则编号")] = [],  # noqa: B006
    scope: Annotated[list[_Scope], Query(max_length=5, description="文内或跨期")] = [],  # noqa: B006
    status: Annotated[list[_Status], Query(max_length=5, description="状态，缺省为待核；all 为全部")] = [],  # noqa: B006
    publisher: Annotated[list[_Word], Query(max_length=50, description="编印单位")] = [],  # noqa: B006
    assignee: Annotated[list[_Word], Query(max_length=50, description=f"派给谁；{UNASSIGNED} 为未分派")] = [],  # noqa: B006
    body: Annotated[str | None, Query(max_length=100, description="数据的主体（单位或地区），名称的一部分")] = None,
    document: Annotated[str | None, Query(max_length=64, description="文件编号")] = None,
    first: Annotated[date | Literal[""] | None, Query(description="印发日期自")] = None,
    last: Annotated[date | Literal[""] | None, Query(description="印发日期至")] = None,
    sort: Annotated[_Sort, Query(description="次序")] = "severity",
) -> Filter:  # fmt: skip
    """A dependency: the filter that the address carries."""
    states = () if "all" in status else tuple(dict.fromkeys(status)) or ("open",)
    return Filter(
        tuple(severity), tuple(rule), tuple(scope), states, tuple(publisher), tuple(assignee), (body or "").replace("\0", "").strip() or None, (document or "")[:16] or None,
        first.isoformat() if first else None, last.isoformat() if last else None, sort,
    )  # fmt: skip


@dataclass(slots=True)
class Where:
    """Conditions in SQL with their parameters, all named."""

    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def any_of(self, expression: str, name: str, values: Many) -> None:
        """``expression`` is one of the values."""
        if values:
            names = {f"{name}{i}": value for i, value in enumerate(values)}
            self.parameters |= names
            self.conditions.append(f"{expression} IN ({', '.join(f':{n}' for n in names)})")

    def add(self, condition: str, **parameters: Any) -> None:
        self.conditions.append(condition)
        self.parameters |= parameters

    def __str__(self) -> str:
        return " AND ".join(self.conditions)


def merged(*parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for each in parameters for key, value in each.items()}
