"""Text with tables in it, built piece by piece: every cell keeps its offsets."""

from __future__ import annotations

from itertools import pairwise

from corpus.model import CellSpan, TableSpan
from corpus.numbers import is_number


class Builder:
    """Lines and tables, written one after the other. A table's cells are separated by tabs, its rows by line breaks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.tables: list[TableSpan] = []
        self._marked: list[tuple[int, int | None]] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def titles(self) -> frozenset[int]:
        """Offsets of the headings that can be titles of articles: those of the highest level under which text stands. (A level that only holds other
        headings is the bulletin's name or a section.)"""
        for level in sorted({mark for _, mark in self._marked if mark is not None}):
            for (_, mark), (_, following) in pairwise(self._marked):
                if mark == level and following is None:
                    return frozenset(at for at, mark in self._marked if mark == level)
        return frozenset()

    def line(self, text: str, level: int | None = None) -> None:
        """One line (line breaks in it stay). ``level``: the container marks it as a heading; 0 is the highest."""
        if text.strip():
            self._marked.append((self._length + len(text) - len(text.lstrip()), level))
        self._write(text + "\n")

    def table(self, rows: list[list[tuple[str, int]]]) -> None:
        """A table of ``(cell text, identity)``: cells of one row or column that share an identity are one merged cell, written once and referred to by
        every grid place it covers."""
        written: dict[int, CellSpan] = {}
        start = self._length
        spans: list[tuple[CellSpan, ...]] = []
        for row in rows:
            places: list[CellSpan] = []
            for text, identity in row:
                if identity not in written:
                    if places:
                        self._write("\t")
                    text = " ".join(text.split())
                    written[identity] = CellSpan(self._length, self._length + len(text))
                    self._write(text)
                places.append(written[identity])
            spans.append(tuple(places))
            self._write("\n")
        if self._length > start:
            self.tables.append(TableSpan(start, self._length - 1, tuple(spans), _heads([[text for text, _ in row] for row in rows])))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def _heads(rows: list[list[str]]) -> int:
    """Leading rows without a number in any column but the first; at least one."""
    for n, row in enumerate(rows):
        if any(is_number(cell) for cell in row[1:]):
            return max(1, n)
    return 1
