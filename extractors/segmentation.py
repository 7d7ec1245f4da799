"""Words: jieba's, with a domain lexicon of our own that leaves jieba's global dictionary alone.

The words come from jieba-rs where it is installed (the same words about twenty times faster); jieba itself is the reference and the fallback.
Words serve search, display and spaCy; no figure depends on where they end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from extractors import lexicons

Engine = Literal["auto", "jieba", "rjieba"]
Cut = Callable[[str], list[str]]
COLUMNS = ("word", "frequency", "tag")

# Where its dictionary has no such word, jieba splits a run of Latin letters, digits and signs with this expression; jieba-rs keeps 5G-A and a.b whole.
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_RUN = re.compile(r"[a-zA-Z0-9.%+#&_\-]{2,}")
_SIGNS = re.compile(r"[+#&_\-]|(?<!\d)\.|\.(?!\d)|\.\d+\.|%[a-zA-Z0-9%.]|(?<![a-zA-Z0-9])%")


def read_words(path: Path | str = "words.csv") -> tuple[tuple[str, int, str], ...]:
    """``(word, frequency, tag)`` rows of a word lexicon. A frequency decides against jieba's own; too low a one would break the word up."""
    return tuple((row["word"], int(row["frequency"]), row["tag"]) for row in lexicons.read(path, COLUMNS))


def write_words(path: Path, words: Iterable[tuple[str, int, str]]) -> None:
    """Write a word lexicon that :func:`read_words` reads back."""
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(words)


class Segmenter:
    """Cuts text into words.

    ``words``: the domain lexicon. ``engine``: ``rjieba``, ``jieba``, or ``auto`` for the first that is installed. The dictionary is loaded at the
    first call. ``"".join(segmenter(text)) == text`` for every string.
    """

    def __init__(self, words: Iterable[tuple[str, int, str]] | None = None, engine: Engine = "auto") -> None:
        self.words = read_words() if words is None else tuple(words)
        self.engine = engine
        self._cut: Cut | None = None

    def __call__(self, text: str) -> list[str]:
        if self._cut is None:
            self._cut = _cutter(self.words, self.engine)
        return self._cut(text)


@lru_cache(maxsize=4)
def _cutter(words: tuple[tuple[str, int, str], ...], engine: Engine) -> Cut:
    if engine != "jieba":
        try:
            return _rust(words)
        except ImportError:
            if engine == "rjieba":
                raise
    return _reference(words)


def _rust(words: tuple[tuple[str, int, str], ...]) -> Cut:
    import rjieba

    dictionary = rjieba.Jieba()
    for word, frequency, tag in words:
        dictionary.add_word(word, frequency, tag)
    cut: Cut = dictionary.cut

    def splits(word: str) -> bool:
        return not _LATIN.fullmatch(word) and _RUN.fullmatch(word) is not None and not dictionary.has_word(word)

    def words_of(text: str) -> list[str]:
        found = cut(text)
        odd = {word for word in found if word < "\x80" and splits(word)} if _SIGNS.search(text) else None
        return [part for word in found for part in (filter(None, _LATIN.split(word)) if word in odd else (word,))] if odd else found

    return words_of


def _reference(words: tuple[tuple[str, int, str], ...]) -> Cut:
    import jieba

    jieba.setLogLevel("ERROR")
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word, frequency, tag in words:
        tokenizer.add_word(word, frequency, tag)
    cut: Cut = tokenizer.lcut
    return cut
