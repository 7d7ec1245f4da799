"""A publisher's issues by number and date: gaps, doubles and numbers out of order, as information."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outputs.store import Store

KINDS = {"gap": "缺期", "double": "重号", "order": "期号与日期次序不符"}
SERIES = {"total": "总期号", "yearly": "年度期号", "supplement": "增刊"}

_ISSUES = """
SELECT DISTINCT a.document, a.issue, a.name, a.number, a.total_number, a.year, a.issued, a.publisher, d.path AS file
FROM articles a JOIN documents d ON d.id = a.document ORDER BY a.issued, d.path, a.issue"""
_DIGITS = re.compile(r"\d+")
FAR = 60
"""A larger hole is another series, not missing issues."""


def numbering(store: Store) -> list[dict[str, Any]]:
    """Findings by publisher: ``publisher``, ``series`` (total, yearly, supplement), ``year``, ``kind`` (gap, double, order), ``numbers``, ``between`` (the files
    on either side, or those that share a number) and ``candidates``: files of the time that print no number and may be what is missing."""
    issues = store.read(_ISSUES)
    numbered: defaultdict[tuple[str, str, int | None], list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for row in issues:
        for series, year, number in _numbers(row):
            numbered[row["name"] or row["publisher"] or "", series, year].append((number, row))
    unnumbered = [row for row in issues if not row["number"] and not row["total_number"]]
    return [found for key in sorted(numbered, key=str) for found in _series(key, numbered[key], unnumbered)]


def _numbers(row: dict[str, Any]) -> Iterator[tuple[str, int | None, int]]:
    if row["total_number"] and (m := _DIGITS.search(row["total_number"])):
        yield "total", None, int(m.group())
    year = row["year"] or (int(row["issued"][:4]) if row["issued"] else None)
    if row["number"] and year and (m := _DIGITS.search(row["number"])):
        yield ("supplement" if "增" in row["number"] else "yearly"), year, int(m.group())


def _series(
    key: tuple[str, str, int | None], listed: Sequence[tuple[int, dict[str, Any]]], unnumbered: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    name, series, year = key
    by_number: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, row in listed:
        by_number[number].append(row)
    head = {"publisher": name, "series": series, "year": year}
    order = sorted(by_number)
    for number in order:
        if len({row["document"] for row in by_number[number]}) > 1:
            yield head | {"kind": "double", "numbers": [number], "between": [row["file"] for row in by_number[number]], "candidates": []}
    for low, high in pairwise(order):
        before, after = by_number[low][-1], by_number[high][0]
        if 1 < high - low <= FAR:
            yield head | {
                "kind": "gap", "numbers": list(range(low + 1, high)), "between": [before["file"], after["file"]], "candidates": _between(before, after, unnumbered),
            }  # fmt: skip
        if before["issued"] and after["issued"] and before["issued"] > after["issued"]:
            yield head | {"kind": "order", "numbers": [low, high], "between": [before["file"], after["file"]], "candidates": []}


def _between(before: dict[str, Any], after: dict[str, Any], unnumbered: Sequence[dict[str, Any]]) -> list[str]:
    if not before["issued"] or not after["issued"]:
        return []
    return [row["file"] for row in unnumbered if row["issued"] and before["issued"] <= row["issued"] <= after["issued"]]
