"""difference: a is k more (高出, 增加了, 下降) than b."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.changes import find_changes
from extractors.checks.outcome import Outcome, unchecked
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.spread import differing


@check("difference", severity="error", rule="相差数应等于两数之差")
def difference(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        outcome = differing(reading, c)
        if outcome is None or c.verb.startswith("净"):
            continue
        if c.verb == "新增" and outcome.verdict == "fails":
            yield unchecked(outcome.operands, "“新增”未必是净增，可能另有减少")
        else:
            yield outcome
