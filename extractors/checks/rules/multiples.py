"""multiples: 翻番 and 倍 agree with the levels; nothing can shrink by one time or more."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.bounds import Value
from extractors.checks.changes import Change, find_changes
from extractors.checks.outcome import Outcome, compared
from extractors.checks.ratios import ratio_of
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.template import compile
from extractors.exact import Fraction
from extractors.interval import Interval
from extractors.model import Figure

_SHRUNK = compile("(?:减少|下降|降低|缩小|缩短|压缩|降|减)(?:了|近|约|至少)*<x:times>")
_TOO_MANY = 20


@check("multiples", severity="error", rule="“倍”“番”应与前后两数一致；减少不能用一倍以上表示")
def multiples(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        if c.change.unit not in ("倍", "番") or c.now.unit == "%" or c.before is None or c.delta is not None:
            continue
        ratio, stated = ratio_of(reading, c), _stated(reading, c)
        if ratio is not None and stated is not None:
            operands = (c.now, c.before)
            formula = f"{c.now.text} ÷ {c.before.text}" + (" - 1" if _is_added(c) else "")
            computed = ratio - Value.exact(1) if _is_added(c) else ratio
            yield compared("倍数", c.change, stated, computed, operands, formula, _note(c))
    for m in reading.search(_SHRUNK):
        figure = reading.bound(m, "times")
        low = reading.value(figure).range.low
        if figure.unit == "倍" and low is not None and low >= 1:
            yield Outcome("fails", (figure,), f"减少{figure.text}", f"减少不能以“{figure.text}”计：减少一倍即为零")


def _is_added(c: Change) -> bool:
    return c.way == "by" and c.change.unit == "倍"


def _stated(reading: Reading, c: Change) -> Value | None:
    """The ratio, or for 增长n倍 the addition, that the words state; ``None`` for a decrease (impossible, told on its own)."""
    printed = reading.value(c.change)
    if c.change.unit == "番":
        return _doubled(reading, c.change, printed)
    if c.direction == "down":
        return None
    # 3倍 is a round word: it covers what rounds or truncates to it.
    exact = printed.range.is_point and printed.point is not None and printed.point.denominator == 1
    return (
        Value.within(printed.point, Interval(printed.range.low, printed.point + 1, high_open=True)) if exact and printed.point else printed
    )


def _doubled(reading: Reading, figure: Figure, printed: Value) -> Value | None:
    if printed.point is None or printed.point.denominator != 1 or not 0 < printed.point < _TOO_MANY:
        return None
    power = Fraction(2 ** int(printed.point))
    share = Fraction(reading.config.doubling)
    return Value.within(power, Interval(power * (1 - share), power * (1 + share)))


def _note(c: Change) -> str:
    return "（翻一番为原数的2倍，翻两番为4倍）" if c.change.unit == "番" else ""
