"""Binding of a share to its part and its whole: p % = part / whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.checks.bounds import judge
from extractors.checks.likeness import holds_all
from extractors.checks.parts import find_parts
from extractors.checks.rates import Rate, rate_before
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_level, is_mean, is_old, is_shift
from extractors.checks.template import FIGURES, compile
from extractors.checks.words import dimension
from extractors.model import Figure

_STATED = compile("<v:part><-10>[，（、]?<-6>占(?:到|了)?<-8><v:whole><-10>的<p:share>")
_NAMELY = compile("(?:率|面|比例)(?:已?达到?|为|是)*<p:share>[，（：]即<-10><v:whole><-8>(?:中|，)<-6>(?:有|已)<-8><v:part>")
_SHARE = compile(
    "(?P<who>[^，；：。！？、（\n"
    + FIGURES
    + "]{0,12}?)(?P<each>分别|各)?占(?:到|了)?(?P<of>[^，；：。！？\n"
    + FIGURES
    + "]{0,20}?)(?:的|为|达到?|比例?|比重|约|近|超过?)*<p:share>"
)
_GENERIC = re.compile("(?:其|总|全部|全体|所有|总数|总人数|总量|总额|总户数|总家数|总[体计]|比例?|比重|比率|[的数为])*")
_TRIMMED = re.compile("总人数|总数|总量|总额|总户数|人数|数量|全[市省区县镇厂国公司校院]+|全部|全体|所有|应|现有|[的数总]")
_JOINED = re.compile("[^，；：。、]{0,3}(?:[、和与及]|，?以及)[^，；：。、]{0,3}")
_FILLER = re.compile("[约已均也就共仅只则还，其了并人家名企业职工会员中有的]")
_COUNTED = ("count", "money", "area", "other-measure")
_BACK = 200
_TRIED, _CLOSE = 4, 24
_APART = re.compile("；|。[^，。]{0,6}全[市省区县国]|[，；、]全[市省区县国][^，；。]{3,}率")
_DEMANDED = re.compile("要求|目标|计划|任务")
_NOT_PART = re.compile("新增|较|比|同比|增长|下降|目标|计划|任务")


@dataclass(frozen=True, slots=True)
class Share:
    """``share`` (a percentage) of ``whole`` is ``part``. ``sure``: no other whole or part could be meant."""

    share: Figure
    part: Figure
    whole: Figure
    name: str
    sure: bool


def find_shares(reading: Reading) -> tuple[Share, ...]:
    """Every bound share of the text; each percentage at most once."""
    known = reading.memo.get("shares")
    if known is None:
        known = reading.memo["shares"] = tuple(_distinct(reading))
    assert isinstance(known, tuple)
    return known


def _distinct(reading: Reading) -> Iterator[Share]:
    seen: set[int] = set()
    for found in (*_stated(reading), *_named(reading), *_rated(reading)):
        if found.share.start not in seen and found.part is not found.whole:
            seen.add(found.share.start)
            yield found


def agrees(reading: Reading, share: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the printed percentage is ``part / whole``."""
    ratio = quotient(reading.value(part), reading.value(whole))
    if part.comparator or whole.comparator:
        return False
    return ratio is not None and judge(reading.value(share), ratio.scaled(100)) != "fails"


def _stated(reading: Reading) -> Iterator[Share]:
    """90家，占120家企业的75%."""
    for m in (*reading.search(_STATED, least=3), *reading.search(_NAMELY, least=3)):
        part, whole, share = (reading.bound(m, n) for n in ("part", "whole", "share"))
        if dimension(part) == dimension(whole) and not re.search("目标|任务|计划|指标", m.group()):
            yield Share(share, part, whole, "占比", True)


