"""nested-sum: see :mod:`extractors.checks.parts` for the binding and :mod:`extractors.checks.sums` for the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.sums import ties


@check("nested-sum", severity="error", rule="一个部分自己的细分之和应等于该部分")
def nested_sum(reading: Reading) -> Iterator[Outcome]:
    yield from ties(reading, "nested-sum")
