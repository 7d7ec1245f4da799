"""Archives and office files of other kinds: never one bulletin, so reading one says what to do instead."""

from __future__ import annotations

from corpus.archives import is_archive
from corpus.limits import Clock
from corpus.model import CorpusError
from corpus.readers import Extract, Reader


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """Raises ``archive`` for a zip of files, ``unsupported`` for xlsx, pptx, odt and the like."""
    if is_archive(data):
        raise CorpusError(path, "archive", "这是压缩包，里面可能有多个文件", "请用 gouji ingest 导入，或先解压")
    raise CorpusError(path, "unsupported", "暂不支持这种办公文档", "请另存为 docx、pdf 或 txt")


READER = Reader("zip", 200, lambda data: data.startswith((b"PK\x03\x04", b"PK\x05\x06")), read)
