"""What the readers of observations know while they walk an article: sentence by sentence, figure by figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.checks.reading import Reading
from extractors.model import Facts, Figure, Offsets
from extractors.series import roles
from extractors.series.measures import Measure
from extractors.series.records import Observation
from extractors.series.scene import Scene

_GROUP = re.compile(r"（[市县区州旗、]+）")


class ArticleState:
    """One article with what has been said so far."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.reading = Reading(facts)
        # 各县（市、区）: the mark within is none of the sentence's
        self.skeleton = _GROUP.sub(lambda m: m.group().replace("、", "·"), self.reading.skeleton)
        self.scene = Scene(facts, self.reading)
        self.aims = {t.start: t for t in facts.targets}
        self.notes = roles.notes(self.skeleton)
        self.results: list[Observation] = []
        self.main: Measure | None = None
        """What the article's first firm figure counts."""
        self.head: Measure | None = None
        self.head_unit = ""
        """What the last result counted: a sentence that begins with 其中 breaks it down."""

    def note(self, found: Observation) -> None:
        """Remember what later sentences may be about."""
        if found.role == "result":
            self.results.append(found)
            if found.unit != "%" and "·" not in found.key:
                self.head, self.head_unit = Measure(found.words, found.key, not found.stock), found.counted
        if self.main is None and found.firm and found.role in ("result", "target") and found.unit != "%":
            self.main = Measure(found.words, found.key, not found.stock)


@dataclass
class SentenceState:
    """One sentence ``[start, end)`` of the skeleton: the measure that a list has at its head, and the observations so far."""

    article: ArticleState
    start: int
    end: int
    marks: roles.Marks
    said: list[Observation] = field(default_factory=list)
    head: Measure | None = None
    head_unit: str = ""
    head_aims: bool = False
    among: Measure | None = None
    """The measure that 其中 … breaks down."""

    @property
    def text(self) -> str:
        return self.article.skeleton

    @property
    def scene(self) -> Scene:
        return self.article.scene

    def before(self, spot: int) -> str:
        return self.text[self.start : spot]

    def spot(self, figure: Figure) -> int:
        return self.article.reading.position.get(figure.start, 0)

    def span(self, spot: int | None) -> Offsets | None:
        """Text offsets of the figure at ``spot``."""
        figure = self.article.reading.figure_at.get(spot) if spot is not None else None
        return (figure.start, figure.end) if figure else None
