"""Intervals against brute force over a grid of quarters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.interval import Interval, total

GRID = [Fraction(n, 4) for n in range(0, 25)]


@st.composite
def intervals(draw: st.DrawFn, unbounded: bool = True) -> Interval:
    ends = sorted((draw(st.integers(0, 5)), draw(st.integers(0, 5))))
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    if ends[0] == ends[1]:
        low_open = high_open = False
    high = None if unbounded and draw(st.integers(0, 5)) == 0 else ends[1]
    return Interval.of(ends[0], high, low_open and high != ends[0], high_open)


def members(interval: Interval) -> list[Fraction]:
    return [x for x in GRID if x in interval]


@given(intervals(), intervals())
def test_meet_is_the_common_members(a: Interval, b: Interval) -> None:
    both = a.meet(b)
    assert [x for x in GRID if x in a and x in b] == ([] if both is None else members(both))


@given(intervals(), intervals())
def test_hull_holds_the_members_of_both_and_ends_with_them(a: Interval, b: Interval) -> None:
    both = a.hull(b)
    assert all(x in both for x in GRID if x in a or x in b)
    assert both.low in (a.low, b.low) and both.high in (a.high, b.high)


@given(intervals(), intervals())
def test_sums_differences_and_products_of_members_are_members(a: Interval, b: Interval) -> None:
    added, less, times = a + b, a - b, a * b
    for x in members(a):
        for y in members(b):
            assert x + y in added
            assert x - y in less
            assert x * y in times


@given(intervals(), intervals())
def test_quotients_of_members_are_members(a: Interval, b: Interval) -> None:
    if b.high == 0:
        with pytest.raises(ValueError, match="zero"):
            a / b
        return
    quotient = a / b
    for x in members(a):
        for y in members(b):
            if y:
                assert x / y in quotient


@given(intervals(unbounded=False), intervals(unbounded=False))
def test_results_are_tight(a: Interval, b: Interval) -> None:
    """A closed end is reached by members; an open one is not reached, but approached."""
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    added, times = a + b, a * b
    assert (added.low, added.high) == (a.low + b.low, a.high + b.high)
    assert (added.low in added) == (a.low in a and b.low in b)
    assert (added.high in added) == (a.high in a and b.high in b)
    reached = (a.high in a and b.high in b) or (a.high == 0 and 0 in a) or (b.high == 0 and 0 in b)
    assert (times.high in times) == reached


@given(intervals(), st.integers(-3, 3))
def test_scaling(a: Interval, factor: int) -> None:
    assert all(x * factor in a.scaled(factor) for x in members(a))


def test_total_and_points() -> None:
    assert total([Interval.point(1), Interval.of(2, 3)]) == Interval.of(3, 4)
    assert total([]).is_point
    assert not Interval.of(1, None).is_point
    assert Interval.of(1, None) * Interval.point(0) == Interval.point(0)


@pytest.mark.parametrize(("low", "high", "low_open", "high_open"), [(2, 1, False, False), (1, 1, True, False), (1, 1, False, True)])
def test_an_empty_interval_is_refused(low: int, high: int, low_open: bool, high_open: bool) -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval.of(low, high, low_open, high_open)


def test_negative_factors_are_refused() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        Interval.of(-1, 1) * Interval.point(2)
