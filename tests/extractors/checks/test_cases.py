"""Every check fires on its list of faulty texts and stays silent on its near-misses; no near-miss raises any flag of its check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from extractors.checks import all_checks, run_checks
from extractors.model import Check, Facts

Read = Callable[..., Facts]
FOLDER = Path(__file__).parent / "cases"
LEAST = 8


def cases(kind: str) -> list[object]:
    out: list[object] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        out += [pytest.param(path.stem, text, data.get("issued"), id=f"{path.stem}-{n}") for n, text in enumerate(data[kind], 1)]
    return out


def failing(read: Read, check: str, text: str, issued: date | None) -> list[Check]:
    return [c for c in run_checks(read(text, issued)) if c.check == check and c.verdict == "fails"]


@pytest.mark.parametrize(("check", "text", "issued"), cases("fires"))
def test_fires(check: str, text: str, issued: date | None, read: Read) -> None:
    found = failing(read, check, text, issued)
    assert found, [f"{c.check} {c.verdict}: {c.equation}" for c in run_checks(read(text, issued))]
    for c in found:
        assert all(text[start:end] in c.message for start, end in c.figures[:1])


@pytest.mark.parametrize(("check", "text", "issued"), cases("silent"))
def test_stays_silent(check: str, text: str, issued: date | None, read: Read) -> None:
    assert not failing(read, check, text, issued)


def test_every_check_has_its_lists() -> None:
    listed = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.yaml")}
    assert set(listed) == {c.id for c in all_checks()}
    assert {id: (len(d["fires"]), len(d["silent"])) for id, d in listed.items() if min(len(d["fires"]), len(d["silent"])) < LEAST} == {}
