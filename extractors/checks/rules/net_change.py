"""net-change: before + new - removed = now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.bounds import judge
from extractors.checks.changes import find_changes
from extractors.checks.flows import flow_words, is_flow
from extractors.checks.outcome import Outcome, unchecked
from extractors.checks.printing import amount, equation, quoted
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.spread import differing
from extractors.checks.template import FIGURES, PERIOD, STOPS, compile
from extractors.checks.words import dimension
from extractors.model import Figure

_LEVELS = compile("(?:由|从|自)?<-14><v:before><-8>(?:到了?|至|变为)<-4><v:now>")
_THEN = re.compile("年初|期初|原有|原来|上?年末|去年底|年底|结转|上年|去年|" + PERIOD)
_NOW = re.compile("现有|实有|目前|现在|[年月季期]末|[年月]底|期末|结余|未结|" + PERIOD)


@check("net-change", severity="error", rule="原有数加新增数减撤减数应等于现有数；净增应等于两数之差")
def net_change(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        if c.verb.startswith("净") and not is_flow(reading, c.now) and (outcome := differing(reading, c)) is not None:
            yield outcome
    for sentence in reading.sentences:
        if len(sentence.figures) >= 4:
            yield from _balanced(reading, sentence)


def _balanced(reading: Reading, sentence: Stretch) -> Iterator[Outcome]:
    levels = _LEVELS.search(reading.skeleton, sentence.start, sentence.end)
    if levels is None:
        yield from _account(reading, sentence)
        return
    before, now = reading.bound(levels, "before"), reading.bound(levels, "now")
    kind = dimension(now)
    others = [f for f in sentence.figures if f not in (before, now) and dimension(f) == kind]
    added = [f for f in others if flow_words("in").search(reading.before(f, 8))]
    removed = [f for f in others if flow_words("out").search(reading.before(f, 8))]
    if dimension(before) != kind or len(added) != 1 or len(removed) != 1:
        return
    operands = (now, before, added[0], removed[0])
    if len(others) != 2:
        yield unchecked(operands, "句中还有其他同类数字")
        return
    yield _decided(reading, now, before, added, removed)


def _account(reading: Reading, sentence: Stretch) -> Iterator[Outcome]:
    """年初66家，新成立21家、撤并5家，年底86家: a stock, what came in and what went out, and the stock that remains, in this order."""
    if not (_THEN.search(reading.skeleton, sentence.start, sentence.end) and _NOW.search(reading.skeleton, sentence.start, sentence.end)):
        return
    comes, goes = flow_words("in", account=True), flow_words("out", account=True)
    by_kind: dict[str, list[Figure]] = {}
    for f in sentence.figures:
        by_kind.setdefault(dimension(f), []).append(f)
    for figures in by_kind.values():
        for i in range(len(figures) - 3):
            before, first, second, now = figures[i : i + 4]
            leads = [_lead(reading, f) for f in (before, first, second, now)]
            leads[0] = reading.before(before, 24, "；" + STOPS + FIGURES)
            if not (_THEN.search(leads[0]) and _NOW.search(leads[3])) or any(
                comes.search(x) or goes.search(x) for x in (leads[0], leads[3])
            ):
                continue
            ins = [f for f, x in ((first, leads[1]), (second, leads[2])) if comes.search(x) and not goes.search(x)]
            outs = [f for f, x in ((first, leads[1]), (second, leads[2])) if goes.search(x)]
            if len(ins) == len(outs) == 1:
                yield _decided(reading, now, before, ins, outs)
                break


def _lead(reading: Reading, figure: Figure) -> str:
    return reading.before(figure, 24, "，；、" + STOPS + FIGURES)


def _decided(reading: Reading, now: Figure, before: Figure, added: list[Figure], removed: list[Figure]) -> Outcome:
    operands = (now, before, added[0], removed[0])
    computed = reading.value(before) + reading.value(added[0]) - reading.value(removed[0])
    verdict = judge(reading.value(now), computed)
    shown = amount(computed.best, now)
    text = equation(now.text, verdict, f"{before.text} + {added[0].text} - {removed[0].text}", shown)
    says = "相符" if verdict != "fails" else "不符"
    return Outcome(verdict, operands, text, f"现有数“{now.text}”与由{quoted(operands[1:])}算得的{shown}{says}")
