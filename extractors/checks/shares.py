"""Binding of a share to its part and its whole: p % = part / whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.likeness import holds_all
from extractors.checks.partlist import is_bracketed
from extractors.checks.parts import find_parts
from extractors.checks.reading import Reading, Stretch
from extractors.checks.share_rates import rated
from extractors.checks.share_wholes import Share, agrees, between_semicolons, by_noun, by_scope, in_parallel, is_whole, of_the_same, trimmed
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
_JOINED = re.compile("[^，；：。、]{0,3}(?:[、和与及]|，?以及)[^，；：。、]{0,3}")
_FILLER = re.compile("[约已均也就共仅只则还，其了并人家名企业职工会员中有的]")
_COUNTED = ("count", "money", "area", "other-measure")
_CUE, _THAT_IS = re.compile("占"), re.compile("即")
_BACK, _OPENING = 200, 10
_NOT_PART = re.compile("新增|较|比|同比|增长|下降|目标|计划|任务")


def find_shares(reading: Reading) -> tuple[Share, ...]:
    """Every bound share of the text; each percentage at most once."""
    known = reading.memo.get("shares")
    if known is None:
        known = reading.memo["shares"] = tuple(_distinct(reading))
    assert isinstance(known, tuple)
    return known


def _distinct(reading: Reading) -> Iterator[Share]:
    seen: set[int] = set()
    kept: list[Share] = []
    for found in (*_stated(reading), *_named(reading), *rated(reading)):
        if found.share.start not in seen and found.part is not found.whole:
            seen.add(found.share.start)
            kept.append(found)
    yield from kept
    yield from (s for s in in_parallel(reading, kept) if s.share.start not in seen)


def _stated(reading: Reading) -> Iterator[Share]:
    """90家，占120家企业的75%."""
    for m in (*reading.search(_STATED, least=3, cue=_CUE), *reading.search(_NAMELY, least=3, cue=_THAT_IS)):
        part, whole, share = (reading.bound(m, n) for n in ("part", "whole", "share"))
        if dimension(part) == dimension(whole) and not re.search("目标|任务|计划|指标", m.group()):
            yield Share(share, part, whole, "占比", True)


def _named(reading: Reading) -> Iterator[Share]:
    """其中女职工400人，占40% / 女会员300人，占会员总数的60% / 甲300人、乙200人，分别占60%和40%."""
    found = find_parts(reading)
    wholes = {f.start: p.whole for p in found for f in p.parts}
    heads = {p.cluster: p.whole for p in found if p.way == "其中"}
    for m in reading.search(_SHARE, least=2, cue=_CUE):
        first, of = reading.bound(m, "share"), m.group("of")
        if _NOT_PART.search(of):
            continue
        sentence = reading.sentence_of(first)
        earlier = [f for f in sentence.figures if reading.position[f.start] < m.start() and f.unit != "%" and f.kind in _COUNTED]
        earlier = [f for f in earlier if not is_bracketed(reading, f, sentence.start, m.start())] or earlier  # 91名（含女性14名），占7.4%
        for part, share in _partners(reading, sentence, m, first, earlier):
            if part.start not in wholes and (head := _head(reading, sentence, part, heads)) is not None:
                wholes[part.start] = head
            yield from _of_whole(reading, sentence, _own_part(reading, part, of, earlier), share, of, wholes)


def _head(reading: Reading, sentence: Stretch, part: Figure, heads: dict[int, Figure]) -> Figure | None:
    """劳动模范中，企业职工46名、…；女性23名，占…: the whole that the sentence opens with."""
    found = next((whole for cue, whole in heads.items() if sentence.start <= cue <= sentence.start + _OPENING), None)
    return found if found is not None and dimension(found) == dimension(part) and found is not part else None


def _own_part(reading: Reading, part: Figure, of: str, earlier: list[Figure]) -> Figure:
    """首批18家基层工会的补助资金36万元…，占应补助基层工会数的…: the part is what counts the noun of the whole."""
    noun = trimmed(of)
    if len(noun) < 3 or holds_all(reading.label(part), noun):
        return part
    return next((f for f in reversed(earlier) if dimension(f) != dimension(part) and reading.after(f, 12).startswith(noun[-4:])), part)


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
    whole = wholes.get(part.start) if generic else by_noun(reading, part, of) or by_scope(reading, part, of)
    if not generic and whole is not None and reading.in_prose(whole) and reading.position[whole.start] < sentence.start and (whole.high or 0) < (part.low or 0):
        whole = None  # 推选代表10名。入会职工4300人，占职工总数的92%: the few of another sentence
    if whole is not None and agrees(reading, share, part, whole):
        yield Share(share, part, whole, "占比", True)
        return
    if generic and whole is not None and of_the_same(reading, sentence, share, part, whole):
        return
    own = whole is not None and reading.in_prose(whole) and reading.position[whole.start] >= sentence.start
    near = reading.figures_between(sentence.start if own else max(0, sentence.start - _BACK), reading.position[part.start])
    fitting = [f for f in near if dimension(f) == dimension(part) and f is not part and agrees(reading, share, part, f)]
    if fitting:
        yield Share(share, part, fitting[-1], "占比", True)
    elif whole is not None:
        yield Share(share, part, whole, "占比", True)
    elif generic:
        yield from _only_pair(reading, sentence, part, share)


def _only_pair(reading: Reading, sentence: Stretch, part: Figure, share: Figure) -> Iterator[Share]:
    """履约检查320份，良好的304份，占95%: two figures of a kind and one percentage between semicolons."""
    inside = between_semicolons(reading, sentence, share)
    same = [f for f in inside if dimension(f) == dimension(part) and f.start < share.start]
    rates = [f for f in inside if f.unit == "%"]
    if len(same) == 2 and same[1] is part and len(rates) == 1:
        yield Share(share, part, same[0], "占比", agrees(reading, share, part, same[0]) or is_whole(reading, same[0]))
