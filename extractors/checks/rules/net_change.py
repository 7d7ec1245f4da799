"""net-change: before + new - removed = now."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.bounds import judge
from extractors.checks.changes import find_changes
from extractors.checks.outcome import Outcome, unchecked
from extractors.checks.printing import amount, equation, quoted
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.spread import differing
from extractors.checks.template import compile
from extractors.checks.words import dimension
from extractors.model import Figure

_LEVELS = compile("(?:由|从|自)?<-14><v:before><-8>(?:到了?|至|变为)<-4><v:now>")
_ADDED = ("新建", "新增", "新成立", "新组建", "新发展", "增加", "新吸收", "吸收", "新入", "新设")
_REMOVED = ("撤销", "撤并", "注销", "减少", "退出", "流失", "解散", "关停", "关闭", "合并", "撤", "转出", "核减", "退会")


@check("net-change", severity="error", rule="原有数加新增数减撤减数应等于现有数；净增应等于两数之差")
def net_change(reading: Reading) -> Iterator[Outcome]:
    for c in find_changes(reading):
        if c.verb.startswith("净") and (outcome := differing(reading, c)) is not None:
            yield outcome
    for sentence in reading.sentences:
        if len(sentence.figures) >= 4:
            yield from _balanced(reading, sentence)


def _balanced(reading: Reading, sentence: Stretch) -> Iterator[Outcome]:
    levels = _LEVELS.search(reading.skeleton, sentence.start, sentence.end)
    if levels is None:
        return
    before, now = reading.bound(levels, "before"), reading.bound(levels, "now")
    kind = dimension(now)
    others = [f for f in sentence.figures if f not in (before, now) and dimension(f) == kind]
    added = [f for f in others if _led_by(reading, f, _ADDED)]
    removed = [f for f in others if _led_by(reading, f, _REMOVED)]
    if dimension(before) != kind or len(added) != 1 or len(removed) != 1:
        return
    operands = (now, before, added[0], removed[0])
    if len(others) != 2:
        yield unchecked(operands, "句中还有其他同类数字")
        return
    computed = reading.value(before) + reading.value(added[0]) - reading.value(removed[0])
    verdict = judge(reading.value(now), computed)
    shown = amount(computed.best, now)
    text = equation(now.text, verdict, f"{before.text} + {added[0].text} - {removed[0].text}", shown)
    says = "相符" if verdict != "fails" else "不符"
    yield Outcome(verdict, operands, text, f"现有数“{now.text}”与由{quoted(operands[1:])}算得的{shown}{says}")


def _led_by(reading: Reading, figure: Figure, words: tuple[str, ...]) -> bool:
    return any(w in reading.before(figure, 8) for w in words)
