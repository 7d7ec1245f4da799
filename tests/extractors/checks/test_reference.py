"""The checks' documentation is what the registry and the checks say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.checks import all_checks
from extractors.checks.reference import Tongue, checked, examples, markdown

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize(("tongue", "name"), [("en", "CHECKS.md"), ("zh", "CHECKS.zh.md")])
def test_it_is_current(tongue: Tongue, name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == markdown(tongue), f"python -m extractors.checks.reference {tongue} > docs/{name}"


def test_every_check_has_an_example_and_its_near_miss_is_silent() -> None:
    assert set(examples()) == {c.id for c in all_checks()}
    flagged = {
        id: [c.message for c in checked(e.silent, e.issued) if c.verdict == "fails" and c.check == id] for id, e in examples().items()
    }
    assert {id: messages for id, messages in flagged.items() if messages} == {}
