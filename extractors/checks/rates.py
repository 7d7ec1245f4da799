"""Rates by name: 建会率, 入会率, 完成率 — which are capped, how their numerator is known, what their whole is counted in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.checks.reading import Reading
from extractors.checks.template import FIGURES, PERIOD
from extractors.checks.words import longest_first
from extractors.lexicons import read
from extractors.model import Figure

_BETWEEN = "[为达到至是均已分别都超过突保持在稳定实现约近高提升上由从了的：“”" + PERIOD + "]{0,10}"
_OTHER = re.compile("(?P<rate>[\u4e00-\u9fff]{2}率)(?<![增速][长幅]率)" + _BETWEEN + "$")


@dataclass(frozen=True, slots=True)
class Rate:
    """``name``: how the printed name ends; ``parts``: words that mark the numerator; ``base``: the dimension of the whole, ``None`` = any."""

    name: str
    capped: bool
    parts: tuple[str, ...]
    base: str | None


@cache
def _rates() -> dict[str, Rate]:
    rows = read("check_rates.csv", ("rate", "capped", "parts", "base"))
    return {r["rate"]: Rate(r["rate"], r["capped"] == "yes", tuple(p for p in r["parts"].split("|") if p), r["base"] or None) for r in rows}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?P<rate>{longest_first(list(_rates()))})(?P<between>{_BETWEEN})$")


def rate_before(reading: Reading, figure: Figure) -> Rate | None:
    """The rate that the percentage ``figure`` is printed as the value of: 建会率达到⟨85%⟩, and 甲率、乙率分别为⟨…⟩和⟨85%⟩ if both are of one kind."""
    at = reading.position[figure.start]
    skeleton = reading.skeleton
    begin = max(0, at - 30)
    while at > begin and skeleton[at - 1] in FIGURES + "、和及":  # an elliptical list of values shares the names before it
        at -= 1
    if (m := _pattern().search(skeleton, begin, at)) is not None:
        return _rates()[m.group("rate")]
    other = _OTHER.search(skeleton, begin, at)
    return Rate(other.group("rate"), False, (other.group("rate")[:-1],), None) if other else None
