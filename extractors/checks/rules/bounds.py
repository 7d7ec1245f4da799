"""bounds: 以上, 不少于 include their number, 超过, 不足 exclude it; the lower end of a range comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.outcome import Outcome, unchecked
from extractors.checks.printing import quoted
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.roles import is_aim, is_mean, is_shift
from extractors.checks.template import compile
from extractors.checks.words import dimension
from extractors.model import Figure

_AGAINST = compile(
    "<f:value><-8>[，、（]?(?P<how><-10>)<f:bound><-6>(?:的)(?:<-6>)(?:目标|要求|标准|任务|指标|规定|底线|门槛|上限|下限|控制线|水平)"
)
_TOLD = compile(
    "<f:bound><-3>[，（、](?P<how>(?:实际|共|总|合计|平均|均|最[高低多少大小长短]的?|已|仅)*(?:达到?|为|是|有|计|数)*)<f:value>"
    "|<f:member><-8>，(?:属于|属|符合|满足|达到)<-4><f:limit>"
)
_BOUND = re.compile("目标|要求|标准|任务|指标|规定|底线|门槛|上限|下限|控制线|水平")
_WHOLE = re.compile("[共总计]")
_NEGATED = re.compile("未|没|不|距|离|差|尚")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(%|％|万|亿)?\s*(?:—|–|-|－|～|~|至|到)+\s*(\d+(?:\.\d+)?)\s*(%|％|万|亿)?")


@check("bounds", severity="error", rule="“以上”“不少于”含本数，“超过”“不足”不含本数；区间先小后大")
def bounds(reading: Reading) -> Iterator[Outcome]:
    for m in reading.search(_AGAINST, least=2, cue=_BOUND):
        value, bound = reading.bound(m, "value"), reading.bound(m, "bound")
        if bound.comparator is not None and dimension(value) == dimension(bound) and value.comparator is None:
            yield _against(reading, value, bound, m.group("how"))
    for m in reading.search(_TOLD, least=2):
        yield from _told(reading, m)
    for figure in reading.facts.figures:
        if figure.low is not None and figure.high is not None and figure.low != figure.high and not figure.approx:
            yield from _backwards(figure)


def _told(reading: Reading, m: re.Match[str]) -> Iterator[Outcome]:
    """突破5000人，达到5070人; 职工98人，属于100人以上企业: the figure itself beside its bound."""
    how = m.group("how") or ""
    if not how and m.group("how") is not None:
        return
    value, bound = (reading.bound(m, n) for n in (("value", "bound") if how else ("member", "limit")))
    if bound.comparator is None or value.comparator or value.approx or dimension(value) != dimension(bound):
        return
    if is_shift(reading, bound) or is_aim(reading, bound) or (_WHOLE.search(how) and is_mean(reading, bound)):
        return  # 每期不超过40人，共320人
    yield _against(reading, value, bound, "")


def _against(reading: Reading, value: Figure, bound: Figure, how: str) -> Outcome:
    if _NEGATED.search(how):
        return unchecked((value, bound), "“未”“不”改变了比较的方向")
    printed, allowed = reading.value(value), reading.value(bound).range
    fits = printed.point in allowed if printed.point is not None else printed.range.meet(allowed) is not None
    text = f"{value.text} {'∈' if fits else '∉'} {bound.text}"
    says = "符合" if fits else "不符合"
    rule = "（“超过”“不足”不含本数，“以上”“不少于”含本数）"
    return Outcome(
        "holds" if fits else "fails", (value, bound), text, f"{quoted((value,))}{says}{quoted((bound,))}的说法{'' if fits else rule}"
    )


def _backwards(figure: Figure) -> Iterator[Outcome]:
    m = _RANGE.search(figure.text)
    if m is None:
        return
    first, unit, second, other = m.groups()
    if float(first) > float(second) and (unit == other or other in (None, "%", "％")):
        yield Outcome("fails", (figure,), f"{first} > {second}", f"区间“{figure.text}”的下限大于上限")
