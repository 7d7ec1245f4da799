"""Accuracy floors on the annotated figures of our own (scripts/measure_figures.py; how the table was made: its head)."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"measure": 0.90, "period": 0.92, "modality": 0.92, "subject": 0.88}
HELD_OUT = {"measure": 0.93, "measure~": 0.97, "period": 0.95, "modality": 0.97, "subject": 0.98}
"""What parts n and o gave when they were first run, less a little."""


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("measure_figures", ROOT / "scripts" / "measure_figures.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("parts", "least", "floors"), [("abcdefghijklm", 2300, FLOORS), ("no", 350, HELD_OUT)])
def test_accuracy_does_not_fall(script: Any, parts: str, least: int, floors: dict[str, float]) -> None:
    right: Counter[str] = Counter()
    annotated = found = 0
    for part in parts:
        size, hits, fields = script.measure(part)
        annotated, found = annotated + size, found + hits
        right += fields
    assert annotated >= least and found >= 0.98 * annotated
    assert {name: round(right[name] / found, 3) for name in floors if right[name] < floors[name] * found} == {}


def test_the_table_tells_what_each_part_gave_at_first(script: Any) -> None:
    lines = list(script.table())
    assert len(lines) == 2 + len(script.PARTS) + 1
    assert all(len(figures) == len(script.FIELDS) for part, figures in script.first_measured().items() if part != "a")
