"""Bulletins that were written blind (``unseen/``) keep their structure; ``scripts/measure_layouts.py`` prints how well they were read."""

from __future__ import annotations

import pytest
from unseen_sets import FOLDER, Unseen, sets

ALL = [one for path in sorted(FOLDER.glob("*.txt")) for one in sets(path.stem)]
OPEN: dict[str, str] = {
    "tenth-05": "seven characters without a verb above news without a date: as the headings inside an article are",
    "twelfth-04": "a page whose <h1> is set apart from its text: the line above the title comes behind it",
    "ninth-05": "a column of single lines without bullets or titles, whose name says nothing: one article",
}
"""Bulletins that are not read exactly, with the reason."""


@pytest.mark.parametrize("one", [pytest.param(one, id=one.name, marks=[pytest.mark.xfail(reason=OPEN[one.name], strict=True)] if one.name in OPEN else ()) for one in ALL])
def test_structure(one: Unseen) -> None:
    assert one.read() == one.expected
