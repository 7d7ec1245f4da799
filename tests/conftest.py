"""Servers that the tests of several folders share, and which files are tested beside each other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import hypothesis
import pytest

sys.path.append(str(Path(__file__).parent))
import readers  # noqa: E402
import servers  # noqa: E402

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("gouji", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("gouji")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Beside each other: what takes longest first, so that no process waits for it at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("prefect") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file's tests run in one process; those that need Prefect's service have it together."""
    from xdist.scheduler import LoadFileScheduling

    class ByServer(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "service" if Path(file).name in WITH_SERVICE else file

    return ByServer(config, log)


WITH_SERVICE = ("test_recorded.py", "test_service.py")


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
