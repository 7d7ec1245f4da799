"""One xlsx workbook for people: a sheet per table, Chinese headings and values, and a way from every flag to the lines it rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import xlsxwriter

from outputs import plain
from outputs.contract import Column, Table
from outputs.rowsheet import Cell, RowSheet
from outputs.schema import CHECK_EVIDENCE, FLAGS, TABLES
from outputs.workbook_series import JOINED

MOST_ROWS = 20_000
"""Rows of one sheet: 70,000 cells take a second to write, after every run, and nobody pages through more. All is in the other formats, and the cover says so."""
MOST_LINKS = 60_000  # Excel takes 65,530 on a sheet
LONGEST_CELL = 32_767
WIDEST = 60
_EPOCH, _DAY = date(1899, 12, 30), "2000-01-01"
SAMPLE = 200
"""Rows whose texts decide how wide a column is."""

# what the reader wants first
ORDER = (
    "flags", "check_evidence", "figures", "targets", "progress", "observations", "links", "organisations", "mentions", "articles", "checks", "decisions",
    "documents", "files", "quarantine",
)  # fmt: skip
TECHNICAL = {
    "id",
    "check_id",
    "document",
    "article",
    "sentence",
    "figure",
    "organisation",
    "fingerprint",
    "sha256",
    "superseded_by",
    "start",
    "end",
    "measure_key",
    "counted",
    "relates",
    "against",
}

WRAPPED = {"message", "equation", "sentence_text"}

Values = Sequence[Any]

LINK = Column("link", "text", "依据", "点开即到所据的原文")
ADDED = (
    Column("message", "text", "说明", "所据的核对说了什么"),
    Column("sentence_text", "text", "所在句", "依据所在的句子"),
    Column("path", "text", "路径", "所在文件"),
)

_ORDERED = "sound, flagged IS NULL, flagged, check_id{collation}, ordinal"
# not joined with the view of the flags, which would be gone through for every line; the sentences are looked up for the rows that are shown only
_FLAGGED = "c.verdict = 'fails' AND c.severity IN ('error', 'warning') AND c.current = 1"
_EVIDENCE = f"""
WITH known AS (
    SELECT e.*, c.message, d.path, CASE WHEN {_FLAGGED} THEN c.issued END AS flagged, CASE WHEN {_FLAGGED} THEN 0 ELSE 1 END AS sound
    FROM check_evidence e JOIN checks_all c ON c.id = e.check_id JOIN documents d ON d.id = e.document
), shown AS (SELECT * FROM known ORDER BY {_ORDERED} LIMIT :most),
read AS (
    SELECT k.*, (SELECT s.text FROM sentences_all s WHERE s.document = k.document AND s.start <= k.start AND s."end" >= k."end" LIMIT 1) AS sentence_text
    FROM shown k
)
SELECT {{columns}} FROM read x ORDER BY {_ORDERED}"""


def write(connection: sa.Connection, path: Path) -> None:
    """Write the workbook. The same content gives the same bytes."""
    with _new(path) as book:
        _Book(book, connection).write()


def write_table(path: Path, table: Table, rows: Iterable[Values], notes: Sequence[tuple[str, str]] = ()) -> None:
    """Write a workbook of some rows: values in the order of the table's columns. ``notes``: what is told about them, on a sheet behind (key, text)."""
    with _new(path) as book:
        _Book(book, None)._sheet(book.add_worksheet(table.heading, RowSheet), table.columns, rows)
        sheet = book.add_worksheet("说明")
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 100)
        for number, note in enumerate(notes):
            for index, text in enumerate(note):
                sheet.write_string(number, index, text)


