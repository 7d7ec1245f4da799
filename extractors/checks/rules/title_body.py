"""title-body: a figure of the title agrees with the figure of the body that states the same fact."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.bounds import judge
from extractors.checks.likeness import covered, topic
from extractors.checks.outcome import Outcome
from extractors.checks.printing import equation
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.slips import slip
from extractors.checks.words import dimension
from extractors.model import Figure

_ALIKE, _SAME = 0.34, 0.5
_RIVAL = 0.15


@check("title-body", severity="error", rule="标题与正文中同一事实的数字应一致")
def title_body(reading: Reading) -> Iterator[Outcome]:
    title = reading.title
    if title is None:
        return
    headline = [f for f in reading.facts.figures if title[0] <= f.start < title[1] and reading.in_prose(f)]
    body = [f for f in reading.facts.figures if f.start >= title[1] and reading.in_prose(f)]
    for figure in headline:
        same = [f for f in body if dimension(f) == dimension(figure)]
        if same:
            yield from _compared(reading, figure, same)


def _compared(reading: Reading, figure: Figure, same: list[Figure]) -> Iterator[Outcome]:
    about = topic(reading, figure)
    ranked = sorted(((covered(about, topic(reading, f)), -i, f) for i, f in enumerate(same)), key=lambda r: (r[0], r[1]), reverse=True)
    fitting = next((f for score, _, f in ranked if score >= _ALIKE and _agree(reading, figure, f)), None)
    fitting = fitting or next((f for f in same if figure.low == f.low and figure.high == f.high and _is_long(figure)), None)
    score, _, best = ranked[0]
    if fitting is not None:
        verdict = judge(reading.value(figure), reading.value(fitting))
        yield Outcome(
            verdict, (figure, fitting), equation(figure.text, verdict, fitting.text), f"标题“{figure.text}”与正文“{fitting.text}”一致"
        )
        return
    rival = ranked[1][0] if len(ranked) > 1 else 0
    text = f"标题{figure.text} ? 正文{best.text}"
    sure = score >= _SAME or (score >= _ALIKE and _is_slip(reading, figure, best))
    if sure and score - rival >= _RIVAL and len(about) >= 3 and not any(_agree(reading, figure, f) for f in same):
        yield Outcome(
            "fails",
            (figure, best),
            equation(f"标题{figure.text}", "fails", f"正文{best.text}"),
            f"标题“{figure.text}”与正文“{best.text}”不一致",
        )
    elif score >= _ALIKE:
        yield Outcome("unchecked", (figure, best), text, f"标题“{figure.text}”与正文“{best.text}”是否为同一事实无法确定，未核对")


def _agree(reading: Reading, a: Figure, b: Figure) -> bool:
    return judge(reading.value(a), reading.value(b)) != "fails"


def _is_slip(reading: Reading, a: Figure, b: Figure) -> bool:
    one, other = reading.value(a).point, reading.value(b).point
    return one is not None and other is not None and slip(one, other, [other]) is not None


def _is_long(figure: Figure) -> bool:
    return len([c for c in figure.text if c.isdigit()]) >= 3
