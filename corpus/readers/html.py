"""Web pages: the main text by trafilatura, tables kept; the whole body by selectolax when trafilatura finds nothing. Nothing that a page refers to is loaded."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from corpus.chrome import is_breadcrumb, is_button, is_tail
from corpus.dates import find_date
from corpus.decoding import Decoded, decode
from corpus.limits import Clock
from corpus.model import CorpusError
from corpus.numbers import is_number
from corpus.readers import Extract, Reader
from corpus.readers.tables import Builder

_OPENS = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6]|center|article|section)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_GB = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030"}
_NOISE = "script,style,noscript,nav,header,footer,iframe,object,embed,form,button,select,svg,template"
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})")
_DEEPEST = 1_000  # pages that people made stay under a hundred
_ENDLESS = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "th",
    "tr", "dd", "dt", "option", "thead", "tbody", "tfoot", "colgroup", "rt", "rp",
})  # fmt: skip
"""Elements that nothing lies in, or that the next of their kind ends."""
_BLOCK = re.compile(r"<(?:p|h[1-6]|tr|li|br|div)\b", re.IGNORECASE)
_LEVELS = {"h1": 1, "h2": 2, "h3": 3}
_LINES = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "section", "article", "center", "dd", "dt", "blockquote", "pre", "ul", "ol"}


def matches(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    return bool(_OPENS.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """The page's main text. Raises ``too-deep``, and ``empty`` through the caller when there is none."""
    found = _decoded(path, data)
    if _nested(found.text):
        raise CorpusError(path, "too-deep", f"网页标签嵌套超过 {_DEEPEST:,} 层", "请用浏览器打开后另存为纯文本")
    builder = _main(found.text) or _body(found.text)
    clock.check()
    return Extract(
        builder.text, "html", found.encoding, found.certainty, tuple(builder.tables), builder.titles, found.warnings
    )


def _nested(page: str) -> bool:
    """Whether elements lie too deep in one another: the parsers' time grows with the square of the depth."""
    open_: list[str] = []
    counts: Counter[str] = Counter()
    for m in _TAG.finditer(page):
        name = m[2].lower()
        if not m[1] and name not in _ENDLESS:
            open_.append(name)
            counts[name] += 1
            if len(open_) > _DEEPEST:
                return True
        elif m[1] and counts[name]:
            while (closed := open_.pop()) != name:
                counts[closed] -= 1
            counts[name] -= 1
    return False


def _decoded(path: str, data: bytes) -> Decoded:
    m = _CHARSET.search(data[:4096])
    declared = m.group(1).decode("ascii").lower() if m else None
    return decode(data, path, "gb18030" if declared in _GB else declared)


def _main(page: str) -> Builder | None:
    """The main text as trafilatura sees it, under the page's title and date; ``None`` when there is too little of it."""
    from trafilatura import bare_extraction

    # without its metadata: looking for those takes seconds at the first page of a process
    found: Any = bare_extraction(page, include_tables=True, include_comments=False, favor_recall=True, with_metadata=False)
    if found is None or found.body is None:
        return None
    text = re.sub(r"\s", "", "".join(found.body.itertext()))
    if len(text) < 20:
        return None
    builder = Builder()
    _unframed(found.body)
    title, stated, heads = _heading(page)
    if sum(1 for head in heads if re.sub(r"\s", "", head) not in text) > 1:  # several articles, and their titles are lost
        return None
    if title and re.sub(r"\s", "", title) not in text[: len(title) + 80]:
        builder.line(title, 1)
    if stated and find_date(text[:200]) is None:
        builder.line(f"发布时间：{stated}")
    _walk(found.body, builder)
    return None if _lost(page, builder, found.body) else builder


def _lost(page: str, builder: Builder, body: Any) -> bool:
    """Whether a short page came out as one line, or without its tables of numbers."""
    from selectolax.lexbor import LexborHTMLParser

    tables = [t for t in LexborHTMLParser(page).css("table") if _is_data(t)]
    blocks = sum(1 for _ in _BLOCK.finditer(page))
    return (blocks > 2 and len(list(body)) <= 1 and builder.text.strip().count("\n") <= 1) or (bool(tables) and not builder.tables)


