"""The banks of paragraphs (data/*.yaml): what must fire does, save the misses that they list with their reasons; what must stay silent does."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank import BANKS, Item, failing, found, items, kind, known_misses, stray


def params(fires: bool) -> list[object]:
    return [
        pytest.param(i, id=f"{bank}-{i['id']}", marks=_expected(known_misses(bank), i) if fires else [])
        for bank in BANKS
        for i in items(bank)
        if bool(i["expect"]) is fires
    ]


def _expected(missed: dict[str, str], item: Item) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=missed[item["id"]])] if item["id"] in missed else []


@pytest.mark.parametrize("item", params(fires=True))
def test_fires(item: Item) -> None:
    assert found(item, failing(item)), item["text"]


@pytest.mark.parametrize("item", params(fires=False))
def test_stays_silent(item: Item) -> None:
    assert [f"{c.check}: {c.message}" for c in stray(item, failing(item))] == []


def test_the_bank_is_whole() -> None:
    """No id twice, operands stand in their texts, at least six items of each sort for every check, and no miss of an item that is not there."""
    every = items()
    assert [n for n, times in Counter(i["id"] for i in every).items() if times > 1] == []
    assert [(i["id"], o) for i in every for o in i.get("operands", ()) if o not in i["text"]] == []
    counts = Counter((kind(i), bool(i["expect"])) for i in every)
    assert {k: n for k, n in counts.items() if n < 6} == {}
    assert {k for k, _ in counts} == {k for k, fires in counts if fires} == {k for k, fires in counts if not fires}
    assert set(known_misses()) <= {i["id"] for i in every if i["expect"]}
