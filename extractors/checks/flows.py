"""What came to a stock and what left it, told from the words before a figure."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractors.checks.reading import Reading
from extractors.checks.template import PERIOD
from extractors.checks.words import longest_first
from extractors.lexicons import read
from extractors.model import Figure

Direction = Literal["in", "out"]
_LEVEL = re.compile(f"(?:[到至为达]|{PERIOD}的)$")


@cache
def flow_words(direction: Direction, account: bool = False) -> re.Pattern[str]:
    """The words of one direction; ``account``: also those that tell a flow only between two stocks."""
    rows = read("check_flows.csv", ("word", "direction", "form"), key=("word",))
    words = [r["word"] for r in rows if r["direction"] == direction and (account or r["form"] == "action")]
    return re.compile(f"(?<!未)(?:{longest_first(words)})")


def is_flow(reading: Reading, figure: Figure, direction: Direction | None = None) -> bool:
    """新建⟨62个⟩, 关停整合⟨11个⟩: what came or went, and no level (增加到⟨62个⟩)."""
    lead = reading.before(figure, 8)
    directions: tuple[Direction, ...] = (direction,) if direction else ("in", "out")
    return any(flow_words(d).search(lead) for d in directions) and not _LEVEL.search(lead)
