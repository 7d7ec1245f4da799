"""A figure as numbers to reckon with: the printed point, and the interval in which the true value lies if the print is right.

Source of the readings: "How a printed quantity is read" (see the documentation): a number printed with 万/亿 or decimals agrees with any true value
that rounds *or* truncates to it; other counts are exact; 余/多 add up to one unit of the last digit; 以上 includes the number, 超过 excludes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from extractors.checks.config import DEFAULT, CheckConfig
from extractors.interval import Interval
from extractors.model import Number, Verdict

_ROUNDED = ("percent",)
_NEAR = ("近", "接近", "靠近")


@dataclass(frozen=True, slots=True)
class Value:
    """``point``: the number as printed (``None`` for ranges and open bounds). ``rounded``/``cut``: where the true value lies if the print was rounded, or
    truncated; the numbers of one tie are taken to be treated alike, so both are carried through the arithmetic side by side."""

    point: Fraction | None
    rounded: Interval
    cut: Interval

    @classmethod
    def within(cls, point: Fraction | None, interval: Interval) -> Value:
        """A value whose interval does not depend on rounding."""
        return cls(point, interval, interval)

    @classmethod
    def exact(cls, number: int | Fraction) -> Value:
        return cls.within(Fraction(number), Interval.point(number))

    @property
    def range(self) -> Interval:
        """The smallest interval that holds both readings."""
        return self.rounded.hull(self.cut)

    @property
    def best(self) -> Fraction | None:
        """The number to show: the point, else whichever end is known."""
        return self.point if self.point is not None else self.rounded.low if self.rounded.low is not None else self.rounded.high

    def __add__(self, other: Value) -> Value:
        point = None if self.point is None or other.point is None else self.point + other.point
        return Value(point, self.rounded + other.rounded, self.cut + other.cut)

    def __sub__(self, other: Value) -> Value:
        point = None if self.point is None or other.point is None else self.point - other.point
        return Value(point, self.rounded - other.rounded, self.cut - other.cut)

    def __mul__(self, other: Value) -> Value:
        point = None if self.point is None or other.point is None else self.point * other.point
        return Value(point, self.rounded * other.rounded, self.cut * other.cut)

    def __truediv__(self, other: Value) -> Value:
        """Raises ``ValueError`` where the divisor can only be zero, or a side may be negative."""
        point = None if self.point is None or not other.point else self.point / other.point
        return Value(point, self.rounded / other.rounded, self.cut / other.cut)

    def scaled(self, factor: int | Fraction) -> Value:
        return Value(None if self.point is None else self.point * factor, self.rounded.scaled(factor), self.cut.scaled(factor))


def value(number: Number, config: CheckConfig = DEFAULT) -> Value:
    """The number's :class:`Value` under the tolerances of ``config``."""
    low = None if number.low is None else Fraction(number.low)
    high = None if number.high is None else Fraction(number.high)
    if low is None or high is None:
        return Value.within(None, Interval(low, high, number.comparator == ">", number.comparator == "<"))
    if low > high:
        low, high = high, low
    if low < high:
        # 65万余: the printed point is 65万; a range (3—5年) has none.
        return Value.within(low if number.approx else None, Interval(low, high))
    if number.approx and number.approximator:
        return Value.within(low, _tolerated(low, number.approximator, config))
    if number.step is None and low.denominator != 1:
        return Value.within(low, _tolerated(low, "约", config))  # 三分之二 is a round word
    step = Fraction(number.step) if number.step is not None else Fraction(0)
    # Percentages are always rounded; a count without 万 and without decimals is exact.
    if step <= 0 or (step == 1 and low.denominator == 1 and getattr(number, "kind", None) not in _ROUNDED):
        return Value.within(low, Interval.point(low))
    return _around(low, step)


def printed(digits: str) -> Value:
    """The value of plain digits (``41.4``): what rounds or truncates to them."""
    return _around(Fraction(digits), Fraction(1, 10 ** len(digits.partition(".")[2])))


def _around(low: Fraction, step: Fraction) -> Value:
    half = step / 2
    return Value(low, Interval(low - half, low + half, high_open=True), Interval(low, low + step, high_open=True))


def _tolerated(printed: Fraction, approximator: str, config: CheckConfig) -> Interval:
    if approximator.endswith(_NEAR) or approximator.startswith(_NEAR):
        return Interval(printed * (1 - Fraction(config.near)), printed)
    share = Fraction(config.about)
    return Interval(printed * (1 - share), printed * (1 + share))


def judge(printed: Value, computed: Value) -> Verdict:
    """``holds`` if the printed points agree, ``holds_by_rounding`` if only the intervals meet (all rounded, or all truncated), else ``fails``."""
    if printed.point is not None and printed.point == computed.point:
        return "holds"
    meets = printed.rounded.meet(computed.rounded) is not None or printed.cut.meet(computed.cut) is not None
    return "holds_by_rounding" if meets else "fails"


def summed(values: list[Value]) -> Value:
    out = Value.exact(0)
    for each in values:
        out = out + each
    return out
