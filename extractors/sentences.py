"""Sentences and clauses of Chinese text, as offsets. No tokens needed, one linear pass each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from extractors.model import Offsets

# A sentence ends at 。！？ with the closing quotes or brackets behind it, or at a line break.
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)》]*|\n+|$)")
_MARK = re.compile(r"[，,；;：:。！？!?\n]")


def sentences(text: str) -> list[Offsets]:
    """``[start, end)`` of every sentence of ``text`` in order; surrounding white space is left out, blank stretches are skipped.

    >>> sentences("新建10家。其中外资8家；内资2家。")
    [(0, 6), (6, 18)]
    """
    return list(_sentences(text))


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Offsets, ...]:
    """Several components ask for those of the same text, one after the other."""
    out = []
    for m in _SENTENCE.finditer(text):
        start, end = m.span()
        if start < end and (text[start].isspace() or text[end - 1].isspace()):
            start, end = trim(text, start, end)
        if start < end:
            out.append((start, end))
    return tuple(out)


_start = itemgetter(0)


def holding(spans: Sequence[Offsets], at: int) -> Offsets | None:
    """The one of ``spans``, which are in order and do not overlap, that holds the offset ``at``."""
    index = bisect_right(spans, at, key=_start) - 1
    return spans[index] if index >= 0 and at < spans[index][1] else None


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[Offsets]:
    """``[start, end)`` of the comma-, semicolon- or colon-separated clauses of ``text[start:end]``, without the closing mark.

    A comma between digits (1,234) does not separate.
    """
    end = len(text) if end is None else end
    begin = start
    for m in _MARK.finditer(text, start, end):
        if m.group() == "," and 0 < m.start() < len(text) - 1 and text[m.start() - 1].isdigit() and text[m.start() + 1].isdigit():
            continue
        if begin < m.start():
            yield begin, m.start()
        begin = m.end()
    if begin < end:
        yield begin, end


def trim(text: str, start: int, end: int) -> Offsets:
    """Narrow ``[start, end)`` so that it neither begins nor ends in white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
