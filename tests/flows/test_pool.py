"""The worker pool gives every item back, whatever happens to its workers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.errors import Failure
from flows.pool import Lost, Pool

sys.path.append(str(Path(__file__).parent))  # spawned processes inherit it, so that they find the module
from pool_workers import die, fail, work  # noqa: E402


def run(items: list[str], seconds: float = 60) -> dict[str, object]:
    with Pool(work, workers=2, seconds=seconds) as pool:
        return dict(pool.map(items))


def test_every_item_has_its_results() -> None:
    items = [f"a{n} b" for n in range(100)]
    assert run(items) == {item: item.upper().split() for item in items}


def test_no_items() -> None:
    assert run([]) == {}


def test_a_death_costs_only_the_step_that_it_was_at() -> None:
    assert run(["a", "b x dies y", "c", "d", "e", "f", "g"]) == {
        **{item: [item.upper()] for item in "acdefg"},
        "b x dies y": Lost("worker-died", ("B", "X")),
    }


def test_a_hang_costs_only_the_step_that_it_was_at() -> None:
    assert run(["a", "b hangs", "c", "d"], seconds=3) == {"a": ["A"], "b hangs": Lost("timeout", ("B",)), "c": ["C"], "d": ["D"]}


def test_the_limit_is_for_each_result() -> None:
    assert run(["waits waits waits", "waits"], seconds=3) == {"waits waits waits": ["WAITS"] * 3, "waits": ["WAITS"]}


@pytest.mark.parametrize(("word", "error"), [("raises", ValueError), ("misses", FileNotFoundError)])
def test_an_exception_is_raised(word: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=word):
        run(["a", word])


@pytest.mark.parametrize(("prepare", "cause"), [(die, "exit 3"), (fail, "KeyError: 'a lexicon'")])
def test_processes_that_cannot_start(prepare: Callable[[], object], cause: str) -> None:
    with Pool(work, workers=2, prepare=prepare) as pool, pytest.raises(Failure) as caught:
        list(pool.map(["a"]))
    assert caught.value.code == "workers-fail" and cause in caught.value.reason and caught.value.remedy


def test_the_pool_serves_several_batches() -> None:
    with Pool(work, workers=1) as pool:
        assert [dict(pool.map([item])) for item in ("a", "dies", "b")] == [{"a": ["A"]}, {"dies": Lost("worker-died")}, {"b": ["B"]}]
