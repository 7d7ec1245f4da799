"""Binding of a change to its levels: from what, to what, by how much.

Read are 由甲增至乙，增长丙; 乙，比去年的甲增长丙; 去年甲，今年乙，增长丙; 乙，增加丁，增长丙; 乙，为上年（甲）的丙. Between the levels and the change there may be only words
that speak of the comparison itself (同比, 较上年, 增幅): any other noun means that the change is another measure's, and nothing is bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from extractors.checks.bounds import judge
from extractors.checks.flows import is_flow
from extractors.checks.parts import find_parts
from extractors.checks.reading import Reading
from extractors.checks.roles import THAN, is_aim, is_old, is_shift
from extractors.checks.tabular import table_growths
from extractors.checks.template import FIGURES, MARKS, PERCENT, PERIOD, TIMES, compile
from extractors.checks.words import dimension, longest_first
from extractors.lexicons import read
from extractors.model import Figure

Direction = Literal["up", "down"]
_LINK = f"[，、；（同比环净较与和相期共累计总体整平均分别实现一年度间每月上去前末底初时原来的了约也即就均又再已按可口径不变价格剔扣除因素实际名义后{PERIOD}]{{0,20}}?"
_JOIN = "[了达到为约是至少近有：大超过幅度率]{0,6}"
BARRED = MARKS.replace("\n", "\\n") + FIGURES
_NET = compile("[，、；]<-8>净[增减][加长少]?<-5><f>")
_NEAR = 60
_CUE = re.compile(f"[增减升降涨翻提扩缩跌落攀压调高低多少超]|的[^。]{{0,12}}[{PERCENT}{TIMES}]")
_RATE_OF_CHANGE = re.compile("的?(?:增幅|增速|涨幅|降幅|增长)")
_UNLIKE = re.compile("可比|不变价|剔除|扣除|年均|平均每年|名义|实际增|折算|同口径|环比|生产总值|增加值|GDP|产值")


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` and ``now``: the levels (``before`` may be absent where ``delta`` stands for it; with both, ``now`` is ``delta``: only the increase is told). ``change``: the printed change or ratio.

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
    gap = f"[^比较{BARRED}]"
    levels = [
        f"(?:由|从|自)<-14><f:before><-8>(?:到了?|至|为|成|{PERIOD}的)<-4><f:now><-4>",
        f"<f:before><-6>(?:{verb})(?:到了?|至|为)<-4><f:now><-4>",
        f"(?P<then>{PERIOD}|去年|上年|往年){gap}{{0,12}}<f:before>{gap}{{0,4}}[，；]{gap}{{0,6}}(?P<present>{PERIOD}|今年|本年){gap}{{0,12}}<f:now>{gap}{{0,4}}",
    ]
    past = f"(?:而|但)?(?P<past>{PERIOD}|上年同期|去年同期|上年末|上年底|去年底|上年|去年|年初)[的仅只约为是有达到末底初共]{{0,4}}"
    levels.append(f"<f:now><-4>[，；（]{past}<f:before><-2>")
    pairs = [("by", compile(level + by + second)) for level in levels] + [("of", compile(level + of)) for level in (*levels[:2], levels[3])]
    reached = f"{_LINK}(?P<verb>(?:{verb})(?:到了?|至|为|{PERIOD}))(?:{_LINK}的)?<f:change>"
    pairs = [*(("of", compile(level + reached)) for level in levels[:2]), *pairs]  # 减少到30% is no fall by 30%
    turned = f"(?P<verb>{verb})(?:了|约|近)*<f:change>，(?:即)?(?:由|从)<-14><f:before><-8>(?:到了?|至|为)<-4><f:now>"
    delta = f"<f:now><-4>{_LINK}(?P<also>{verb})(?:了|约|近)*<f:delta><-3>{_LINK}(?P<verb>{rate}|{verb}){_JOIN}<p:change>"
    ratio = "<f:now><-6>[，（]?<-6>(?:为|是|相当于)<-10><f:before><-4>(?P<verb>的)<f:change>"
    return (
        *pairs,
        ("by", compile(turned)),
        ("by", compile(delta)),
        ("against", compile(f"{THAN}(?P<gap>[^{BARRED}]{{0,12}})<f:before><-6>(?:相比)?，?的?{by}{second}")),
        ("of", compile(ratio)),
        ("net", compile(levels[0] + "|" + levels[1].replace("before", "old").replace("now", "new"))),
    )


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
        for m in reading.search(pattern, least=3, cue=_CUE):
            for change in _bound(reading, m, way):
                if change.change.start not in seen:
                    seen.add(change.change.start)
                    yield change
    yield from (c for c in _across_sentences(reading) if c.change.start not in seen)
    for before, now, rate in table_growths(reading):
        minus = reading.text[max(0, rate.start - 1) : rate.start + 1].strip("0123456789.")
        yield Change(before, now, rate, "down" if minus and minus[-1] in "-－−—▼↓" else "up", "by", "增长")


def _bound(reading: Reading, m: re.Match[str], way: str) -> Iterator[Change]:
    groups = m.groupdict()
    unlike = _UNLIKE.search(reading.skeleton, max(0, m.start() - 24), m.end())
    why = unlike.group() if unlike else None
    if way == "net":
        yield from _net(reading, m, why)
        return
    change = reading.bound(m, "change")
    if way == "against":
        yield from _against(reading, m, change, why)
        return
    now = reading.bound(m, "now")
    before = reading.bound_or_none(m, "before") if "before" in groups else None
    delta = reading.bound_or_none(m, "delta") if "delta" in groups else None
    against = before or delta
    if against is None or not _alike(against, now) or now.kind == "ratio" or now.unit == "个百分点":
        return
    if groups.get("then") and is_flow(reading, now, "out"):
        return  # 去年1260户，今年退出380户、新增95户: no levels
    if delta is not None and is_old(reading, now):
        return  # 较上年的300人增加60人: the 300 is the level before
    if groups.get("then") and not _later(reading, m):
        return
    if groups.get("past") and not _earlier(reading, m, now):
        return
    if way == "of":
        yield Change(before, now, change, "up", "of", groups["verb"], unlike=why)
        return
    verb = groups["verb"] or groups.get("net") or ""
    if "分别" in reading.skeleton[reading.position[now.start] : reading.position[change.start]] and (rates := _joined(reading, change)):
        yield from _respectively(reading, rates, verb, why)
        return
    yield Change(before, now, change, _direction(verb), "by", verb, delta, why)
    if groups.get("second") and (second := reading.bound_or_none(m, "second")):
        yield Change(before, now, second, _direction(groups["also"]), "by", groups["also"], None, why)


_AND = re.compile("[、和与及]|，?以及")


def _joined(reading: Reading, first: Figure) -> list[Figure]:
    """A row of changes (增长27.6%和45.2%), empty where there is one alone."""
    row = [first]
    for f in reading.sentence_of(first).figures:
        if f.start > row[-1].start and dimension(f) == dimension(first):
            if not _AND.fullmatch(reading.skeleton, reading.position[row[-1].start] + 1, reading.position[f.start]):
                break
            row.append(f)
    return row if len(row) > 1 else []


def _respectively(reading: Reading, rates: list[Figure], verb: str, why: str | None) -> Iterator[Change]:
    """企业由486家增加到620家，职工由12.6万人增加到18.3万人，分别增长27.6%和45.2%: in order, as many as there are changes."""
    pattern = next(p for way, p in _patterns() if way == "net")
    start = reading.sentence_of(rates[0]).start
    found = [
        (reading.bound(m, "before"), reading.bound(m, "now")) if m.group("before") else (reading.bound(m, "old"), reading.bound(m, "new"))
        for m in pattern.finditer(reading.skeleton, start, reading.position[rates[0].start])
    ]
    if len(found) >= len(rates):
        for (before, now), rate in zip(found[-len(rates) :], rates, strict=True):
            if _alike(before, now):
                yield Change(before, now, rate, _direction(verb), "by", verb, None, why)


_THEN = re.compile(f"(?:去年同期|上年同期|去年|上年|前年|{PERIOD})[，]?")


@cache
def _rises() -> re.Pattern[str]:
    return re.compile(f"，(?P<than>同比|[比较](?:上年|去年)(?:同期)?|{THAN}{PERIOD})(?P<verb>{longest_first(list(_words('verb')))}){_JOIN}")


def _across_sentences(reading: Reading) -> Iterator[Change]:
    """去年同期，全区参保3.2万人。今年1至8月参保4.0万人，同比增长25%: two sentences of one level each."""
    for a, b in pairwise(reading.sentences):
        if len(a.figures) != 1 or len(b.figures) < 2 or b.start - a.end > 2 or b.figures[1].unit != "%":
            continue
        before, now, change = a.figures[0], b.figures[0], b.figures[1]
        m = _rises().fullmatch(reading.skeleton, reading.position[now.start] + 1, reading.position[change.start])
        then = _THEN.match(reading.skeleton, a.start)
        noun = reading.before(before, 12)[-2:]
        if m is None or then is None or not _alike(before, now) or len(noun) < 2 or reading.before(now, 12)[-2:] != noun:
            continue
        printed = reading.period_at[a.start].text if a.start in reading.period_at else then.group()
        if before.modality == "previous-period" or printed.startswith(("去年", "上年")):
            yield Change(before, now, change, _direction(m.group("verb")), "by", m.group("verb"), None, None)


def _against(reading: Reading, m: re.Match[str], change: Figure, why: str | None) -> Iterator[Change]:
    """比去年的甲增加丙，增长丁: the level now stands somewhere before in the sentence, or only the increase is told."""
    groups = m.groupdict()
    if any(verb in groups["gap"] for verb in _words("verb")):
        return  # 比上年增加60人，增长20%: the 60 is no level
    before = reading.bound(m, "before")
    verb = groups["verb"] or groups["net"]
    told = [(change, verb)] + (
        [(second, groups["also"])] if groups.get("second") and (second := reading.bound_or_none(m, "second")) else []
    )
    now = _level_now(reading, m.start(), before, told)
    for figure, word in told:
        if now is not None:
            yield Change(before, now, figure, _direction(word), "by", word, None, why)
        elif figure is not change and _alike(before, change):
            yield Change(before, change, figure, _direction(word), "by", word, change, why)


def _level_now(reading: Reading, at: int, before: Figure, told: list[tuple[Figure, str]]) -> Figure | None:
    """The nearest earlier level of the sentence, one that agrees with what is told if there is any."""
    sentence = reading.sentence_of(before)
    levels = [f for f in sentence.figures if reading.position[f.start] < at and _alike(f, before)]
    rates = before.unit == "%" and _RATE_OF_CHANGE.match(reading.after(before, 4)) is not None
    levels = [f for f in levels if not ((is_shift(reading, f) and not rates) or is_old(reading, f))]
    for f in reversed(levels):
        if any(_fits(reading, f, before, figure, _direction(word)) for figure, word in told):
            return f
    parts = {f.start for p in find_parts(reading) for f in p.parts}
    levels = [f for f in levels if f.start not in parts] or levels
    levels = [f for f in levels if not is_aim(reading, f)] or levels
    return levels[-1] if levels and at - reading.position[levels[-1].start] <= _NEAR else None


def _fits(reading: Reading, now: Figure, before: Figure, change: Figure, direction: Direction) -> bool:
    if change.unit == "%" and now.unit != "%":
        return False
    a, b = reading.value(now), reading.value(before)
    return judge(reading.value(change), a - b if direction == "up" else b - a) != "fails"


def _net(reading: Reading, m: re.Match[str], why: str | None) -> Iterator[Change]:
    """由甲增加到乙，当年撤并丙，净增丁: other figures may stand between."""
    groups = m.groupdict()
    before, now = (
        (reading.bound(m, "before"), reading.bound(m, "now")) if groups["before"] else (reading.bound(m, "old"), reading.bound(m, "new"))
    )
    sentence = reading.sentence_of(now)
    net = _NET.search(reading.skeleton, m.end(), min(sentence.end, m.end() + _NEAR))
    if net is not None and _alike(before, now) and _alike(now, change := reading.figure_at[net.end() - 1]):
        yield Change(before, now, change, "up" if "增" in net.group() else "down", "by", net.group()[:2], None, why)


def _later(reading: Reading, m: re.Match[str]) -> bool:
    then, present = reading.period_at.get(m.start("then")), reading.period_at.get(m.start("present"))
    if then is None or present is None:
        return True
    first, second = then.last or then.first, present.first or present.last
    return first is None or second is None or first < second


def _earlier(reading: Reading, m: re.Match[str], now: Figure) -> bool:
    """Whether the time printed before the second level lies before that of the first."""
    then = reading.period_at.get(m.start("past"))
    if then is None or then.role == "previous":
        return True
    end, present = then.last or then.first, now.period
    issued = reading.facts.context.issued
    last = (present.last or present.first) if present is not None and present is not then else issued
    return end is not None and last is not None and end < last


def _alike(a: Figure, b: Figure) -> bool:
    """Of one dimension; a bare number (由180增至230家) takes the other's."""
    return dimension(a) == dimension(b) or (a.kind == b.kind and not (a.unit and b.unit))


def _direction(verb: str) -> Direction:
    return _words("verb").get(verb) or _words("rate").get(verb) or "up"
