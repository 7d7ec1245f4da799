"""restated: the same fact twice in an article has one value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.bounds import judge
from extractors.checks.likeness import covered, topic
from extractors.checks.outcome import Outcome
from extractors.checks.printing import equation
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.template import FIGURES, PERIOD, STOPS, compile
from extractors.checks.words import dimension
from extractors.model import Figure

_POINTING = compile("(?:这|上述|以上|前述|该)<n:again>(?P<noun>[^，；：。、的中！？\\n\ue000-\ue008]{2,8})")
_SAME_TOPIC, _LEAST = 0.5, 5
_REACH = 300
_LEADS = re.compile("据(?:统计|了解|悉)|截至目前|目前|至今|今年以来|" + PERIOD)


@check("restated", severity="error", rule="同一事实在文中两处的数字应一致")
def restated(reading: Reading) -> Iterator[Outcome]:
    title = reading.title
    body = [f for f in reading.facts.figures if reading.in_prose(f) and (title is None or f.start >= title[1])]
    yield from _same_words(reading, body)
    yield from _told_again(reading)
    yield from _repeats(reading, body)
    yield from _pointed(reading)
    yield from _turned(reading, body)


def _same_words(reading: Reading, body: list[Figure]) -> Iterator[Outcome]:
    """Two clauses of different sentences with the very same words before the figure and the same unit behind it."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for f in body:
        words = _LEADS.sub("", reading.before(f, 30, "，；：" + STOPS + FIGURES))
        if len(words) >= _LEAST and not f.comparator and f.kind != "percent":
            groups.setdefault((words, dimension(f)), []).append(f)
    for (words, _), figures in groups.items():
        for a, b in pairwise(figures):
            if reading.sentence_of(a) is reading.sentence_of(b) or not _one_frame(a, b):
                continue
            verdict = judge(reading.value(a), reading.value(b))
            if verdict == "fails" and _of_others(reading, a, b):
                continue
            if verdict != "fails" or _framed(a) or (len(words) >= _LONG_ENOUGH and a.period is not None and _is_turned(a, b)):
                says = "不一致" if verdict == "fails" else "一致"
                yield Outcome(verdict, (a, b), equation(a.text, verdict, b.text), f"文中两处“{words}”：“{a.text}”与“{b.text}”{says}")


def _of_others(reading: Reading, a: Figure, b: Figure) -> bool:
    """调解128件，挽回损失141万元。…代理诉讼20件，挽回损失8万元: each has counts of its own before it between its semicolons, none of them the same."""
    one, other = (_counts_before(reading, f) for f in (a, b))
    return bool(one and other) and not one & other


def _counts_before(reading: Reading, figure: Figure) -> set[tuple[str, object, object]]:
    at, sentence = reading.position[figure.start], reading.sentence_of(figure)
    begin = max(reading.skeleton.rfind("；", sentence.start, at), sentence.start)
    return {(dimension(f), f.low, f.high) for f in reading.figures_between(begin, at) if f.kind in ("count", "money")}


def _told_again(reading: Reading) -> Iterator[Outcome]:
    """Two sentences of the body that open with one fact in the same words: 截至4月底，全县会员总数1.26万人。…截至4月底，全县会员总数达1.62万人."""
    title = reading.title
    openings: list[tuple[str, str, str, Figure]] = []
    for sentence in reading.sentences:
        f = next((f for f in sentence.figures if not f.comparator), sentence.figures[0])  # 百人以上企业: a size that tells the category
        if title is not None and f.start < title[1]:
            continue
        if reading.position[f.start] - sentence.start > _WIDEST:
            continue
        lead, noun = _opening(reading, sentence, f)
        counted = dimension(f)
        for same, earlier_lead, earlier_noun, g in openings[: -_RECENT - 1 : -1]:
            if counted == same and _one_fact((earlier_lead, earlier_noun, g), (lead, noun, f)) and _one_time(f, g):
                verdict = judge(reading.value(g), reading.value(f))
                says = "不一致" if verdict == "fails" else "一致"
                yield Outcome(verdict, (g, f), equation(g.text, verdict, f.text), f"文中两处所述同一事实：“{g.text}”与“{f.text}”{says}")
                break
        openings.append((counted, lead, noun, f))


