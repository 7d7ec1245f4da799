"""Paths, ``fsspec`` URLs and members of archives → bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.limits import Limits
from corpus.model import CorpusError

INSIDE = "!/"  # a.zip!/folder/b.txt
SMALL = 4_000_000
"""Bytes of a remote file that is fetched together with others."""


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


def fetch(paths: Sequence[str], limits: Limits) -> dict[str, bytes]:
    """The bytes of the small remote files among ``paths``, fetched side by side. :func:`load` takes care of all others, and tells what is wrong with them."""
    import fsspec

    groups: dict[Any, dict[str, str]] = {}
    for path in paths:
        if "://" in path and INSIDE not in path:
            try:
                fs, root = fsspec.core.url_to_fs(path)
            except Exception:  # an unknown kind of address
                continue
            if fs.async_impl:
                groups.setdefault(fs, {})[root] = path
    out: dict[str, bytes] = {}
    most = min(SMALL, limits.bytes)
    for fs, roots in groups.items():
        try:
            found = fs.cat_ranges(list(roots), 0, most + 1, on_error="return")
        except Exception:  # whatever a file system of any kind raises
            continue
        out |= {path: data for path, data in zip(roots.values(), found, strict=True) if isinstance(data, bytes) and len(data) <= most}
    return out


def _member(path: str, limits: Limits) -> bytes:
    from corpus.archives import members

    outer = path.split(INSIDE, 1)[0]
    for name, data in members(outer, load(outer, limits), limits, lambda error: None):
        if name == path:
            return data
    raise CorpusError(path, "missing", "压缩包中没有这个文件", "请检查路径")
