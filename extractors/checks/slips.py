"""Whether one ordinary slip of the pen would explain a disagreement, and how unlikely it is that it would do so by chance."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.exact import Fraction

_SIGNIFICANT = 1000
"""From this many units on, a difference that a single digit explains is seldom a chance."""
_SHORT = 100
_DIGIT = "若其中一数错一位数字，则相符"


def slip(stated: Fraction, computed: Fraction, operands: Sequence[Fraction]) -> str | None:
    """The slip (Chinese, without saying in which number) that makes ``stated == computed``; ``operands``: the numbers on the computed side (a sum)."""
    difference = abs(stated - computed)
    if not difference:
        return None
    for n in (stated, *operands):
        others = computed - n if n is not stated else Fraction(0)
        wanted = computed if n is stated else stated - others
        if n and wanted > 0 and (wanted / n in (10, Fraction(1, 10), 10**4, Fraction(1, 10**4), 10**8, Fraction(1, 10**8))):
            return "若其中一数差一位小数点或漏写、多写“万”，则相符"
        if wanted > 0 and wanted.denominator == n.denominator == 1 and sorted(str(wanted)) == sorted(str(n)):
            return "若其中一数有两位数字前后颠倒，则相符"
    return _DIGIT if _one_digit(difference) else None


def telling(stated: Fraction, computed: Fraction, operands: Sequence[Fraction], several: bool = False) -> bool:
    """Whether a single slip explains the disagreement and the numbers are long enough that this is hardly a chance.

    ``several``: the operands claim more than two of a kind would; then two digits swapped or a point moved in a number of three digits is enough.
    """
    numbers = [stated, computed, *operands]
    if any(n.denominator != 1 for n in numbers):
        scale = 10**4
        numbers = [n * scale for n in numbers]
    whole = [int(n) for n in numbers if n]
    while whole and all(n % 10 == 0 for n in whole):
        whole = [n // 10 for n in whole]
    found = slip(stated, computed, operands)
    return bool(whole) and found is not None and (max(whole) >= _SIGNIFICANT or (several and max(whole) >= _SHORT and found != _DIGIT))


def _one_digit(difference: Fraction) -> bool:
    """Whether the difference is one digit at one place: d × 10^k."""
    while difference < 1:
        difference *= 10
    digits = str(difference.numerator) if difference.denominator == 1 else ""
    return bool(digits) and len(digits.rstrip("0")) == 1
