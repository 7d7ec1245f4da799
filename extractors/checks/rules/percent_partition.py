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
_OTHER = re.compile("[增减升降涨提]|高(?![中级校层等技])|低(?!保)|同比|率|完成|目标|任务|比上|比去|翻|超")
_SHARE = re.compile("占|比重|比例|构成|结构")
_CLASSED = re.compile("结构|构成|来源|[按从](?!照)[^，；。]{1,10}(?:划分|[分看])[，：]")
_RESIDUE = re.compile("[^，；。]{0,8}[，；]其[余他它]")
_SEVERAL = re.compile("多选|不止一|兼有|重复")
_SPLIT = re.compile("各占")
_BRACKETED = re.compile("（[^（）]*）")
_TOTAL = re.compile("(?:合计|总计|共计|加起来|相加|之和)[为是达共]{0,2}$")
_EACH = compile("<n:count><-12>(?:，<-6>)?各占<-4><p:share>")
_RATIO = re.compile(
    r"(?:结构|构成|比重|比例|占比)[^，；。\n\d]{0,12}?(?<![\d.])(\d{1,2}(?:\.\d+)?(?:\s?[∶:：]\s?\d{1,2}(?:\.\d+)?){2,})(?![\d.∶:：])"
)


@check("percent-partition", severity="error", rule="声明完整划分的各占比之和应为100%")
def percent_partition(reading: Reading) -> Iterator[Outcome]:
    for sentence in reading.sentences:
        yield from _listed(reading, sentence)
    for m in reading.search(_EACH, least=2, cue=_SPLIT):
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
    plain = "".join(c for c in _BRACKETED.sub("", joint) if c not in FIGURES)
    return len(plain) <= 24 and sum(plain.count(c) for c in "，；、") <= 2 and not _OTHER.search(plain)


def _decided(reading: Reading, sentence: Stretch, run: list[Figure]) -> Iterator[Outcome]:
    if len(run) > 2 and _TOTAL.search(reading.before(run[-1], 10)):
        yield from _told_whole(reading, run)
        return
    first = reading.position[run[0].start]
    lead = reading.skeleton[max(sentence.start, first - 40) : first]
    if reading.skeleton.find("其中", first, reading.position[run[-1].start]) >= 0:
        return  # a share and shares within it
    labels = [reading.before(f, 12, "，；：、（）。！？\n" + FIGURES) or _head(lead) for f in run]
    computed = summed([reading.value(f) for f in run])
    named = family(labels)
    if len(run) > 2 and not is_binary(named) and (is_binary(family(labels[:2])) or _complement(reading, *run[:2])):
        run, labels = run[:2], labels[:2]
        named, computed = family(labels), summed([reading.value(f) for f in run])
    if _OTHER.search(reading.before(run[0], 14)) or computed.best is None or (named is None and any(overlaps(x) for x in labels)):
        return
    claimed = bool(_SHARE.search(lead[-30:])) or all("占" in x for x in labels) or labels[-1].endswith(("其余", "其他"))
    rest = reading.after(run[-1], 8)
    behind = reading.position[run[-1].start] + 1
    is_open = (
        rest.startswith("等")
        or _SEVERAL.search(reading.skeleton, behind, behind + 16) is not None
        or "其中" in lead[-12:]
        or _RESIDUE.match(reading.skeleton, behind, behind + 20) is not None
    )
    near = _NEARLY < computed.best < 200 - _NEARLY
    exhaustive = claimed and not is_open and bool(re.search("其[他它余]", "".join(labels)) or (len(run) > 2 and _CLASSED.search(lead)))
    two = is_binary(named) or (len(run) == 2 and claimed and _complement(reading, *run))
    if (two or exhaustive) and _WIDELY < computed.best < 200 - _WIDELY:
        yield _outcome(tuple(run), computed, " + ".join(f.text for f in run))
    elif claimed and near and not is_open:
        sure = judge(_WHOLE, computed) != "fails" or len(run) > 2 or named is not None
        yield _outcome(tuple(run), computed, " + ".join(f.text for f in run), sure)


def _told_whole(reading: Reading, run: list[Figure]) -> Iterator[Outcome]:
    """组织建设占40%，…，三部分合计100%: the sum is printed."""
    *parts, whole = run
    if reading.value(whole).point == _WHOLE.point:
        yield _outcome(tuple(parts), summed([reading.value(f) for f in parts]), " + ".join(f.text for f in parts))


def _complement(reading: Reading, a: Figure, b: Figure) -> bool:
    """调解成功的占…, 未调解成功的占…: the second is what the first leaves."""
    one, other = (reading.before(f, 30, "，；：、。！？\n" + FIGURES) for f in (a, b))
    head = one.lstrip("其中的")[:4]
    return len(head) == 4 and any(other.startswith(no + head) for no in "未不非没")


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
