"""rate-cap: a rate that cannot exceed 100 % does not."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.rates import rate_before
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.template import compile
from extractors.model import Figure

_FULL = 100
_GAIN = compile("(?:增长|提高|增加|上升|下降|减少|增幅|为上年|是上年|同比|目标|任务|计划)<-8>$")
_SHARED = compile("占(?!用)(?P<of><-16>)(?:的|比|比重|比例|(?<=占))(?:为|达到?|到|了|约)?<p:share>")


@check("rate-cap", severity="warning", rule="建会率、入会率等不会超过100%；完成率、增长率可以")
def rate_cap(reading: Reading) -> Iterator[Outcome]:
    seen = set()
    for sentence in reading.sentences:
        for figure in sentence.figures:
            if _exceeds(reading, figure) and (rate := rate_before(reading, figure)) is not None and rate.capped:
                seen.add(figure.start)
                yield _flag(figure, rate.name)
    for m in reading.search(_SHARED):
        figure = reading.bound(m, "share")
        if (
            figure.start not in seen
            and _exceeds(reading, figure)
            and not any(w in m.group("of") for w in ("目标", "任务", "计划", "指标", "年", "同期", "预算"))
        ):
            yield _flag(figure, "占比")


def _exceeds(reading: Reading, figure: Figure) -> bool:
    if figure.unit != "%" or figure.low is None or figure.low <= _FULL or (reading.value(figure).range.low or 0) <= _FULL:
        return False
    at = reading.position[figure.start]
    return _GAIN.search(reading.skeleton, max(0, at - 12), at) is None


def _flag(figure: Figure, name: str) -> Outcome:
    return Outcome("fails", (figure,), f"{name} {figure.text} > 100%", f"{name}“{figure.text}”超过100%")
