"""What a rule across bulletins sees: the entries of one measure in one place, which of them are in force, and how to say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extractors.checks.bounds import Value
from extractors.series.records import Entry

Days = tuple[date | None, date | None]
Cohort = tuple[str, str, bool, date | None, date]
"""What must be equal for two values to be of one fact: scope, unit, kind of number, first and last day."""


@dataclass(frozen=True)
class Group:
    """``entries``: those of ``place`` and measure, of ``year`` and the years before it that are on record, in order of publication.

    ``inside``: the entries of the places inside, same measure and year; ``whole``: the paths of all places inside in that year.
    """

    place: str
    year: int
    entries: tuple[Entry, ...]
    inside: tuple[Entry, ...] = ()
    whole: frozenset[str] = frozenset()
    earlier: tuple[Entry, ...] = field(default=())
    """For rules about an article: earlier entries with equal values."""
    inflow: tuple[Entry, ...] = field(default=())
    """What was added to the standing number that this group is of: the place's entries of the measures that found it (新建职工书屋 for 职工书屋)."""

    @cached_property
    def results(self) -> tuple[Entry, ...]:
        """Results beyond doubt, in force."""
        return in_force(self.entries)

    @cached_property
    def cohorts(self) -> dict[Cohort, list[Entry]]:
        """Results of the group's year by what they are for."""
        return cohorts(e for e in self.results if e.seen.year == self.year)

    def targets(self, of: Entry) -> list[Entry]:
        """The goals on record for what ``of`` reports when it was published: of its year, scope and unit, in force, not from its own article."""
        goals = [
            t for t in self.goals if t.seen.year == of.seen.year and t.seen.scope == of.seen.scope and t.seen.counted == of.seen.counted
        ]
        goals = [
            t
            for t in goals
            if t.order < of.order and t.article != of.article and t.seen.last and (t.seen.last.month, t.seen.last.day) == (12, 31)
        ]
        return [t for t in goals if not t.seen.quoted] or goals  # what was set outweighs what a report says was set

    @cached_property
    def goals(self) -> tuple[Entry, ...]:
        """Targets that no later revision has replaced."""
        goals = [e for e in self.entries if e.seen.role == "target" and e.seen.last]
        return tuple(t for t in goals if not any(_revises(r, t, goals) for r in goals))


def in_force(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Firm results without those that a later correction or verification replaced."""
    listed = [e for e in entries if e.seen.role == "result" and e.seen.firm and e.seen.last and e.seen.low is not None]
    closing = [e for e in listed if e.seen.quality in ("correction", "verified")]
    return tuple(e for e in listed if not any(_replaces(c, e) for c in closing))


def _replaces(closing: Entry, e: Entry) -> bool:
    if closing is e or cohort(closing) != cohort(e) or e.order >= closing.order or e.article == closing.article:
        return False
    return closing.seen.quality == "correction" or e.seen.quality != "verified"


def _revises(r: Entry, t: Entry, goals: Sequence[Entry]) -> bool:
    """Whether the revision ``r`` replaced ``t``: the old value that it names, printed before."""
    if (
        r.seen.quality != "revision"
        or t.seen.quality == "revision"
        or r.order < t.order
        or r.seen.scope != t.seen.scope
        or r.seen.year != t.seen.year
    ):
        return False
    if r.seen.relates is None:  # 任务调整为75家, the old value unsaid
        return t.order < r.order and (t.seen.counted, t.seen.last) == (r.seen.counted, r.seen.last)
    old = next((o for o in goals if o.document == r.document and o.seen.span == r.seen.relates), None)
    return old is not None and (t is old or (t.seen.low, t.seen.counted) == (old.seen.low, old.seen.counted))


def cohort(e: Entry) -> Cohort:
    s = e.seen
    assert s.last
    return s.scope, s.counted, s.stock, s.first, s.last


def cohorts(entries: Iterable[Entry]) -> dict[Cohort, list[Entry]]:
    out: dict[Cohort, list[Entry]] = {}
    for e in entries:
        out.setdefault(cohort(e), []).append(e)
    return out


def read(e: Entry) -> Value:
    return e.value


def agree(a: Entry, b: Entry) -> bool:
    """Whether one true value can stand behind both."""
    return (a.seen.low is not None and (a.seen.low, a.seen.high) == (b.seen.low, b.seen.high)) or a.range.meet(b.range) is not None


def clear(entries: Sequence[Entry]) -> list[Entry]:
    """Without the articles that give one fact several values: there the key says too little."""
    by_article: dict[str, list[Entry]] = {}
    for e in entries:
        by_article.setdefault(e.article, []).append(e)
    return [e for listed in by_article.values() if all(agree(listed[0], other) for other in listed[1:]) for e in listed]


def settled(entries: Sequence[Entry]) -> Entry | None:
    """The one value that all of them give; ``None`` when they differ or are preliminary."""
    firm = [e for e in entries if e.seen.quality != "preliminary"]
    return firm[0] if firm and all(agree(firm[0], e) for e in firm) else None


def groups_by_value(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries that agree, together, in order of publication."""
    left = sorted(entries, key=lambda e: e.order)
    while left:
        same = [e for e in left if agree(left[0], e)]
        yield same
        left = [e for e in left if e not in same]
