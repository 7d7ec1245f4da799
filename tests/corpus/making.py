"""Files in every container, made on the spot for the tests."""

from __future__ import annotations

import io
import struct
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


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE2 file of the given streams."""
    size, last, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    fat: list[int] = [0xFFFFFFFD]  # sector 0 is the table itself
    sectors: list[bytes] = []

    def store(data: bytes) -> int:
        first = len(fat)
        count = max(1, -(-len(data) // size))
        fat.extend([*range(first + 1, first + count), last])
        sectors.append(data.ljust(count * size, b"\0"))
        return first

    def entry(name: str, kind: int, first: int, length: int, child: int = free) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0"
        head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, free, free, child)
        return head + bytes(36) + struct.pack("<III", first, length, 0)

    stored = {name: (store(data.ljust(4096, b"\0")), max(4096, len(data))) for name, data in streams.items()}
    directory = entry("Root Entry", 5, last, 0, 1) + b"".join(entry(name, 2, *place) for name, place in stored.items())
    first_directory = store(directory)
    assert len(fat) <= size // 4
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, first_directory, 0, 4096, last, 0, last, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack(f"<{size // 4}I", *fat, *[free] * (size // 4 - len(fat)))
    return header + table + b"".join(sectors)


def doc(text: str, boxes: str = "", flags: int = 0x0200) -> bytes:
    """A Word 97 document: paragraphs end in ``\\r``, cells in ``\\x07``. ASCII stretches are stored in one byte a character, as Word does."""
    whole = text + boxes
    cut = next((i for i, c in enumerate(whole) if ord(c) > 0x7E), len(whole))  # two pieces: a compressed one and the rest
    base = 0x600
    body = whole[:cut].encode("cp1252") + whole[cut:].encode("utf-16-le")
    ends = struct.pack("<3I", 0, cut, len(whole))
    pieces = struct.pack("<HIH", 0, (base * 2) | 1 << 30, 0) + struct.pack("<HIH", 0, base + cut, 0)
    clx = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(ends + pieces)) + ends + pieces
    fib = bytearray(base)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<7I", fib, 0x4C, len(text), 0, 0, 0, 0, 0, len(boxes))
    struct.pack_into("<II", fib, 0x01A2, 16, len(clx))
    return compound({"WordDocument": bytes(fib) + body, "1Table": bytes(16) + clx})


def rtf(text: str) -> bytes:
    """Rich Text with the characters as bytes of code page 936, and every third one as \\u."""
    out = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\*\generator x;}\f0 "
    for n, c in enumerate(text):
        if c == "\n":
            out += b"\\par\r\n"
        elif c.isascii():
            out += c.encode()
        else:
            out += b"\\u%d?" % ord(c) if n % 3 == 0 and ord(c) < 0x8000 else b"".join(b"\\'%02x" % byte for byte in c.encode("gbk"))
    return out + b"\\par}"
