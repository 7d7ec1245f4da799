"""title-body: a figure of the title agrees with the figure of the body that states the same fact."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.bounds import judge
from extractors.checks.likeness import covered, topic
from extractors.checks.outcome import Outcome
from extractors.checks.printing import equation
from extractors.checks.rates import rate_before
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.roles import is_mean, is_old
from extractors.checks.slips import slip
from extractors.checks.words import dimension, opening_verb
from extractors.exact import Fraction
from extractors.model import Figure

_ALIKE, _SAME = 0.34, 0.5
_RIVAL = 0.15
_SHIFTS = (10, Fraction(1, 10), 10**4, Fraction(1, 10**4))


@check("title-body", severity="error", rule="标题与正文中同一事实的数字应一致")
def title_body(reading: Reading) -> Iterator[Outcome]:
    title = reading.title
    if title is None:
        return
    headline = [f for f in reading.facts.figures if title[0] <= f.start < title[1] and reading.in_prose(f)]
    body = [f for f in reading.facts.figures if f.start >= title[1] and reading.in_prose(f)]
    for figure in headline:
        same = [f for f in body if dimension(f) == dimension(figure) and not is_mean(reading, f)]
        if same and not _counted_otherwise(figure, same, body):
            yield from _compared(reading, figure, same)


def _counted_otherwise(figure: Figure, same: list[Figure], body: list[Figure]) -> bool:
    """966人获奖章 above 奖章966个: the same number of something else, and of its own kind only other numbers."""
    if not _is_long(figure) or figure.kind != "count" or any(f.low == figure.low for f in same):
        return False
    return any(f.kind == "count" and (f.low, f.high) == (figure.low, figure.high) for f in body)


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
    if any(judge(reading.value(figure), reading.value(run[0]) + reading.value(run[1])) == "holds" for run in pairwise(same)):
        return  # 120名 are the 90名 and 30名 of the body
    rival = ranked[1][0] if len(ranked) > 1 else 0
    text = f"标题{figure.text} ? 正文{best.text}"
    if (named := _named_alike(reading, figure, same)) is not None:
        best, score, rival = named, Fraction(1), 0
    slipped = _is_slip(reading, figure, best)
    if len(same) == 1 and slipped and len(str(figure.low).rstrip("0")) > 2 and figure.unit == best.unit:
        named = best
    sure = named is not None or score >= _SAME or (score >= _ALIKE and slipped)
    if (
        sure
        and score - rival >= _RIVAL
        and (named is not None or len(about) >= 3)
        and not any(_agree(reading, figure, f) for f in same if not f.comparator)
    ):
        yield Outcome(
            "fails",
            (figure, best),
            equation(f"标题{figure.text}", "fails", f"正文{best.text}"),
            f"标题“{figure.text}”与正文“{best.text}”不一致",
        )
    elif score >= _ALIKE:
        yield Outcome("unchecked", (figure, best), text, f"标题“{figure.text}”与正文“{best.text}”是否为同一事实无法确定，未核对")


def _named_alike(reading: Reading, figure: Figure, same: list[Figure]) -> Figure | None:
    """The one figure of the body that the same rate, or the same verb with digits that one slip explains, leads (筹资⟨52万元⟩, 筹资⟨25万元⟩)."""
    current = [f for f in same if f.modality != "previous-period" and not is_old(reading, f)]
    if figure.unit == "%":
        rate = rate_before(reading, figure)
        alike = [f for f in current if rate and (other := rate_before(reading, f)) and other.name == rate.name and len(rate.name) > 3]
    else:
        lead = reading.before(figure, 2)
        alike = [f for f in current if len(lead) == 2 and reading.before(f, 2) == lead and _is_slip(reading, figure, f)]
        alike = alike or [f for f in current if opening_verb(lead) == lead and reading.before(f, 10).startswith(lead) and f.low == f.high]
    return alike[0] if len(alike) == 1 else None


def _agree(reading: Reading, a: Figure, b: Figure) -> bool:
    return judge(reading.value(a), reading.value(b)) != "fails"


def _is_slip(reading: Reading, a: Figure, b: Figure) -> bool:
    if any(judge(reading.value(a).scaled(factor), reading.value(b)) != "fails" for factor in _SHIFTS):
        return True
    one, other = reading.value(a).point, reading.value(b).point
    return one is not None and other is not None and slip(one, other, [other]) is not None


def _is_long(figure: Figure) -> bool:
    return len([c for c in figure.text if c.isdigit()]) >= 3
