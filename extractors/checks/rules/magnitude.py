"""magnitude: a slip of 万 or of a power of ten, shown by the same figure of an earlier time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.roles import is_mean
from extractors.checks.template import FIGURES, PERIOD, compile
from extractors.checks.words import dimension
from extractors.exact import Fraction

_EARLIER = compile(
    f"<v:now><-6>[，；（、](?:而|但)?(?:往年|上年|去年|前年|以往|此前|历年|常年|同期|上年同期|去年同期|上期|{PERIOD})(?:同期|的|水平|平均)*(?:人均|户均|均|平均)*(?:仅|只|约|为|有|在|是|不过|达到?|左右)*<v:then>"
)
_THEN = re.compile(f"[年期往历]|{PERIOD}")
_EACH = re.compile("均")
_TOLD = re.compile("增长|增加|提高|上升|下降|减少|倍|翻|降(?!温)|升|增|扩大|缩")
_POWERS = tuple(Fraction(10) ** k for k in (1, 2, 3, 4, -1, -2, -3, -4))
_NEAR = Fraction(5, 100)
_MEANS = compile(
    "(?P<mean>人均|户均|平均每人|平均每户)<-6><v:now>[；，。（]<-12>(?:往年|上年|去年|前年|以往|同期|"
    + PERIOD
    + ")<-10>(?:<f><-8>)?，?(?P=mean)<-6><v:then>"
)


@check("magnitude", severity="warning", rule="与往年同一指标恰差十倍、百倍、万倍而无说明的，疑为错位；人数、家数不会有小数")
def magnitude(reading: Reading) -> Iterator[Outcome]:
    yield from _broken(reading)
    for m in (*reading.search(_EARLIER, least=2, cue=_THEN), *reading.search(_MEANS, least=2, cue=_EACH)):
        now, then = reading.bound(m, "now"), reading.bound(m, "then")
        sentence = reading.sentence_of(now)
        if dimension(now) != dimension(then) or _TOLD.search(reading.skeleton, sentence.start, sentence.end):
            continue
        ratio = quotient(reading.value(now), reading.value(then))
        best = ratio.point if ratio is not None else None
        if best is None:
            continue
        power = next((p for p in _POWERS if abs(best / p - 1) <= _NEAR), None)
        if power is not None:
            times = f"{power}倍" if power > 1 else f"{1 / power}分之一"
            yield Outcome(
                "fails",
                (now, then),
                f"{now.text} ≈ {then.text} × {power}",
                f"“{now.text}”恰为往年“{then.text}”的{times}，疑有小数点或“万”的错位",
            )


def _broken(reading: Reading) -> Iterator[Outcome]:
    """14.9人: nobody counts in tenths, save for means and rates."""
    for f in reading.facts.figures:
        fraction = f.kind == "count" and f.low is not None and f.low == f.high and Fraction(f.low).denominator != 1
        if not fraction or dimension(f) not in ("persons", "bodies") or not _DECIMAL.fullmatch(f.text) or not reading.in_prose(f):
            continue
        lead = reading.before(f, 16, "，；。！？\n" + FIGURES)
        if not is_mean(reading, f) and not _PER.search(lead) and not _PER_BEHIND.match(reading.after(f, 4)):
            yield Outcome("fails", (f,), f.text, f"“{f.text}”不是整数，疑漏“万”或小数点有误")


_DECIMAL = re.compile(r"\d+\.\d+[家人名位户]")
_PER = re.compile("均|每|标准台|负担|赡养|抚养|供养|密度|之比|比例|配备|分之")
_PER_BEHIND = re.compile("[/／]|每")