_RECENT, _LONG_ENOUGH, _SLACK, _WIDEST = 12, 8, 8, 60
_FILLING = re.compile("全[市省区县镇国厂]|据(?:了解|悉|统计|介绍)|此次|本次|这次|其中|[，：“”的了共达到为有约已至等于是，、由]")
_APART = re.compile(
    "[镇乡村街县市区省厂矿]|公司|集团|第|期|批|届|次|轮|另|再|又|还|累计|新|计划|目标|力争|预计|拟|将|要|支出|使用|同期|去年|上年|比|较|增|减|[0-9一二三四五六七八九十]"
)


def _opening(reading: Reading, sentence: Stretch, figure: Figure) -> tuple[str, str]:
    """The words of the sentence up to the figure, with the dates as printed, and the words of the clause behind it; without filling."""
    at = reading.position[figure.start]
    lead = reading.skeleton[sentence.start : at]
    for i in reversed(reading.period_spots(sentence.start, at)):
        lead = lead[: i - sentence.start] + f"<{reading.period_at[i].text}>" + lead[i - sentence.start + 1 :]
    start, end = reading.origin(sentence.start, at)
    organisations = reading.facts.organisations
    first = bisect_left(organisations, start, key=lambda o: o.start)
    for o in organisations[first : bisect_left(organisations, end, key=lambda o: o.start)]:
        if o.type == "union":
            lead = lead.replace(o.text, "")  # whose number it is shows in the figures' subjects
    return _FILLING.sub("", lead), _FILLING.sub("", reading.after(figure, 30)).replace(PERIOD, "").removesuffix("中")


def _one_fact(a: tuple[str, str, Figure], b: tuple[str, str, Figure]) -> bool:
    """Whether one of the wordings, dates and all, is the other but for a few words that set nothing apart."""
    for lead, other in ((a, b), (b, a)):
        short, long = lead[0], other[0]
        whole = 4 <= len(short) < _LONG_ENOUGH and lead[1]  # 安排的⟨540万元⟩资金: the noun stands behind the figure
        short, long = (short + lead[1], long + other[1]) if whole else (short, long)
        if not (_LONG_ENOUGH <= len(short) <= len(long) <= len(short) + _SLACK):
            continue
        dated = "<" in lead[0] and "<" in other[0]
        if len(re.sub("<[^>]*>", "", short)) >= (4 if dated else _LONG_ENOUGH - 2) and _within(short, long):
            return True
    return False


def _within(short: str, long: str) -> bool:
    """Whether ``long`` is ``short`` with words put before, behind or at one place inside it, none of which sets the fact apart."""
    head = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    tail = len(short) - head
    if tail and not long.endswith(short[head:]):
        return False
    return _APART.search(long[head : len(long) - tail]) is None


def _one_time(a: Figure, b: Figure) -> bool:
    times = [(f.period.first, f.period.last) if f.period else None for f in (a, b)]
    exact = not any(f.comparator or f.approx for f in (a, b))
    same = times[0] == times[1] or None in times
    same = same and (a.subject == b.subject or None in (a.subject, b.subject) or (a.scope is not None and a.scope == b.scope))
    return exact and same and a.modality == b.modality and (a.scope == b.scope or None in (a.scope, b.scope))


def _is_turned(a: Figure, b: Figure) -> bool:
    """Whether the two have the same digits in another order."""
    return len(a.text) > _DIGITS and sorted(a.text) == sorted(b.text)


def _one_frame(a: Figure, b: Figure) -> bool:
    periods = [(f.period.first, f.period.last) if f.period else None for f in (a, b)]
    return (a.subject, a.scope, a.modality, a.measure) == (b.subject, b.scope, b.modality, b.measure) and periods[0] == periods[1]


