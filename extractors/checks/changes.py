"""Binding of a change to its levels: from what, to what, by how much.

Read are 由甲增至乙，增长丙; 乙，比去年的甲增长丙; 去年甲，今年乙，增长丙; 乙，增加丁，增长丙; 乙，为上年（甲）的丙. Between the levels and the change there may be only words
that speak of the comparison itself (同比, 较上年, 增幅): any other noun means that the change is another measure's, and nothing is bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractors.checks.reading import Reading
from extractors.checks.template import PERIOD, compile
from extractors.checks.words import dimension, longest_first
from extractors.lexicons import read
from extractors.model import Figure

Direction = Literal["up", "down"]
_LINK = f"[，、；（同比环净较与和相期共累计总体整平均分别实现一年度间上去前末底初时的了约也即就均又再已按可口径不变价格剔扣除因素实际名义后{PERIOD}]{{0,20}}?"
_JOIN = "[了达到为约是至少近有：大超过幅度率]{0,6}"
_COMPARED = re.compile("[比较同与]")
_UNLIKE = re.compile("可比|不变价|剔除|扣除|年均|平均每年|名义|实际增|折算|同口径|环比|生产总值|增加值|GDP|产值")


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` and ``now``: the levels (``before`` may be absent where ``delta`` stands for it). ``change``: the printed change or ratio.

    ``way``: ``by`` (增长丙) or ``of`` (为上年的丙). ``verb``: the printed word. ``unlike``: a word that says that the levels need not yield the rate.
    """

    before: Figure | None
    now: Figure
    change: Figure
    direction: Direction
    way: Literal["by", "of"]
    verb: str
    delta: Figure | None = None
    unlike: str | None = field(default=None, compare=False)


@cache
def _words(form: str) -> dict[str, Direction]:
    rows = read("check_changes.csv", ("word", "direction", "form"))
    return {r["word"]: "up" if r["direction"] == "up" else "down" for r in rows if r["form"] == form}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    verb, rate = longest_first(list(_words("verb"))), longest_first(list(_words("rate")))
    # 净增会员60人: a net change is the levels' own, whatever noun follows.
    by = f"{_LINK}(?:(?P<verb>{rate}|{verb}){_JOIN}|(?P<net>净增[加长]?|净减少?)<-5>)<f:change>"
    second = f"(?:{_LINK}(?P<also>{rate}|{verb}){_JOIN}<f:second>)?"
    of = f"{_LINK}(?:为|是|相当于|达到?|达){_LINK}(?P<verb>的)<f:change>"
    levels = [
        "(?:由|从|自)<-14><f:before><-8>(?:到了?|至|为|成)<-4><f:now><-4>",
        f"<f:before><-6>(?:{verb})(?:到了?|至|为)<-4><f:now><-4>",
        f"(?:{PERIOD}|去年|上年|往年)<-12><f:before><-4>[，；]<-6>(?:{PERIOD}|今年|本年)<-12><f:now><-4>",
    ]
    pairs = [("by", compile(level + by + second)) for level in levels] + [("of", compile(level + of)) for level in levels[:2]]
    compared = f"<f:now><-8>，?<-8>(?:比|较|与|同)(?P<gap>[^，；：。！？\n\ue000-\ue007]{{0,10}}?)<f:before><-6>(?:相比)?，?(?:的)?{_LINK}(?P<verb>{rate}|{verb}){_JOIN}<f:change>{second}"
    delta = f"<f:now><-4>{_LINK}(?P<also>{verb})(?:了|约|近)*<f:delta><-3>{_LINK}(?P<verb>{rate}|{verb}){_JOIN}<p:change>"
    ratio = "<f:now><-6>[，（]?<-6>(?:为|是|相当于)<-10><f:before><-4>(?P<verb>的)<f:change>"
    return (*pairs, ("by", compile(delta)), ("by", compile(compared)), ("of", compile(ratio)))


def find_changes(reading: Reading) -> tuple[Change, ...]:
    """Every bound change of the text; a change that two readings bind is bound by the first."""
    known = reading.memo.get("changes")
    if known is None:
        known = reading.memo["changes"] = tuple(_distinct(reading))
    assert isinstance(known, tuple)
    return known


def _distinct(reading: Reading) -> Iterator[Change]:
    seen: set[int] = set()
    for way, pattern in _patterns():
        for m in reading.search(pattern, least=3):
            for change in _bound(reading, m, way):
                if change.change.start not in seen:
                    seen.add(change.change.start)
                    yield change


def _bound(reading: Reading, m: re.Match[str], way: str) -> Iterator[Change]:
    groups = m.groupdict()
    now, change = reading.bound(m, "now"), reading.bound(m, "change")
    before = reading.bound_or_none(m, "before") if "before" in groups else None
    delta = reading.bound_or_none(m, "delta") if "delta" in groups else None
    against = before or delta
    if against is None or not _alike(against, now) or now.kind == "ratio" or now.unit == "个百分点":
        return
    if any(verb in (groups.get("gap") or "") for verb in _words("verb")):
        return  # 比上年增加60人，增长20%: the 60 is no level
    if delta is not None and _COMPARED.search(reading.before(now, 16, "，；：。")):
        return  # 较上年的300人增加60人: the 300 is the level before
    unlike = _UNLIKE.search(reading.skeleton, max(0, m.start() - 24), m.end())
    why = unlike.group() if unlike else None
    if way == "of":
        yield Change(before, now, change, "up", "of", groups["verb"], unlike=why)
        return
    verb = groups["verb"] or groups["net"]
    yield Change(before, now, change, _direction(verb), "by", verb, delta, why)
    if groups.get("second") and (second := reading.bound_or_none(m, "second")):
        yield Change(before, now, second, _direction(groups["also"]), "by", groups["also"], None, why)


def _alike(a: Figure, b: Figure) -> bool:
    """Of one dimension; a bare number (由180增至230家) takes the other's."""
    return dimension(a) == dimension(b) or (a.kind == b.kind and not (a.unit and b.unit))


def _direction(verb: str) -> Direction:
    return _words("verb").get(verb) or _words("rate").get(verb) or "up"