def _new(path: Path) -> xlsxwriter.Workbook:
    """A workbook in which a text is a text: neither formula nor link nor number."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": "勾稽", "author": "gouji", "created": datetime(2000, 1, 1)})
    return book


class _Book:
    def __init__(self, book: xlsxwriter.Workbook, connection: Any) -> None:
        self._book, self._connection = book, connection
        self._head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._link = book.add_format({"font_color": "#0563C1", "underline": 1})
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._error = book.add_format({"bg_color": "#FFC7CE"})

    def write(self) -> None:
        self._cover({name: self._count(name) for name in ORDER})
        sheets = {name: self._book.add_worksheet(TABLES[name].heading, RowSheet) for name in ORDER}
        first_rows: dict[str, int] = {}
        self._sheet(sheets.pop(CHECK_EVIDENCE.name), EVIDENCE_COLUMNS, self._evidence(first_rows))  # the flags lead there
        for name, sheet in sheets.items():
            table = TABLES[name]
            if table is FLAGS:
                self._flags(sheet, first_rows)
            elif (joined := JOINED.get(name)) is not None:
                self._sheet(sheet, joined.columns, joined.rows(self._connection, MOST_ROWS))
            else:
                self._sheet(sheet, _shown(table), self._rows(table))

    def _count(self, table: str) -> int:
        return int(self._connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())

    def _rows(self, table: Table) -> Iterator[Values]:
        return plain.rows(self._connection, table, _shown(table))

    def _evidence(self, first_rows: dict[str, int]) -> Iterator[Values]:
        """The rows, and where those of each check begin."""
        names = ", ".join(f'x."{c.name}"' for c in EVIDENCE_COLUMNS)
        check = _index(EVIDENCE_COLUMNS, "check_id")
        collation = ' COLLATE "C"' if self._connection.dialect.name == "postgresql" else ""
        found = self._connection.execute(sa.text(_EVIDENCE.format(columns=names, collation=collation)), {"most": MOST_ROWS})
        for number, row in enumerate(found, 1):
            first_rows.setdefault(row[check], number)
            yield row

    def _cover(self, counts: dict[str, int]) -> None:
        sheet = self._book.add_worksheet("说明")
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 10)
        sheet.set_column(2, 2, 90)
        sheet.write_string(0, 0, "勾稽：工会简报数据表", self._title)
        for column, heading in enumerate(("工作表", "行数", "内容")):
            sheet.write_string(2, column, heading, self._head)
        for row, name in enumerate(ORDER, 3):
            table = TABLES[name]
            note = f"（本表只列前 {MOST_ROWS} 行，其余见 csv 或 parquet）" if counts[name] > MOST_ROWS else ""
            sheet.write_url(row, 0, f"internal:'{table.heading}'!A1", self._link, table.heading)
            sheet.write_number(row, 1, counts[name])
            sheet.write_string(row, 2, table.meaning + note)
        sheet.hide_gridlines(2)

    def _flags(self, sheet: RowSheet, first_rows: Mapping[str, int]) -> None:
        columns = [LINK, *_shown(FLAGS)]
        check, severity = _index(columns, "check_id"), _index(columns, "severity")
        self._sheet(sheet, columns, (("", *row) for row in self._rows(FLAGS)), lambda row: first_rows.get(row[check]))
        red = {"type": "cell", "criteria": "==", "value": '"错误"', "format": self._error}
        sheet.conditional_format(1, severity, MOST_ROWS, severity, red)

    def _sheet(self, sheet: RowSheet, columns: Sequence[Column], rows: Iterable[Values], link: Callable[[Values], int | None] | None = None) -> None:
        """Fill a sheet. ``link`` gives the row of the evidence sheet that the first cell leads to."""
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.heading, self._head)
        widths = [_width(c.heading) + 3 for c in columns]
        number = 0
        for number, row in enumerate(islice(rows, MOST_ROWS), 1):
            if link and number <= MOST_LINKS and (target := link(row)):
                sheet.write_url(number, 0, f"internal:'{CHECK_EVIDENCE.heading}'!A{target + 1}", self._link, "看依据")
            cells = [cell for index, (column, value) in enumerate(zip(columns, row, strict=True)) if (cell := self._cell(index, column, value))]
            sheet.fill(number, cells)
            if number <= SAMPLE:
                for index, shown, look in cells:
                    width = len(_DAY) if look is self._date else _width(str(shown))
                    widths[index] = max(widths[index], min(WIDEST, width + 2))
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)

    def _cell(self, index: int, column: Column, value: Any) -> Cell | None:
        if value is None or value == "":
            return None
        if column.type == "date" and value >= "1900-03-01":
            return index, _serial(value), self._date
        if column.type in ("integer", "real"):
            return index, value, None
        text = ("是" if value else "否") if column.type == "flag" else column.labels.get(value, str(value))
        text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
        return index, text, self._wrap if column.name in WRAPPED else None


def _shown(table: Table) -> list[Column]:
    """The columns of a sheet: what people read first, addresses and offsets last."""
    return sorted((c for c in table.columns if not c.volatile), key=lambda c: c.name in TECHNICAL)


@lru_cache(10_000)
def _serial(day: str) -> int:
    """A date as Excel counts days."""
    return (date.fromisoformat(day[:10]) - _EPOCH).days


EVIDENCE_COLUMNS = sorted((*CHECK_EVIDENCE.columns, *ADDED), key=lambda c: c.name in TECHNICAL)


def _index(columns: Sequence[Column], name: str) -> int:
    return next(i for i, c in enumerate(columns) if c.name == name)


def _width(text: str) -> int:
    """Columns that the first line of a text takes: wide characters count double."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.partition("\n")[0][:WIDEST])
