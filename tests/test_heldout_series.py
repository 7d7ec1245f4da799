"""A held-out series of another region and decade: every contradiction between its issues is found, no near-miss flagged, every target meets its reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpus
from extractors.pipeline import load
from flows.analyse import analyse
from flows.rows import rows
from flows.series import recheck
from outputs.store import Store
from tests.test_samples_series import Samples, meet

FOLDER = Path(__file__).parent / "data" / "series"
FILES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "manifest.yaml").read_text("utf-8"))["files"]


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    nlp = load()
    with Store.open(tmp_path_factory.mktemp("series") / "gouji.db") as store:
        with store.run("1") as run:
            run.write(rows(analyse(corpus.read(p.name, p.read_bytes()), nlp), "1") for p in sorted(FOLDER.glob("*.txt")))
            recheck(run)
        yield Samples(store)


def listed(kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(f["file"], x) for f in FILES for x in f.get(kind, ())]


def test_every_contradiction_is_found_and_nothing_else(series: Samples) -> None:
    found: set[str] = set()
    for file, fault in listed("faults"):
        evidence = [series.places(file, e) for e in fault["evidence"]]
        hits = {id for id, (_, places) in series.flags.items() if sum(any(meet(e, p) for p in places) for e in evidence) >= 2}
        assert any(series.flags[id][0] in (fault["check"], *fault.get("also", ())) for id in hits), fault["why"]
        found |= hits
    assert [series.flags[id] for id in set(series.flags) - found] == []


def test_near_misses_stay_silent(series: Samples) -> None:
    for file, near in listed("near_misses"):
        evidence = [series.places(file, e) for e in near["evidence"]]
        assert [rule for rule, places in series.flags.values() if all(any(meet(e, p) for e in evidence) for p in places)] == [], near["why"]


def test_targets_meet_their_reports(series: Samples) -> None:
    targets = {t["id"]: series.places(file, t) for file, t in listed("targets")}
    for file, progress in listed("progress"):
        for o in progress["observations"]:
            seen = series.places(file, o)
            found = [status for (t, s), status in series.steps.items() if meet(t, targets[progress["target"]]) and meet(s, seen)]
            assert progress["status"] in found, (progress["target"], o["text"], found)
