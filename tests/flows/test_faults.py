"""What goes wrong while a run writes: afterwards nothing is lost, doubled or half-written, and the next run completes. (The long series: benchmarks/faults.py.)"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import disturbing
import invariants
import pytest
from disturbing import Ingest, one_line

from flows.publishing import publish
from outputs.store import Store

KILLS = 3
BULLETINS = 16


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> SimpleNamespace:
    """A run that nobody disturbs: its corpus, its exports, how long it took."""
    folder = tmp_path_factory.mktemp("undisturbed")
    corpus = disturbing.write_corpus(folder / "corpus", BULLETINS)
    time.sleep(2.1)  # files changed a moment ago are not trusted, and read twice
    seconds = Ingest(corpus, str(folder / "gouji.db"), folder / "out", environment).complete()
    with Store.open(folder / "gouji.db") as store:
        assert invariants.broken(store) == []
        assert store.count("documents") == BULLETINS and store.flags()
        return SimpleNamespace(corpus=corpus, seconds=seconds, digests=invariants.digests(store, folder / "all"), lying=invariants.lying(folder / "out"), store=folder / "gouji.db")


@pytest.fixture
def run(undisturbed: SimpleNamespace, environment: dict[str, str], tmp_path: Path) -> Iterator[Ingest]:
    """The same run into a store of its own; whatever happens in the test, at the end that store is whole and shows the same."""
    run = Ingest(undisturbed.corpus, str(tmp_path / "gouji.db"), tmp_path / "out", environment)
    yield run
    run.complete()
    with Store.open(run.store) as store:
        assert invariants.broken(store) == []
        assert invariants.digests(store, tmp_path / "all") == undisturbed.digests
        assert invariants.lying(run.out) == undisturbed.lying
        assert store.runs(1)[0]["status"] == "done"


def test_kill_minus_nine(undisturbed: SimpleNamespace, run: Ingest) -> None:
    chance = random.Random(os.environ.get("GOUJI_KILLS", "9"))
    killed = [run.kill_at(chance.uniform(0.25, 0.95) * undisturbed.seconds) for _ in range(KILLS)]
    assert any(killed)
    with Store.open(run.store) as store:
        assert len([r for r in store.runs() if r["status"] in ("running", "crashed")]) <= KILLS


def test_exports_are_known_by_the_state_that_they_show(undisturbed: SimpleNamespace, tmp_path: Path) -> None:
    """A run that was killed between the tables and the exports leaves tables that need nothing and exports that do."""
    shutil.copytree(undisturbed.store.parent, tmp_path / "copy", ignore=shutil.ignore_patterns("corpus"))
    out = tmp_path / "copy" / "out"
    with Store.open(tmp_path / "copy" / "gouji.db") as store:
        assert publish(store, str(out)) != []  # it is another store
        assert publish(store, str(out)) == []
        with store.run("1") as run:
            run.withdraw(store.read("SELECT id FROM documents ORDER BY path LIMIT 1")[0]["id"])
        assert publish(store, str(out)) != [] and invariants.lying(out) != undisturbed.lying
        (out / "figures.csv").write_text("cut off")
        assert publish(store, str(out)) != [] and publish(store, str(out)) == []


def test_two_runs_started_at_once(undisturbed: SimpleNamespace, run: Ingest) -> None:
    both = [run.start(), run.start()]
    ended = [process.communicate(timeout=900) for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes, ended
    for code, (_out, err) in zip(codes, ended, strict=True):
        assert (code, err) == (0, "") or ((err.startswith(f"gouji: {run.store}") or "store-locked" in err) and err.count("\n") == 1)
    with Store.open(run.store) as store:
        assert store.count("documents") == BULLETINS


def test_a_full_disk(undisturbed: SimpleNamespace, run: Ingest, tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    if not disturbing.volumes_can_be_made(volume):
        pytest.skip("making a volume needs user namespaces or root")
    kept = tmp_path / "kept"
    kept.mkdir()
    on_volume = Ingest(run.corpus, str(volume / "gouji.db"), run.out, run.environment)
    code, said = one_line(disturbing.small_volume(on_volume, 1.4, volume, kept))
    assert code == 1 and ": store-full: " in said
    for path in kept.iterdir():  # as if there were room again
        shutil.copy2(path, Path(run.store).parent)
    with Store.open(run.store) as store:
        assert store.count("documents") in (0, BULLETINS)  # a batch of documents is there or not


def test_a_clock_that_is_set(undisturbed: SimpleNamespace, run: Ingest, tmp_path: Path) -> None:
    if not disturbing.FAKETIME:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("needs libfaketime")
        pytest.skip("needs libfaketime (Debian: apt-get install faketime)")
    environment, jump = disturbing.jumping_clock(tmp_path / "clock")
    process = run.start(**environment)
    for offset in ("-3y", "+30d", "-40d", "+2y", "-1h"):
        time.sleep(undisturbed.seconds / 6)
        jump(offset)
    assert process.wait(900) == 0, process.communicate()
    with Store.open(run.store) as store:
        assert invariants.broken(store) == []
        flag = store.flags()[0]["fingerprint"]
    jump("-5y")
    decide = ["decide", flag, "confirm", "--by", "林审核", "--store", run.store]
    done = _gouji(run, decide, environment)
    assert done == 0
    before = invariants.lying(run.out)
    run.complete(**environment)  # the decision is older than the exports, by that clock
    assert invariants.lying(run.out) != before
    for path in Path(run.store).parent.glob("gouji-decisions.db*"):
        path.unlink()


def _gouji(run: Ingest, args: list[str], environment: dict[str, str]) -> int:
    command: list[Any] = [sys.executable, "-m", "flows.cli", *args]
    return subprocess.run(command, env={**run.environment, **environment}, cwd=disturbing.ROOT, capture_output=True).returncode
