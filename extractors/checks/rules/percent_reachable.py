"""percent-reachable: some whole number out of n gives the printed percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.printing import number
from extractors.checks.rates import rate_before
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.words import dimension
from extractors.exact import Fraction
from extractors.model import Figure

_MOST = 200
_WITHIN = ("企业", "单位")
_POPULATION = re.compile(
    "(?:全[市区县镇乡村街道厂园公司]{1,2}|共有|现有|辖区内?|区内|镇内|园区|社区|所辖|下辖|下属|所属|参赛的|参评的|帮扶的|应建|共|[^，。；]{2}[镇村乡]有?)(?:[^，。；]{0,6})$"
)
_PART = re.compile("新建|新增|发展|其中|走访|慰问|组织|参加的?$|获")


@check("percent-reachable", severity="warning", rule="全体个数不多时，百分比应能由某个整数得出")
def percent_reachable(reading: Reading) -> Iterator[Outcome]:
    for sentence in reading.sentences:
        for figure in sentence.figures:
            if figure.unit == "%" and not figure.approx and figure.low == figure.high:
                yield from _compared(reading, sentence, figure)


def _compared(reading: Reading, sentence: Stretch, share: Figure) -> Iterator[Outcome]:
    rate = rate_before(reading, share)
    if rate is None or not rate.capped or rate.base is None:
        return
    earlier = [f for f in sentence.figures if f.start < share.start and f.kind == "count"]
    if len(earlier) != 1 or dimension(earlier[0]) != rate.base:
        return
    whole = earlier[0]
    clause = re.split("[，、；：]", reading.before(share, 24, "。！？\n"))[-1]
    if any(word in clause and word not in reading.label(whole) for word in _WITHIN):
        return  # 园区6个，园区企业合同签订率98%: of what is in them
    lead = reading.before(whole, 16)
    exact = whole.kind == "count" and whole.low == whole.high and whole.step == 1 and not whole.approx
    if (
        not exact
        or not isinstance(whole.low, int)
        or not 2 <= whole.low <= _MOST
        or not _is_population(reading, whole, lead)
        or _PART.search(lead)
    ):
        return
    printed = reading.value(share).range
    step = next((k for k in range(whole.low + 1) if Fraction(100 * k, whole.low) in printed), None)
    if step is not None:
        yield Outcome("holds", (share, whole), f"{share.text} = {step} ÷ {whole.text}", f"“{whole.text}”中有{step}个即为“{share.text}”")
        return
    below = int(Fraction(share.low or 0) * whole.low / 100)
    shown = "，".join(f"{k}个为{number(Fraction(100 * k, whole.low))}%" for k in (below, below + 1) if 0 <= k <= whole.low)
    yield Outcome("fails", (share, whole), f"{share.text} ≠ k ÷ {whole.text}", f"“{whole.text}”取任何整数都得不出“{share.text}”（{shown}）")


def _is_population(reading: Reading, whole: Figure, lead: str) -> bool:
    """Whether the figure is of all there are: 全镇共有⟨8家⟩企业, and ⟨16家⟩企业… at the head of a clause, pointing back to them."""
    if re.match("[^，。；的]{0,6}的[^，。；的]{0,4}率", reading.after(whole, 14)):
        return True  # 首批⟨9名⟩学员的就业率
    return bool(_POPULATION.search(lead)) or (not lead.replace("这", "") and reading.after(whole, 6).startswith(("企业", "单位", "公司")))
