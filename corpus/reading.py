"""``read``: one file to a bulletin. ``extract``: one file to its text. ``expand``: one path to the files in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.layout import parse
from corpus.likeness import doubt
from corpus.limits import Clock, Limits, configured
from corpus.model import Bulletin, CorpusError, Source
from corpus.noise import check
from corpus.readers import Extract
from corpus.readers import extract as _extract


def read(path: str, data: bytes | None = None, limits: Limits | None = None) -> Bulletin:
    """The bulletin in a file.

    ``path``: a file, or any ``fsspec`` URL; ``data``: its bytes when the caller has them (``path`` is then only a name). Views
    show traditional characters, and the variants that PDF files have, in their common form, one for one. Offsets of the result index
    ``Bulletin.source.text``: the decoded text of a text file (without a byte order mark), else the text that was extracted.
    A Chinese text that looks like no bulletin is read with a note in ``source.warnings``. ``limits``: what it may cost, else those of the environment
    (:func:`corpus.limits.configured`).
    Raises :class:`CorpusError` and nothing else: ``missing``, ``empty``, ``binary``, ``encrypted``, ``too-large``, ``unsupported``, ``no-text-layer``,
    ``needs-antiword``, ``archive`` (see :func:`expand`), ``timeout``, ``not-chinese``, ``no-article``, ``unreadable`` …
    """
    path = str(path)
    source, found, clock = _source(path, data, limits)
    check(source)
    try:
        bulletin = parse(source, found.titles)
    except Exception as error:  # the promise to callers: a file is read or refused, never a crash
        raise CorpusError(path, "unreadable", f"版式无法识别（{type(error).__name__}）", "请另存为纯文本后重试") from error
    clock.check()
    if not any(a.part == "article" for a in bulletin.articles):
        raise CorpusError(path, "no-article", "没有找到文章", "请检查文件内容是否为工会简报")
    why = doubt(bulletin)
    return replace(bulletin, source=replace(source, warnings=(*source.warnings, why))) if why else bulletin


def extract(path: str, data: bytes | None = None, limits: Limits | None = None) -> Source:
    """The text of a file, before layout: what ``gouji text FILE`` prints. Raises as :func:`read` does."""
    return _source(path, data, limits)[0]


def expand(path: str, limits: Limits | None = None, on_error: Callable[[CorpusError], None] | None = None, data: bytes | None = None) -> Iterator[tuple[str, bytes]]:
    """``(name, bytes)`` of every file behind ``path``: the file itself, or the members of an archive (``a.zip!/folder/b.txt``), archives inside it too.
    ``data``: the file's bytes when the caller has them.

    A member that may not or cannot be unpacked goes to ``on_error``; without one it is raised.
    """
    from corpus.archives import members
    from corpus.loading import load

    limits = limits or configured()
    yield from members(path, load(path, limits) if data is None else data, limits, on_error)


def _source(path: str, data: bytes | None, given: Limits | None) -> tuple[Source, Extract, Clock]:
    path = str(path)  # a Path will do
    limits = given or configured()
    clock = Clock(path, limits)
    if data is None:
        from corpus.loading import load

        data = load(path, limits)
    if len(data) > limits.bytes:
        raise CorpusError(path, "too-large", f"文件有 {len(data):,} 字节，上限为 {limits.bytes:,}", "请拆分文件，或用 GOUJI_LIMITS=bytes=… 放宽")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise CorpusError(path, "empty", "文件没有内容", "请检查文件是否保存完整")
    found = _extract(path, data, clock)
    if not found.text.strip():
        raise CorpusError(path, "empty", "文件中没有文字", "请检查文件是否保存完整")
    if len(found.text) > limits.characters:
        raise CorpusError(path, "too-large", f"文字超过 {limits.characters:,} 字", "请拆分文件，或用 GOUJI_LIMITS=characters=… 放宽")
    clock.check()
    document = hashlib.sha256(data).hexdigest()
    return Source(path, document, found.text, found.format, found.encoding, found.certainty, found.tables, found.warnings), found, clock
