"""sum-of-parts: see :mod:`extractors.checks.parts` for the binding and :mod:`extractors.checks.sums` for the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.sums import ties


@check("sum-of-parts", severity="error", rule="声明的各部分之和应等于总数")
def sum_of_parts(reading: Reading) -> Iterator[Outcome]:
    yield from ties(reading, "sum-of-parts")
