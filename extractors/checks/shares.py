"""Binding of a share to its part and its whole: p % = part / whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.checks.bounds import judge
from extractors.checks.parts import find_parts
from extractors.checks.rates import Rate, rate_before
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading, Stretch
from extractors.checks.template import FIGURES, compile
from extractors.checks.words import dimension
from extractors.model import Figure

_STATED = compile("<v:part><-10>[，（、]?<-6>占(?:到|了)?<-8><v:whole><-10>的<p:share>")
_SHARE = compile(
    "<v:part><-12>[，（、]?<-4>占(?:到|了)?(?P<of>[^，；：。！？\n" + FIGURES + "]{0,20}?)(?:的|为|达到?|比例?|比重|约|近|超过?)*<p:share>"
)
_GENERIC = re.compile("(?:其|总|全部|全体|所有|总数|总人数|总量|总额|总户数|总家数|总[体计]|比例?|比重|比率|[的数为])*")
_TRIMMED = re.compile("总人数|总数|总量|总额|总户数|人数|数量|全[市省区县镇厂国公司校院]+|全部|全体|所有|应|现有|[的数总]")
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
    return ratio is not None and judge(reading.value(share), ratio.scaled(100)) != "fails"


def _stated(reading: Reading) -> Iterator[Share]:
    """90家，占120家企业的75%."""
    for m in reading.search(_STATED, least=3):
        part, whole, share = (reading.bound(m, n) for n in ("part", "whole", "share"))
        if dimension(part) == dimension(whole) and not re.search("目标|任务|计划|指标", m.group()):
            yield Share(share, part, whole, "占比", True)


def _named(reading: Reading) -> Iterator[Share]:
    """其中女职工400人，占40% / 女会员300人，占会员总数的60%."""
    wholes = {f.start: p.whole for p in find_parts(reading) for f in p.parts}
    for m in reading.search(_SHARE, least=2):
        part, share, of = reading.bound(m, "part"), reading.bound(m, "share"), m.group("of")
        if _NOT_PART.search(of):
            continue
        generic = bool(_GENERIC.fullmatch(of))
        sentence = reading.sentence_of(share)
        if generic and part.start in wholes:
            yield Share(share, part, wholes[part.start], "占比", True)
        elif generic:
            yield from _only_pair(reading, sentence, part, share)
        elif (whole := _by_noun(reading, part, of)) is not None:
            yield Share(share, part, whole, "占比", True)


def _only_pair(reading: Reading, sentence: Stretch, part: Figure, share: Figure) -> Iterator[Share]:
    same = [f for f in sentence.figures if dimension(f) == dimension(part) and f.start < share.start]
    rates = [f for f in sentence.figures if f.unit == "%"]
    if len(same) == 2 and same[1] is part and len(rates) == 1:
        yield Share(share, part, same[0], "占比", agrees(reading, share, part, same[0]) or _is_whole(reading, same[0]))


def _is_whole(reading: Reading, figure: Figure) -> bool:
    return bool(re.search("全|共|总|现有|应|辖区|有", reading.before(figure, 12)))


def _by_noun(reading: Reading, part: Figure, of: str) -> Figure | None:
    """The one earlier figure of the same or the previous sentence that counts what the share is said to be of."""
    noun = _TRIMMED.sub("", of)
    if len(noun) < 2:
        return None
    sentence = reading.sentence_of(part)
    near = [
        f for f in reading.figures_between(max(0, sentence.start - 120), reading.position[part.start]) if dimension(f) == dimension(part)
    ]
    fitting = [f for f in near if noun in reading.label(f) and f is not part]
    return fitting[-1] if len(fitting) == 1 else None


def _rated(reading: Reading) -> Iterator[Share]:
    """120家企业中已建会90家，建会率75%."""
    for sentence in reading.sentences:
        if len(sentence.figures) < 3:
            continue
        for share in sentence.figures:
            if share.unit == "%" and (rate := rate_before(reading, share)) is not None and rate.parts:
                yield from _pair_of(reading, sentence, share, rate)


def _pair_of(reading: Reading, sentence: Stretch, share: Figure, rate: Rate) -> Iterator[Share]:
    earlier = [f for f in sentence.figures if f.start < share.start and f.kind == "count" and (rate.base in (None, dimension(f)))]
    if len(earlier) < 2:
        return
    whole, part = earlier[-2], earlier[-1]
    if dimension(whole) != dimension(part) or not any(w in _around(reading, part) for w in rate.parts):
        return
    if re.search("[，；]" + ".*" + "率", reading.skeleton[reading.position[part.start] : reading.position[share.start] - len(rate.name)]):
        return
    low, high = reading.value(part).best, reading.value(whole).best
    if low is None or high is None or low > high:
        return
    pairs = [(a, b) for a in earlier for b in earlier if a is not b and dimension(a) == dimension(b) and agrees(reading, share, b, a)]
    if pairs and (whole, part) not in pairs:
        whole, part = pairs[-1]
    sure = len(earlier) == 2 and not _NOT_PART.search(_around(reading, part)) and not _NOT_PART.search(_around(reading, whole))
    yield Share(share, part, whole, rate.name, sure or bool(pairs))


def _around(reading: Reading, figure: Figure) -> str:
    return reading.before(figure, 14) + reading.after(figure, 10)
