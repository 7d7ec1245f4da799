"""Servers that the tests of several folders share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

sys.path.append(str(Path(__file__).parent))
import readers  # noqa: E402
import servers  # noqa: E402


@pytest.fixture(autouse=True)
def sound_bytes() -> Iterator[None]:
    """No test leaves the interpreter's own ``b"\\0"`` overwritten, as a fraction made from text does (:mod:`extractors.exact`)."""
    yield
    assert bytes([0])[0] == 0, "a Fraction was made from text"


def lacking(error: servers.Missing) -> NoReturn:
    """Skip at a developer's, fail where everything is to be tested."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(str(error))
    pytest.skip(str(error))


@pytest.fixture(scope="session", autouse=True)
def reading() -> Iterator[None]:
    """Runs within the tests' process read in processes that stay."""
    with readers.kept():
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[SimpleNamespace]:
    """A real server: ``url``, ``restart()`` (as after a crash)."""
    try:
        with servers.postgres() as there:
            yield there
    except servers.Missing as error:
        lacking(error)


@pytest.fixture(scope="module")
def s3() -> Iterator[SimpleNamespace]:
    """A local object store with a bucket ``archive``: ``put(key, bytes)``, ``environment``."""
    try:
        with servers.s3("archive") as there:
            yield there
    except servers.Missing as error:
        lacking(error)
