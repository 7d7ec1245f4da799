"""A printed number's interval: what rounds or truncates to it, and no more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks.bounds import judge, printed, summed, value
from extractors.interval import Interval
from extractors.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("358家", [358], [357, 359]),
        ("1,234人", [1234], [1235]),
        ("4.7万人", [46_500, 47_000, 47_999], [46_499, 48_000]),
        ("65万余元", [650_000, 660_000], [649_999, 660_001]),
        ("600余份", [600, 700], [599, 701]),
        ("近400人", [360, 400], [359, 401]),
        ("约400人", [380, 420], [379, 421]),
        ("400人左右", [380, 420], [379, 421]),
        ("不少于180家", [180, 10**9], [179]),
        ("超过180家", [181], [180]),
        ("不足180家", [179], [180]),
        ("7.9%", [Fraction("7.85"), Fraction("7.99")], [Fraction("7.84"), 8]),
        ("三分之二", [66, 67], [50, 80]),
    ],
)
def test_what_a_print_allows(text: str, inside: list[int], outside: list[int]) -> None:
    (quantity,) = find_quantities(f"共{text}。")
    span = value(quantity).range
    assert all(n in span for n in inside) and not any(n in span for n in outside)


@given(st.integers(0, 10**7), st.integers(0, 3))
def test_a_rounded_or_truncated_print_agrees_with_its_source(n: int, digits: int) -> None:
    source = Fraction(n, 10**4)
    scale = 10**digits
    for shown in (Fraction(int(source * scale), scale), Fraction(int(source * scale + Fraction(1, 2)), scale)):
        text = f"{float(shown):.{digits}f}"
        assert source in printed(text).range


def test_verdicts() -> None:
    a, b = printed("1.2"), printed("3.4")
    assert judge(printed("4.6"), summed([a, b])) == "holds"
    assert judge(printed("4.7"), summed([a, b])) == "holds_by_rounding"
    assert judge(printed("5.0"), summed([a, b])) == "fails"
    assert summed([]).range == Interval.point(0)
