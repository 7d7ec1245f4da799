"""How alike two stretches of wording are, and what a figure is about in its own words."""

from __future__ import annotations

from itertools import pairwise

from extractors.checks.reading import Reading
from extractors.checks.template import FIGURES, PERIOD, STOPS
from extractors.exact import Fraction
from extractors.model import Figure

_FILLING = frozenset("的了在对为和与及等共约达已个各全我并就也其这该从由至到中有")


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters that carry meaning."""
    kept = [c if "\u4e00" <= c <= "\u9fff" and c not in _FILLING else " " for c in text]
    return frozenset(a + b for a, b in pairwise(kept) if a != " " and b != " ")


def covered(a: frozenset[str], b: frozenset[str]) -> Fraction:
    """The share of ``a`` that ``b`` has too; 0 where ``a`` is empty."""
    return Fraction(len(a & b), len(a)) if a else Fraction(0)


def holds_all(words: str, noun: str) -> bool:
    """Whether the characters of ``noun`` (two or more) occur in ``words`` in order: 新建工会 in 新建基层工会."""
    rest = iter(words)
    return len(noun) >= 2 and all(c in rest for c in noun)


def topic(reading: Reading, figure: Figure, size: int = 40) -> frozenset[str]:
    """What the figure is about: the words of its clause before it and its noun behind it, with its measure where one was read."""
    before = reading.before(figure, size, "；：" + STOPS + FIGURES)
    after = reading.after(figure, 10)
    return pairs((before + " " + after).replace(PERIOD, " ")) | pairs(figure.measure or "")
