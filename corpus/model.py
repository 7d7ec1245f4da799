"""What the corpus hands on: a bulletin, its issues and articles, in offsets of its decoded text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.textmap import TextMap

Offsets = tuple[int, int]
Part = Literal["article", "circulation", "note"]


class CorpusError(Exception):
    """A file that cannot be read: ``path``, a stable ``code`` (kebab-case), ``reason`` and ``remedy`` (both for people, Chinese)."""

    def __init__(self, path: str, code: str, reason: str, remedy: str = "") -> None:
        self.path, self.code, self.reason, self.remedy = path, code, reason, remedy
        super().__init__(f"{path}: {code}: {reason}" + (f"（{remedy}）" if remedy else ""))


@dataclass(frozen=True, slots=True)
class Issue:
    """The masthead of one issue: all that it states, ``None`` for what it does not."""

    name: str | None = None
    number: str | None = None
    total_number: str | None = None
    date: date | None = None
    publisher: str | None = None
    year: int | None = None
    """The year that the issue number states (2009年第5期) when no full date is printed."""


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A table cell's ``[start, end)`` in the decoded text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableSpan:
    """A table that the container knows to be one (docx, html) or that layout recognised: rows of cells."""

    start: int
    end: int
    rows: tuple[tuple[CellSpan, ...], ...]
    heads: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file's content as text, before layout. ``text`` is what ``gouji text FILE`` prints and what all offsets index."""

    path: str
    document: str
    """sha256 of the file's bytes, hexadecimal."""
    text: str
    format: str
    encoding: str | None = None
    certainty: float = 1.0
    tables: tuple[TableSpan, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or a circulation line (``part="circulation"``), or an editor's note that stands apart from the articles (``part="note"``).
    Offsets index ``Source.text``; ``view`` is its normalised text with the map back."""

    ordinal: int | None
    """1-based in the file; ``None`` for what is no article."""
    start: int
    end: int
    view: TextMap
    part: Part = "article"
    section: str | None = None
    title: Offsets | None = None
    contributor: Offsets | None = None
    """The sign-off without its brackets."""
    tables: tuple[TableSpan, ...] = ()
    issue: int = 0
    """Index into ``Bulletin.issues``."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    source: Source
    issues: tuple[Issue, ...] = field(default_factory=lambda: (Issue(),))
    articles: tuple[Article, ...] = ()
