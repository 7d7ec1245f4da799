"""The registry as a CSV that people edit: written, read back with every mistake told by line, compared with what the store has."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import Complaint
from flows.messages import _
from outputs.labels import LEVELS, ORGANISATION_TYPES
from outputs.registry import split
from outputs.rows import organisation_id
from outputs.schema_organisations import EDITABLE, ORGANISATIONS, SEPARATOR

COLUMNS = ("id", *EDITABLE, "mentions")
HEADINGS = {c: "并入" if c == "merged_into" else ORGANISATIONS.column(c).heading for c in COLUMNS}
_LISTS = ("aliases", "predecessors", "successors")
_YEARS = ("valid_from", "valid_to")
_WORDS: dict[str, Mapping[str, str]] = {"type": ORGANISATION_TYPES, "level": LEVELS}
Row = dict[str, Any]


@dataclass(frozen=True)
class Edited:
    """A row of the file: ``line`` as editors count, ``cells`` by column (only those that the file has)."""

    line: int
    cells: dict[str, str]


def written(entries: Iterable[Row]) -> str:
    """The CSV text, with Chinese headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS.values())
    for row in entries:
        writer.writerow([_shown(column, row[column]) for column in COLUMNS])
    return out.getvalue()


def _shown(column: str, value: Any) -> str:
    return "" if value is None else _WORDS.get(column, {}).get(value, str(value))


def read(path: Path) -> tuple[list[Edited], list[Complaint]]:
    """The rows of an edited file (UTF-8, or GB18030 as spreadsheets write it) and what is wrong with their form."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    heads = [h.strip() for h in next(reader, [])]
    names = {heading: column for column, heading in HEADINGS.items()} | {c: c for c in COLUMNS}
    wrong = [Complaint(f"{path}:1", "heading-unknown", _("no such column: {name}").format(name=h), " ".join(HEADINGS.values())) for h in heads if h not in names]
    for needed in ("id", "name", "type"):
        if needed not in {names.get(h) for h in heads}:
            wrong.append(Complaint(f"{path}:1", "heading-missing", _("the column is missing: {name}").format(name=HEADINGS[needed])))
    rows: list[Edited] = []
    for cells in reader:
        if wrong:
            break
        if any(c.strip() for c in cells):
            rows.append(Edited(reader.line_num, {names[h]: c.strip() for h, c in zip(heads, cells, strict=False)}))
    return rows, wrong


class Comparison:
    """``changes``: what the edited rows decide (:func:`outputs.registry.decide`); ``wrong``: mistakes, by line."""

    def __init__(self, path: Path, edited: Sequence[Edited], entries: Sequence[Row]) -> None:
        self.path, self.edited = path, edited
        self.known: dict[str, Row] = {row["id"]: row for row in entries}
        self.changes: list[Row] = []
        self.wrong: list[Complaint] = []
        self._claimed: dict[str, str] = {}
        self._ids = {e.line: e.cells["id"] or organisation_id(e.cells["name"], _value("type", e.cells["type"]) or "other") for e in edited}
        for row in edited:
            self._row(row)
        self._loops()

    def _tell(self, row: Edited, code: str, reason: str, remedy: str = "") -> None:
        self.wrong.append(Complaint(f"{self.path}:{row.line}", code, reason, remedy))

    def _row(self, row: Edited) -> None:
        id, name, kind = self._ids[row.line], row.cells["name"], _value("type", row.cells["type"])
        if row.cells["id"] and id not in self.known:
            self._tell(row, "unknown-organisation", _("the registry has no entry {name}").format(name=id), _("leave the id empty to make one"))
            return
        if not name:
            self._tell(row, "name-missing", _("an entry needs a name"))
            return
        if kind is None:
            self._tell(row, "unknown-type", _("no such type: {name}").format(name=row.cells["type"]), " ".join(ORGANISATION_TYPES.values()))
            return
        old = self.known.get(id)
        identity = {"organisation": id, "name": old["name"] if old else name, "type": old["type"] if old else kind}
        if old is None:
            self.changes.append({**identity, "field": "name", "value": name})
            old = dict.fromkeys((*COLUMNS, "given_aliases")) | {"name": name, "type": kind}
            self._claim(row, id, [name])
        for column in EDITABLE:
            if column in row.cells and row.cells[column] != _shown(column, old[column]):
                self._cell(row, column, old, identity)

    def _cell(self, row: Edited, column: str, old: Row, identity: Row) -> None:
        printed = row.cells[column]
        value: str | None = printed
        if column in _WORDS:
            value = _value(column, printed) if printed else ""
            if value is None:
                return self._tell(row, f"unknown-{column}", _("no such value: {name}").format(name=printed), " ".join(_WORDS[column].values()))
        elif column in _YEARS and printed and not (printed.isdigit() and 1000 <= int(printed) <= 2999):
            return self._tell(row, "year-invalid", _("not a year: {name}").format(name=printed))
        elif column == "merged_into":
            value = self._target(row, printed) if printed else None
            if printed and value is None:
                return None
        elif column in _LISTS:
            items = split(printed)
            if set(items) == set(split(old[column])):
                return None
            if column == "aliases":
                added = [a for a in items if a not in split(old[column])]
                self._claim(row, identity["organisation"], added)
                given = split(old["given_aliases"])
                items = [a for a in given if a in items] + added  # those that were read stay until another row claims them
                if items == given:
                    return None
            value = SEPARATOR.join(items)
        self.changes.append({**identity, "field": column, "value": value})
        return None

    def _claim(self, row: Edited, id: str, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            if self._claimed.setdefault(spelling, id) != id:
                self._tell(row, "alias-taken", _("two rows claim the spelling {name}").format(name=spelling))

    def _target(self, row: Edited, printed: str) -> str | None:
        """The entry to merge into, given by id or by name."""
        named = {id for id, r in self.known.items() if r["name"] == printed} | {self._ids[e.line] for e in self.edited if e.cells["name"] == printed}
        found = {printed} if printed in self.known else named - {self._ids[row.line]}
        if len(found) == 1:
            return found.pop()
        code, reason = ("merge-unknown", _("nothing to merge into: {name}")) if not found else ("merge-unclear", _("several entries are called {name}"))
        self._tell(row, code, reason.format(name=printed), _("give the id of the entry"))
        return None

    def _loops(self) -> None:
        into = {id: r["merged_into"] for id, r in self.known.items()} | {c["organisation"]: c["value"] for c in self.changes if c["field"] == "merged_into"}
        for row in self.edited:
            start, seen = self._ids[row.line], set()
            at: str | None = start
            while at and at not in seen:
                seen.add(at)
                at = into.get(at)
            if at == start:
                self._tell(row, "merge-loop", _("merged into itself: {name}").format(name=row.cells["name"]))


def _value(column: str, printed: str) -> str | None:
    """The value that a Chinese word or the value itself stands for."""
    words = _WORDS[column]
    return printed if printed in words else next((value for value, word in words.items() if word == printed), None)
