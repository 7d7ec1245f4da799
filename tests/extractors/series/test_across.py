"""Every check across bulletins on what must fire and on near-misses that must stay silent; cases as data beside this file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.checks.across import all_rules

CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))}


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(check, bulletins, id=f"{check}-{number}") for check, lists in CASES.items() for number, bulletins in enumerate(lists[kind], 1)
    ]


def test_every_check_has_its_cases() -> None:
    assert {rule.id for rule in all_rules()} == set(CASES)
    assert {check for check, lists in CASES.items() if len(lists["fires"]) < 8 or len(lists["silent"]) < 8} == set()


@pytest.mark.parametrize(("check", "bulletins"), cases("fires"))
def test_fires(check: str, bulletins: list[str], checked: Callable[..., Any]) -> None:
    found = [f for f in checked(bulletins) if f.check == check and f.finding.verdict != "unchecked"]
    assert found, [f.check for f in checked(bulletins)]
    assert all(f.finding.verdict == "fails" and len(f.finding.operands) >= 2 and f.finding.message for f in found)


@pytest.mark.parametrize(("check", "bulletins"), cases("silent"))
def test_stays_silent(check: str, bulletins: list[str], checked: Callable[..., Any]) -> None:
    assert [f.finding.message for f in checked(bulletins) if f.check == check and f.finding.verdict != "unchecked"] == []
