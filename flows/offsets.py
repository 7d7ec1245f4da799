"""The way back: facts read from an article's view become facts about the decoded text, each checked against what is printed there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from corpus.letters import shown_as
from corpus.model import Article
from extractors.model import Check, Facts, Figure, Offsets, Period, Span, Target
from extractors.series import Observation

S = TypeVar("S", bound=Span)


class WayBack:
    """From offsets into ``article.view`` to offsets into ``raw``, the decoded text of the whole file.

    Every method raises ``AssertionError`` where a fact's text is not what stands at its place: a fact that points elsewhere must never be stored.
    """

    def __init__(self, raw: str, article: Article) -> None:
        self.raw = raw
        self._shown = shown_as(raw[article.start : article.end])
        self._starts = [view for view, _ in article.view.cuts]
        self._shifts = [start - view for view, start in article.view.cuts]
        self._figures: dict[int, Figure] = {}
        self._periods: dict[int, Period] = {}
        """What has been moved, by identity: a target's figure is one of the article's, a period is that of many figures."""

    def facts(self, facts: Facts) -> Facts:
        """``facts`` with ``text`` the whole decoded text and all offsets into it. To be called once, with facts that outlive the call."""
        return Facts(
            self.raw,
            facts.context,
            sentences=self._all(facts.sentences),
            periods=tuple(map(self._period, facts.periods)),
            figures=tuple(map(self.figure, facts.figures)),
            organisations=tuple(map(self.moved, facts.organisations)),
            targets=tuple(map(self._target, facts.targets)),
            checks=tuple(map(self._check, facts.checks)),
        )

    def moved(self, span: S) -> S:
        """The same record at its place in the decoded text, with the text as printed there."""
        return type(span)(*self._values(span))

    def figure(self, figure: Figure) -> Figure:
        known = self._figures.get(id(figure))
        if known is None:
            values = self._values(figure)
            values[_NUMBER] = self._raw(*figure.number)
            values[_NUMBER_UNIT] = self._maybe(figure.number_unit)
            values[_PERIOD] = self._period(figure.period) if figure.period else None
            values[_SOURCES] = tuple([(name, self._raw(start, end)) for name, (start, end) in figure.sources])
            known = self._figures[id(figure)] = Figure(*values)
        return known

    def observation(self, seen: Observation) -> Observation:
        values = self._values(seen)
        values[_NUMBER], values[_NUMBER_UNIT] = self._raw(*seen.number), None
        values[_RELATES], values[_AGAINST] = self._maybe(seen.relates), self._maybe(seen.against)
        return Observation(*values)

    def _values(self, span: Span) -> list[Any]:
        """The fields of ``span`` in order, place and text moved; much faster than ``dataclasses.replace``."""
        start, end, text, *others = _fields(type(span))(span)
        start, end = self._raw(start, end)
        printed = self.raw[start:end]
        if printed != text:
            ends = f"{printed[:1]}{printed[-1:]}".translate(self._shown)
            assert ends == f"{text[:1]}{text[-1:]}", (span, printed)
        return [start, end, printed, *others]

    def _period(self, period: Period) -> Period:
        known = self._periods.get(id(period))
        if known is None:
            known = self._periods[id(period)] = self.moved(period)
        return known

    def _target(self, t: Target) -> Target:
        return Target(self.figure(t.figure), t.owner, t.measure, t.aim, t.base, t.deadline, t.deadline_text, t.modality, t.responsible)

    def _check(self, c: Check) -> Check:
        figures, evidence = self._all(c.figures), self._all(c.evidence)
        return Check(c.check, c.verdict, c.severity, figures, c.equation, c.message, c.fingerprint, evidence, c.scope)

    def _raw(self, start: int, end: int) -> Offsets:
        """:meth:`corpus.textmap.TextMap.to_raw`, at half the price for the spans of facts, nearly all of which lie in one stretch."""
        starts = self._starts
        index = bisect_right(starts, start) - 1
        first = start + self._shifts[index]
        if end <= start:
            return first, first
        if index + 1 < len(starts) and end > starts[index + 1]:
            index = bisect_right(starts, end - 1) - 1
        return first, end + self._shifts[index]

    def _all(self, spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
        return tuple([self._raw(start, end) for start, end in spans])

    def _maybe(self, span: Offsets | None) -> Offsets | None:
        return self._raw(*span) if span else None


@cache
def _fields(record: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """All fields of a record at once, in the order of its constructor."""
    return attrgetter(*(f.name for f in fields(record)))


def _place(record: type[Any], name: str) -> int:
    return next(i for i, f in enumerate(fields(record)) if f.name == name)


_NUMBER, _NUMBER_UNIT = _place(Figure, "number"), _place(Figure, "number_unit")
_PERIOD, _SOURCES = _place(Figure, "period"), _place(Figure, "sources")
_RELATES, _AGAINST = _place(Observation, "relates"), _place(Observation, "against")
