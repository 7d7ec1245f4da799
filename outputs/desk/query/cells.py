"""How a value is shown: in words, as a number for people, as a link to what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from outputs import labels
from outputs.contract import Column
from outputs.desk.query.listings import Listing

_SENTENCE = re.compile(r"\.s(\d+)-\d+$")
_LINKED = {
    "document": "/documents/{}", "superseded_by": "/documents/{}", "article": "/articles/{}", "figure": "/figures/{}", "organisation": "/organisations/{}", "check_id": "/checks/{}",
    "relates": "/figures/{}", "against": "/figures/{}", "run": "/runs/{}",
}  # fmt: skip
AROUND = 38
"""Characters of a sentence on either side of what is marked, in a table."""

_YEARS = {"year", "valid_from", "valid_to"}


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` may have a stretch to be marked: ``marked`` = its start and end. ``kind``: text, number, date or long."""

    text: str
    kind: str = "text"
    href: str | None = None
    marked: tuple[int, int] | None = None
    tone: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """Before the marked stretch, the stretch, and behind it."""
        start, end = self.marked or (len(self.text), len(self.text))
        return self.text[:start], self.text[start:end], self.text[end:]


def worded(column: Column, value: Any) -> str:
    """A value in Chinese words and figures."""
    if value is None or value == "":
        return ""
    if column.type == "flag":
        return "是" if value else "否"
    if column.name == "rule":
        return labels.CHECKS.get(str(value), str(value))
    if column.labels:
        return column.labels.get(str(value), str(value))
    if column.type in ("integer", "real") and column.name not in _YEARS:
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")


def cell(listing: Listing, column: Column, row: Mapping[str, Any], first: bool = False) -> Cell:
    """One cell of a table; the ``first`` of a row leads to the row's own page."""
    value, name = row[column.name], column.name
    text = worded(column, value)
    if name == "sentence_text":
        return sentence(row, text, AROUND)
    kind = _kind(column)
    href = detail_address(listing, row) if first or name == "id" else _link(name, value)
    if href and first and not text:
        text = "（无）"
    tone = str(value) if value and (name in ("verdict", "status") or (name == "severity" and row.get("verdict", "fails") == "fails")) else ""
    return Cell(text, kind, href, tone=tone)


def sentence(row: Mapping[str, Any], text: str, around: int | None = None) -> Cell:
    """The sentence of a row with the row's own words marked, cut to so many characters ``around`` them; it leads to where it was printed."""
    marked = _within(row, text)
    if marked and around is not None:
        first, last = max(0, marked[0] - around), min(len(text), marked[1] + around)
        cut = ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
        shift = bool(first) - first
        text, marked = cut, (marked[0] + shift, marked[1] + shift)
    elif around is not None and len(text) > 3 * around:
        text = text[: 3 * around] + "…"
    return Cell(text, "long", sentence_address(row), marked)


def _kind(column: Column) -> str:
    if column.type in ("integer", "real") and column.name not in _YEARS:
        return "number"
    if column.type in ("date", "time"):
        return "date"
    return "long" if column.name in ("message", "equation", "aliases", "title", "warnings", "arithmetic") else "text"


def _link(name: str, value: Any) -> str | None:
    return _LINKED[name].format(quote(str(value))) if value and name in _LINKED else None


def detail_address(listing: Listing, row: Mapping[str, Any]) -> str:
    """The page of a row itself."""
    if listing.name == "mentions":
        return _link("organisation", row["organisation"]) or ""
    if listing.name in ("articles", "issues"):
        return f"/articles/{quote(str(row['id']))}"
    return f"/{listing.name}/{quote(str(row['id']))}"


def sentence_address(row: Mapping[str, Any]) -> str | None:
    """Where a row's sentence stands on the page of its article."""
    found = _SENTENCE.search(str(row.get("sentence") or ""))
    if not row.get("article"):
        return None
    return f"/articles/{quote(str(row['article']))}" + (f"#s-{found[1]}" if found else "")


def _within(row: Mapping[str, Any], sentence: str) -> tuple[int, int] | None:
    """Where the row's own words stand in its sentence."""
    found = _SENTENCE.search(str(row.get("sentence") or ""))
    if not found or row.get("start") is None or row.get("end") is None:
        return None
    start, end = row["start"] - int(found[1]), row["end"] - int(found[1])
    return (start, end) if 0 <= start <= end <= len(sentence) else None
