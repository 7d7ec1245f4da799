"""difference: a is k more (高出, 增加了, 下降) than b."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.changes import find_changes
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.spread import differing
from extractors.checks.template import compile
from extractors.checks.words import dimension


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
    yield from _apart(reading)


_CUE = re.compile("相差|相距|差距|相抵")
_APART = compile("<v:one><-4>[，、]<-14><v:other><-4>，(?:两者|二者|两项|前后|彼此)?(?:相差|相距|差距|相抵)(?:达到?|为|了|约)*<v:between>")


def _apart(reading: Reading) -> Iterator[Outcome]:
    """甲43岁，乙38岁，相差5岁."""
    for m in reading.search(_APART, least=3, cue=_CUE):
        one, other, between = (reading.bound(m, name) for name in ("one", "other", "between"))
        if dimension(one) == dimension(other) == dimension(between) and one.unit == other.unit:
            high, low = (one, other) if (one.low or 0) >= (other.low or 0) else (other, one)
            computed = reading.value(high) - reading.value(low)
            yield compared("相差数", between, reading.value(between), computed, (high, low), f"{high.text} - {low.text}")
