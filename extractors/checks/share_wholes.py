"""A share with its part and its whole, and how the whole is found that a share is said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.checks.bounds import far_apart, judge
from extractors.checks.likeness import holds_all
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_level
from extractors.checks.template import FIGURES
from extractors.checks.words import dimension
from extractors.model import Figure

_TRIMMED = re.compile("总人数|总数|总量|总额|总户数|人数|数量|全[市省区县镇厂国公司校院]+|全部|全体|所有|应|现有|[的数总]")
_ALL_OF = re.compile("全[市省区县州国镇]")
_APART = re.compile("其中|中，|里，")
_BACK, _FAR = 120, 900


@dataclass(frozen=True, slots=True)
class Share:
    """``share`` (a percentage) of ``whole`` is ``part``. ``sure``: no other whole or part could be meant."""

    share: Figure
    part: Figure
    whole: Figure
    name: str
    sure: bool


def agrees(reading: Reading, share: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the printed percentage is ``part / whole``."""
    if part.comparator or whole.comparator or part is whole:
        return False
    if far_apart(reading.value(share), reading.value(part), reading.value(whole), 100):
        return False
    ratio = quotient(reading.value(part), reading.value(whole))
    return ratio is not None and judge(reading.value(share), ratio.scaled(100)) != "fails"


def of_the_same(reading: Reading, sentence: Stretch, share: Figure, part: Figure, whole: Figure) -> bool:
    """产业工人613人，占65.9%，其中农民工149人，占16.0%: both shares may be of what the first is a share of, and agree with each other."""
    after = [f for f in sentence.figures if f.start > whole.start]
    if not after or after[0].unit != "%" or reading.before(after[0], 4).rstrip("到了比约") != "占":
        return False
    base = quotient(reading.value(whole), reading.value(after[0]))
    ratio = quotient(reading.value(part), base) if base else None
    return ratio is not None and judge(reading.value(share), ratio) != "fails"


def trimmed(of: str) -> str:
    """The noun of 占…的: 基层工会 of 应补助基层工会数."""
    return _TRIMMED.sub("", of)


def by_noun(reading: Reading, part: Figure, of: str) -> Figure | None:
    """The one earlier figure of the same or the previous sentence that counts what the share is said to be of."""
    noun = trimmed(of)
    if len(noun) < 2:
        return None
    sentence = reading.sentence_of(part)
    near = [
        f
        for f in reading.figures_between(max(0, sentence.start - _BACK), reading.position[part.start])
        if f is not part and dimension(f) == dimension(part) and is_level(reading, f)
    ]
    fitting = [f for f in near if holds_all(reading.before(f, 16) + reading.after(f, 10), noun)]
    # 表彰先进集体40个、劳动模范100名: the verb stands before the whole row
    fitting = fitting or [f for f in near if holds_all(reading.before(f, 40, "，；：。！？\n").translate(_NO_FIGURES), noun)]
    fitting = [f for f in fitting if f.unit == part.unit] or fitting
    return fitting[-1] if len(fitting) == 1 else None


_NO_FIGURES = dict.fromkeys(map(ord, FIGURES))


def by_scope(reading: Reading, part: Figure, of: str) -> Figure | None:
    """市区新建基层工会169家，占全市的…: the one earlier figure of the article that the same words give for all of it."""
    scope = _ALL_OF.search(of)
    if scope is None or part.measure is None or len(part.measure) < 3:
        return None
    at = reading.position[part.start]
    earlier = [f for f in reading.figures_between(max(0, at - _FAR), at) if dimension(f) == dimension(part) and f.measure == part.measure]
    fitting = [f for f in earlier if f.scope == scope.group() or scope.group() in reading.before(f, 20)]
    return fitting[0] if fitting and len({f.low for f in fitting}) == 1 and is_level(reading, fitting[0]) else None


def between_semicolons(reading: Reading, sentence: Stretch, figure: Figure) -> list[Figure]:
    """The figures of the sentence that stand between the same two semicolons as ``figure``."""
    at = reading.position[figure.start]
    begin = max(reading.skeleton.rfind("；", sentence.start, at), sentence.start)
    end = reading.skeleton.find("；", at, sentence.end)
    return [f for f in sentence.figures if begin <= reading.position[f.start] < (end if end >= 0 else sentence.end)]


_WHOLE_WORDS = re.compile("全|共|总|现有|应|辖区|有|对|向|抽查|检查|受理|收到|收集|征集|提出")


def is_whole(reading: Reading, figure: Figure) -> bool:
    """Whether the words before the figure speak of all there is."""
    return bool(_WHOLE_WORDS.search(reading.before(figure, 12)))


def in_parallel(reading: Reading, known: list[Share]) -> Iterator[Share]:
    """良好的52家，占80%；合格的81家，占16.9%；较差的2家，占3.1%: shares built alike are of one whole, also those that do not yield it."""
    by_share = {s.share.start: s for s in known if s.name == "占比"}
    for sentence in reading.sentences:
        row = _row(reading, sentence)
        wholes = [by_share[share.start].whole for _, share in row if share.start in by_share]
        agreed = [w for w in wholes if sum(agrees(reading, share, part, w) for part, share in row) * 2 >= len(row) > 1]
        for part, share in row if agreed else ():
            if share.start not in by_share and dimension(part) == dimension(agreed[0]):
                yield Share(share, part, agreed[0], "占比", True)


def _row(reading: Reading, sentence: Stretch) -> list[tuple[Figure, Figure]]:
    """The longest run of ``part，占share`` in the sentence that nothing but a mark and a label sets apart."""
    if sum(f.unit == "%" for f in sentence.figures) < 2:
        return []
    runs: list[list[tuple[Figure, Figure]]] = [[]]
    for part, share in pairwise(sentence.figures):
        if share.unit != "%" or part.kind not in ("count", "money") or reading.before(share, 4).rstrip("到了比约") != "占":
            continue
        at = reading.position[part.start]
        last = runs[-1][-1][1] if runs[-1] else None
        gap = reading.skeleton[reading.position[last.start] + 1 : at] if last is not None else ""
        if last is not None and (len(gap) > 24 or any(c in FIGURES for c in gap) or _APART.search(gap)):
            runs.append([])
        runs[-1].append((part, share))
    return max(runs, key=len)
