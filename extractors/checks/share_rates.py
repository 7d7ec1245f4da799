"""Binding of a named rate (建会率, 采纳率) to its part and its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.likeness import holds_all
from extractors.checks.parts import find_parts
from extractors.checks.rates import Rate, rate_before
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_level, is_mean, is_old, is_shift
from extractors.checks.share_wholes import Share, agrees, between_semicolons
from extractors.checks.template import PERCENT
from extractors.checks.words import dimension
from extractors.model import Figure

_BACK, _TRIED, _CLOSE, _WIDE = 100, 4, 24, 60
_NOUN = 4
_APART = re.compile("；|。[^，。]{0,6}全[市省区县国]|[，；、]全[市省区县国][^，；。]{3,}率")
_DEMANDED = re.compile("要求|目标|计划|任务")
_NOT_PART = re.compile("新增|较|比|同比|增长|下降|目标|计划|任务")
_ORDERED = re.compile("责令|要求|限期|查出|发现|存在|需|拟")
_HAVE = re.compile("[^，；。]{0,16}(?:中|里)?，?(?:其中|目前|现)?(?:已有|已|有)?[^，；。、]{0,8}")
_OF_THEM = re.compile("中|里|其中|已")
_DENIED = re.compile("[不未没](?![少超同])")
_RATE_BETWEEN = re.compile("[，；].*率")


def rated(reading: Reading) -> Iterator[Share]:
    """120家企业中已建会90家，建会率75%."""
    members = {f.start for p in find_parts(reading) if len(p.parts) > 1 for f in p.parts}
    previous: Stretch | None = None
    for sentence in reading.sentences:
        if len(sentence.figures) > 1 and reading.skeleton.find(PERCENT, sentence.start, sentence.end) >= 0:
            for share in sentence.figures:
                if share.unit == "%" and (rate := rate_before(reading, share)) is not None and not reading.before(share, 2).endswith(("由", "从")):
                    found = _pair_of(reading, sentence, share, rate, members) if rate.parts else None
                    found = found or _carried(reading, sentence, previous, share, rate)
                    yield from [found] if found else _agreeing(reading, sentence, share, rate)
        previous = sentence


def _pair_of(reading: Reading, sentence: Stretch, share: Figure, rate: Rate, members: set[int]) -> Share | None:
    earlier = _earlier(reading, sentence, share, rate)
    alone = len(earlier) == 2
    told = [f for f in earlier if _has(reading.before(f, 14), rate)]
    if told and dimension(told[-1]) != dimension(earlier[-1]):
        earlier = earlier[: earlier.index(told[-1]) + 1]  # 采纳48条，预计节约成本27万元，采纳率
    earlier = [f for f in earlier if f is earlier[-1] or (f.start not in members and dimension(f) == dimension(earlier[-1]))]
    if len(earlier) < 2:
        return None
    lone = alone or len(earlier) == 2
    whole, part = earlier[-2], earlier[-1]
    joint = reading.skeleton[reading.position[whole.start] + 1 : reading.position[part.start]]
    around = _around(reading, part)
    within = rate.capped and _is_next(sentence, part, share) and bool(_HAVE.fullmatch(joint)) and _OF_THEM.search(joint) is not None
    only = alone and any(c in reading.before(part, 8) for c in "".join(rate.parts))
    if not (only or within or _has(around, rate)) or _ORDERED.search(reading.before(part, 8)):
        return None
    if _RATE_BETWEEN.search(reading.skeleton, reading.position[part.start], reading.position[share.start] - len(rate.name)):
        return None
    low, high = reading.value(part).best, reading.value(whole).best
    named = within or (len(joint) <= _CLOSE and _has(reading.before(part, 10), rate))
    named = named or (
        len(joint) <= _WIDE and _has(reading.before(part, 4), rate) and whole.unit == part.unit and _is_next(sentence, part, share)
    )
    if low is None or high is None or (low > high and not alone and not named):
        return None
    pairs = [(a, b) for a in earlier for b in earlier if a is not b and dimension(a) == dimension(b) and agrees(reading, share, b, a)]
    if pairs and (whole, part) not in pairs:
        whole, part = pairs[-1]
    elif not pairs and (other := _of_the_words(reading, sentence, share, part)) is not None:
        return Share(share, *other, rate.name, True)
    certain = (lone or named) and not _NOT_PART.search(around) and not _NOT_PART.search(_around(reading, whole))
    return Share(share, part, whole, rate.name, (certain and _one_report(reading, whole, part, share, rate)) or bool(pairs))


def _of_the_words(reading: Reading, sentence: Stretch, share: Figure, part: Figure) -> tuple[Figure, Figure] | None:
    """下岗职工4975人；已安置下岗职工1881人，安置失业人员2977人，下岗职工安置率38%: part and whole, further back, that the words of the rate name and that yield it."""
    said = reading.before(share, 20)
    told = [f for f in sentence.figures if f.start < share.start and dimension(f) == dimension(part)]
    told = [f for f in told if len(noun := reading.before(f, _NOUN)) == _NOUN and noun in said]
    return next(((b, a) for a in told for b in told if a is not b and agrees(reading, share, b, a)), None)


def _earlier(reading: Reading, sentence: Stretch, share: Figure, rate: Rate) -> list[Figure]:
    """The levels before the rate that it may be of, between its semicolons if there are two."""
    found = [f for f in sentence.figures if f.start < share.start and f.kind in ("count", "money") and rate.base in (None, dimension(f))]
    inside = between_semicolons(reading, sentence, share)
    scoped = [f for f in found if f in inside]
    found = scoped if len(scoped) > 1 else found
    return [f for f in found if not (is_mean(reading, f) or is_shift(reading, f) or is_old(reading, f))]


def _is_next(sentence: Stretch, part: Figure, share: Figure) -> bool:
    at = sentence.figures.index(part)
    return at + 1 < len(sentence.figures) and sentence.figures[at + 1] is share


def _has(words: str, rate: Rate) -> bool:
    """Whether a word of the rate's numerator is there, and not denied (不符合建档条件)."""
    return any(w in words for w in rate.parts) and not _DENIED.search(words)


