"""restated: the same fact twice in an article has one value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.bounds import judge
from extractors.checks.likeness import covered, topic
from extractors.checks.outcome import Outcome
from extractors.checks.printing import equation
from extractors.checks.reading import Reading
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
    yield from _repeats(reading, body)
    yield from _pointed(reading)


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
            if verdict != "fails" or _framed(a):
                says = "不一致" if verdict == "fails" else "一致"
                yield Outcome(verdict, (a, b), equation(a.text, verdict, b.text), f"文中两处“{words}”：“{a.text}”与“{b.text}”{says}")


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
