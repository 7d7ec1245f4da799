"""Exact intervals with open and closed ends: the whole of the arithmetic of the checks.

Ends are ``Fraction`` (so that quotients stay exact); ``None`` = unbounded, which counts as open.

>>> Interval.of(65, 66) + Interval.point(2)
Interval(low=Fraction(67, 1), high=Fraction(68, 1), low_open=False, high_open=False)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.exact import Fraction

Rational = int | Decimal | Fraction
End = Fraction | None


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between ``low`` and ``high``; never empty (an empty result of :meth:`meet` is ``None``)."""

    low: End
    high: End
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if _is_empty(self.low, self.high, self.low_open or self.high_open):
            raise ValueError(f"empty interval {self}")

    @classmethod
    def of(cls, low: Rational | None, high: Rational | None, low_open: bool = False, high_open: bool = False) -> Interval:
        """The interval between two exact numbers; ``None`` = unbounded."""
        return cls(None if low is None else Fraction(low), None if high is None else Fraction(high), low_open, high_open)

    @classmethod
    def point(cls, value: Rational) -> Interval:
        """The interval that holds ``value`` alone."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def __contains__(self, value: Rational) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def meet(self, other: Interval) -> Interval | None:
        """What both hold, ``None`` if nothing."""
        low, low_open = _inner(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _inner(self.high, self.high_open, other.high, other.high_open, upper=True)
        if _is_empty(low, high, low_open or high_open):
            return None
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a member in common."""
        for a, b in ((self, other), (other, self)):
            if a.high is not None and b.low is not None and (a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))):
                return False
        return True

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, low_open = _outer(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _outer(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low, high, low_open, high_open)

    def __neg__(self) -> Interval:
        return Interval(_negated(self.high), _negated(self.low), self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Rational) -> Interval:
        """Every member times an exact ``factor`` (which may be zero or negative)."""
        by = Fraction(factor)
        if by < 0:
            return (-self).scaled(-by)
        if by == 0:
            return Interval.point(0)
        return Interval(
            None if self.low is None else self.low * by, None if self.high is None else self.high * by, self.low_open, self.high_open
        )

    def __mul__(self, other: Interval) -> Interval:
        """Products of members. Both must be non-negative (printed quantities are); raises ``ValueError`` otherwise."""
        a_low, b_low = _non_negative(self), _non_negative(other)
        low, low_open = a_low * b_low, _zero_aware(self.low_open, a_low, other.low_open, b_low)
        if self.high is None or other.high is None:
            zero = Interval.point(0)
            return zero if zero in (self, other) else Interval(low, None, low_open, True)
        return Interval(low, self.high * other.high, low_open, _zero_aware(self.high_open, self.high, other.high_open, other.high))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotients of members, both non-negative; zero is left out of the divisor. Raises ``ValueError`` if the divisor is zero alone."""
        _non_negative(self)
        _non_negative(other)
        if other.high == 0:
            raise ValueError("division by zero")
        low: End = Fraction(0) if other.high is None else 1 / other.high
        high: End = None if not other.low else 1 / other.low
        return self * Interval(low, high, other.high_open, other.low_open)


def total(intervals: list[Interval]) -> Interval:
    """The sum of all of them (zero for none)."""
    out = Interval.point(0)
    for each in intervals:
        out = out + each
    return out


def _is_empty(low: End, high: End, an_end_is_open: bool) -> bool:
    return low is not None and high is not None and (low > high or (low == high and an_end_is_open))


def _negated(end: End) -> End:
    return None if end is None else -end


def _inner(a: End, a_open: bool, b: End, b_open: bool, upper: bool) -> tuple[End, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a < b) == upper else (b, b_open)


def _outer(a: End, a_open: bool, b: End, b_open: bool, upper: bool) -> tuple[End, bool]:
    if a is None or b is None:
        return None, True
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a > b) == upper else (b, b_open)


def _non_negative(interval: Interval) -> Fraction:
    if interval.low is None or interval.low < 0:
        raise ValueError("only non-negative intervals can be multiplied or divided")
    return interval.low


def _zero_aware(a_open: bool, a: Fraction, b_open: bool, b: Fraction) -> bool:
    # A closed zero makes the product reach zero whatever the other end is.
    if a == 0 and b == 0:
        return a_open and b_open
    if a == 0:
        return a_open
    if b == 0:
        return b_open
    return a_open or b_open
