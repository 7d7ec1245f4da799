"""The way back: facts read from an article's view become facts about the decoded text, each checked against what is printed there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from corpus.letters import shown_as
from corpus.model import Article
from extractors.model import Check, Facts, Figure, Offsets, Span, Target
from extractors.series import Observation

S = TypeVar("S", bound=Span)


class WayBack:
    """From offsets into ``article.view`` to offsets into ``raw``, the decoded text of the whole file.

    Every method raises ``AssertionError`` where a fact's text is not what stands at its place: a fact that points elsewhere must never be stored.
    """

    def __init__(self, raw: str, article: Article) -> None:
        self.raw, self.view = raw, article.view
        self._shown = shown_as(raw[article.start : article.end])

    def facts(self, facts: Facts) -> Facts:
        """``facts`` with ``text`` the whole decoded text and all offsets into it."""
        return replace(
            facts,
            text=self.raw,
            sentences=self._all(facts.sentences),
            figures=tuple(map(self.figure, facts.figures)),
            organisations=tuple(map(self.moved, facts.organisations)),
            periods=tuple(map(self.moved, facts.periods)),
            targets=tuple(map(self._target, facts.targets)),
            checks=tuple(map(self._check, facts.checks)),
        )

    def moved(self, span: S) -> S:
        """The same record at its place in the decoded text, with the text as printed there."""
        start, end = self.view.to_raw(span.start, span.end)
        printed = self.raw[start:end]
        ends = f"{printed[:1]}{printed[-1:]}".translate(self._shown)
        assert ends == f"{span.text[:1]}{span.text[-1:]}", (span, printed)
        return replace(span, start=start, end=end, text=printed)

    def figure(self, figure: Figure) -> Figure:
        return replace(
            self.moved(figure),
            number=self.view.to_raw(*figure.number),
            number_unit=self._maybe(figure.number_unit),
            period=self.moved(figure.period) if figure.period else None,
            sources=tuple((name, self.view.to_raw(*span)) for name, span in figure.sources),
        )

    def observation(self, seen: Observation) -> Observation:
        return replace(
            self.moved(seen),
            number=self.view.to_raw(*seen.number),
            number_unit=None,
            relates=self._maybe(seen.relates),
            against=self._maybe(seen.against),
        )

    def _target(self, target: Target) -> Target:
        return replace(target, figure=self.figure(target.figure))

    def _check(self, check: Check) -> Check:
        return replace(check, figures=self._all(check.figures), evidence=self._all(check.evidence))

    def _all(self, spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
        return tuple(self.view.to_raw(*span) for span in spans)

    def _maybe(self, span: Offsets | None) -> Offsets | None:
        return self.view.to_raw(*span) if span else None
