"""What the program says of the sample bulletins beside what their manifest says: shared by the tests and by ``scripts/measure_samples.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import corpus
from extractors.model import Check
from extractors.pipeline import load
from flows.analyse import AnalysedBulletin, analyse

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "bulletins"
HELDOUT = ROOT / "tests" / "data" / "heldout"

Record = dict[str, Any]
Offsets = tuple[int, int]


@cache
def pipeline() -> Any:
    return load()


@cache
def entries(folder: Path) -> tuple[Record, ...]:
    return tuple(yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["files"])


@cache
def analysed(folder: Path, name: str) -> AnalysedBulletin:
    entry = next(e for e in entries(folder) if e["file"] == name)
    assume = entry.get("assume") or {}
    issued = assume.get("date")
    issued = date.fromisoformat(issued) if isinstance(issued, str) else issued
    return analyse(corpus.read(str(folder / name)), pipeline(), issued=issued, publisher=assume.get("publisher"))


def where(text: str, evidence: Record) -> Offsets:
    """The ``nth`` occurrence of the printed string, as offsets."""
    at = -1
    for _ in range(evidence.get("nth", 0) + 1):
        at = text.find(evidence["text"], at + 1 if at < 0 else at + len(evidence["text"]))
    assert at >= 0, evidence
    return at, at + len(evidence["text"])


def overlap(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def flags(bulletin: AnalysedBulletin) -> list[Check]:
    """The failing checks that an auditor is shown."""
    return [c for a in bulletin.articles for c in a.facts.checks if c.verdict == "fails" and c.severity != "info"]


@dataclass
class Comparison:
    """Planted faults of one file by whether a flag of theirs was raised, and the flags that no planted fault explains."""

    found: list[Record] = field(default_factory=list)
    missed: list[Record] = field(default_factory=list)
    false: list[Check] = field(default_factory=list)


def _binds(check: Check, spots: list[Offsets], kind: bool) -> bool:
    """Whether the check is about the fault: one of its operands for a check of the fault's kind, else half of them."""
    operands = check.figures or check.evidence
    touched = sum(any(overlap(s, o) for s in spots) for o in operands)
    return touched > 0 if kind else 2 * touched >= len(operands) > 0


def compare(folder: Path, name: str) -> Comparison:
    """A fault is found when a failing check of its kind (or of those in ``also``) binds its evidence."""
    entry = next(e for e in entries(folder) if e["file"] == name)
    bulletin = analysed(folder, name)
    text, out = bulletin.source.text, Comparison()
    failing = [c for a in bulletin.articles for c in a.facts.checks if c.verdict == "fails"]
    explained: set[int] = set()
    for fault in entry.get("faults", ()):
        if fault["scope"] != "article":
            continue
        spots = [where(text, e) for e in fault["evidence"] if e.get("file", name) == name]
        kinds = {fault["check"], *fault.get("also", ())}
        touching = [i for i, c in enumerate(failing) if _binds(c, spots, c.check in kinds)]
        explained.update(touching)
        (out.found if any(failing[i].check in kinds for i in touching) else out.missed).append(fault)
    out.false = [c for i, c in enumerate(failing) if c.severity != "info" and i not in explained]
    return out