def _named(reading: Reading) -> Iterator[Share]:
    """其中女职工400人，占40% / 女会员300人，占会员总数的60% / 甲300人、乙200人，分别占60%和40%."""
    wholes = {f.start: p.whole for p in find_parts(reading) for f in p.parts}
    for m in reading.search(_SHARE, least=2):
        first, of = reading.bound(m, "share"), m.group("of")
        if _NOT_PART.search(of):
            continue
        sentence = reading.sentence_of(first)
        earlier = [f for f in sentence.figures if reading.position[f.start] < m.start() and f.unit != "%" and f.kind in _COUNTED]
        for part, share in _partners(reading, sentence, m, first, earlier):
            yield from _of_whole(reading, sentence, part, share, of, wholes)


def _partners(reading: Reading, sentence: Stretch, m: re.Match[str], first: Figure, earlier: list[Figure]) -> list[tuple[Figure, Figure]]:
    """The parts that the percentages are shares of: one each in order for 分别占, the one that the words before 占 name, else the nearest."""
    if not earlier:
        return []
    shares = [first]
    for f in sentence.figures:
        if f.start > shares[-1].start and f.unit == "%":
            if not _JOINED.fullmatch(reading.skeleton, reading.position[shares[-1].start] + 1, reading.position[f.start]):
                break
            shares.append(f)
    if m.group("each") or len(shares) > 1:
        parts = [f for f in earlier if dimension(f) == dimension(earlier[-1])][-len(shares) :]
        return list(zip(parts, shares, strict=True)) if len(parts) == len(shares) > 1 else []
    who = _FILLER.sub("", m.group("who"))
    if not who or reading.position[earlier[-1].start] + 1 >= m.start("who"):
        return [(earlier[-1], first)]
    told = [f for f in earlier if who in reading.label(f)]
    return [(told[-1], first)] if told else []


def _of_whole(reading: Reading, sentence: Stretch, part: Figure, share: Figure, of: str, wholes: dict[int, Figure]) -> Iterator[Share]:
    generic = bool(_GENERIC.fullmatch(of))
    whole = wholes.get(part.start) if generic else _by_noun(reading, part, of)
    if whole is not None and agrees(reading, share, part, whole):
        yield Share(share, part, whole, "占比", True)
        return
    near = reading.figures_between(max(0, sentence.start - _BACK), reading.position[part.start])
    fitting = [f for f in near if dimension(f) == dimension(part) and f is not part and agrees(reading, share, part, f)]
    if fitting:
        yield Share(share, part, fitting[-1], "占比", True)
    elif whole is not None:
        yield Share(share, part, whole, "占比", True)
    elif generic:
        yield from _only_pair(reading, sentence, part, share)


def _only_pair(reading: Reading, sentence: Stretch, part: Figure, share: Figure) -> Iterator[Share]:
    """履约检查320份，良好的304份，占95%: two figures of a kind and one percentage between semicolons."""
    inside = _between_semicolons(reading, sentence, share)
    same = [f for f in inside if dimension(f) == dimension(part) and f.start < share.start]
    rates = [f for f in inside if f.unit == "%"]
    if len(same) == 2 and same[1] is part and len(rates) == 1:
        yield Share(share, part, same[0], "占比", agrees(reading, share, part, same[0]) or _is_whole(reading, same[0]))


def _between_semicolons(reading: Reading, sentence: Stretch, figure: Figure) -> list[Figure]:
    at = reading.position[figure.start]
    begin = max(reading.skeleton.rfind("；", sentence.start, at), sentence.start)
    end = reading.skeleton.find("；", at, sentence.end)
    return [f for f in sentence.figures if begin <= reading.position[f.start] < (end if end >= 0 else sentence.end)]


def _is_whole(reading: Reading, figure: Figure) -> bool:
    return bool(re.search("全|共|总|现有|应|辖区|有|对|向|抽查|检查|受理|收到|收集|征集|提出", reading.before(figure, 12)))


def _by_noun(reading: Reading, part: Figure, of: str) -> Figure | None:
    """The one earlier figure of the same or the previous sentence that counts what the share is said to be of."""
    noun = _TRIMMED.sub("", of)
    if len(noun) < 2:
        return None
    sentence = reading.sentence_of(part)
    near = [
        f for f in reading.figures_between(max(0, sentence.start - 120), reading.position[part.start]) if dimension(f) == dimension(part)
    ]
    fitting = [f for f in near if f is not part and is_level(reading, f) and holds_all(reading.before(f, 16) + reading.after(f, 10), noun)]
    fitting = [f for f in fitting if f.unit == part.unit] or fitting
    return fitting[-1] if len(fitting) == 1 else None


