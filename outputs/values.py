"""Exact values as text, and numbers as they are written for people and programs."""

from __future__ import annotations

from decimal import Decimal, localcontext

from extractors.model import Exact

WHOLE = 2**53
"""Up to here a double holds every whole number."""


def exact(low: Exact | None, high: Exact | None) -> str | None:
    """The canonical text of exact bounds, which :func:`bounds` reads back.

    >>> exact(650000, 660000), exact(Decimal("7.90"), Decimal("7.90")), exact(180, None), exact(None, 5)
    ('650000..660000', '7.9', '180..', '..5')
    """
    if low is None and high is None:
        return None
    if low == high:
        return plain(low)
    return f"{plain(low)}..{plain(high)}"


def bounds(value: str) -> tuple[Exact | None, Exact | None]:
    """``(low, high)`` of a text made by :func:`exact`."""
    low, dots, high = value.partition("..")
    return _number(low), _number(high if dots else low)


def ranged(value: str) -> str:
    """Exact bounds for people.

    >>> ranged("650000..660000"), ranged("7.9"), ranged("180.."), ranged("..5")
    ('650,000 至 660,000', '7.9', '180 以上', '5 以下')
    """
    low, high = (_grouped(plain(x)) for x in bounds(value))
    return low if low == high else f"{low} 以上" if not high else f"{high} 以下" if not low else f"{low} 至 {high}"


def _grouped(number: str) -> str:
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole else ""


def double(value: Exact | None) -> float | None:
    """The nearest double, for columns that SQL calculates with."""
    return None if value is None else float(value)


def plain(value: Exact | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _number(text: str) -> Exact | None:
    if not text:
        return None
    if "." not in text:
        return int(text)
    with localcontext() as context:
        context.prec = max(28, len(text))
        return Decimal(text)


def tidy(value: object) -> object:
    """A database value as shown: whole doubles lose their ``.0`` (650000.0 → 650000)."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= WHOLE:
        return int(value)
    return value
