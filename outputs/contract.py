"""What the contract of a table is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Type = Literal["text", "integer", "real", "date", "time", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``labels``: the values it may take with the Chinese word for each; ``stored`` False = computed by the view; ``default``: what the rows of a run
    have, which do not bring it."""

    name: str
    type: Type
    heading: str
    meaning: str
    required: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    volatile: bool = False
    stored: bool = True
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key``: primary key; ``order``: how exports sort; ``indexes``: further indexes; ``home``: who keeps it."""

    name: str
    heading: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    order: tuple[str, ...] = ("id",)
    indexes: tuple[tuple[str, ...], ...] = ()
    versioned: bool = False
    home: Literal["store", "decisions", "view"] = "store"
    exported: bool = True

    @property
    def stored_name(self) -> str:
        """Name of the physical table."""
        return f"{self.name}_all" if self.versioned else self.name

    @property
    def stored_columns(self) -> tuple[str, ...]:
        """The columns that rows bring."""
        return tuple(c.name for c in self.columns if c.stored and c.default is None)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)
