"""Which period a figure is for: the nearest one before it in its sentence that is not merely what is compared with, else one that still governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Period
from extractors.slots import Sentence

_COMPARED = re.compile(r"(?:[比较于按以同]|相比|相较|对比)(?:于)?$")
_VALUE = re.compile(r"(?:全[市省县区年]|我[市省县区])?(?:的|为|是|只有|仅有?|分别(?:为|是|只有)|仅为|有|共?有?)?$")
_PLANNED = re.compile("(?:主要|总|各项)?(?:目标|任务|计划|预算|指标)")


class Periods:
    """Periods of the figures of one article, asked for sentence by sentence in reading order."""

    def __init__(self, text: str, periods: Sequence[Period], plan: Period | None) -> None:
        self.text, self.periods, self.plan = text, periods, plan
        self.at = 0
        self.carried: Period | None = plan
        self.here: list[tuple[Period, bool]] = []
        """The periods of the sentence, each with whether it is only a basis of comparison."""

    def sentence(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        start, end = sentence.start, sentence.end
        self._carry(sentence.fresh)
        periods, at = self.periods, self.at
        while at < len(periods) and periods[at].start < start:
            self._pass(periods[at])
            at += 1
        self.here = []
        while at < len(periods) and periods[at].start < end:
            self.here.append((periods[at], self._basis(periods[at], start)))
            at += 1
        self.at = at

    def _carry(self, new_paragraph: bool) -> None:
        for period, basis in self.here:
            if not basis:
                self._pass(period)
        self.here = []
        if new_paragraph and self.carried is not None and self.carried.grain == "day":
            self.carried = self.plan

    def _pass(self, period: Period) -> None:
        if period.role in ("during", "until", "since") and period.valid:
            self.carried = period

    def _basis(self, period: Period, start: int) -> bool:
        if period.role == "previous":
            return True
        if period.role == "during" and _PLANNED.match(self.text, period.end):
            return True
        return period.role == "during" and _COMPARED.search(self.text, max(start, period.start - 3), period.start) is not None

    def of(self, at: int, gap: int) -> tuple[Period | None, bool]:
        """The period of a figure at ``at`` and whether the figure is the value that another is compared with. ``gap``: where the text before the figure
        that belongs to it begins (the end of the figure before it)."""
        best = self.carried
        for period, basis in self.here:
            if period.end > at:
                break
            if not basis:
                best = period
            elif period.start >= gap - 1 and _VALUE.fullmatch(self.text, period.end, at):
                return period, True
        return best, False
