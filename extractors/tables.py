"""Tables that a plain text draws with runs of spaces, tabs or bars: found, and cut into cells.

A block of lines is a table when at least two of them have cells, the cells line up, and numbers stand in them below a head or beside row labels.
Tables that the container knows (docx, html) come with :class:`extractors.model.Context`; both are read by :mod:`extractors.table_figures`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from extractors.model import Offsets, Row, Span, Table

_GAP = re.compile(r"[ \u3000]{2,}|\u3000|[ \u3000]*(?:\t|[|｜│┃║])[ \t\u3000]*")
_MAYBE = re.compile(r"[ \u3000\t|｜│┃║](?<=[^\s|｜│┃║].)(?:(?<! )|(?<= )[ \t|｜│┃║])[ \t\u3000]*[^\s|｜│┃║]")
_RULE = re.compile(r"[\s|｜│┃║:+─━┼├┤┌┐└┘┬┴═╋\-－—=_]+")
_BARS = "|｜│┃║ \t\u3000\r"
NUMBER = re.compile(
    r"(?:约|近|超)?[-−－+]?[\d０-９][\d０-９,，.．]*(?:[万亿千百])?(?:余|多)?(?:%|％|‰|[一-龥/]{1,4})?(?:[（(][^（）()]{0,8}[）)])?\*?"
)
YEAR = re.compile(r"(?:19|20)\d\d")
_WHEN = re.compile(rf"{YEAR.pattern}年?(?:度|底|末)?|(?:{YEAR.pattern}年)?1?\d月(?:份|底|末)?")
_EMPTY = re.compile(r"[-－—–/／、.…无\s]*")
UNIT = re.compile(r"(?:计量|金额|货币)?单\s{0,2}位\s{0,2}[：:]\s{0,2}(?P<unit>[^\s：:（）()|]{1,16}(?:、\s{0,2}[^\s：:（）()|]{1,6})?)")


def find_tables(text: str, taken: Sequence[Offsets] = ()) -> list[Table]:
    """The drawn tables of ``text`` in order, outside the spans ``taken``. Linear; most texts have none and cost one search.

    >>> [[cell.text for cell in row.cells] for row in find_tables("县区  工会  会员\\n甲县  12  300\\n乙县  8  160")[0].rows]
    [['县区', '工会', '会员'], ['甲县', '12', '300'], ['乙县', '8', '160']]
    """
    if not _MAYBE.search(text):
        return []
    out: list[Table] = []
    block: list[Row] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = None if any(a < end and start < b for a, b in taken) else _row(text, start, end)
        if row is None or len(row.cells) > 1:
            if row is not None:
                block.append(row)
            else:
                _close(text, block, out)
                block = []
        start = end + 1
    _close(text, block, out)
    return out


def _row(text: str, start: int, end: int) -> Row | None:
    """The cells of a line; ``None`` for a line that is no row, a row without cells for a ruled line."""
    while start < end and text[start] in " \u3000\t\r":
        start += 1
    while end > start and text[end - 1] in " \u3000\t\r":
        end -= 1
    if start == end:
        return None
    if _RULE.fullmatch(text, start, end):
        return Row(())
    bars = text[start] in _BARS and text[end - 1] in _BARS
    if bars:
        start, end = start + 1, end - 1
    cells, at = [], start
    for m in _GAP.finditer(text, start, end):
        cells.append(_cell(text, at, m.start()))
        at = m.end()
    cells.append(_cell(text, at, end))
    return Row(tuple(cells)) if len(cells) > 1 else None


def _cell(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BARS:
        start += 1
    while end > start and text[end - 1] in _BARS:
        end -= 1
    return Span(start, end, text[start:end])


def _close(text: str, block: list[Row], out: list[Table]) -> None:
    """End a block of rows: a table if its cells line up and hold numbers."""
    if len(block) < 2:
        return
    width = Counter(len(row.cells) for row in block).most_common(1)[0][0]
    width = max(width, len(block[0].cells) if len(block) == 2 else width)
    numbers = [sum(1 for cell in row.cells if is_number(cell.text)) for row in block]
    if all(_WHEN.fullmatch(cell.text) for cell in block[0].cells[1:]):
        numbers[0] = 0  # a head of years
    heads = next((i for i, n in enumerate(numbers) if n), len(block))
    fitting = sum(1 for row in block if abs(len(row.cells) - width) <= 1)
    if sum(numbers) < 2 or heads == len(block) or fitting * 4 < len(block) * 3 or any(len(c.text) > 40 for row in block for c in row.cells):
        return
    if heads == 0 and (len(block) < 3 or sum(1 for n in numbers if n) < 3):
        return
    rows = tuple(_aligned(text, row, block[0], width) for row in block)
    last = rows[-1].cells[-1]
    out.append(Table(block[0].cells[0].start, max(last.end, block[-1].cells[-1].end), rows, heads))


def is_number(text: str) -> bool:
    """Whether a cell holds a number, perhaps with its unit."""
    return NUMBER.fullmatch(text) is not None


def is_empty(text: str) -> bool:
    return _EMPTY.fullmatch(text) is not None


def _aligned(text: str, row: Row, head: Row, width: int) -> Row:
    """A row with as many cells as the head: a missing one is put where nothing stands below the head's cell."""
    if len(row.cells) == width or len(head.cells) != width or len(row.cells) > width:
        return row
    places = _centres(text, head)
    cells: list[Span] = []
    free = 0
    left = len(row.cells)
    for cell, centre in zip(row.cells, _centres(text, row), strict=True):
        room = range(free, width - left + 1)
        column = min(room, key=lambda index: abs(places[index] - centre))
        cells += [Span(cell.start, cell.start, "")] * (column - free)
        cells.append(cell)
        free, left = column + 1, left - 1
    end = row.cells[-1].end
    return replace(row, cells=tuple(cells + [Span(end, end, "")] * (width - len(cells))))


def _centres(text: str, row: Row) -> list[float]:
    """Middle of each cell in columns of a fixed-width face (a Chinese character takes two)."""
    at = text.rfind("\n", 0, row.cells[0].start) + 1
    out, column = [], 0
    for cell in row.cells:
        column += _width(text[at : cell.start])
        wide = _width(cell.text)
        out.append(column + wide / 2)
        column, at = column + wide, cell.end
    return out


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
