"""percent-of: a printed share is its part divided by its whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.share_wholes import Share, agrees
from extractors.checks.shares import find_shares
from extractors.exact import Fraction

_FEWEST = 3


@check("percent-of", severity="error", rule="百分比应等于部分除以全体")
def percent_of(reading: Reading) -> Iterator[Outcome]:
    shares = find_shares(reading)
    evened = _evened(reading, shares)
    for s in shares:
        ratio = quotient(reading.value(s.part), reading.value(s.whole))
        if ratio is None:
            continue
        if not (s.sure or agrees(reading, s.share, s.part, s.whole)):
            yield unchecked((s.share, s.part, s.whole), "分子、分母无法确定")
            continue
        computed, formula = ratio.scaled(100), f"{s.part.text} ÷ {s.whole.text}"
        found = compared(s.name, s.share, reading.value(s.share), computed, (s.part, s.whole), formula)
        if found.verdict == "fails" and s.whole.start in evened and _by_one_digit(reading, s, computed.best):
            found = unchecked((s.share, s.part, s.whole), "各占比之和恰为100%，末位似为凑整")
        yield found


def _evened(reading: Reading, shares: Sequence[Share]) -> set[int]:
    """Where the wholes stand whose printed shares, three or more, make exactly 100: the last digit of one may have been moved to get there."""
    by_whole = defaultdict(list)
    for s in shares:
        by_whole[s.whole.start].append(reading.value(s.share).point)
    return {at for at, points in by_whole.items() if len(points) >= _FEWEST and None not in points and sum(p for p in points if p is not None) == 100}


def _by_one_digit(reading: Reading, share: Share, computed: Fraction | None) -> bool:
    """Whether the printed share is one step from the rounded one."""
    printed, step = reading.value(share.share).point, share.share.step
    return printed is not None and step is not None and computed is not None and abs(printed - computed) * 2 < 3 * Fraction(step)
