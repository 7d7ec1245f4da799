"""The real run: an annotated union bulletin of 2008 and annotated paragraphs of work reports, scored through the command line; ten whole reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import corpus
from flows.analyse import analyse
from tests.samples import flags, pipeline

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared beside the checkout")]


def score(*names: str) -> dict[str, dict[str, float]]:
    files = [str(SHARED / "gold" / name / "gold.jsonl") for name in names]
    command = [sys.executable, str(SHARED / "gold" / "score.py"), *files, "--json", "--cmd", f"{sys.executable} -m flows.cli extract"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=400)
    assert done.returncode == 0, done.stderr
    result: dict[str, dict[str, float]] = json.loads(done.stdout)
    return result


def test_the_bulletin_is_read() -> None:
    found = score("suzhou2008")
    assert found["figures"]["f1"] >= 0.98
    assert found["organisations"]["f1"] >= 0.95
    assert found["org_names"]["share"] >= 0.92
    assert found["targets"]["f1"] >= 0.92
    assert found["owners"]["share"] >= 0.9
    assert found["deadlines"]["share"] >= 0.9
    assert found["relations"]["r"] >= 0.9
    assert found["flags"]["fp"] == 0


def test_the_reports_raise_no_false_flag() -> None:
    for path in sorted((SHARED / "real" / "reports").glob("*.txt")):
        assert [c.message for c in flags(analyse(corpus.read(str(path)), pipeline()))] == [], path.name
