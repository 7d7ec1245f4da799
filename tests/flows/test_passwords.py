"""A store's password is found by the driver and by nobody else."""

from __future__ import annotations

import os

import pytest

from flows.passwords import without_password


@pytest.mark.parametrize(
    ("store", "shown", "password"),
    [
        ("postgresql://gouji:p%40ss@db:5432/office?schema=gouji", "postgresql://gouji@db:5432/office?schema=gouji", "p@ss"),
        ("postgresql://gouji@db/office", "postgresql://gouji@db/office", None),
        ("outputs/tables/a:b@c.db", "outputs/tables/a:b@c.db", None),
        ("sqlite:///a:b@c.db", "sqlite:///a:b@c.db", None),
    ],
)
def test_without_password(store: str, shown: str, password: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "")
    assert (without_password(store), os.environ["PGPASSWORD"] or None) == (shown, password)
