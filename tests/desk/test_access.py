"""Who gets in, and what a forged form gets."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("path", ["/", "/flags", "/api/flags", "/docs", "/api/nothing-of-the-kind?x=1"])
def test_a_stranger_sees_nothing(open_client: Any, read_only: Any, samples: Any, path: str) -> None:
    stranger = read_only.__class__(read_only.app, base_url="http://127.0.0.1")
    answer = stranger.get(path, follow_redirects=False)
    assert answer.status_code in (303, 401, 404)
    assert answer.status_code != 303 or answer.headers["location"].startswith("/signin")


def test_the_front_page_is_the_queue(read_only: Any) -> None:
    assert "疑点" in read_only.get("/").text
