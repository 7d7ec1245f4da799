"""What may pass is waited for, what may not is told at once."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest

from outputs import patience
from outputs.errors import StoreError
from outputs.patience import patiently
from outputs.store import Store


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.001,))


def failing(*codes: str) -> tuple[list[int], object]:
    """Something that raises these errors one after the other and then works; and how often it was called."""
    left, calls = list(codes), [0]

    def do() -> str:
        calls[0] += 1
        if left:
            raise StoreError(left.pop(0), url="u", cause="c", holder="h")
        return "done"

    return calls, do


@pytest.mark.parametrize("code", ["store-lost", "store-busy", "store-unavailable"])
def test_what_may_pass_is_tried_again(code: str) -> None:
    calls, do = failing(code, code)
    assert patiently(do, 30) == "done" and calls == [3]  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["store-full", "store-locked", "store-damaged", "store-refused"])
def test_what_may_not_is_told_at_once(code: str) -> None:
    calls, do = failing(code)
    with pytest.raises(StoreError):
        patiently(do, 30)  # type: ignore[arg-type]
    assert calls == [1]


def test_without_patience_nothing_is_tried_again() -> None:
    calls, do = failing("store-lost")
    with pytest.raises(StoreError):
        patiently(do, 0)  # type: ignore[arg-type]
    assert calls == [1]


def test_a_database_that_does_not_answer_or_refuses_the_login(postgres: SimpleNamespace) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"postgresql://gouji@127.0.0.1:{probe.getsockname()[1]}/postgres"
    for url, code in (
        (nobody, "store-unavailable"),
        (postgres.url.replace("gouji@", "stranger@"), "store-refused"),
        (postgres.url.replace("/postgres", "/elsewhere"), "store-refused"),
    ):
        with pytest.raises(StoreError) as caught:
            Store.open(url)
        assert caught.value.code == code and caught.value.remedy
