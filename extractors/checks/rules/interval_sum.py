"""interval-sum: see :mod:`extractors.checks.parts` for the binding and :mod:`extractors.checks.sums` for the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.sums import ties


@check("interval-sum", severity="error", rule="含“余、多、近、约”的各部分之和应与总数有交集")
def interval_sum(reading: Reading) -> Iterator[Outcome]:
    yield from ties(reading, "interval-sum")
