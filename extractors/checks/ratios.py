"""Rates and ratios of a bound change, and the usual way to misread them."""

from __future__ import annotations

from extractors.checks.bounds import Value, judge, printed
from extractors.checks.changes import Change
from extractors.checks.reading import Reading
from extractors.exact import Fraction
from extractors.model import Figure

_ONE, _HUNDRED = Value.exact(1), 100
_GOALS = ("target", "required", "planned")


def ratio_of(reading: Reading, c: Change) -> Value | None:
    """``now`` in units of ``before``; ``None`` where it cannot be formed."""
    now = level(reading, c.now, c.change)
    if c.before is not None and c.delta is not None:
        before = reading.value(c.before)
        return quotient(before + now if c.direction == "up" else before - now, before)
    if c.before is not None:
        return quotient(now, reading.value(c.before))
    if c.delta is None:
        return None
    delta = reading.value(c.delta)
    return quotient(now, now - delta if c.direction == "up" else now + delta)


def level(reading: Reading, figure: Figure, change: Figure) -> Value:
    """The level that a change is told of: 不少于600家，比548家增长9.5% reckons with the 600 of the goal."""
    bound = figure.low if figure.low is not None else figure.high
    if figure.comparator in (">=", "<=") and figure.modality in _GOALS and not change.comparator and bound is not None:
        return Value.exact(Fraction(bound))
    return reading.value(figure)


def rate_of(reading: Reading, c: Change) -> Value | None:
    """The change as a percentage of the level before, counted in the change's own direction."""
    ratio = ratio_of(reading, c)
    if ratio is None:
        return None
    return ((ratio - _ONE) if c.direction == "up" else (_ONE - ratio)).scaled(_HUNDRED)


def is_on_wrong_base(reading: Reading, c: Change) -> bool:
    """Whether the printed rate is the change divided by the level *after* it, which widely rounded levels (2.0万 → 2.5万, 20 %) would hide."""
    rate, printed = rate_of(reading, c), reading.value(c.change)
    if (
        c.before is None
        or c.delta is not None
        or rate is None
        or rate.point is None
        or printed.point is None
        or c.change.approx
        or c.direction == "down"
    ):
        return False
    share = quotient(reading.value(c.now) - reading.value(c.before), reading.value(c.now)) if rate.point > 0 else None
    wrong = None if share is None or share.point is None else share.point * _HUNDRED
    return wrong is not None and wrong == printed.point and rate.point not in printed.range


def is_misread(reading: Reading, c: Change) -> bool:
    """Whether 增长了 n % was printed where the levels say 增长到 n % (100 → 130: 130 %)."""
    rate, ratio = rate_of(reading, c), ratio_of(reading, c)
    if rate is None or ratio is None or c.change.unit != "%":
        return False
    printed = reading.value(c.change)
    return judge(printed, rate) == "fails" and judge(printed, ratio.scaled(_HUNDRED)) != "fails"


def mean_value(reading: Reading, figure: Figure) -> Value:
    """A printed mean: rounded even where it counts (平均每个基地114人)."""
    known = reading.value(figure)
    whole = figure.kind == "count" and not figure.approx and figure.low == figure.high and figure.step == 1
    return printed(str(figure.low)) if whole else known


def quotient(a: Value, b: Value) -> Value | None:
    """``a / b``, ``None`` where it is undefined (nothing to divide by, or a negative side)."""
    try:
        return a / b
    except ValueError:
        return None
