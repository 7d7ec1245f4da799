"""Units and classifiers as data: what they count, and one pattern that finds the longest of them behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, cast

from extractors.lexicons import read
from extractors.model import Exact, Kind
from extractors.numbers_value import tidy


class Unit(NamedTuple):
    """``reported``: as given in a figure. ``scale``: how many base units of ``dimension`` one is (小时 → 3600 s is not asked: hours are a dimension)."""

    reported: str
    kind: Kind
    dimension: str
    scale: Exact


_ROWS = read("units.csv", ("unit", "reported", "kind", "dimension", "scale", "unless"))
UNITS: dict[str, Unit] = {
    r["unit"]: Unit(r["reported"], cast(Kind, r["kind"]), r["dimension"], tidy(Decimal(r["scale"]))) for r in _ROWS
}  # fmt: skip
_LATIN = re.compile(r"[A-Za-z]\Z")


def trie(words: Iterable[tuple[str, str]]) -> str:
    """A pattern that matches the longest of ``words``, each with a pattern of its own that must follow; shared beginnings are tried once."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word, follow in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = follow  # type: ignore[assignment]

    def pattern(node: dict) -> str:  # type: ignore[type-arg]
        options = [re.escape(c) + pattern(n) for c, n in node.items() if c]
        if "" in node:
            options.append(node[""])
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"

    return pattern(root)


def _follow(row: dict[str, str]) -> str:
    unless = "|".join(row["unless"].split())
    latin = "[A-Za-z]" if _LATIN.search(row["unit"]) else ""
    barred = "|".join(filter(None, (latin, unless)))
    return f"(?!{barred})" if barred else ""


_ONE = trie((r["unit"], _follow(r)) for r in _ROWS)
_COUNT = "[个处家人件户场次项条座栋间所套台只名份块期]"
PATTERN = rf"(?:{_ONE}(?:[/／]{_ONE}|(?<={_COUNT})（{_COUNT}）)?)"
"""One unit, one per another (元/人, 微克/立方米), or one with its alternative (条（个）)."""

WHOLE = re.compile(PATTERN)


def unit(printed: str) -> Unit:
    """The entry of a unit as printed; a compound (元/平方米) is measured as its first part and reported whole."""
    entry = UNITS.get(printed)
    if entry is None:
        first = re.split("[/／（]", printed, maxsplit=1)[0]
        base = UNITS[first]
        kind = base.kind if base.kind == "money" or "（" in printed else "other-measure"
        entry = UNITS[printed] = Unit(printed, kind, f"{base.dimension}/", base.scale)
    return entry