def _framed(figure: Figure) -> bool:
    """Whether enough was read about the figure to say that two of them are one fact."""
    return figure.subject is not None and figure.measure is not None and figure.modality == "reported"


def _repeats(reading: Reading, body: list[Figure]) -> Iterator[Outcome]:
    """Long numbers printed twice about one thing: a tie that holds."""
    last: dict[tuple[str, object, object], Figure] = {}
    for f in body:
        key = (dimension(f), f.low, f.high)
        earlier = last.get(key)
        last[key] = f
        if earlier is None or sum(c.isdigit() for c in f.text) < 3 or reading.sentence_of(f) is reading.sentence_of(earlier):
            continue
        if covered(topic(reading, f, 14), topic(reading, earlier, 14)) >= _SAME_TOPIC:
            yield Outcome("holds", (earlier, f), f"{earlier.text} = {f.text}", f"文中两处“{f.text}”一致")


def _pointed(reading: Reading) -> Iterator[Outcome]:
    """新建工会12家…这10家工会: the number points back to one that was printed."""
    for m in reading.search(_POINTING):
        again, noun = reading.bound(m, "again"), m.group("noun")
        begin = max(0, m.start() - _REACH)
        earlier = [f for f in reading.figures_between(begin, m.start()) if f.unit == again.unit]
        same = [f for f in earlier if noun[:2] in reading.after(f, 12) or noun[:2] in reading.before(f, 12)]
        agreeing = [f for f in earlier if judge(reading.value(f), reading.value(again)) != "fails"]
        if agreeing:
            f = agreeing[-1]
            yield Outcome("holds", (f, again), f"{f.text} = {again.text}", f"前后两处“{f.text}”“{again.text}”一致")
        elif len(same) == 1 and len(earlier) == 1 and again.low == again.high:
            f = same[0]
            yield Outcome(
                "fails",
                (f, again),
                equation(f.text, "fails", again.text),
                f"“{m.group()[:2]}”所指的“{again.text}”与前文“{f.text}”不一致",
                severity="warning",
            )


_DIGITS = 3
_NAMED = re.compile("[\u4e00-\u9fff]{4,}")


def _turned(reading: Reading, body: list[Figure]) -> Iterator[Outcome]:
    """全区共有基层工会组织1126个…全区1216个基层工会组织: one name, two numbers of the same digits in another order."""
    turned: dict[tuple[str, str], list[Figure]] = {}
    for f in body:
        if f.kind != "count" or len(f.text) <= _DIGITS or f.low != f.high or f.low is None:
            continue
        digits = "".join(c for c in f.text if c.isdigit())
        if len(digits) < _DIGITS or not f.text.startswith(digits):
            continue
        row = turned.setdefault((dimension(f), "".join(sorted(digits)) + str(len(f.text))), [])
        for g in row[-2:]:
            if g.low != f.low and reading.sentence_of(g) is not reading.sentence_of(f) and _same_name(reading, g, f):
                text = f"文中两处所述疑为同一事实：“{g.text}”与“{f.text}”不一致（数字前后颠倒）"
                yield Outcome("fails", (g, f), equation(g.text, "fails", f.text), text, severity="warning")
        row.append(f)


def _same_name(reading: Reading, a: Figure, b: Figure) -> bool:
    """Whether the two are of one scope and time and a noun of four characters or more stands beside both."""
    if any(x is not None and y is not None and x != y for x, y in ((a.scope, b.scope), (a.subject, b.subject))):
        return False
    words = [_LEADS.sub("", reading.before(f, 14) + "|" + reading.after(f, 14)) for f in (a, b)]
    if any(_APART_WORDS.search(w) for w in words):
        return False
    return any(run[i : i + 4] in words[1] for run in _NAMED.findall(words[0]) for i in range(len(run) - 3))


_APART_WORDS = re.compile("新|去年|上年|同期|其中|另|增|减|第|目标|计划|原")
