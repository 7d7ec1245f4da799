"""Progress: every target meets the observations that tell how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.checks.bounds import judge, value
from extractors.checks.printing import number
from extractors.exact import Fraction
from extractors.series.measures import alike, core
from extractors.series.records import Entry

Status = Literal["open", "on-track", "met", "missed", "overdue", "revised"]
CLOSE = 0.6
"""How much of the longer measure the shorter must make up to be taken for the same goal."""
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Step:
    """One report on one target. ``share``: percent of the target; ``arithmetic``: as people read it."""

    target: Entry
    seen: Entry
    status: Status
    share: Fraction | None
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Link:
    """``source`` says something about the earlier ``of``: corrects, verifies, revises, restates it, is an interim goal or a part of it."""

    kind: Literal["corrects", "verifies", "revises", "interim", "breakdown", "restates"]
    source: Entry
    of: Entry


def follow(entries: Sequence[Entry]) -> Iterator[Step]:
    """The steps towards every target among ``entries`` (one place, one year), in order of publication."""
    targets = list(_set(entries))
    reports = [e for e in entries if e.seen.role in ("result", "completion") and not e.seen.title and e.seen.low is not None]
    by_span = {(e.document, e.seen.span): e for e in entries}
    yield from _revisions(entries, by_span, targets)
    for seen in reports:
        done = by_span.get((seen.document, seen.seen.relates)) if seen.seen.role == "completion" and seen.seen.relates else seen
        if done is None:
            continue
        near = [(t, n) for t in targets if (n := _nearness(t, seen, done, by_span)) > 0]
        best = max((n for _, n in near), default=0.0)
        for target, n in near:
            if n == best or target.seen.counted == _PERCENT:
                yield _step(target, seen, done)


def _set(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Targets that were set; a quoted one only where none on record says the same."""
    own = [e for e in entries if e.seen.role == "target" and not e.seen.title and (not e.seen.quoted or e.seen.quality == "revision")]
    yield from own
    seen: list[Entry] = []
    for e in sorted((e for e in entries if e.seen.role == "target" and e.seen.quoted and not e.seen.title and e.seen.quality != "revision"), key=lambda e: e.order):
        if not any(_same_goal(o, e) for o in own + seen):
            seen.append(e)
            yield e


def _same_goal(a: Entry, b: Entry) -> bool:
    s, t = a.seen, b.seen
    if (s.counted, s.scope) != (t.counted, t.scope):
        return False
    return alike(s.key, t.key) >= CLOSE or (s.low == t.low and _share_a_word(s.words, t.words))


def by_parts(entries: Sequence[Entry], inside: Sequence[Entry], whole: frozenset[str]) -> Iterator[Step]:
    """Steps towards a place's targets that one article tells place by place, without a total of its own."""
    for target in _set(entries):
        t = target.seen
        if t.counted == _PERCENT or t.stock or not t.low or t.scope or not t.last:
            continue
        parts: dict[tuple[object, ...], list[Entry]] = {}
        for e in (*inside, *(e for e in entries if e.seen.scope == "直属")):
            s = e.seen
            if s.role == "result" and s.firm and (s.key, s.counted, s.year) == (t.key, t.counted, t.last.year) and e.order > target.order and not s.title:
                parts.setdefault((e.article, s.first, s.last), []).append(e)
        for listed in parts.values():
            if {e.seen.place for e in listed if not e.seen.scope} != whole or len({(e.seen.place, e.seen.scope) for e in listed}) != len(listed):
                continue
            if any(e.article == listed[0].article and not e.seen.scope and e.seen.key == t.key and e.seen.role == "result" for e in entries):
                continue
            total = sum((value(e.seen).best or Fraction(0) for e in listed), Fraction(0))
            share = total * 100 / Fraction(t.low)
            status: Status = "met" if total >= t.low else "missed" if listed[0].seen.last and listed[0].seen.last >= t.last else "on-track"
            told = f"各地合计{number(total)}{t.unit or ''} ÷ {t.text} = {float(share):.1f}%"
            yield from (Step(target, e, status, share, told) for e in listed)


