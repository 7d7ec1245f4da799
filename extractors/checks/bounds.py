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
    """``point``: the number as printed (``None`` for ranges and open bounds). ``range``: where the true value lies."""

    point: Fraction | None
    range: Interval

    @classmethod
    def exact(cls, number: int | Fraction) -> Value:
        return cls(Fraction(number), Interval.point(number))

    @property
    def best(self) -> Fraction | None:
        """The number to show: the point, else whichever end is known."""
        return self.point if self.point is not None else self.range.low if self.range.low is not None else self.range.high

    def __add__(self, other: Value) -> Value:
        return Value(None if self.point is None or other.point is None else self.point + other.point, self.range + other.range)

    def __sub__(self, other: Value) -> Value:
        return Value(None if self.point is None or other.point is None else self.point - other.point, self.range - other.range)

    def __mul__(self, other: Value) -> Value:
        return Value(None if self.point is None or other.point is None else self.point * other.point, self.range * other.range)

    def __truediv__(self, other: Value) -> Value:
        """Raises ``ValueError`` where the divisor can only be zero, or a side may be negative."""
        return Value(None if self.point is None or not other.point else self.point / other.point, self.range / other.range)

    def scaled(self, factor: int | Fraction) -> Value:
        return Value(None if self.point is None else self.point * factor, self.range.scaled(factor))


def value(number: Number, config: CheckConfig = DEFAULT) -> Value:
    """The number's :class:`Value` under the tolerances of ``config``."""
    low = None if number.low is None else Fraction(number.low)
    high = None if number.high is None else Fraction(number.high)
    if low is None or high is None:
        return Value(None, Interval(low, high, number.comparator == ">", number.comparator == "<"))
    if low > high:
        low, high = high, low
    if low < high:
        # 65万余: the printed point is 65万; a range (3—5年) has none.
        return Value(low if number.approx else None, Interval(low, high))
    if number.approx and number.approximator:
        return Value(low, _tolerated(low, number.approximator, config))
    if number.step is None and low.denominator != 1:
        return Value(low, _tolerated(low, "约", config))  # 三分之二 is a round word
    step = Fraction(number.step) if number.step is not None else Fraction(0)
    # Percentages are always rounded; a count without 万 and without decimals is exact.
    if step <= 0 or (step == 1 and low.denominator == 1 and getattr(number, "kind", None) not in _ROUNDED):
        return Value(low, Interval.point(low))
    return _around(low, step)


def printed(digits: str) -> Value:
    """The value of plain digits (``41.4``): what rounds or truncates to them."""
    return _around(Fraction(digits), Fraction(1, 10 ** len(digits.partition(".")[2])))


def _around(low: Fraction, step: Fraction) -> Value:
    return Value(low, Interval(low - step / 2, low + step, high_open=True))


def _tolerated(printed: Fraction, approximator: str, config: CheckConfig) -> Interval:
    if approximator.endswith(_NEAR) or approximator.startswith(_NEAR):
        return Interval(printed * (1 - Fraction(config.near)), printed)
    share = Fraction(config.about)
    return Interval(printed * (1 - share), printed * (1 + share))


def judge(printed: Value, computed: Value) -> Verdict:
    """``holds`` if the printed points agree, ``holds_by_rounding`` if only the intervals meet, else ``fails``."""
    if printed.point is not None and printed.point == computed.point:
        return "holds"
    return "holds_by_rounding" if printed.range.meet(computed.range) is not None else "fails"


def summed(values: list[Value]) -> Value:
    out = Value.exact(0)
    for each in values:
        out = out + each
    return out
