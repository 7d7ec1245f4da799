"""Word documents (.docx): paragraphs and tables in document order, text boxes, content controls and automatic numbers included, deleted text left out.

Of the page headers only a masthead is read, where the text has none. Footers, comments and pictures are not read. Macros, links and external parts are
never followed; XML entities are not resolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from corpus.archives import check_sizes
from corpus.limits import Clock
from corpus.masthead import is_number_line
from corpus.model import CorpusError
from corpus.readers import Extract, Reader
from corpus.readers.docx_numbers import Numbers
from corpus.readers.tables import Builder

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIP = {f"{_W}{n}" for n in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "footnoteReference")}
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEVELS = {"title": 0, "标题": 0, "heading 1": 1, "标题 1": 1, "heading 2": 2, "标题 2": 2}
_MARK = b"word/document.xml"
_FRONT = 12  # paragraphs among which a masthead stands
_LONGEST = 300  # characters of one in a page header


def matches(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and (_MARK in data or b"word/document2.xml" in data)


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """Raises ``unreadable``, ``zip-bomb``, ``encrypted``."""
    from docx import Document

    check_sizes(path, data, clock.limits)
    try:
        document = Document(BytesIO(data))
    except KeyError as error:
        raise CorpusError(path, "unreadable", "docx 内部缺少必要的部件", "请用 Word 或 WPS 打开后另存") from error
    builder = Builder()
    for line in _masthead(document):
        builder.line(line)
    _blocks(document.element.body, builder, clock, _Look(_styles(document), Numbers(document)))
    return Extract(builder.text, "docx", tables=tuple(builder.tables), titles=builder.titles)


class _Look(NamedTuple):
    """What a paragraph's properties refer to. ``styles``: style id → name, in lower case."""

    styles: dict[str, str]
    numbers: Numbers


def _masthead(document: Any) -> list[str]:
    """The lines of the page headers, when they state the number of an issue and the first paragraphs do not."""
    body = [_text(p) for p in document.element.body.iterchildren(f"{_W}p")][:_FRONT]
    if any(is_number_line(line) for line in body):
        return []
    section = document.sections[0] if len(document.sections) else None
    for header in (section.first_page_header, section.header) if section is not None else ():
        lines = [line.strip() for p in header._element.iter(f"{_W}p") for line in _text(p).split("\n") if line.strip()]
        if any(is_number_line(line) for line in lines) and sum(map(len, lines)) <= _LONGEST:
            return [line for line in lines if line not in body]
    return []


def _styles(document: Any) -> dict[str, str]:
    """Style id → name, in lower case."""
    return {s.style_id: (s.name or "").lower() for s in document.styles}


def _blocks(parent: Any, builder: Builder, clock: Clock, look: _Look) -> None:
    for n, block in enumerate(parent):
        if n % 256 == 0:
            clock.check()
        if block.tag == f"{_W}p":
            _paragraph(block, builder, clock, look)
        elif block.tag == f"{_W}tbl":
            builder.table(list(_rows(block)))
        elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            _blocks(block, builder, clock, look)


def _paragraph(p: Any, builder: Builder, clock: Clock, look: _Look) -> None:
    for box in _boxes(p):
        _blocks(box, builder, clock, look)
    properties = p.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    id = style.get(f"{_W}val") if style is not None else None
    text = _text(p)
    label = look.numbers.label(properties, id) if text.strip() else ""
    builder.line(_indent(properties) + label + text, _LEVELS.get(look.styles.get(id or "", "")))


def _indent(properties: Any) -> str:
    """Alignment and indentation as leading spaces, as a text file would have them."""
    if properties is None:
        return ""
    jc, ind = properties.find(f"{_W}jc"), properties.find(f"{_W}ind")
    if jc is not None and jc.get(f"{_W}val") in ("center", "right", "end"):
        return "\u3000" * (8 if jc.get(f"{_W}val") == "center" else 16)
    if ind is not None:
        first = ind.get(f"{_W}firstLine") or ind.get(f"{_W}firstLineChars") or "0"
        return "\u3000\u3000" if first.isdigit() and int(first) > 0 else ""
    return ""


def _boxes(p: Any) -> Iterator[Any]:
    for box in p.iter(f"{_W}txbxContent"):
        if not any(a.tag == _MC_FALLBACK for a in box.iterancestors()):
            yield box


def _text(node: Any) -> str:
    """Text of runs below ``node``, without text boxes, deletions and the second copy that compatibility markup keeps."""
    out: list[str] = []
    stack = [node]
    while stack:
        at = stack.pop()
        if at.tag == f"{_W}t":
            out.append(at.text or "")
        elif at.tag in (f"{_W}tab", f"{_W}ptab"):
            out.append("\t")
        elif at.tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif at.tag == f"{_W}noBreakHyphen":
            out.append("-")
        elif at.tag not in _SKIP and at.tag not in (f"{_W}txbxContent", _MC_FALLBACK, f"{_W}tbl"):
            stack.extend(reversed(at))
    return "".join(out)


def _rows(table: Any) -> Iterator[list[tuple[str, int]]]:
    """Rows of (text, identity); a merged cell has one identity in all places it covers."""
    above: dict[int, tuple[str, int]] = {}
    identity = 0
    for tr in table.iter(f"{_W}tr"):
        if next(a for a in tr.iterancestors() if a.tag == f"{_W}tbl") is not table:
            continue  # a table inside a cell is that cell's text
        row: list[tuple[str, int]] = []
        for tc in _cells(tr):
            properties = tc.find(f"{_W}tcPr")
            merge = properties.find(f"{_W}vMerge") if properties is not None else None
            span = properties.find(f"{_W}gridSpan") if properties is not None else None
            if merge is not None and merge.get(f"{_W}val") != "restart" and len(row) in above:
                cell = above[len(row)]
            else:
                identity += 1
                cell = " ".join(_text(p) for p in tc.iter(f"{_W}p")), identity
            width = int(span.get(f"{_W}val") or 1) if span is not None else 1
            for _ in range(max(1, min(width, 64))):
                above[len(row)] = cell
                row.append(cell)
        yield row


def _cells(tr: Any) -> Iterator[Any]:
    for child in tr:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tc")


READER = Reader("docx", 100, matches, read)
