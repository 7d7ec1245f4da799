"""Held-out series of other regions, decades and publishers: every contradiction between issues is found, no near-miss flagged, every target meets its reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
FOLDERS = sorted(p.parent for p in FOLDER.rglob("manifest.yaml"))


@dataclass(frozen=True)
class Held:
    """A series as the store has it, and what its manifest says of it."""

    samples: Samples
    files: list[dict[str, Any]]

    def listed(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        return [(f["file"], x) for f in self.files for x in f.get(kind, ())]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    nlp = load()
    with Store.open(tmp_path_factory.mktemp("series") / "gouji.db") as store:
        with store.run("1") as run:
            run.write(rows(analyse(corpus.read(p.name, p.read_bytes()), nlp), "1") for p in sorted(request.param.glob("*.txt")))
            recheck(run)
        yield Held(Samples(store), yaml.safe_load((request.param / "manifest.yaml").read_text("utf-8"))["files"])


def test_every_contradiction_is_found_and_nothing_else(held: Held) -> None:
    flags, places = held.samples.flags, held.samples.places
    found: set[str] = set()
    for file, fault in held.listed("faults"):
        evidence = [places(file, e) for e in fault["evidence"]]
        hits = {id for id, (_, at) in flags.items() if sum(any(meet(e, p) for p in at) for e in evidence) >= 2}
        assert any(flags[id][0] in (fault["check"], *fault.get("also", ())) for id in hits), fault["why"]
        found |= hits
    assert [flags[id] for id in set(flags) - found] == []


def test_near_misses_stay_silent(held: Held) -> None:
    for file, near in held.listed("near_misses"):
        evidence = [held.samples.places(file, e) for e in near["evidence"]]
        assert [rule for rule, at in held.samples.flags.values() if all(any(meet(e, p) for e in evidence) for p in at)] == [], near["why"]


def test_targets_meet_their_reports(held: Held) -> None:
    targets = {t["id"]: held.samples.places(file, t) for file, t in held.listed("targets")}
    for file, progress in held.listed("progress"):
        for o in progress["observations"]:
            seen = held.samples.places(file, o)
            found = [status for (t, s), status in held.samples.steps.items() if meet(t, targets[progress["target"]]) and meet(s, seen)]
            assert progress["status"] in found, (progress["target"], o["text"], found)
