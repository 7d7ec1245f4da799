"""average: total / count is the printed mean (人均, 平均每…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.bounds import Value, far_apart, judge, summed
from extractors.checks.coordination import coordinated
from extractors.checks.outcome import Outcome, compared, unchecked
from extractors.checks.parts import find_parts
from extractors.checks.ratios import mean_value, quotient
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.roles import is_aim, is_mean, is_old
from extractors.checks.template import FIGURES, compile
from extractors.checks.words import dimension
from extractors.model import Figure

_VERBS = "补助|补贴|发放|慰问|救助|资助|奖励|减免|节约|节省|得到|领取|获得|获|捐款|捐|投入|消费|支出|花费|参加|参训|培训|接待|增收|报销|享受|受益|吸引|走访|约|近|为|达到?|超过?|金额|标准|费用|[，：]"
_MEAN = compile(
    f"(?:(?P<one>人次|[人户家场次期篇件册条]|(?<![车])站|[班队校店厂点])均(?:{_VERBS}|(?!工资|收入)[^，；：。、！？均\\n{FIGURES}]{{2,4}}?)*"
    f"|平均每一?(?P<each>[^，；：。、！？\\n{FIGURES}]{{1,14}}?)"
    f"|每(?P<every>人次|人|户|家|名|位|场|次|期|个|件|所|天|篇|项)平均(?:{_VERBS})*)<v:mean>"
)
_PERSONS = re.compile("人(?!次)|名|位|职工|会员")
_COMPOSITE = ("人次", "场次", "户次", "家次", "件次", "册次")
_TEAMS = {"队": "支", "班": "期", "企业": "家", "单位": "家", "工会": "家", "站": "个", "案": "件"}
_PLACES = "站班队校店厂点团组镇村乡县区馆院所"
_CUE = re.compile("[次人户家场期篇件册条站班队校店厂点]均|平均")
_NEAREST = 8
_GIVEN = ("户", "人", "名", "位", "家", "个", "所")
_ASIDE = re.compile("其中|另|此外|；|同比|比上年|比去年")


@check("average", severity="error", rule="人均、平均每…应等于总数除以个数")
def average(reading: Reading) -> Iterator[Outcome]:
    for m in reading.search(_MEAN, least=3, cue=_CUE):
        mean = reading.bound(m, "mean")
        of = m.group("one") or m.group("each") or m.group("every")
        earlier = [f for f in reading.sentence_of(mean).figures if f.start < mean.start and not is_mean(reading, f)]
        counts = [f for f in earlier if _counts(f, of) or _named(reading, f, of)][-_NEAREST:]
        totals = [f for f in earlier if dimension(f) == dimension(mean) and f not in counts][-_NEAREST:]
        totals = [f for f in totals if f.unit == mean.unit] or totals
        if counts and totals:
            yield _decided(reading, mean, totals, counts)


def _named(reading: Reading, figure: Figure, of: str) -> bool:
    """站均: the figure counts what ends in the character (⟨160个⟩驿站)."""
    noun = re.split("[^\u4e00-\u9fff]", reading.after(figure, 6))[0]
    return len(of) == 1 and figure.kind == "count" and of in _PLACES and of in noun


def _counts(figure: Figure, of: str) -> bool:
    """Whether the figure counts what the mean is taken over (平均每⟨家企业⟩, ⟨人⟩均)."""
    if figure.kind != "count" or not figure.unit:
        return False
    if of.startswith(_COMPOSITE):
        return of.startswith(figure.unit) and len(figure.unit) > 1
    of = of.removeprefix("个") if _PERSONS.match(of, 1) else of  # 平均每个职工
    if not _PERSONS.match(of):
        return of.startswith(figure.unit) or any(of.startswith(team) and figure.unit == unit for team, unit in _TEAMS.items())
    return dimension(figure) in ("persons", "attendances")


def _decided(reading: Reading, mean: Figure, totals: list[Figure], counts: list[Figure]) -> Outcome:
    printed = mean_value(reading, mean)
    # Members of a list are not what a mean behind the list is taken over.
    parts = {f.start for p in find_parts(reading) if len(p.parts) > 1 for f in p.parts}
    wholes = [f for f in counts if f.start not in parts] or counts
    sums = [f for f in totals if f.start not in parts] or totals
    certain = _is_sure(reading, mean, sums, wholes)
    for total in reversed(totals):
        for count in reversed(counts):
            if far_apart(printed, reading.value(total), reading.value(count)):
                continue
            computed = quotient(reading.value(total), reading.value(count))
            if computed is not None and (not mean.comparator or certain) and judge(printed, computed) != "fails":
                return compared("平均数", mean, printed, computed, (total, count), f"{total.text} ÷ {count.text}")
    side_by_side = coordinated(reading, wholes[-1])
    if side_by_side:
        return _over_all(reading, mean, printed, sums[-1], side_by_side)
    total, count = sums[-1], wholes[-1]
    if not certain or (computed := quotient(reading.value(total), reading.value(count))) is None:
        return unchecked((mean, *totals, *counts), "总数或个数无法确定")
    found = compared("平均数", mean, printed, computed, (total, count), f"{total.text} ÷ {count.text}")
    together = _all_given(reading, total) if found.verdict == "fails" else []
    over_all = _over_all(reading, mean, printed, total, together) if len(together) > 1 else found
    return found if over_all.verdict == "unchecked" else over_all


def _all_given(reading: Reading, total: Figure) -> list[Figure]:
    """慰问家属28户、职工41名，发放20.7万元，户均3000元: all who got something, whatever they are counted by."""
    near = [f for f in reading.sentence_of(total).figures if f.start < total.start and f.kind == "count" and f.unit in _GIVEN]
    apart = [reading.skeleton[reading.position[a.start] + 1 : reading.position[b.start]] for a, b in pairwise(near)]
    return near if all("、" in gap or "和" in gap for gap in apart) else []


def _over_all(reading: Reading, mean: Figure, printed: Value, total: Figure, counts: list[Figure]) -> Outcome:
    """The mean over several counted groups: it holds over all of them together, else nothing says over which it was taken."""
    computed = quotient(reading.value(total), summed([reading.value(f) for f in counts]))
    if computed is None or judge(printed, computed) == "fails":
        return unchecked((mean, total, *counts), "几类人数并列，平均数按哪一类计算无法确定")
    together = " + ".join(f.text for f in counts)
    return compared("平均数", mean, printed, computed, (total, *counts), f"{total.text} ÷ ({together})")


def _is_sure(reading: Reading, mean: Figure, totals: list[Figure], counts: list[Figure]) -> bool:
    """One total and one count in the sentence; or no pair agrees although the total stands right before the mean."""
    if any(is_aim(reading, f) or is_old(reading, f) for f in (totals[-1], counts[-1])):
        return False
    between = reading.skeleton[reading.position[totals[-1].start] + 1 : reading.position[mean.start]]
    if _ASIDE.search(between):
        return False
    adjacent = not any(c in FIGURES for c in between)
    listed = "其中" in reading.skeleton[reading.position[counts[0].start] : reading.position[mean.start]]
    return len(totals) == len(counts) == 1 or (len(totals) == 1 and adjacent and not listed)
