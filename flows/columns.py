"""Tables of text for a terminal: Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Head, rule and rows with aligned columns, numbers to the right. A cell's line breaks become spaces."""
    table = [[_cell(c) for c in row] for row in rows]
    number = [all(_is_number(row[i]) for row in table if row[i]) and any(row[i] for row in table) for i in range(len(heads))]
    widths = [max(map(width, (head, *(row[i] for row in table)))) for i, head in enumerate(heads)]

    def line(cells: Sequence[str]) -> str:
        padded = (
            " " * (w - width(c)) + c if right else c + " " * (w - width(c)) for c, w, right in zip(cells, widths, number, strict=True)
        )
        return "  ".join(padded).rstrip()

    return [line(heads), "  ".join("-" * w for w in widths), *map(line, table)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split())


def _is_number(text: str) -> bool:
    try:
        Decimal(text.replace(",", "").removesuffix("%"))
    except ArithmeticError:
        return False
    return True
