"""Tables in plain text: neighbouring lines whose cells stand apart by tabs, by several spaces or by upright strokes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.lines import Line, width
from corpus.model import CellSpan, TableSpan
from corpus.numbers import is_number

_APART = re.compile(r"[ \xa0]{2,}|\u3000+[ \u3000]*| [ \u3000]*\u3000[ \u3000]*|\s*[|｜│┃]\s*")
_TABS = re.compile(r"[ \u3000]*\t[ \u3000]*|\s*[|｜│┃]\s*")
# Columns of numbers that lost all but one of their spaces: 基层工会数　6941 6254 6102.
_NUMBERS = re.compile(r"(?:\S+[ \u3000])*?\S*[^\s\d.,%-]\S*(?P<numbers>(?:[ \u3000]+-?\d[\d,，.]*[%％]?){2,})")
_SPACED_HEAD = re.compile(r"[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff](?=\s)")
_FRAME = re.compile(r"^[\s+\-—─━┌┬┐├┼┤└┴┘│┃|=_]+$")
_HEADING = re.compile(r"(?!表)[\u4e00-\u9fff]{2,14}")
"""A line inside a table that names the rows below it."""
_LONGEST = 200  # characters of a row
_CELL = 40  # characters of a cell; longer ones are prose
_CENTRED = 2  # cells that a column's middle may be off


def tables(lines: Sequence[Line]) -> list[TableSpan]:
    """Tables in reading order. A table has three rows or more (frame lines not counted), two columns or more, and numbers in most of its rows."""
    out: list[TableSpan] = []
    rows: list[tuple[Line, list[CellSpan]]] = []
    for line in lines:
        cells = _cells(line) if len(line.text) <= _LONGEST else []
        if len(cells) > 1 and (not rows or line.blank == 0):
            rows.append((line, cells))
        elif rows and line.blank == 0 and _HEADING.fullmatch(line.text):
            rows.append((line, [CellSpan(line.start, line.end)]))
        elif not (rows and line.blank == 0 and _FRAME.match(line.text)):
            out += _table(rows)
            rows = [(line, cells)] if len(cells) > 1 else []
    return out + _table(rows)


def _cells(line: Line) -> list[CellSpan]:
    """The cells of a line; between tabs or strokes a cell may be empty."""
    text, at = line.text, 0
    out: list[tuple[int, int]] = []
    if not any(c in text for c in "\t |｜│┃\u3000\xa0"):
        return []
    spaced = _SPACED_HEAD.match(text)  # 项　目: one word
    for m in _borders(text, spaced.end() if spaced else 0):
        if m.start() > at or (out and "\t" in m.group()):
            out.append((at, m.start()))
        at = m.end()
    if at < len(text):
        out.append((at, len(text)))
    if any(last - first > _CELL or "。" in text[first:last] for first, last in out):
        return []
    return [CellSpan(line.start + first, line.start + last) for first, last in out]


def _borders(text: str, start: int) -> Iterator[re.Match[str]]:
    """What stands between the cells of a line: tabs where there are any, else gaps; single spaces only between numbers at its end."""
    if "\t" in text:
        return _TABS.finditer(text, start)
    if numbers := _NUMBERS.fullmatch(text):
        return _GAP.finditer(text, numbers.start("numbers"))
    return _APART.finditer(text, start)


_GAP = re.compile("[ \u3000]+")


def _table(rows: list[tuple[Line, list[CellSpan]]]) -> list[TableSpan]:
    while rows and len(rows[-1][1]) == 1:
        rows = rows[:-1]  # what follows a table is none of it
    texts = [[line.text[c.start - line.start : c.end - line.start] for c in cells] for line, cells in rows]
    columns = Counter(map(len, texts)).most_common(1)[0][0] if texts else 0
    numeric = [any(is_number(t) for t in row[1:]) for row in texts]
    if len(rows) < 3 or columns < 2 or 2 * sum(numeric) < len(rows) or 2 * sum(len(t) == columns for t in texts) < len(rows):
        return []
    whole = next(i for i, t in enumerate(texts) if len(t) == columns)
    middles = [_middle(rows[whole][0], c) for c in rows[whole][1]]
    placed = tuple(tuple(_placed(line, cells, middles)) for line, cells in rows)
    heads = next((i for i, n in enumerate(numeric) if n), len(rows))
    return [TableSpan(rows[0][0].start, rows[-1][0].end, placed, max(1, heads))]


def _placed(line: Line, cells: list[CellSpan], middles: list[float]) -> list[CellSpan]:
    """The cells under the columns of a full row: a short row leaves columns empty, by where its cells stand."""
    if len(cells) >= len(middles):
        return cells
    out: list[CellSpan] = []
    for cell in cells:
        middle = _middle(line, cell)
        while len(out) < len(middles) - 1 and len(middles) - len(out) > len(cells) - cells.index(cell):
            here, beyond = middles[len(out)], middles[len(out) + 1]
            if abs(middle - here) <= abs(middle - beyond) + _CENTRED:
                break
            out.append(CellSpan(cell.start, cell.start))
        out.append(cell)
    return out + [CellSpan(line.end, line.end)] * (len(middles) - len(out))


def _middle(line: Line, cell: CellSpan) -> float:
    before = width(line.text[: cell.start - line.start].expandtabs(8))
    return line.indent + before + width(line.text[cell.start - line.start : cell.end - line.start]) / 2
