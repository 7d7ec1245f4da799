"""Bulletins written before anything was tuned on them, with their structure marked in the text: ``⟦article⟧ ⟨title⟩ ‹contributor›``.

A set is one file: ``=== name container year what is special``, then the lines. In containers that know more than lines, a line may begin with
``#header #footer #center #right #first #h1 #h2 #num-cn #num-ar #table #nav``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from making import pdf

import corpus

FOLDER = Path(__file__).parent / "unseen"
_MARKS = "⟦⟧⟨⟩‹›"
_DIRECTIVE = re.compile(r"^([⟦]?)#([a-z0-9-]+) (.*)$")
_NUMERALS = "一二三四五六七八九十"
_SUFFIX = {"wrap": "txt", "br": "html"}

Part = tuple[str, str | None, str | None]
"""An article's text, title and contributor, all without white space."""


@dataclass(frozen=True)
class Unseen:
    """One bulletin of a set. ``text``: with the marks."""

    name: str
    container: str
    text: str

    @property
    def expected(self) -> list[Part]:
        text = "\n".join(_printed(self.text.splitlines()))
        return [_part(m[1]) for m in re.finditer("⟦(.*?)⟧", text, re.DOTALL)]

    @property
    def data(self) -> bytes:
        lines = [line.translate(dict.fromkeys(map(ord, _MARKS))) for line in self.text.splitlines()]
        return {"txt": _txt, "wrap": _wrapped, "docx": _docx, "html": _html, "br": _broken_html, "pdf": _pdf}[self.container](lines)

    def read(self) -> list[Part]:
        bulletin = corpus.read(f"{self.name}.{_SUFFIX.get(self.container, self.container)}", self.data)
        text = bulletin.source.text

        def flat(span: tuple[int, int] | None) -> str | None:
            shown = re.sub(r"\s+", "", text[slice(*span)]) if span else None
            return re.sub(r"-\d-", "", shown) if shown and self.container == "pdf" else shown  # page numbers stand inside

        return [(flat((a.start, a.end)) or "", flat(a.title), flat(a.contributor)) for a in bulletin.articles if a.part == "article"]


def sets(name: str) -> list[Unseen]:
    """The bulletins of a set."""
    out = []
    for piece in re.split(r"^=== ", (FOLDER / f"{name}.txt").read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, text = piece.partition("\n")
        number, container, *_rest = head.split()
        out.append(Unseen(f"{name}-{number}", container, text.rstrip("\n")))
    return out


def _part(marked: str) -> Part:
    def found(pattern: str) -> str | None:
        m = re.search(pattern, marked, re.DOTALL)
        return re.sub(rf"[\s{_MARKS}]+", "", m[1]) if m else None

    contributor = found("‹(.*?)›")
    return re.sub(rf"[\s{_MARKS}]+", "", marked), found("⟨(.*?)⟩"), contributor and contributor.strip("（）()")


def _printed(lines: list[str]) -> Iterator[str]:
    """The lines as they are printed: with automatic numbers, without what stands in the margins."""
    counted = {"num-cn": 0, "num-ar": 0}
    for line in lines:
        m = _DIRECTIVE.match(line)
        if not m:
            yield line
        elif m[2] in counted:
            counted[m[2]] += 1
            title = "⟨" in m[3]
            number = f"{_NUMERALS[counted[m[2]] - 1]}、" if m[2] == "num-cn" else f"{counted[m[2]]}. "
            yield f"{number}{m[1]}{m[3]}" if title else f"{m[1]}{number}{m[3]}"
        elif m[2] not in ("header", "footer", "nav"):
            yield m[1] + (m[3].replace("|", " ") if m[2] == "table" else m[3])


def _txt(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("gb18030")


def _wrapped(lines: list[str], width: int = 36) -> bytes:
    """As a typewriter sets it: each line at most ``width`` characters, two spaces counting as one."""
    out = []
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        first = width - indent // 2
        body = line.lstrip(" ")
        out += [line[:indent] + body[:first], *(body[i : i + width] for i in range(first, len(body), width))]
    return _txt(out)


def _html(lines: list[str]) -> bytes:
    out = []
    for line in lines:
        m = _DIRECTIVE.match(line)
        if m and m[2] == "table":
            cells = "".join(f"<td>{cell}</td>" for cell in m[3].split("|"))
            out.append(f"<table><tr>{cells}</tr></table>")
            continue
        tag = {"nav": "div", "h1": "h1", "center": 'p align="center"'}.get(m[2], "p") if m else "p"
        out.append(f"<{tag}>{m[3] if m else line}</{tag.split()[0]}>")
    return _page("".join(out).replace("</table><table>", ""))


def _broken_html(lines: list[str]) -> bytes:
    """A page whose lines are kept apart by ``<br>`` alone."""
    return _page("<div>" + "<br>".join(lines) + "</div>")


def _page(body: str) -> bytes:
    return f'<html><head><meta charset="utf-8"><title>工会</title></head><body>{body}</body></html>'.encode()


def _pdf(lines: list[str], width: int = 34, page: int = 16) -> bytes:
    """Paragraphs broken at a fixed width, pages with their number at the foot."""
    rows: list[tuple[float, str]] = []
    for line in filter(str.strip, lines):
        indent = len(line) - len(line.lstrip())
        body = line.strip()
        first = width - indent
        pieces = [body[:first], *(body[i : i + width] for i in range(first, len(body), width))]
        for i, piece in enumerate(pieces[1:], 1):  # no line begins with a mark
            if piece[0] in "，。；：、！？）”":
                pieces[i - 1], pieces[i] = pieces[i - 1] + piece[0], piece[1:]
        rows += [(0 if i else indent, piece) for i, piece in enumerate(pieces) if piece]
    pages = [rows[i : i + page] for i in range(0, len(rows), page)]
    return pdf([[*p, (15, f"- {n} -")] for n, p in enumerate(pages, 1)], 11)


def _docx(lines: list[str]) -> bytes:
    import docx as library
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = library.Document()
    table: list[list[str]] = []
    for line in [*lines, ""]:
        m = _DIRECTIVE.match(line)
        kind, text = (m[2], m[3]) if m else ("", line)
        if kind == "table":
            table.append(text.split("|"))
            continue
        if table:
            made = document.add_table(rows=len(table), cols=len(table[0]))
            for cells, row in zip(table, made.rows, strict=True):
                for content, cell in zip(cells, row.cells, strict=True):
                    cell.text = content
            table = []
        if kind in ("header", "footer"):
            getattr(document.sections[0], kind).paragraphs[0].text = text
            continue
        paragraph = document.add_paragraph(text, style={"h1": "Heading 1", "h2": "Heading 2"}.get(kind))
        if kind in ("center", "right"):
            paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, kind.upper())
        elif kind == "first":
            paragraph.paragraph_format.first_line_indent = Pt(24)
        elif kind.startswith("num-"):
            _number(document, paragraph, kind)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _number(document: object, paragraph: object, kind: str) -> None:
    """Word's automatic numbering: 一、 or 1."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = document.part.numbering_part.element  # type: ignore[attr-defined]
    id = {"num-cn": 91, "num-ar": 92}[kind]
    if not numbering.xpath(f"w:num[@w:numId='{id}']"):
        form, text = {"num-cn": ("chineseCounting", "%1、"), "num-ar": ("decimal", "%1.")}[kind]
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        ))  # fmt: skip
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'))
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{id}"/></w:numPr>'))