def _rated(reading: Reading) -> Iterator[Share]:
    """120家企业中已建会90家，建会率75%."""
    for sentence in reading.sentences:
        if len(sentence.figures) < 3:
            continue
        for share in sentence.figures:
            if share.unit == "%" and (rate := rate_before(reading, share)) is not None:
                found = list(_pair_of(reading, sentence, share, rate)) if rate.parts else []
                yield from found or _agreeing(reading, sentence, share, rate)


def _pair_of(reading: Reading, sentence: Stretch, share: Figure, rate: Rate) -> Iterator[Share]:
    earlier = [
        f for f in sentence.figures if f.start < share.start and f.kind in ("count", "money") and (rate.base in (None, dimension(f)))
    ]
    scoped = [f for f in _between_semicolons(reading, sentence, share) if f in earlier]
    earlier = scoped if len(scoped) > 1 else earlier
    earlier = [f for f in earlier if not (is_mean(reading, f) or is_shift(reading, f) or is_old(reading, f))]
    if len(earlier) < 2:
        return
    whole, part = earlier[-2], earlier[-1]
    only = len(earlier) == 2 and any(c in reading.before(part, 8) for c in "".join(rate.parts))
    if dimension(whole) != dimension(part) or not (only or any(w in _around(reading, part) for w in rate.parts)):
        return
    if re.search("[，；]" + ".*" + "率", reading.skeleton[reading.position[part.start] : reading.position[share.start] - len(rate.name)]):
        return
    low, high = reading.value(part).best, reading.value(whole).best
    between = reading.position[part.start] - reading.position[whole.start]
    named = between <= _CLOSE and any(w in reading.before(part, 10) for w in rate.parts)
    if low is None or high is None or (low > high and len(earlier) > 2 and not named):
        return
    pairs = [(a, b) for a in earlier for b in earlier if a is not b and dimension(a) == dimension(b) and agrees(reading, share, b, a)]
    if pairs and (whole, part) not in pairs:
        whole, part = pairs[-1]
    sure = (len(earlier) == 2 or named) and not _NOT_PART.search(_around(reading, part)) and not _NOT_PART.search(_around(reading, whole))
    yield Share(share, part, whole, rate.name, (sure and _one_report(reading, whole, part, share, rate)) or bool(pairs))


def _one_report(reading: Reading, whole: Figure, part: Figure, share: Figure, rate: Rate) -> bool:
    """Nothing between whole, part and share begins another report (；全市…率; ；复工企业… where the rate may be of anything), and the whole is no demand."""
    places = [reading.position[f.start] for f in (whole, part, share)]
    apart = [reading.skeleton[a + 1 : b] for a, b in pairwise(sorted(places))]
    apart = [gap.replace("；", "，") if rate.base else gap for gap in apart]
    return not any(_APART.search(gap) for gap in apart) and not _DEMANDED.search(reading.before(whole, 12))


def _agreeing(reading: Reading, sentence: Stretch, share: Figure, rate: Rate) -> Iterator[Share]:
    """A rate whose numerator is not named by its words: the last two counts before it, if they yield it."""
    near = reading.figures_between(max(0, sentence.start - _BACK // 2), reading.position[share.start])
    earlier = [f for f in near if f.kind == "count"][-_TRIED:]
    for part in reversed(earlier):
        for whole in reversed(earlier):
            smaller = (part.low or 0) < (whole.low or 0)
            if smaller and dimension(part) == dimension(whole) and agrees(reading, share, part, whole):
                yield Share(share, part, whole, rate.name, True)
                return


def _around(reading: Reading, figure: Figure) -> str:
    return reading.before(figure, 14) + reading.after(figure, 10)
