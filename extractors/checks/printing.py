"""Numbers and equations as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.exact import Fraction
from extractors.model import Figure, Verdict

SIGN = {"holds": "=", "holds_by_rounding": "≈", "fails": "≠", "unchecked": "?"}
_MULTIPLIERS = (("亿", 10**8), ("万", 10**4))


def number(exact: Fraction | None, digits: int = 2) -> str:
    """A number in plain digits, at most ``digits`` decimals (约 before it where more are cut off)."""
    if exact is None:
        return "?"
    if exact.denominator == 1:
        return str(exact.numerator)
    scaled = exact * 10**digits
    rounded = round(scaled)
    whole, rest = divmod(abs(rounded), 10**digits)
    shown = f"{'-' if rounded < 0 else ''}{whole}" + (f".{rest:0{digits}d}".rstrip("0") if rest else "")
    return shown if scaled == rounded else f"约{shown}"


def amount(exact: Fraction | None, like: Figure | None = None, unit: str | None = None) -> str:
    """A computed number with its unit, in 万/亿 where the figure ``like`` is printed so."""
    unit = unit if unit is not None else (like.unit or "" if like else "")
    if exact is not None and like is not None:
        for name, size in _MULTIPLIERS:
            if name in like.text and abs(exact) * 10 >= size:
                return number(exact / size, 4) + name + unit
    return number(exact) + unit


def equation(left: str, verdict: Verdict, right: str, computed: str | None = None) -> str:
    """``left = right``; ``computed``: what the right side comes to, where that is not evident."""
    tail = f" = {computed}" if computed and computed != right else ""
    return f"{left} {SIGN[verdict]} {right}{tail}"


def quoted(figures: Sequence[Figure]) -> str:
    """“8家”“3家”."""
    return "".join(f"“{f.text}”" for f in figures)
