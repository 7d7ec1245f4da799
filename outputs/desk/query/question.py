"""A question put to a listing, and the address that it is: everything that is shown can be kept, sent and opened again.

    /figures?kind=money&kind=percent&measure.has=工会&issued=2011&low.min=1000&sort=-low&columns=text,measure&page=2

``column=value`` (repeated: any of them; dates also by month or year), ``column.has`` (contains), ``column.min`` and ``column.max``, ``column.none=1`` (empty),
``q`` (words), ``sort`` (``-``: downwards), ``columns``, ``page``, ``per``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from outputs.contract import Column
from outputs.desk.problems import Problem
from outputs.desk.query.listings import Listing

Operator = Literal["is", "has", "min", "max", "none"]
Value = str | int | float

PER = 50
SIZES = (20, 50, 100, 200)
MOST = 10_000
"""Rows that are counted, sorted by any column and paged through; beyond them one has to narrow the question down."""

SAMPLE = 3_000
"""Rows that facets are counted among, where there are more than ``MOST``."""

LONGEST = 200
"""Characters of a value."""

RESERVED = ("q", "sort", "columns", "page", "per")
_DAY = re.compile(r"(?:1[89]|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition; several values: any of them."""

    column: str
    operator: Operator
    values: tuple[Value, ...]

    @property
    def key(self) -> str:
        """The parameter's name."""
        return self.column if self.operator == "is" else f"{self.column}.{self.operator}"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a listing. Made by :func:`parse`."""

    listing: Listing
    filters: tuple[Filter, ...] = ()
    words: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1
    per: int = PER

    @property
    def order(self) -> tuple[str, bool]:
        """The column that sorts, and whether downwards."""
        by = self.sort or self.listing.order
        return by.removeprefix("-"), by.startswith("-")

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns in the order in which they are shown."""
        return self.columns or self.listing.shown

    def values(self, column: str) -> tuple[Value, ...]:
        """The values that were chosen of a column."""
        return next((f.values for f in self.filters if f.column == column and f.operator == "is"), ())

    def without(self, column: str) -> Question:
        """The same without any condition on a column."""
        return replace(self, filters=tuple(f for f in self.filters if f.column != column), page=1)

    @property
    def address_without_columns(self) -> str:
        """The same with the columns that one sees without asking."""
        return replace(self, columns=()).address()

    def parameters(self) -> list[tuple[str, str]]:
        """The address's parameters, always in the same order and without what goes without saying."""
        out = [("q", self.words)] if self.words else []
        out += [(f.key, str(value)) for f in self.filters for value in f.values]
        if self.sort and self.sort != self.listing.order:
            out.append(("sort", self.sort))
        if self.columns and self.columns != self.listing.shown:
            out.append(("columns", ",".join(self.columns)))
        if self.page > 1:
            out.append(("page", str(self.page)))
        if self.per != PER:
            out.append(("per", str(self.per)))
        return out

    def address(self, path: str | None = None) -> str:
        """Where it is found; ``path``: another page that takes the same parameters."""
        query = urlencode(self.parameters())
        return (path or f"/{self.listing.name}") + (f"?{query}" if query else "")


def parse(listing: Listing, parameters: Iterable[tuple[str, str]]) -> Question:
    """The question that an address's parameters are; empty ones are passed over, as forms send them. Raises :class:`Problem`
    ``address-invalid`` naming what would do."""
    found: dict[str, list[Value]] = {}
    question = Question(listing)
    for key, value in parameters:
        value = value.strip()
        if not value:
            continue
        if len(value) > LONGEST and key != "columns":
            raise _invalid(key, value[:20] + "…", f"1–{LONGEST} 个字")
        if key in RESERVED:
            question = _reserved(question, key, value)
        else:
            found.setdefault(key, []).extend(_values(listing, key, value))
    filters = tuple(_filter(key, values) for key, values in found.items())
    return replace(question, filters=tuple(sorted(filters, key=lambda f: (list(listing.columns).index(f.column), f.operator))))


def _filter(key: str, values: list[Value]) -> Filter:
    column, _, operator = key.partition(".")
    kept = tuple(dict.fromkeys(values)) if not operator else tuple(values[-1:])
    return Filter(column, operator or "is", kept)  # type: ignore[arg-type]


def _values(listing: Listing, key: str, value: str) -> Iterator[Value]:
    name, dot, operator = key.partition(".")
    column = listing.columns.get(name)
    if column is None or (dot and not operator) or operator not in operators(column):
        raise _invalid(key, value, ", ".join([*RESERVED, *listing.columns]) if column is None else ", ".join(o or "=" for o in operators(column)))
    if operator == "none":
        if value != "1":
            raise _invalid(key, value, "1")
        yield 1
    elif operator == "has":
        yield value
    else:
        yield _value(column, key, value)


def operators(column: Column) -> tuple[str, ...]:
    """What can be asked of a column beside ``column=value`` (the empty one)."""
    none = () if column.required else ("none",)
    if column.labels or column.type == "flag":
        return ("", *none)
    return ("", "has", *none) if column.type == "text" else ("", "min", "max", *none)


def _value(column: Column, key: str, value: str) -> Value:
    """A value of the column's type."""
    if column.labels:
        if value not in column.labels:
            raise _invalid(key, value, ", ".join(column.labels))
        return value
    match column.type:
        case "flag":
            if value not in ("0", "1"):
                raise _invalid(key, value, "0, 1")
            return int(value)
        case "integer" | "real":
            if not _NUMBER.fullmatch(value):
                raise _invalid(key, value, "1000, 0.5")
            return float(value) if "." in value else int(value)
        case "date" | "time":
            if not _DAY.fullmatch(value):
                raise _invalid(key, value, "2011, 2011-06, 2011-06-30")
            return value
    if "\0" in value:
        raise _invalid(key, value.replace("\0", "�"), "…")
    return value


def _reserved(question: Question, key: str, value: str) -> Question:
    listing = question.listing
    match key:
        case "q":
            if not listing.searched:
                raise _invalid(key, value, ", ".join(listing.columns))
            return replace(question, words=value.replace("\0", " "))
        case "sort":
            if value.removeprefix("-") not in listing.columns:
                raise _invalid(key, value, ", ".join(listing.columns))
            return replace(question, sort=value)
        case "columns":
            names = tuple(dict.fromkeys(name for name in value.split(",") if name))
            if unknown := [name for name in names if name not in listing.columns]:
                raise _invalid(key, unknown[0][:LONGEST], ", ".join(listing.columns))
            return replace(question, columns=tuple(dict.fromkeys((*question.columns, *names))))
        case "page":
            last = MOST // min(SIZES)
            if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= last:
                raise _invalid(key, value, f"1–{last}")
            return replace(question, page=int(value))
        case _:
            if value not in map(str, SIZES):
                raise _invalid(key, value, ", ".join(map(str, SIZES)))
            return replace(question, per=int(value))


def _invalid(name: str, value: str, choices: str) -> Problem:
    return Problem(422, "address-invalid", f"地址中的 {name}={value} 不合要求", f"可用：{choices}")
