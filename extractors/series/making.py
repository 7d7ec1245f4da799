"""Observations made of figures: the record with its key, place and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors.model import Figure
from extractors.series.measures import Measure, counted
from extractors.series.quoting import days
from extractors.series.records import Class, Observation
from extractors.series.scene import Where
from extractors.series.state import SentenceState
from extractors.series.stretches import Stretch


def made(
    s: SentenceState, figure: Figure, role: Class, what: Measure, where: Where | None, when: Stretch | None, label: str, quoted: bool = False,
    firm: bool = True,
) -> Observation:
    """The observation of ``figure`` as a ``role`` of measure ``what``; ``label``: the words right before it."""
    target = s.article.aims.get(figure.start)
    stock = not what.deed
    first, last = goal_days(s, figure, when, stock) if role == "target" and not quoted else days(when, stock)
    return Observation(
        figure.start, figure.end, figure.text, figure.low, figure.high, figure.approx, figure.comparator, figure.step, figure.approximator,
        figure.unit, figure.kind, figure.number, figure.number_unit,
        role=role, key=what.key, words=what.words, place=where.place if where else "", scope=where.scope if where else "",
        counted=counted(figure.unit), first=first, last=last, stock=stock, running="累计" in label, quality=s.marks.quality(s.article.notes),
        quoted=quoted, firm=firm, explained=s.article.notes.explained, aim=target.aim if target else (figure.comparator or ">="),
    )  # fmt: skip


def about(s: SentenceState, figure: Figure, other: Observation, role: Class, **changes: object) -> Observation:
    """An observation of ``figure`` with the key of ``other``."""
    base = made(s, figure, role, Measure(other.words, other.key, not other.stock), None, None, "")
    keep: dict[str, object] = {
        "place": other.place, "scope": other.scope, "first": other.first, "last": other.last, "stock": other.stock, "running": other.running,
    }  # fmt: skip
    return replace(base, **(keep | changes))  # type: ignore[arg-type]


def goal_days(s: SentenceState, figure: Figure, when: Stretch | None, stock: bool) -> tuple[date | None, date | None]:
    """First and last day of a goal."""
    last = s.scene.deadline(figure, s.article.aims.get(figure.start), when if s.scene.dated(s.spot(figure)) else None)
    if last is None:
        return None, None
    return (None if stock else last.replace(month=1, day=1)), last
