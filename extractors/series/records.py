"""The records of series: an observation as read from one text, and the same as an entry of the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from extractors.checks.bounds import Value, value
from extractors.interval import Interval
from extractors.model import Aim, Offsets, Quantity

Class = Literal["result", "base", "target", "completion", "growth", "change", "retracted"]
"""What a figure is to a series: a value for its own period; a value quoted for an earlier one; a goal (new or quoted); a rate of completion; a rate of growth
over the year before; another change, in percent or not, whose days are those that it is reckoned from; a value that a correction takes back."""
Quality = Literal["plain", "preliminary", "verified", "correction", "revision"]
Claim = Literal["", "completed", "exceeded", "failed", "rose", "fell"]
"""What the words say of a result, or which way a rate of growth goes."""


@dataclass(frozen=True, slots=True)
class Observation(Quantity):
    """A figure with the key by which it can be compared.

    ``key``: the measure in canonical words (:mod:`extractors.series.measures`), the same for every wording of one measure; ``words``: those words in order.
    ``place``: path of the region (浙江省/衢州市/江山市), or of the region and the organisation; ``scope``: a part of the place (市区, 市直), else "".
    ``first``/``last``: the days that the value is for; ``stock``: a state on ``last`` (``first`` is then ``None``).
    """

    role: Class = "result"
    key: str = ""
    words: str = ""
    place: str = ""
    scope: str = ""
    counted: str = ""
    """The unit, one word for classifiers that count the same things."""
    first: date | None = None
    last: date | None = None
    stock: bool = False
    firm: bool = True
    """Whether the words tie the value to its key and days beyond doubt; what is not firm is evidence of progress, never of a contradiction."""
    running: bool = False
    """A running total by its own words (累计)."""
    quality: Quality = "plain"
    claim: Claim = ""
    rank: int = 0
    """The place that the text gives the value among its siblings; 0 = none."""
    quoted: bool = False
    """A target that a report mentions, not one that is set there."""
    explained: bool = False
    """The text gives a reason for a jump, a fall or another basis."""
    aim: Aim = ">="
    relates: Offsets | None = None
    """The figure that this one is about: the result of a rate of completion, the value that a correction or a revision replaces."""
    against: Offsets | None = None
    """The printed target of a rate of completion."""
    title: bool = False

    @property
    def span(self) -> Offsets:
        return self.start, self.end

    @property
    def year(self) -> int | None:
        return self.last.year if self.last else None


@dataclass(frozen=True)
class Entry:
    """An observation of the archive. ``sentence``: the text around it, for fingerprints; ``order``: sorts entries as they were published."""

    seen: Observation
    id: str
    document: str
    article: str
    issued: date | None
    sentence: str = ""
    figure: str | None = None

    @cached_property
    def value(self) -> Value:
        """The observation's number as the checks reckon with it."""
        return value(self.seen)

    @cached_property
    def range(self) -> Interval:
        """Where the true value lies if the print is right."""
        return self.value.range

    @cached_property
    def order(self) -> tuple[date, str, int]:
        return self.issued or date.min, self.document, self.seen.start

    def with_(self, **changes: object) -> Entry:
        return replace(self, seen=replace(self.seen, **changes))  # type: ignore[arg-type]
