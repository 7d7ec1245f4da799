"""The bank of paragraphs (data/bank.yaml): what must fire does, save the misses that it lists with their reasons; what must stay silent does."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank import Item, failing, found, items, kind, known_misses, stray


def params(fires: bool) -> list[object]:
    missed = known_misses()
    return [
        pytest.param(i, id=i["id"], marks=[pytest.mark.xfail(strict=True, reason=missed[i["id"]])] if fires and i["id"] in missed else [])
        for i in items()
        if bool(i["expect"]) is fires
    ]


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
