"""Rich Text Format: many files named .doc are RTF. Text, paragraphs and cells; pictures, objects, headers and hidden groups are passed over."""

from __future__ import annotations

import re

from corpus.limits import Clock
from corpus.readers import Extract, Reader

_TOKEN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL)
_PASSED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf themedata datastore latentstyles "
    b"listtable listoverridetable rsidtbl generator xmlnstbl fldinst annotation atnid shpinst nonshppict".split()
)
_WRITES = {b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"nestcell": "\t", b"tab": "\t"}
_WRITES |= {b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"}
_PAGES = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5", 65001: "utf-8"}
_DEEPEST = 500  # groups inside groups


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """The document's text; bytes are read in the code page that the file names."""
    page = re.search(rb"\\ansicpg(\d{1,5})", data[:2000])
    encoding = _PAGES.get(int(page.group(1)), "gb18030") if page else "gb18030"
    out: list[str] = []
    pending = bytearray()  # bytes of characters that are not complete yet
    passed, skip = [False], [1]
    left = 0  # plain characters that only stand in for a \\u before them
    for n, m in enumerate(_TOKEN.finditer(data)):
        if n % 65536 == 0:
            clock.check()
        byte, word, number, symbol, brace, plain = m.groups()
        if byte is not None:
            if left:
                left -= 1
            elif not passed[-1]:
                pending.append(int(byte, 16))
            continue
        if pending:
            out.append(pending.decode(encoding, "replace"))
            pending.clear()
        if brace == b"{" and len(passed) < _DEEPEST:
            passed.append(passed[-1])
            skip.append(skip[-1])
        elif brace == b"}" and len(passed) > 1:
            passed.pop()
            skip.pop()
        elif symbol == b"*" or word in _PASSED:
            passed[-1] = True
        elif word == b"uc":
            skip[-1] = int(number or 1)
        elif passed[-1]:
            continue
        elif word == b"u" and number:
            out.append(chr(int(number) % 0x10000))
            left = skip[-1]
        elif word in _WRITES:
            out.append(_WRITES[word])
        elif symbol is not None:
            out.append({b"~": "\xa0", b"_": "-"}.get(symbol, symbol.decode("latin-1") if symbol in b"\\{}" else ""))
        elif plain:
            out.append(plain[left:].decode(encoding, "replace"))
            left = max(0, left - len(plain))
    out.append(pending.decode(encoding, "replace"))
    text = "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # \\u writes rare characters as pairs
    return Extract(re.sub(r"\t\n", "\n", text), "rtf", encoding)


READER = Reader("rtf", 400, lambda data: data.startswith(b"{\\rtf"), read)
