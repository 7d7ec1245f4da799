"""The words that the rules look for, from the lexicons, and what they say about the words beside a figure."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons import read
from extractors.model import Figure

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[市县区镇乡州盟旗村]|街道|新区|开发区|园区|高新区)")


def longest_first(words: list[str]) -> str:
    """A regular expression for any of the words, the longest that fits."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def _groups() -> dict[str, str]:
    return {row["unit"]: row["group"] for row in read("check_units.csv", ("unit", "group"))}


def dimension(figure: Figure) -> str:
    """What the figure counts, as a name that two figures must share to be added or compared: 人 and 名 do, 家 and 人 do not."""
    return _dimension(figure.kind, figure.unit or "")


@cache
def _dimension(kind: str, unit: str) -> str:
    return _groups().get(unit, unit) if kind == "count" else f"{kind}:{unit}"


@cache
def _overlapping() -> re.Pattern[str]:
    return re.compile(longest_first([row["word"] for row in read("check_overlapping.csv", ("word",))]))


def overlaps(label: str) -> bool:
    """Whether the label names a category that cuts across others (农民工, 女职工)."""
    return _overlapping().search(label) is not None


@cache
def _families() -> tuple[re.Pattern[str], dict[str, list[str]], frozenset[str]]:
    rows = read("check_families.csv", ("word", "family", "binary"), key=("word", "family"))
    families: dict[str, list[str]] = {}
    for row in rows:
        families.setdefault(row["word"], []).append(row["family"])
    return re.compile(longest_first(list(families))), families, frozenset(r["family"] for r in rows if r["binary"] == "yes")


def family(labels: list[str]) -> str | None:
    """The classification that every label holds another word of, ``place`` for places, ``None`` if there is none."""
    pattern, families, _ = _families()
    common: set[str] | None = None
    found: list[dict[str, str]] = []
    for label in labels:
        here = {name: m.group() for m in pattern.finditer(label) for name in families[m.group()]}
        found.append(here)
        common = set(here) if common is None else common & set(here)
    for name in sorted(common or ()):
        if len({here[name] for here in found}) == len(labels):
            return name
    places = [m.group() for label in labels if (m := _PLACE.match(label))]
    return "place" if len(places) == len(labels) == len(set(places)) and labels else None


def is_binary(name: str | None) -> bool:
    """Whether the family's members leave nothing else (男 / 女)."""
    return name in _families()[2]


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        "(?:并|还|同时|共|共计|累计|先后|已|全年|又|再)?(" + longest_first([r["verb"] for r in read("check_verbs.csv", ("verb",))]) + ")"
    )


def opening_verb(clause: str) -> str | None:
    """The reporting verb that the clause begins with (发放, 新建), ``None`` if none."""
    m = _verbs().match(clause)
    return m.group(1) if m else None
