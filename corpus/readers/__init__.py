"""Readers: one module per container format, each found by what the bytes are and never by the file's suffix.

A module of this package with a ``READER`` is a reader; nothing else has to be registered.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from corpus.limits import Clock
from corpus.model import CorpusError, TableSpan


@dataclass(frozen=True, slots=True)
class Extract:
    """What a container holds. ``titles``: offsets of lines that it marks as titles."""

    text: str
    format: str
    encoding: str | None = None
    certainty: float = 1.0
    tables: tuple[TableSpan, ...] = ()
    titles: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """``matches(data)``: the bytes are this format; asked in ascending ``order``. ``read(path, data, clock)`` gives the :class:`Extract` or raises
    :class:`CorpusError`; heavy libraries are imported inside it."""

    name: str
    order: int
    matches: Callable[[bytes], bool]
    read: Callable[[str, bytes, Clock], Extract]


@cache
def readers() -> tuple[Reader, ...]:
    """All readers in the order in which they are asked."""
    found = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    return tuple(sorted((m.READER for m in found if hasattr(m, "READER")), key=lambda r: r.order))


def extract(path: str, data: bytes, clock: Clock) -> Extract:
    """The content of ``data`` through the first reader that knows it. Raises :class:`CorpusError` and nothing else."""
    try:
        reader = next(r for r in readers() if r.matches(data))
        return reader.read(path, data, clock)
    except CorpusError:
        raise
    except MemoryError:
        raise CorpusError(path, "too-large", "内存不足，无法读取", "请拆分文件") from None
    except Exception as error:  # whatever a parser of someone else's format throws
        raise CorpusError(path, "unreadable", f"文件已损坏或不合格式（{type(error).__name__}）", "请用原软件打开后另存，再重新导入") from error
