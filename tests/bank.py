"""What the checks say of the bank of paragraphs: shared by its test and by ``scripts/measure_bank.py``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extractors.model import Check, Context, Row, Span, Table
from extractors.pipeline import load

DATA = Path(__file__).parent / "extractors" / "checks" / "data"
BANKS = ("bank", "voices", "voices_unseen")
LINES = re.compile(r"(?:[^\n]*\t[^\n]*\n?)+")

Item = dict[str, Any]


@cache
def _bank(name: str) -> dict[str, Any]:
    bank: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return bank


def known_misses(bank: str = "bank") -> dict[str, str]:
    """Firing items that are not found, with the reason."""
    return dict(_bank(bank).get("missed", {}))


def items(bank: str = "bank") -> tuple[Item, ...]:
    """All items but the doubtful."""
    return tuple(i for i in _bank(bank)["items"] if "doubt" not in i)


@cache
def _pipeline() -> Any:
    return load()


def context(item: Item) -> Context:
    """Issue date, the first line as title where the item has one, lines with tabs as tables with one line of heads."""
    text: str = item["text"]
    return Context(
        issued=date.fromisoformat(item["issued"]),
        title=(0, text.index("\n")) if item.get("titled") else None,
        tables=tuple(_table(text, m.start(), m.end()) for m in LINES.finditer(text)),
    )


def _table(text: str, start: int, end: int) -> Table:
    def cells(at: int, line: str) -> Iterable[Span]:
        for cell in line.split("\t"):
            yield Span(at, at + len(cell), cell)
            at += len(cell) + 1

    lines = re.finditer(r"[^\n]+", text[start:end])
    return Table(start, end, tuple(Row(tuple(cells(start + m.start(), m[0]))) for m in lines))


def failing(item: Item) -> list[Check]:
    """The failing checks of every severity: an item may be of a check whose flags are hints."""
    nlp = _pipeline()
    doc = nlp.make_doc(item["text"])
    doc._.context = context(item)
    return [c for c in nlp(doc)._.checks if c.verdict == "fails"]


def found(item: Item, checks: Iterable[Check]) -> bool:
    return any(c.check in item["expect"] for c in checks)


def stray(item: Item, checks: Iterable[Check]) -> list[Check]:
    """Flags of a silent item; in a firing one, flags of checks that it does not expect."""
    return [c for c in checks if c.severity != "info" and c.check not in item["expect"]]


def kind(item: Item) -> str:
    """The check that an item was written for."""
    return str(item["id"]).rsplit("-", 2)[0]
