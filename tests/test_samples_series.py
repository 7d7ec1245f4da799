"""The sample bulletins hold the checks across bulletins and the target tracker to their manifest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.ingestion import Request, travel
from outputs.numbering import numbering
from outputs.store import Store

SAMPLES = Path(__file__).parent.parent / "corpus" / "bulletins"
MANIFEST: dict[str, Any] = yaml.safe_load((SAMPLES / "manifest.yaml").read_text("utf-8"))
FILES: list[dict[str, Any]] = MANIFEST["files"]
LEAST_LINKS = 0.9
Place = tuple[str, int, int]


class Samples:
    """The samples as the store has them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        names = {row["id"]: Path(row["path"]).name for row in store.read("SELECT id, path FROM documents")}
        self.texts = {names[row["document"]]: row["text"] for row in store.read("SELECT document, text FROM texts")}
        self.flags: dict[str, tuple[str, set[Place]]] = {}
        for row in store.read(
            'SELECT c.id, c.rule, e.document, e.start, e."end" FROM checks c JOIN check_evidence_all e ON e.check_id = c.id '
            "WHERE c.scope = 'corpus' AND c.verdict = 'fails'"
        ):
            self.flags.setdefault(row["id"], (row["rule"], set()))[1].add((names[row["document"]], row["start"], row["end"]))
        self.steps = {
            ((names[r["td"]], r["ts"], r["te"]), (names[r["od"]], r["os"], r["oe"])): r["status"]
            for r in store.read(
                'SELECT p.status, t.document AS td, t.start AS ts, t."end" AS te, o.document AS od, o.start AS os, o."end" AS oe '
                "FROM progress p JOIN observations t ON t.id = p.target JOIN observations o ON o.id = p.observation"
            )
        }

    def places(self, file: str, evidence: dict[str, Any]) -> Place:
        file = evidence.get("file", file)
        at = -1
        for _ in range(evidence["nth"] + 1):
            at = self.texts[file].index(evidence["text"], at + len(evidence["text"]) if at >= 0 else 0)
        return file, at, at + len(evidence["text"])


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    where = tmp_path_factory.mktemp("samples")
    travel(Request([str(SAMPLES)], str(where / "gouji.db"), str(where / "out"), workers=1))
    with Store.open(where / "gouji.db") as store:
        yield Samples(store)


def of_corpus(kind: str) -> list[Any]:
    return [
        pytest.param(f["file"], x, id=f"{f['file']}-{x.get('check') or x['kind']}-{n}")
        for f in FILES
        for n, x in enumerate(f[kind], 1)
        if x["scope"] == "corpus"
    ]


def meet(a: Place, b: Place) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


@pytest.mark.parametrize(("file", "fault"), of_corpus("faults"))
def test_contradictions_are_found(samples: Samples, file: str, fault: dict[str, Any]) -> None:
    evidence = [samples.places(file, e) for e in fault["evidence"]]
    rules = (fault["check"], *fault.get("also", ()))
    assert any(
        rule in rules and sum(any(meet(e, p) for p in places) for e in evidence) >= 2 for rule, places in samples.flags.values()
    ), fault["why"]


@pytest.mark.parametrize(("file", "near"), of_corpus("near_misses"))
def test_near_misses_stay_silent(samples: Samples, file: str, near: dict[str, Any]) -> None:
    evidence = [samples.places(file, e) for e in near["evidence"]]
    assert [rule for rule, places in samples.flags.values() if all(any(meet(e, p) for e in evidence) for p in places)] == [], near["why"]


def test_nothing_else_is_flagged(samples: Samples) -> None:
    faults = [(f["file"], x) for f in FILES for x in f["faults"] if x["scope"] == "corpus"]
    known = [{samples.places(file, e) for e in x["evidence"]} for file, x in faults]
    assert [flag for flag in samples.flags.values() if not any(sum(any(meet(e, p) for p in flag[1]) for e in k) >= 2 for k in known)] == []


def test_targets_meet_their_reports(samples: Samples) -> None:
    targets = {t["id"]: (f["file"], t) for f in FILES for t in f["targets"]}
    wanted = [(f["file"], p, o) for f in FILES for p in f["progress"] for o in p["observations"]]
    missing, wrong = [], []
    for file, progress, o in wanted:
        target, seen = samples.places(*targets[progress["target"]]), samples.places(file, o)
        found = [status for (t, s), status in samples.steps.items() if meet(t, target) and meet(s, seen)]
        if not found:
            missing.append((progress["target"], o["text"]))
        elif progress["status"] not in found:
            wrong.append((progress["target"], o["text"], found))
    assert len(missing) <= len(wanted) * (1 - LEAST_LINKS), missing
    assert wrong == []


def test_the_numbering_tells_what_is_missing(samples: Samples) -> None:
    gaps = [n for found in numbering(samples.store) if (found["series"], found["kind"]) == ("total", "gap") for n in found["numbers"]]
    assert gaps == MANIFEST["series"]["not_printed"]


def test_a_goal_that_reports_quote_is_listed_once(samples: Samples) -> None:
    found = [t for t in samples.store.targets(as_of=date(2012, 6, 30)) if t["text"] == "2400份"]
    assert [(t["deadline"], t["status"], t["file"].rpartition("/")[2]) for t in found] == [("2011-12-31", "met", "2011-02-25.txt")]
