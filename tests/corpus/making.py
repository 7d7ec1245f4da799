"""Files in every container, made on the spot for the tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence


def docx(blocks: Iterable[str | Sequence[Sequence[str]]], headings: Sequence[str] = ()) -> bytes:
    """A Word file of paragraphs (strings) and tables (rows of cells)."""
    import docx as library

    document = library.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block, style="Heading 1" if block in headings else None)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for cells, row in zip(block, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(archive: bytes, changes: Mapping[str, bytes]) -> bytes:
    """An archive with some members replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*(n for n in old.namelist() if n not in changes), *changes]:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return out.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[tuple[float, str]]], size: float = 12) -> bytes:
    """A PDF whose pages are lines of ``(indentation in characters, text)``, with a text layer and no embedded font."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes) -> bytes:
        packed = zlib.compress(data)
        return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)

    unicode_map = stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    to_unicode = add(unicode_map)
    descriptor = add(b"<< /Type /FontDescriptor /FontName /S /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>")
    child = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor %d 0 R >>"
        % descriptor
    )
    font = add(b"<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (child, to_unicode))
    kids = []
    root = len(objects) + 2 * len(pages) + 1
    for lines in pages:
        content = b"BT /F %g Tf " % size
        for n, (indent, text) in enumerate(lines):
            content += b"1 0 0 1 %g %g Tm <%s> Tj " % (72 + indent * size, 780 - n * size * 1.5, text.encode("utf-16-be").hex().encode())
        body = add(stream(content + b"ET"))
        kids.append(add(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F %d 0 R >> >> /Contents %d 0 R >>" % (root, font, body)))
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids)))
    catalog = add(b"<< /Type /Catalog /Pages %d 0 R >>" % root)
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for n, o in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, o)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, catalog, start)
    return bytes(out)
