"""A figure as numbers to reckon with: the printed point, and the interval in which the true value lies if the print is right.

Source of the readings: "How a printed quantity is read" (see the documentation): a number printed with 万/亿 or decimals agrees with any true value
that rounds *or* truncates to it; other counts are exact; 余/多 add up to one unit of the last digit; 以上 includes the number, 超过 excludes it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal

from extractors.checks.config import DEFAULT, CheckConfig
from extractors.exact import Fraction
from extractors.interval import Interval, total
from extractors.model import Number, Verdict

_ROUNDED = ("percent",)
_NEAR = ("近", "接近", "靠近")


Bands = tuple[Interval, Interval]


class Value:
    """``point``: the number as printed (``None`` for ranges and open bounds). ``rounded``/``cut``: where the true value lies if the print was rounded, or
    truncated; the numbers of one tie are taken to be treated alike, so both are carried through the arithmetic side by side.

    The intervals of a result are worked out when they are asked for: most ties agree, or fail to, by their points alone.
    """

    __slots__ = ("_bands", "_width", "_work", "point")

    def __init__(self, point: Fraction | None, rounded: Interval, cut: Interval) -> None:
        self.point = point
        self._bands: Bands | None = (rounded, cut)
        self._work: Callable[[], Bands] | None = None
        self._width: float | None = None

    @classmethod
    def _later(cls, point: Fraction | None, work: Callable[[], Bands]) -> Value:
        out = cls.__new__(cls)
        out.point, out._bands, out._work, out._width = point, None, work, None
        return out

    @classmethod
    def within(cls, point: Fraction | None, interval: Interval) -> Value:
        """A value whose interval does not depend on rounding."""
        return cls(point, interval, interval)

    @classmethod
    def exact(cls, number: int | Fraction) -> Value:
        return cls.within(Fraction(number), Interval.point(number))

    @property
    def bands(self) -> Bands:
        """``rounded`` and ``cut``; one and the same object where rounding plays no part."""
        if self._bands is None:
            assert self._work is not None
            self._bands, self._work = self._work(), None
        return self._bands

    @property
    def rounded(self) -> Interval:
        return self.bands[0]

    @property
    def cut(self) -> Interval:
        return self.bands[1]

    @property
    def range(self) -> Interval:
        """The smallest interval that holds both readings."""
        rounded, cut = self.bands
        return rounded if rounded is cut else rounded.hull(cut)

    @property
    def best(self) -> Fraction | None:
        """The number to show: the point, else whichever end is known."""
        return self.point if self.point is not None else self.rounded.low if self.rounded.low is not None else self.rounded.high

    def __add__(self, other: Value) -> Value:
        point = None if self.point is None or other.point is None else self.point + other.point
        return Value._later(point, lambda: _banded(operator.add, self.bands, other.bands))

    def __sub__(self, other: Value) -> Value:
        point = None if self.point is None or other.point is None else self.point - other.point
        return Value._later(point, lambda: _banded(operator.sub, self.bands, other.bands))

    def __mul__(self, other: Value) -> Value:
        """Raises ``ValueError`` where a side may be negative."""
        point = None if self.point is None or other.point is None else self.point * other.point
        _require_positive(self, other)
        return Value._later(point, lambda: _banded(operator.mul, self.bands, other.bands))

    def __truediv__(self, other: Value) -> Value:
        """Raises ``ValueError`` where the divisor can only be zero, or a side may be negative."""
        point = None if self.point is None or not other.point else self.point / other.point
        _require_positive(self, other)
        if any(band.high == 0 for band in other.bands):
            raise ValueError("division by zero")
        return Value._later(point, lambda: _banded(operator.truediv, self.bands, other.bands))

    @property
    def width(self) -> float:
        """The widest band in proportion to the point; 1 where it is open or there is no point."""
        if self._width is None:
            self._width = max(_width(band, self.point) for band in self.bands)
        return self._width

    def scaled(self, factor: int | Fraction) -> Value:
        def work() -> Bands:
            rounded, cut = self.bands
            first = rounded.scaled(factor)
            return first, first if cut is rounded else cut.scaled(factor)

        return Value._later(None if self.point is None else self.point * factor, work)


def _banded(work: Callable[[Interval, Interval], Interval], a: Bands, b: Bands) -> Bands:
    first = work(a[0], b[0])
    return first, first if a[0] is a[1] and b[0] is b[1] else work(a[1], b[1])


def _require_positive(*values: Value) -> None:
    if any(band.low is None or band.low < 0 for v in values for band in v.bands):
        raise ValueError("only what is not negative can be multiplied or divided")


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
    return _around(Fraction(Decimal(digits)), Fraction(1, 10 ** len(digits.partition(".")[2])))


def _around(low: Fraction, step: Fraction) -> Value:
    half = step / 2
    return Value._later(low, lambda: (Interval(low - half, low + half, high_open=True), Interval(low, low + step, high_open=True)))


def _tolerated(printed: Fraction, approximator: str, config: CheckConfig) -> Interval:
    if approximator.endswith(_NEAR) or approximator.startswith(_NEAR):
        return Interval(printed * (1 - Fraction(config.near)), printed)
    share = Fraction(config.about)
    return Interval(printed * (1 - share), printed * (1 + share))


def judge(printed: Value, computed: Value) -> Verdict:
    """``holds`` if the printed points agree, ``holds_by_rounding`` if only the intervals meet (all rounded, or all truncated), else ``fails``."""
    if printed.point is not None and printed.point == computed.point:
        return "holds"
    (rounded, cut), (other, other_cut) = printed.bands, computed.bands
    meets = rounded.meets(other) or ((cut is not rounded or other_cut is not other) and cut.meets(other_cut))
    return "holds_by_rounding" if meets else "fails"


def summed(values: Sequence[Value]) -> Value:
    """The sum of all of them, zero for none."""
    points = [v.point for v in values]
    known = [p for p in points if p is not None]
    point = sum(known, start=Fraction(0)) if len(known) == len(points) else None
    return Value._later(point, lambda: (total([v.rounded for v in values]), total([v.cut for v in values])))


def far_apart(share: Value, part: Value, whole: Value, factor: float = 1.0) -> bool:
    """Whether ``factor × part / whole`` misses ``share`` by so much that no rounding explains it: a quick look that spares the exact arithmetic."""
    points = (share.point, part.point, whole.point)
    if None in points or not points[0] or not points[2]:
        return False
    slack = share.width + part.width + whole.width
    ratio = factor * float(points[1] or 0) / (float(points[2]) * float(points[0]))
    return slack < _COARSE and not (1 - 2 * slack - _ROUGH < ratio < 1 + 3 * slack + _ROUGH)


_COARSE, _ROUGH = 0.25, 0.01


def _width(band: Interval, point: Fraction | None) -> float:
    if band.low is None or band.high is None or not point:
        return 1.0
    return 0.0 if band.low is band.high else float(band.high - band.low) / abs(float(point))
