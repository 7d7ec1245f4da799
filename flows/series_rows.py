"""Observations as rows of the table and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from extractors.model import Exact, Offsets
from extractors.series.records import Entry, Observation
from outputs.values import bounds, double, exact

_PLAIN = ("approx", "comparator", "approximator", "unit", "kind", "role", "place", "scope", "counted", "stock", "running", "firm", "quality", "claim", "rank",
          "quoted", "explained", "aim", "title")  # fmt: skip
_FLAGS = frozenset(("approx", "stock", "running", "firm", "quoted", "explained", "title"))


def observation_row(o: Observation, document: str) -> dict[str, Any]:
    """The columns that are an observation's own; the place in the document is the caller's."""
    own = {name: int(getattr(o, name)) if name in _FLAGS else getattr(o, name) for name in _PLAIN}
    return own | {
        "value": exact(o.low, o.high), "low": double(o.low), "high": double(o.high), "step": None if o.step is None else str(o.step), "scope": o.scope or None,
        "claim": o.claim or None, "measure": o.words, "measure_key": o.key, "period_first": _iso(o.first), "period_last": _iso(o.last), "year": o.year,
        "relates": _address(document, o.relates), "against": _address(document, o.against), "repeats": None,
    }  # fmt: skip


def entry(row: Mapping[str, Any]) -> Entry:
    """A row of ``observations`` with ``sentence_text``, as the rules read it."""
    low, high = bounds(row["value"]) if row["value"] else (None, None)
    seen = Observation(
        row["start"], row["end"], row["text"], low, high, bool(row["approx"]), row["comparator"], _number(row["step"]), row["approximator"], row["unit"],
        row["kind"], role=row["role"], key=row["measure_key"], words=row["measure"] or "", place=row["place"], scope=row["scope"] or "",
        counted=row["counted"], first=_day(row["period_first"]), last=_day(row["period_last"]), stock=bool(row["stock"]), running=bool(row["running"]),
        firm=bool(row["firm"]), quality=row["quality"], claim=row["claim"] or "", rank=row["rank"], quoted=bool(row["quoted"]),
        explained=bool(row["explained"]), aim=row["aim"] or ">=", relates=_span(row["relates"]), against=_span(row["against"]), title=bool(row["title"]),
    )  # fmt: skip
    said = row.get("sentence_text") or ""
    if row.get("corrected"):  # a finding on another number is another finding
        said += f"→{row['value']}"
    return Entry(seen, row["id"], row["document"], row["article"], _day(row["issued"]), said, row["figure"])


def _address(document: str, span: Offsets | None) -> str | None:
    return f"{document}.f{span[0]}-{span[1]}" if span else None


def _span(address: str | None) -> Offsets | None:
    if not address:
        return None
    start, _, end = address.rpartition(".f")[2].partition("-")
    return int(start), int(end)


def _number(text: str | None) -> Exact | None:
    if not text:
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
