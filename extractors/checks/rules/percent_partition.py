"""percent-partition: the shares of a claimed partition make up 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.bounds import Value, judge, printed, summed
from extractors.checks.outcome import Outcome
from extractors.checks.printing import equation, number, quoted
from extractors.checks.reading import Reading, Stretch
from extractors.checks.registry import check
from extractors.checks.template import FIGURES, compile
from extractors.checks.words import family, is_binary, overlaps
from extractors.model import Figure, Verdict

_WHOLE = Value.exact(100)
_NEARLY, _WIDELY = 94, 50
_OTHER = re.compile("[增减升降涨提高低]|同比|率|完成|目标|任务|比上|比去|翻|超")
_SHARE = re.compile("占|比重|比例|构成|结构")
_EACH = compile("<n:count><-12>(?:，<-6>)?各占<-4><p:share>")
_RATIO = re.compile(
    r"(?:结构|构成|比重|比例|占比)[^，；。\n\d]{0,12}?(?<![\d.])(\d{1,2}(?:\.\d+)?(?:\s?[∶:：]\s?\d{1,2}(?:\.\d+)?){2,})(?![\d.∶:：])"
)


@check("percent-partition", severity="error", rule="声明完整划分的各占比之和应为100%")
def percent_partition(reading: Reading) -> Iterator[Outcome]:
    for sentence in reading.sentences:
        yield from _listed(reading, sentence)
    for m in reading.search(_EACH, least=2):
        count, share = reading.bound(m, "count"), reading.bound(m, "share")
        if count.low == count.high and count.low is not None and 2 <= count.low <= 10:
            computed = reading.value(share).scaled(int(count.low))
            yield _outcome((share, count), computed, f"{share.text} × {count.low}")
    yield from _ratios(reading)


def _listed(reading: Reading, sentence: Stretch) -> Iterator[Outcome]:
    run: list[Figure] = []
    for f in (*(f for f in sentence.figures if f.unit == "%"), None):
        if f is not None and run and _joined(reading, run[-1], f):
            run.append(f)
            continue
        if len(run) > 1:
            yield from _decided(reading, sentence, run)
        run = [f] if f is not None else []


def _joined(reading: Reading, a: Figure, b: Figure) -> bool:
    joint = reading.skeleton[reading.position[a.start] + 1 : reading.position[b.start]]
    plain = "".join(c for c in joint if c not in FIGURES)
    return len(plain) <= 24 and sum(plain.count(c) for c in "，；、") <= 2 and not _OTHER.search(plain)


def _decided(reading: Reading, sentence: Stretch, run: list[Figure]) -> Iterator[Outcome]:
    first = reading.position[run[0].start]
    lead = reading.skeleton[max(sentence.start, first - 40) : first]
    labels = [reading.before(f, 12, "，；：、（）。！？\n" + FIGURES) or _head(lead) for f in run]
    computed = summed([reading.value(f) for f in run])
    named = family(labels)
    if _OTHER.search(reading.before(run[0], 14)) or computed.best is None or (named is None and any(overlaps(x) for x in labels)):
        return
    claimed = bool(_SHARE.search(lead[-30:])) or all("占" in x for x in labels)
    rest = reading.after(run[-1], 8)
    is_open = rest.startswith("等") or "其中" in lead[-12:]
    near = _NEARLY < computed.best < 200 - _NEARLY
    exhaustive = claimed and (bool(re.search("其[他它余]", "".join(labels))) or bool(re.search("结构|构成|来源", lead)))
    if (is_binary(named) or exhaustive) and _WIDELY < computed.best < 200 - _WIDELY:
        yield _outcome(tuple(run), computed, " + ".join(f.text for f in run))
    elif claimed and near and not is_open:
        sure = judge(_WHOLE, computed) != "fails" or len(run) > 2 or named is not None
        yield _outcome(tuple(run), computed, " + ".join(f.text for f in run), sure)


def _head(lead: str) -> str:
    return re.split("[，；：]", lead)[-1][-12:]


def _ratios(reading: Reading) -> Iterator[Outcome]:
    for m in _RATIO.finditer(reading.text):
        texts = re.split(r"\s?[∶:：]\s?", m.group(1))
        computed = summed([printed(text) for text in texts])
        if computed.best is None or not _NEARLY < computed.best < 200 - _NEARLY:
            continue
        start, end = m.span(1)
        inside = tuple(f for f in reading.facts.figures if start <= f.start < end)
        verdict = judge(_WHOLE, computed)
        shown = number(computed.best)
        text = equation(" + ".join(texts), verdict, "100", shown)
        says = "相符" if verdict != "fails" else "不符"
        yield Outcome(verdict, inside, text, f"构成“{m.group(1)}”合计{shown}，与100{says}", ((start, end),))


def _outcome(operands: tuple[Figure, ...], computed: Value, formula: str, sure: bool = True) -> Outcome:
    verdict: Verdict = judge(_WHOLE, computed)
    if verdict == "fails" and not sure:
        verdict = "unchecked"
    shown = number(computed.best) + "%"
    says = {
        "holds": "相符",
        "holds_by_rounding": "在取整范围内相符",
        "fails": "不符",
        "unchecked": "有差，但是否为完整划分无法确定，未核对",
    }[verdict]
    return Outcome(verdict, operands, equation(formula, verdict, "100%", shown), f"各占比{quoted(operands)}合计{shown}，与100%{says}")
