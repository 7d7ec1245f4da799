"""Counts that stand side by side: 困难职工1200户、劳模300名."""

from __future__ import annotations

import re

from extractors.checks.reading import Reading
from extractors.checks.template import FIGURES
from extractors.checks.words import dimension
from extractors.model import Figure

_BESIDE = re.compile(f"(?:[^，；。\\n{FIGURES}]{{0,8}})?(?:、|和|及|以及)[^，；。\\n{FIGURES}]{{1,14}}")
_PEOPLE = ("persons", "attendances", "户")


def coordinated(reading: Reading, count: Figure) -> list[Figure]:
    """困难职工1200户、劳模300名: the counts of people or households that stand beside ``count``, it included; empty where it stands alone."""
    row = [count]
    figures = reading.sentence_of(count).figures
    for f in reversed(figures[: figures.index(count)]):
        between = reading.skeleton[reading.position[f.start] + 1 : reading.position[row[0].start]]
        if not (_BESIDE.fullmatch(between) and f.kind == "count" and (dimension(f) in _PEOPLE or f.unit in _PEOPLE)):
            break
        row.insert(0, f)
    return row if len(row) > 1 else []
