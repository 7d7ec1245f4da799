"""PDF with a text layer, through pypdfium2. Lines keep their indentation (as full-width spaces); pictures of pages are not read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from corpus.limits import Clock
from corpus.model import CorpusError
from corpus.readers import Extract, Reader

_INDENTED = 1.5  # characters' widths from which a line counts as indented


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    size: float


def matches(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """The text of all pages. Raises ``encrypted``, ``too-large`` (pages), ``no-text-layer``."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise CorpusError(path, "encrypted", "PDF 已加密", "请去掉密码后重新保存") from None
        raise CorpusError(path, "unreadable", "PDF 已损坏", "请用原软件重新导出") from error
    try:
        if len(document) > clock.limits.pages:
            raise CorpusError(path, "too-large", f"PDF 有 {len(document):,} 页，上限为 {clock.limits.pages:,}", "请拆分文件，或用 GOUJI_LIMITS=pages=… 放宽")
        pages = []
        for n in range(len(document)):
            clock.check()
            pages.append(_page(document[n]))
    finally:
        document.close()
    text = "\n".join(filter(None, (_indented(lines) for lines in pages)))
    if not text.strip():
        raise CorpusError(path, "no-text-layer", "PDF 没有文字层（多为扫描件）", "请先做文字识别（OCR），再导入")
    return Extract(text + "\n", "pdf")


def _page(page: Any) -> list[_Line]:
    """The page's lines from top to bottom with their left edge."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range() if textpage.count_chars() else ""
        out, at = [], 0
        for raw in text.split("\n"):
            line = raw.rstrip("\r")
            body = line.strip()
            if body:
                first = at + len(line) - len(line.lstrip())
                out.append(_Line(line.rstrip().replace("\ufffe", ""), *_box(textpage, first)))
            at += len(raw) + 1
        return out
    finally:
        textpage.close()
        page.close()


def _box(textpage: Any, index: int) -> tuple[float, float]:
    """Left edge and height of a character; zeros when the page does not say."""
    try:
        left, bottom, _, top = textpage.get_charbox(index, loose=True)
        return float(left), float(top - bottom)
    except Exception:
        return 0.0, 0.0


def _indented(lines: list[_Line]) -> str:
    """Lines with their indentation against the page's commonest left edge."""
    sized = [line for line in lines if line.size > 0]
    if not sized:
        return "\n".join(line.text for line in lines)
    margin = min((edge for edge, n in Counter(round(line.left) for line in sized).items() if n * 8 >= len(sized)), default=round(min(line.left for line in sized)))
    out = []
    for line in lines:
        shift = (line.left - margin) / line.size if line.size else 0.0
        spaces = min(30, round(shift)) if shift >= _INDENTED and not line.text[0].isspace() else 0
        out.append("\u3000" * spaces + line.text)
    return "\n".join(out)


READER = Reader("pdf", 300, matches, read)