def _carried(reading: Reading, sentence: Stretch, previous: Stretch | None, share: Figure, rate: Rate) -> Share | None:
    """发放借款128.6万元…。到十月底，借款已归还71.4万元，归还率达…: the sentence takes up the noun of a figure of the one before."""
    earlier = _earlier(reading, sentence, share, rate)
    if previous is None or len(earlier) != 1 or not _has(reading.before(earlier[0], 10), rate) or not _is_next(sentence, earlier[0], share):
        return None
    part = earlier[0]
    clause = reading.before(part, 24)
    for whole in reversed(previous.figures):
        noun = reading.before(whole, 12)[-2:]
        if dimension(whole) == dimension(part) and len(noun) == 2 and clause.startswith(noun) and is_level(reading, whole):
            return Share(share, part, whole, rate.name, True)
    return None


def _one_report(reading: Reading, whole: Figure, part: Figure, share: Figure, rate: Rate) -> bool:
    """Nothing between whole, part and share begins another report (；全市…率; ；复工企业… where the rate may be of anything), and the whole is no demand."""
    places = [reading.position[f.start] for f in (whole, part, share)]
    if "；" in reading.skeleton[min(places) : max(places)] and not _of_these(reading, whole, part, rate):
        return False
    apart = [reading.skeleton[a + 1 : b] for a, b in pairwise(sorted(places))]
    apart = [gap.replace("；", "，") if rate.base or _has(reading.before(part, 4), rate) else gap for gap in apart]
    return not any(_APART.search(gap) for gap in apart) and not _DEMANDED.search(reading.before(whole, 12))


def _of_these(reading: Reading, whole: Figure, part: Figure, rate: Rate) -> bool:
    """Whether the words before ``part`` name nobody but those whom ``whole`` counts (…1200家；其中已建会企业900家, not …；世界五百强企业建会30家)."""
    words = reading.before(part, 20)
    for said in (*rate.parts, "其中", "已经", "已", "工会", "的", "有", "共", "现", "建立", "目前"):
        words = words.replace(said, "")
    return len(words) < 2 or holds_all(reading.label(whole), words)


def _agreeing(reading: Reading, sentence: Stretch, share: Figure, rate: Rate) -> Iterator[Share]:
    """A rate whose numerator is not named by its words: the last two counts before it, if they yield it."""
    near = reading.figures_between(max(0, sentence.start - _BACK), reading.position[share.start])
    earlier = [f for f in near if f.kind == "count"][-_TRIED:]
    for part in reversed(earlier):
        for whole in reversed(earlier):
            smaller = (part.low or 0) < (whole.low or 0)
            if smaller and dimension(part) == dimension(whole) and agrees(reading, share, part, whole):
                yield Share(share, part, whole, rate.name, True)
                return


def _around(reading: Reading, figure: Figure) -> str:
    return reading.before(figure, 14) + reading.after(figure, 10)
