"""The verdict on a whole and its parts: which of the sum checks it belongs to, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.checks.bounds import Value, judge, summed
from extractors.checks.outcome import Outcome
from extractors.checks.partlist import Parts
from extractors.checks.parts import find_parts
from extractors.checks.printing import amount, equation, quoted
from extractors.checks.reading import Reading
from extractors.checks.slips import slip, telling
from extractors.checks.template import MARKS
from extractors.checks.words import dimension, is_binary, opening_verb
from extractors.exact import Fraction
from extractors.model import Figure, Severity, Verdict

_CLASSED = Fraction(6, 10)
"""省级、市级 of one classification may still be a selection: below this share of the whole nothing is claimed."""
_NEARLY, _LONG, _LONG_PARALLEL = Fraction(9, 10), Fraction(8, 10), Fraction(7, 10)
"""A list of 其中 without a known classification that reaches this share of its whole is taken to claim all of it: of two members, of more, of more
whose labels are built alike."""
_HEAD = 24
_BARELY, _THREE_DIGITS = Fraction(3, 100), 100


@dataclass(frozen=True, slots=True)
class Tie:
    """One outcome of the family ``check`` (sum-of-parts, nested-sum, interval-sum, part-of) with the parts it is about."""

    check: str
    outcome: Outcome


def ties(reading: Reading, check: str) -> list[Outcome]:
    """The outcomes of one of the sum checks."""
    known = reading.memo.get("sums")
    if known is None:
        known = reading.memo["sums"] = _decide_all(reading)
    assert isinstance(known, list)
    return [t.outcome for t in known if t.check == check]


def _decide_all(reading: Reading) -> list[Tie]:
    found = find_parts(reading)
    inner = {f.start for p in found for f in p.parts}
    out, seen = [], set()
    agreed = {p.cluster for p in found if len(p.parts) > 1 and _verdict(reading, p.whole, p.parts) != "fails"}
    for p in found:
        key = (p.whole.start, tuple(f.start for f in p.parts))
        if key not in seen:
            seen.add(key)
            out.append(_decide(reading, p, p.whole.start in inner, p.cluster in agreed))
    return out


def _verdict(reading: Reading, whole: Figure, parts: tuple[Figure, ...]) -> Verdict:
    return judge(reading.value(whole), summed([reading.value(f) for f in parts]))


_TWICE = re.compile("[^。；！？]{0,24}(?:同时|[两多几]项[都均]|[都均]参加|重复|交叉|兼有|双重|既[^。；，]{1,8}又)")


def _decide(reading: Reading, p: Parts, nested: bool, agreed: bool) -> Tie:
    if len(p.parts) > 1 and (exact := _verdict(reading, p.whole, p.parts)) == "holds":
        return _sum(reading, p, p.parts, exact, nested)
    if len(p.parts) == 1 or (p.overlap and not (p.way == "合计" and p.parallel) and (p.way != "合计" or _is_over(reading, p))):
        return _nearly(reading, p, nested) or Tie("part-of", _each_within(reading, p))
    if _is_over(reading, p) and reading.in_prose(p.parts[-1]) and _TWICE.match(reading.skeleton, reading.position[p.parts[-1].start] - 12):
        return _unsure(p, "有的计入不止一类")
    if p.open:
        return Tie("part-of", _sum_within(reading, p, "列举未尽（等）"))
    fitting = next(
        (n for n in range(len(p.parts), 1, -1) if _may_end(reading, p, n) and _verdict(reading, p.whole, p.parts[:n]) != "fails"), None
    )
    if fitting is not None:
        return _sum(reading, p, p.parts[:fitting], _verdict(reading, p.whole, p.parts[:fitting]), nested)
    if _is_over(reading, p):
        if p.way == "其中" and (single := _one_above(reading, p)) is not None:
            return Tie("part-of", _each_within(reading, replace(p, parts=(single,))))
        # Too much is wrong whether or not the list is complete, unless a figure was bound that is no part.
        if p.plain or p.family or agreed or (p.way == "合计" and p.parallel) or _one_above(reading, p) is not None:
            return _sum(reading, p, p.parts, "fails", nested)
        return _unsure(p, "所列各数未必都是其部分")
    if p.times:
        return Tie("part-of", _sum_within(reading, p, "人次可多于人数"))
    strength = _claim(reading, p, agreed)
    if strength is None:
        return Tie("part-of", _sum_within(reading, p, "所列未必为全部"))
    return _sum(reading, p, p.parts, "fails", nested, strength)


def _nearly(reading: Reading, p: Parts, nested: bool) -> Tie | None:
    """Three categories or more that could overlap but miss the whole by one digit only: they were meant to make it up."""
    stated, known = reading.value(p.whole).point, [reading.value(f).point for f in p.parts]
    numbers = [n for n in known if n is not None]
    if stated is None or len(numbers) < max(3, len(known)) or not p.plain or p.open:
        return None
    together = sum(numbers, start=Fraction(0))
    if (together > stated and not p.parallel) or _goes_on(reading, p):
        return None  # what overlaps may well come to more
    if abs(together - stated) > stated * _BARELY or max(stated, together) < _THREE_DIGITS or slip(stated, together, numbers) is None:
        return None
    return _sum(reading, p, p.parts, "fails", nested, "warning")


def _goes_on(reading: Reading, p: Parts) -> bool:
    """Whether the sentence holds more figures of the kind behind the list."""
    last = p.parts[-1]
    return reading.in_prose(last) and any(f.start > last.start and f.unit == last.unit for f in reading.sentence_of(last).figures)


def _may_end(reading: Reading, p: Parts, n: int) -> bool:
    """Whether the list may end after ``n`` members: 、 alone goes on with it."""
    if n == len(p.parts) or not all(map(reading.in_prose, p.parts)):
        return True
    places = [reading.position[f.start] for f in p.parts[n - 1 : n + 1]]
    return any(c in MARKS for c in reading.skeleton[places[0] : places[1]])


def _claim(reading: Reading, p: Parts, agreed: bool) -> Severity | None:
    """How surely a list that falls short claims the whole: the severity of saying so, ``None`` for not at all."""
    if not (p.plain or agreed):
        return None
    if p.way != "其中" or agreed or is_binary(p.family) or _is_counted(reading, p):
        return "error"
    whole, parts = reading.value(p.whole).best, [reading.value(f).best for f in p.parts]
    known = [n for n in parts if n is not None]
    if whole is None or len(known) < len(parts):
        return None
    together = sum(known, start=Fraction(0))
    if p.rest or (p.family not in (None, "place") and together >= whole * _CLASSED):
        return "error"
    least = _NEARLY if len(known) == 2 else _LONG_PARALLEL if p.parallel else _LONG
    several = len(known) > 2 or p.family not in (None, "place")
    if together >= whole * least or telling(whole, together, known, several):
        return "warning"
    return None


def _is_counted(reading: Reading, p: Parts) -> bool:
    """三家企业认捐25万元，其中甲…、乙…、丙…: as many members as are said to make up the whole."""
    if not reading.in_prose(p.whole):
        return False
    at = reading.position[p.whole.start]
    bodies = [f for f in reading.figures_between(max(0, at - _HEAD), at) if f.kind == "count" and f.unit != p.whole.unit]
    return bool(bodies) and not bodies[-1].approx and bodies[-1].low == bodies[-1].high == len(p.parts) > 1 and not p.rest


def _one_above(reading: Reading, p: Parts) -> Figure | None:
    """The part, of the first two, that alone is more than the whole: wrong however the others are to be read."""
    high = reading.value(p.whole).range.high
    return next((f for f in p.parts[:2] if high is not None and (reading.value(f).range.low or 0) > high), None)


def _is_over(reading: Reading, p: Parts) -> bool:
    whole, low = reading.value(p.whole).range, summed([reading.value(f) for f in p.parts]).range.low
    return low is not None and whole.high is not None and low >= whole.high


def _sum(reading: Reading, p: Parts, parts: tuple[Figure, ...], verdict: Verdict, nested: bool, severity: Severity | None = None) -> Tie:
    computed = summed([reading.value(f) for f in parts])
    inexact = any(f.approx or f.comparator or f.low != f.high for f in (p.whole, *parts))
    check = "nested-sum" if nested else "interval-sum" if inexact else "sum-of-parts"
    shown = amount(computed.best, p.whole)
    text = equation(p.whole.text, verdict, " + ".join(f.text for f in parts), shown)
    says = {
        "holds": f"各部分{quoted(parts)}合计与总数“{p.whole.text}”相符",
        "holds_by_rounding": f"各部分{quoted(parts)}合计{shown}，与总数“{p.whole.text}”在取整或约数范围内相符",
        "fails": f"各部分{quoted(parts)}合计{shown}，与总数“{p.whole.text}”不符{_hint(reading, p.whole, parts, computed)}",
    }[verdict]
    return Tie(check, Outcome(verdict, (p.whole, *parts), text, says, severity=severity))


def _hint(reading: Reading, whole: Figure, parts: tuple[Figure, ...], computed: Value) -> str:
    stated, numbers = reading.value(whole).point, [reading.value(f).point for f in parts]
    known = [n for n in numbers if n is not None]
    if stated is None or computed.point is None or len(known) < len(numbers):
        return ""
    found = slip(stated, computed.point, known)
    return f"（{found}）" if found else ""


def _sum_within(reading: Reading, p: Parts, because: str) -> Outcome:
    """Parts that exclude each other but need not be all: together no more than the whole."""
    computed = summed([reading.value(f) for f in p.parts])
    over = _is_over(reading, p) and _verdict(reading, p.whole, p.parts) == "fails"
    if over and not (p.plain or p.family):
        return _unsure(p, "所列各数未必都是其部分").outcome
    shown = amount(computed.best, p.whole)
    sign = ">" if over else "≤"
    text = f"{' + '.join(f.text for f in p.parts)} = {shown} {sign} {p.whole.text}"
    if over:
        return Outcome("fails", (p.whole, *p.parts), text, f"部分之和超过总数：{quoted(p.parts)}合计{shown}，多于“{p.whole.text}”")
    return Outcome("holds", (p.whole, *p.parts), text, f"{quoted(p.parts)}合计{shown}，不超过总数“{p.whole.text}”（{because}）")


def _each_within(reading: Reading, p: Parts) -> Outcome:
    """One part, or parts that overlap: each no more than the whole."""
    whole = reading.value(p.whole).range
    for f in p.parts:
        low = reading.value(f).range.low
        if low is not None and whole.high is not None and (low > whole.high or (low == whole.high and whole.high_open)):
            if not (p.plain or f is p.parts[0]) or _another_thing(reading, p.whole, f):
                return _unsure(p, "所列各数未必都是其部分").outcome
            return Outcome(
                "fails", (p.whole, *p.parts), f"{f.text} > {p.whole.text}", f"部分多于总数：“{f.text}”属于“{p.whole.text}”，却比它大"
            )
    text = "；".join(f"{f.text} ≤ {p.whole.text}" for f in p.parts)
    note = "（各类可交叉，不相加）" if len(p.parts) > 1 else ""
    return Outcome("holds", (p.whole, *p.parts), text, f"部分{quoted(p.parts)}不超过总数“{p.whole.text}”{note}")


def _another_thing(reading: Reading, whole: Figure, part: Figure) -> bool:
    """企业45家，其中建立组织52个; 近2000户企业…，其中…覆盖用人单位7049户: counted by another word, or called by one that shares nothing with it, and after
    a verb: what the enterprises have, not some of them."""
    if dimension(whole) != "bodies" or not reading.in_prose(part) or opening_verb(reading.before(part, 16).removeprefix("其中")) is None:
        return False
    return whole.unit != part.unit or bool(whole.measure and part.measure and not set(whole.measure) & set(part.measure))


def _unsure(p: Parts, why: str) -> Tie:
    text = f"{p.whole.text} ? {' + '.join(f.text for f in p.parts)}"
    return Tie("sum-of-parts", Outcome("unchecked", (p.whole, *p.parts), text, f"未核对“{p.whole.text}”与{quoted(p.parts)}：{why}"))