def _revisions(entries: Sequence[Entry], by_span: dict[tuple[str, tuple[int, int]], Entry], targets: Sequence[Entry]) -> Iterator[Step]:
    """A revision is told of the target that it replaced, by the old value and the new."""
    for r in entries:
        if r.seen.role != "target" or r.seen.quality != "revision":
            continue
        old = by_span.get((r.document, r.seen.relates)) if r.seen.relates else None
        for t in targets:
            if replaces(r, t, old):
                yield from (Step(t, e, "revised", None, f"{t.seen.text} → {r.seen.text}") for e in (old, r) if e)


def replaces(r: Entry, t: Entry, old: Entry | None) -> bool:
    """Whether the revision ``r`` (of the value ``old`` that it names, if it does) replaced the goal ``t``."""
    if t.order >= r.order or t.seen.quality == "revision" or t is old or (t.seen.key, t.seen.scope, t.seen.counted) != (r.seen.key, r.seen.scope, r.seen.counted):
        return False
    return t.seen.low == old.seen.low if old else t.seen.last == r.seen.last and t.article != r.article


def _nearness(target: Entry, seen: Entry, done: Entry, by_span: dict[tuple[str, tuple[int, int]], Entry]) -> float:
    """How surely a report is about a target; 0 = not."""
    t, d = target.seen, done.seen
    if seen.order <= target.order or (seen.article == target.article and t.quoted) or t.place != d.place or t.scope != d.scope:
        return 0.0
    if t.last is None or (d.last or seen.issued or t.last).year != t.last.year:
        return 0.0
    if t.counted == _PERCENT and d.counted != _PERCENT:
        # A share of a yearly goal meets the rates of completion of that goal.
        return 1.0 if seen.seen.role == "completion" and t.key == d.key and d.last and d.last >= t.last else 0.0
    if t.counted != d.counted:
        return 0.0
    if d.last and d.last > t.last and (t.last.month, t.last.day) != (12, 31):
        return 0.0 if d.last.month - t.last.month > 2 else 0.9 * alike(t.key, d.key)
    likeness = alike(t.key, d.key)
    if likeness == 1:
        return 1.0
    if len(core(t.words)) >= 3 and core(t.words) == core(d.words):
        return 0.95
    if t.counted == _PERCENT and t.stock == d.stock and (t.words.endswith(d.words) or d.words.endswith(t.words)) and min(len(t.words), len(d.words)) >= 3:
        return 0.7
    if t.stock != d.stock and likeness < 0.8:
        return 0.0
    rate = seen if seen.seen.role == "completion" else next(
        (e for e in by_span.values() if e.document == done.document and e.seen.role == "completion" and e.seen.relates == d.span), None
    )
    against = by_span.get((seen.document, rate.seen.against)) if rate and rate.seen.against else None
    if against is not None and against.seen.low == t.low and _share_a_word(t.words, d.words):
        return 0.95
    # A printed rate may itself say which target it is of.
    told = rate is not None and against is None and t.low and d.low and _share_a_word(t.words, d.words)
    if told and rate and t.low and judge(value(rate.seen), value(d).scaled(Fraction(100) / Fraction(t.low))) != "fails":
        return 0.9
    return likeness if likeness >= CLOSE else 0.0


def _share_a_word(a: str, b: str) -> bool:
    return any(a[i : i + 2] in b for i in range(len(a) - 1))


def _step(target: Entry, seen: Entry, done: Entry) -> Step:
    t = target.seen
    if t.counted == _PERCENT and done.seen.counted != _PERCENT:
        return Step(target, seen, _status(target, seen, seen), None, f"{seen.seen.text}（目标 {t.text}）")
    aim, best = t.low if t.low is not None else t.high, value(done.seen).best
    share = best * 100 / Fraction(aim) if aim and best is not None and t.counted != _PERCENT else None
    tail = f" = {float(share):.1f}%" if share is not None else ""
    sign = "÷" if share is not None else "对"
    return Step(target, seen, _status(target, done, seen), share, f"{done.seen.text} {sign} {t.text}{tail}")


