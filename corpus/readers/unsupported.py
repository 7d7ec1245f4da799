"""Formats that are known and hold no readable text: named, so that the message can say what to do."""

from __future__ import annotations

from corpus.limits import Clock
from corpus.model import CorpusError
from corpus.readers import Extract, Reader

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "PNG 图片", "请先做文字识别（OCR）"),
    (b"\xff\xd8\xff", "JPEG 图片", "请先做文字识别（OCR）"),
    (b"GIF8", "GIF 图片", "请先做文字识别（OCR）"),
    (b"II*\x00", "TIFF 图片", "请先做文字识别（OCR）"),
    (b"MM\x00*", "TIFF 图片", "请先做文字识别（OCR）"),
    (b"Rar!", "RAR 压缩包", "请解压后导入，或改用 zip"),
    (b"7z\xbc\xaf", "7z 压缩包", "请解压后导入，或改用 zip"),
    (b"\x1f\x8b", "gzip 压缩包", "请解压后导入，或改用 zip"),
    (b"BZh", "bzip2 压缩包", "请解压后导入，或改用 zip"),
    (b"\xfd7zXZ", "xz 压缩包", "请解压后导入，或改用 zip"),
    (b"MZ", "Windows 程序", "请核对文件"),
    (b"\x7fELF", "程序", "请核对文件"),
    (b"SQLite format 3", "数据库", "请导出为 txt"),
    (b"CEBX", "CEB 版式文件", "请用方正 Apabi 阅读器导出为 txt 或 pdf"),
    (b"Founder CEB", "CEB 版式文件", "请用方正 Apabi 阅读器导出为 txt 或 pdf"),
    (b"MIME-Version", "网页存档（mht）", "请用浏览器另存为 html"),
)


def _known(data: bytes) -> tuple[bytes, str, str] | None:
    return next((m for m in _MAGIC if data.startswith(m[0])), None)


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """Raises ``unsupported``."""
    known = _known(data)
    assert known is not None
    raise CorpusError(path, "unsupported", f"这是{known[1]}，不能直接读取", known[2])


READER = Reader("unsupported", 900, lambda data: _known(data) is not None, read)
