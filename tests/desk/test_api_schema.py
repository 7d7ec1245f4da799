"""The web API as it documents itself: whatever is sent, it never fails, and answers as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance

from tests.desk.conftest import TOKEN, client_of, copy

CALLS = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 2}
"""Requests made up for each operation. What is wrong on purpose takes long to make up: it is sent to what changes something, and to the longest of the rest."""
WRONG = ("/api/flags", "/api/figures")


@pytest.fixture(scope="session")
def documented(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    client = client_of(copy(samples, tmp_path_factory.mktemp("schema")))
    return schemathesis.openapi.from_asgi("/api/openapi.json", client.app)


def test_every_operation_is_documented(documented: Any) -> None:
    paths = documented.raw_schema["paths"]
    assert {"/api/flags", "/api/flags/{fingerprint}", "/api/flags/{fingerprint}/decisions", "/api/session"} <= set(paths)
    assert [f"{verb} {path}" for path, verbs in paths.items() for verb, told in verbs.items() if not told.get("summary")] == []


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_nothing_that_is_sent_makes_it_fail(documented: Any, mode: GenerationMode) -> None:
    failed: list[str] = []
    for found in documented.get_all_operations():
        operation = found.ok()
        if operation.path == "/api/session":  # rate-limited; has tests of its own
            continue
        if mode is GenerationMode.NEGATIVE and operation.method == "get" and operation.path not in WRONG:
            continue
        try:
            _sent(operation.as_strategy(generation_mode=mode), CALLS[mode])
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE, operation.label  # there is nothing to get wrong
        except Exception as error:
            failed.append(f"{operation.label}: {error}")
    assert failed == []


def _sent(cases: Any, count: int) -> None:
    """A few requests made up for one operation."""

    @given(case=cases)
    @settings(max_examples=count, phases=[Phase.generate], deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def send(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"}, checks=[not_a_server_error, response_schema_conformance, content_type_conformance])

    send()