def _status(target: Entry, done: Entry, seen: Entry) -> Status:
    t = target.seen
    if _reached(target, done):
        return "met"
    last = done.seen.last
    assert t.last
    over = last is not None and (last >= t.last or ((t.last - last).days <= 15 and (t.last.month, t.last.day) == (12, 31) and done.seen.claim != ""))
    return "missed" if over or (seen.issued and seen.issued > t.last and last is None) else "on-track"


def _reached(target: Entry, done: Entry) -> bool:
    t, v = target.seen, value(done.seen)
    if t.aim in ("<=", "<"):
        bound = t.high if t.high is not None else t.low
        return bound is not None and v.range.high is not None and v.range.high <= bound
    bound = t.low if t.low is not None else t.high
    low = v.point if v.point is not None else v.range.low
    return bound is not None and low is not None and (low > bound or (low == bound and t.aim != ">"))


def status(target: Entry, steps: Iterable[Step], revised: bool, as_of: date) -> Status:
    """The status of a target as of a day, from the steps reported until then. ``revised``: another target has replaced it."""
    if revised:
        return "revised"
    known = sorted((s for s in steps if s.seen.issued is None or s.seen.issued <= as_of), key=lambda s: s.seen.order)
    if any(s.status == "met" for s in known):
        return "met"
    if known and known[-1].status == "missed":
        return "missed"
    if target.seen.last and target.seen.last < as_of:
        return "overdue"
    return "on-track" if known else "open"


def relate(entries: Sequence[Entry]) -> Iterator[Link]:
    """Corrections, verifications, revisions, restatements and interim goals among ``entries`` of one place and year."""
    ordered = sorted(entries, key=lambda e: e.order)
    for e in ordered:
        s = e.seen
        before = [b for b in ordered if b.order < e.order and b.seen.key == s.key and (b.seen.scope, b.seen.counted) == (s.scope, s.counted) and not b.seen.title]
        if s.role == "result" and s.quality in ("correction", "verified"):
            kind: Literal["corrects", "verifies"] = "corrects" if s.quality == "correction" else "verifies"
            yield from (Link(kind, e, b) for b in before if b.seen.role == "result" and (b.seen.first, b.seen.last) == (s.first, s.last) and b.article != e.article)
        if s.role != "target" or s.title:
            continue
        goals = [b for b in before if b.seen.role == "target"]
        if s.quality == "revision":
            old = next((b for b in goals if b.document == e.document and b.seen.span == s.relates), None)
            yield from (Link("revises", e, b) for b in goals if replaces(e, b, old))
        elif s.last:
            same = [b for b in goals if b.article != e.article and b.seen.last == s.last and b.seen.low == s.low]
            yield from (Link("restates", e, b) for b in same[-1:])
            later = [b for b in goals if b.seen.last and b.seen.last > s.last and b.seen.quality != "revision"]
            yield from (Link("interim", e, b) for b in later[-1:] if not s.quoted)
            if s.counted == _PERCENT and not s.words.endswith("率"):
                yield from (Link("interim", e, b) for b in _wholes(e, ordered)[-1:])


def _wholes(share: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """The goals that a share (全年任务的50%) may be a share of."""
    s = share.seen
    return [b for b in entries if b.order < share.order and b.seen.role == "target" and b.seen.key == s.key and b.seen.counted != _PERCENT and b.seen.scope == s.scope]


def relate_inside(entries: Sequence[Entry], inside: Sequence[Entry]) -> Iterator[Link]:
    """The parts of a place's targets that the places inside (and what the place runs itself) were given in the same article."""
    wholes = [e for e in entries if e.seen.role == "target" and not e.seen.scope and not e.seen.quoted and e.seen.counted != _PERCENT]
    parts = [e for e in (*inside, *entries) if e.seen.role == "target" and not e.seen.title and (e in inside or e.seen.scope)]
    for whole in wholes:
        w = whole.seen
        yield from (Link("breakdown", p, whole) for p in parts if p.article == whole.article and (p.seen.key, p.seen.counted, p.seen.last) == (w.key, w.counted, w.last))
