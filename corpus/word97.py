"""The text of a Word 97–2003 document ([MS-DOC]): the piece table, with tables as tables. Formatting, pictures and macros are not looked at."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from corpus.compound import Compound
from corpus.readers.tables import Builder

_IDENT = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_CLX = 0x01A2
_COUNTS = 0x4C  # lengths of the main text and of what follows it: notes, headers, macros, comments, end notes, text boxes
_COMPRESSED = 1 << 30
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x15]*))?\x15")  # {code|result}: the result is what is printed
_UNSEEN = re.compile("[\x00-\x06\x08\x0e-\x1d\x1f]")
_CELL = "\x07"


class Encrypted(ValueError):
    """The document needs a password."""


def read(compound: Compound) -> Builder:
    """The document's text boxes and main text. Raises :class:`Encrypted`, or ``ValueError``, ``KeyError``, ``struct.error`` for what is no such document."""
    document = compound.stream("WordDocument")
    ident, _ = struct.unpack_from("<HH", document)
    flags = struct.unpack_from("<H", document, 10)[0]
    if ident != _IDENT:
        raise ValueError("not Word 97")
    if flags & _ENCRYPTED:
        raise Encrypted
    table = compound.stream("1Table" if flags & _TABLE_1 else "0Table")
    main, *between, boxes = struct.unpack_from("<7I", document, _COUNTS)
    text = "".join(_pieces(document, table))
    behind = main + sum(between)
    builder = Builder()
    for part in (text[behind : behind + boxes], text[:main]):
        _write(_printed(part), builder)
    return builder


def _pieces(document: bytes, table: bytes) -> Iterator[str]:
    """The text piece by piece, in the order of the document."""
    at, size = struct.unpack_from("<II", document, _CLX)
    clx = table[at : at + size]
    at = 0
    while clx[at] == 1:  # formatting of pieces
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    for n in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * n + 2)[0]
        length = max(0, ends[n + 1] - ends[n])
        if place & _COMPRESSED:
            first = (place & ~_COMPRESSED) // 2
            yield document[first : first + length].decode("cp1252", "replace")
        else:
            yield document[place : place + 2 * length].decode("utf-16-le", "replace")


def _printed(text: str) -> str:
    """Without field codes and marks of objects; breaks as line breaks."""
    for _ in range(4):  # fields stand in fields
        text, found = _FIELD.subn(lambda m: m.group(1) or "", text)
        if not found:
            break
    return _UNSEEN.sub("", text.replace("\x1e", "-").replace("\x0b", "\r").replace("\x0c", "\r"))


def _write(text: str, builder: Builder) -> None:
    """Paragraphs end in a carriage return, cells in \\x07; a run of cells is a table."""
    at = 0
    for m in re.finditer(f"(?:[^\r{_CELL}]*(?:\r[^\r{_CELL}]*)*{_CELL})+", text):
        # what stands before the first cell's last paragraph is text, not a cell
        first = m.group().split(_CELL, 1)[0]
        start = m.start() + first.rfind("\r") + 1
        for line in text[at:start].split("\r"):
            if line:
                builder.line(line)
        builder.table([[(cell, 1000 * r + c) for c, cell in enumerate(row)] for r, row in enumerate(_rows(text[start : m.end()]))])
        at = m.end()
    for line in text[at:].split("\r"):
        if line:
            builder.line(line)


def _rows(text: str) -> list[list[str]]:
    """Rows of a table: each ends in an empty cell of its own. Tables whose rows are all of one width are cut by it, others at the first empty cell."""
    cells = [cell.replace("\r", " ").strip() for cell in text.split(_CELL)[:-1]]
    for width in range(1, len(cells)):
        if len(cells) % (width + 1) == 0 and not any(cells[width :: width + 1]):
            return [cells[i : i + width] for i in range(0, len(cells), width + 1)]
    rows: list[list[str]] = [[]]
    for cell in cells:
        if cell or not rows[-1]:
            rows[-1].append(cell)
        else:
            rows.append([])
    return [row for row in rows if row]
