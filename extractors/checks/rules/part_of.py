"""part-of: see :mod:`extractors.checks.parts` for the binding and :mod:`extractors.checks.sums` for the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.sums import ties


@check("part-of", severity="error", rule="部分（或互不交叉的各部分之和）不超过总数")
def part_of(reading: Reading) -> Iterator[Outcome]:
    yield from ties(reading, "part-of")
