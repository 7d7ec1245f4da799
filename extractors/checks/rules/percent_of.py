"""percent-of: a printed share is its part divided by its whole."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.share_wholes import agrees
from extractors.checks.shares import find_shares


@check("percent-of", severity="error", rule="百分比应等于部分除以全体")
def percent_of(reading: Reading) -> Iterator[Outcome]:
    for s in find_shares(reading):
        ratio = quotient(reading.value(s.part), reading.value(s.whole))
        if ratio is None:
            continue
        if s.sure or agrees(reading, s.share, s.part, s.whole):
            formula = f"{s.part.text} ÷ {s.whole.text}"
            yield compared(s.name, s.share, reading.value(s.share), ratio.scaled(100), (s.part, s.whole), formula)
        else:
            yield unchecked((s.share, s.part, s.whole), "分子、分母无法确定")
