"""Texts with numbers that report nothing, each beside a near-twin that does: tests/extractors/data/traps.txt."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.quantities import find_quantities

TABLE = Path(__file__).parent / "data" / "traps.txt"
_MARKED = re.compile(r"\{([^{}=]+)=([^{} ]+) ([^{}]+)\}")
Expected = tuple[str, Decimal | None, Decimal | None, str | None]


def pairs() -> list[tuple[str, str, str]]:
    """``(kind, trap, twin)`` of every line."""
    lines = (line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [tuple(part.strip() for part in line.split("|")) for line in lines]  # type: ignore[misc]


def marked(twin: str) -> tuple[str, list[Expected]]:
    """The text without its markup, and the quantities that it marks."""
    expected = []
    for printed, bounds, unit in _MARKED.findall(twin):
        low, dots, high = bounds.partition("..")
        ends = [Decimal(end) if end else None for end in (low, high if dots else low)]
        expected.append((printed, ends[0], ends[1], None if unit == "-" else unit))
    return _MARKED.sub(lambda m: m[1], twin), expected


@pytest.mark.parametrize("trap", [trap for _, trap, _ in pairs()])
def test_reports_nothing(trap: str) -> None:
    assert [q.text for q in find_quantities(trap)] == []


@pytest.mark.parametrize("twin", [twin for _, _, twin in pairs()])
def test_near_twin_is_a_figure(twin: str) -> None:
    text, expected = marked(twin)
    assert expected
    assert [(q.text, q.low, q.high, q.unit) for q in find_quantities(text)] == expected


def test_table_is_wide() -> None:
    assert len(pairs()) >= 150
    assert min(Counter(kind for kind, _, _ in pairs()).values()) >= 2
