"""Zip archives from strangers: members one by one, with limits on number, size, ratio and depth, and no way out of the archive."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from corpus.limits import Limits
from corpus.loading import INSIDE
from corpus.model import CorpusError

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_CHUNK = 1 << 20


def is_archive(data: bytes) -> bool:
    """A zip that is a folder of files and not the container of an office document."""
    if not data.startswith(_SIGNATURES):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as z:
            return not any(name in _OFFICE for name in z.namelist())
    except Exception:
        return True  # a broken archive: members() says what is wrong with it


def check_sizes(path: str, data: bytes, limits: Limits) -> None:
    """Refuse a container whose directory announces too much. Raises ``zip-bomb``, ``encrypted`` or ``unreadable``."""
    with _open(path, data) as z:
        infos = z.infolist()
        total = sum(i.file_size for i in infos)
        if total > limits.unpacked or len(infos) > limits.members or any(_bloated(i, limits) for i in infos):
            raise CorpusError(path, "zip-bomb", f"解压后将达 {total:,} 字节或压缩比异常，疑为压缩炸弹", "请核对来源；确属正常文件时用 GOUJI_LIMITS 放宽 unpacked、ratio")
        if any(i.flag_bits & 1 for i in infos):
            raise CorpusError(path, "encrypted", "文件已加密", "请去掉密码后重新保存")


def members(path: str, data: bytes, limits: Limits, on_error: Callable[[CorpusError], None] | None = None, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """``(path, bytes)`` of the files in ``data``; ``data`` itself when it is no archive. Faulty members go to ``on_error`` or are raised."""
    if not is_archive(data):
        yield path, data
        return
    budget = limits.unpacked
    try:
        if depth >= limits.depth:
            raise CorpusError(path, "zip-bomb", f"压缩包嵌套超过 {limits.depth} 层", "请先解压内层压缩包")
        z = _open(path, data)
        if len(z.infolist()) > limits.members:
            raise CorpusError(path, "too-large", f"压缩包中的文件多于 {limits.members:,} 个", "请分成几个压缩包")
    except CorpusError as error:
        _report(error, on_error)
        return
    with z:
        for info in z.infolist():
            if info.is_dir():
                continue
            name = path + INSIDE + _name(info)
            try:
                content = _content(z, info, name, limits, budget)
            except CorpusError as error:
                _report(error, on_error)
                if error.code == "zip-bomb" and budget <= 0:
                    return
                continue
            budget -= len(content)
            yield from members(name, content, limits, on_error, depth + 1)


def _report(error: CorpusError, on_error: Callable[[CorpusError], None] | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def _open(path: str, data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except Exception as error:
        raise CorpusError(path, "unreadable", "压缩包已损坏", "请重新打包或重新下载") from error


def _content(z: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits, budget: int) -> bytes:
    """The member's bytes, read in pieces and counted: what the directory announces is not believed."""
    inner = _name(info)
    if inner.startswith("/") or ":" in inner[:3] or ".." in posixpath.normpath(inner).split("/") or ".." in inner.split("/"):
        raise CorpusError(name, "path-traversal", "压缩包成员的路径指向压缩包之外", "请核对来源，重新打包")
    if info.flag_bits & 1:
        raise CorpusError(name, "encrypted", "压缩包有密码", "请先解压，或去掉密码重新打包")
    if _bloated(info, limits) or info.file_size > budget:
        raise CorpusError(name, "zip-bomb", "解压后过大或压缩比异常，疑为压缩炸弹", "请核对来源；确属正常文件时用 GOUJI_LIMITS 放宽 unpacked、ratio")
    if info.file_size > limits.bytes:
        raise CorpusError(name, "too-large", f"文件超过 {limits.bytes:,} 字节", "请拆分文件，或用 GOUJI_LIMITS=bytes=… 放宽")
    out = bytearray()
    try:
        with z.open(info) as f:
            while piece := f.read(_CHUNK):
                out += piece
                if len(out) > min(limits.bytes, budget):
                    raise CorpusError(name, "zip-bomb", "解压后的大小超过所标明的大小，疑为压缩炸弹", "请核对来源")
    except CorpusError:
        raise
    except Exception as error:
        raise CorpusError(name, "unreadable", f"压缩包成员已损坏（{type(error).__name__}）", "请重新打包或重新下载") from error
    return bytes(out)


def _bloated(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return info.file_size > 1_000_000 and info.file_size > limits.ratio * max(1, info.compress_size)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; old archives wrote it in the code page of the system."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 0x800 or name.isascii():
        return name
    raw = name.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
