"""The corpus's own words as data: ``lexicons/words.csv``, one word a row with the kind of line it marks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.lexicons import read

FOLDER = Path(__file__).parent / "lexicons"


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one kind, longest first. Raises :class:`extractors.lexicons.LexiconError` for a broken file, ``KeyError`` for an unknown kind."""
    found = _table()[kind]
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def alternatives(kind: str) -> str:
    """A regular expression of the words of one kind; white space may stand between their characters."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in words(kind))


@cache
def closed(kind: str) -> str:
    """As :func:`alternatives`, without white space inside words: quicker to compile, for text whose spaces are gone and for what never has them."""
    return "|".join(map(re.escape, words(kind)))


@cache
def _table() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for row in read(FOLDER / "words.csv", ("kind", "word"), ("kind", "word")):
        out.setdefault(row["kind"], []).append(row["word"])
    return out
