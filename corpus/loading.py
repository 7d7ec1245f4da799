"""Paths, ``fsspec`` URLs and members of archives → bytes."""

from __future__ import annotations

from pathlib import Path

from corpus.limits import Limits
from corpus.model import CorpusError

INSIDE = "!/"  # a.zip!/folder/b.txt


def load(path: str, limits: Limits) -> bytes:
    """The bytes of a file. Raises ``missing``, ``too-large``, ``unreachable`` or ``unreadable``. A remote file is fetched only because the caller named it."""
    try:
        if INSIDE in path and not Path(path).exists():
            return _member(path, limits)
        data = _url(path, limits) if "://" in path else _file(Path(path), limits)
    except CorpusError:
        raise
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError(path, "missing", "文件不存在", "请检查路径") from None
    except IsADirectoryError:
        raise CorpusError(path, "unreadable", "这是文件夹，不是文件", "请给出文件，或用 gouji ingest 读取文件夹") from None
    except PermissionError:
        raise CorpusError(path, "unreadable", "没有读取权限", "请检查文件权限") from None
    except Exception as error:  # a file system of any kind
        raise CorpusError(path, "unreachable", f"无法打开（{type(error).__name__}: {error}）", "请检查路径或网络地址") from error
    if len(data) > limits.bytes:
        raise CorpusError(path, "too-large", f"文件超过 {limits.bytes:,} 字节", "请拆分文件，或用 GOUJI_LIMITS=bytes=… 放宽")
    return data


def _file(path: Path, limits: Limits) -> bytes:
    if not path.is_file() and path.exists() and not path.is_dir():
        raise CorpusError(str(path), "unreadable", "不是普通文件", "请给出普通文件")
    with path.open("rb") as f:
        return f.read(limits.bytes + 1)


def _url(path: str, limits: Limits) -> bytes:
    import fsspec

    with fsspec.open(path, "rb") as f:
        data: bytes = f.read(limits.bytes + 1)
    return data


def _member(path: str, limits: Limits) -> bytes:
    from corpus.archives import members

    outer = path.split(INSIDE, 1)[0]
    for name, data in members(outer, load(outer, limits), limits, lambda error: None):
        if name == path:
            return data
    raise CorpusError(path, "missing", "压缩包中没有这个文件", "请检查路径")
