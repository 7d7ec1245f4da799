"""The worker pool gives every item back, whatever happens to its workers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flows.pool import Lost, Pool

sys.path.append(str(Path(__file__).parent))  # spawned processes inherit it, so that they find the module
from pool_workers import work  # noqa: E402


def run(items: list[str], size: int = 3, seconds: float = 60) -> dict[str, object]:
    with Pool(work, workers=2, seconds=seconds) as pool:
        return dict(pool.map(items, size))


def test_every_item_has_its_result() -> None:
    items = [f"a{n}" for n in range(10)]
    assert run(items) == {item: item.upper() for item in items}


def test_a_death_costs_only_the_guilty_item() -> None:
    assert run(["a", "b", "dies", "c", "d", "e", "f", "g"]) == {
        **{item: item.upper() for item in "abcdefg"},
        "dies": Lost("worker-died"),
    }


def test_a_hang_costs_only_the_guilty_item() -> None:
    assert run(["a", "hangs", "b"], seconds=4) == {"a": "A", "hangs": Lost("timeout"), "b": "B"}


def test_an_exception_is_raised() -> None:
    with pytest.raises(ValueError, match="raises"):
        run(["a", "raises"])


def test_the_pool_serves_several_batches() -> None:
    with Pool(work, workers=1) as pool:
        assert [dict(pool.map([item], 1)) for item in ("a", "dies", "b")] == [{"a": "A"}, {"dies": Lost("worker-died")}, {"b": "B"}]