def _unframed(body: Any) -> None:
    """Take away the menus that trafilatura took for text, above and below it."""
    for child in list(body):
        if not (is_button(text := _line(child)) or is_breadcrumb(text)):
            break
        body.remove(child)
    for child in reversed(list(body)):
        if not (is_tail(text := _line(child)) or is_button(text)):
            break
        body.remove(child)


def _line(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _heading(page: str) -> tuple[str, str, list[str]]:
    """The page's title (``<h1>``, else what government sites put into ArticleTitle, else ``<title>`` without the site's name), its date of publication,
    and all that is an ``<h1>``."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    named = {(m.attributes.get("name") or "").lower(): (m.attributes.get("content") or "").strip() for m in tree.css("meta[name]")}
    heads = [" ".join(h.text().split()) for h in tree.css("h1")]
    title = tree.css_first("title")
    full = " ".join(title.text().split()) if title else ""
    short = re.split(r"\s*[_|｜]\s*|\s+[-–—]\s+|\s*-+(?=[^-]{2,16}$)", full)[0].strip()
    day = find_date(named.get("pubdate", ""))
    return next((t for t in (*(heads if len(heads) == 1 else ()), named.get("articletitle", ""), short if len(short) >= 6 else "") if t), ""), str(day or ""), [h for h in heads if h]


def _walk(node: Any, builder: Builder) -> None:
    for child in node:
        tag = child.tag
        if tag == "table":
            _table([[" ".join(cell.itertext()) for cell in row.iter("cell")] for row in child.iter("row")], builder)
        elif tag in ("p", "head", "item", "quote", "code", "fw", "ab"):
            level = _LEVELS.get(child.get("rend", "")) if tag == "head" else None
            for n, line in enumerate(_lines(child)):
                builder.line(line, level if n == 0 else None)
        elif tag in ("list", "div", "main", "body"):
            _walk(child, builder)
        else:
            text = "".join(child.itertext())
            if text.strip():
                builder.line(text.strip())
        if child.tail and child.tail.strip():
            builder.line(child.tail.strip())


def _lines(node: Any) -> list[str]:
    """Text of a paragraph, cut at its line breaks."""
    out = [""]
    if node.text:
        out[-1] += node.text
    for child in node.iter():
        if child is node:
            continue
        if child.tag == "lb":
            out.append("")
        elif child.text:
            out[-1] += child.text
        if child.tail:
            out[-1] += child.tail
    return [line for line in (re.sub(r"[ \t\r\n]+", " ", line).strip(" ") for line in out) if line.strip()]


def _table(rows: list[list[str]], builder: Builder) -> None:
    numbered = [[(cell, 1000 * r + c) for c, cell in enumerate(row)] for r, row in enumerate(rows) if row]
    if len(numbered) > 1 and max(map(len, numbered)) > 1:
        builder.table(numbered)
    else:  # a table that only places text on the page
        for row in rows:
            for cell in row:
                if cell.strip():
                    builder.line(cell.strip())


def _body(page: str) -> Builder:
    """All visible text of the page, one line per block."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    for node in tree.css(_NOISE):
        node.decompose()
    builder = Builder()
    body = tree.body
    if body is None:
        return builder
    tables: list[list[list[str]]] = []
    for node in body.css("table"):
        if _is_data(node):
            tables.append(_cells(node))
            node.replace_with(f"\n{_MARK}{len(tables) - 1}\n")
    for tag in _LINES:
        for node in body.css(tag):
            node.insert_before("\n")
            node.insert_after("\n")
    for line in body.text(deep=True).splitlines():
        text = line.strip(" \t\r")
        if text.startswith(_MARK) and text[1:].isdigit():
            _table(tables[int(text[1:])], builder)
        elif text:
            builder.line(text)
    return builder


_MARK = "\ufdd0"
"""Stands for a table in the text of a body; no character of any text."""


def _cells(table: Any) -> list[list[str]]:
    return [[" ".join(cell.text(deep=True).split()) for cell in row.css("td, th")] for row in table.css("tr")]


def _is_data(table: Any) -> bool:
    """Rows and columns with a number, and no table inside: nothing that only places text on the page."""
    if len(table.css("table")) > 1:
        return False
    rows = _cells(table)
    return sum(len(row) > 1 for row in rows) > 1 and any(is_number(cell) for row in rows for cell in row) and all(len(c) <= _CELL for row in rows for c in row)


_CELL = 60


READER = Reader("html", 500, matches, read)
