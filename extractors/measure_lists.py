"""Lists in order: 甲、乙分别为3家、5家 — each figure gets the noun, place or earlier figure that stands at its place in the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from extractors import noun_phrases as np
from extractors import phrase_words as pw
from extractors.model import Offsets
from extractors.slots import Slot
from extractors.subjects import listed, place_at

_LEAD = re.compile(f"[{pw.PERIOD_MARK}，、]*(?:其中|[一二三四五六七八九十]是)?")
_BETWEEN = re.compile(r"\s*[、和与及，,]?(?:以及)?\s*")


class Text(Protocol):
    """What a list is read from."""

    text: str
    masked: str

    def clean(self, at: int, end: int) -> tuple[str | None, Offsets | None]: ...


def run_of(text: str, slots: Sequence[Slot], index: int) -> int:
    """Index of the last figure of a list that opens at ``index``."""
    last = index
    while last + 1 < len(slots) and _BETWEEN.fullmatch(text, slots[last].q.end, slots[last + 1].q.start):
        last += 1
    return last


def conjuncts(phrase: np.Left) -> int:
    """How many members the phrase joins."""
    return 1 + sum(1 for word in phrase.words[phrase.start : phrase.end] if word == "、" or pw.kind_of(word) == "conjunction")


def share(source: Text, slots: list[Slot], index: int, last: int, phrase: np.Left, clause: int) -> None:
    """Give ``slots[index : last + 1]`` their measures and subjects in order: of the nouns before 分别, else of as many figures before."""
    run = slots[index : last + 1]
    owners = listed(source.masked, _head(source.masked, clause), run[0].q.start)
    if len(owners) == len(run) > 1:
        _by_owner(source, run, owners)
        return
    if run[0].measure or run[0].subject:
        _nouns(source, run, phrase, clause)
        return
    percent = run[0].q.kind == "percent"
    earlier = [s for s in slots[:index] if s.measure and (percent or s.q.kind != "percent")]
    same = [s for s in earlier if s.q.kind != "percent" and (percent or s.q.unit == run[0].q.unit)]
    origins = (same if len(same) >= len(run) else earlier)[-len(run) :]
    if len(origins) == len(run):
        for slot, origin in zip(run, origins, strict=True):
            slot.copy(origin)
            slot.subject = slot.subject or origin.subject


def owners_again(text: str, slots: list[Slot]) -> None:
    """甲县、乙县分别新建工会9家、7家，完成任务的90%、104%: a second list of as many figures goes by the owners of the first."""
    index, size = 0, len(slots)
    before: list[Slot] = []
    while index < size:
        last = run_of(text, slots, index)
        run = slots[index : last + 1]
        if len(run) > 1 and len(before) == len(run) and all(s.subject is None for s in run[1:]) and all(s.subject for s in before):
            for slot, owner in zip(run, before, strict=True):
                slot.subject = slot.subject or owner.subject
        before = run
        index = last + 1


def _head(masked: str, clause: int) -> int:
    """Where the list at the head of a clause may begin: behind a period or an adverb of time."""
    if masked.startswith("分别", clause):  # 甲县、乙县进度偏慢，分别完成78%和83%
        clause = 1 + max(masked.rfind(mark, 0, max(0, clause - 1)) for mark in "，；：。\n")
    m = _LEAD.match(masked, clause)
    return m.end() if m else clause


def _by_owner(source: Text, run: list[Slot], owners: list[Offsets]) -> None:
    """甲县、乙县分别新建工会186个、174个: each figure is one owner's; all measure the same, named before or behind 分别."""
    first = run[0]
    span = first.span
    if span and span[0] < owners[-1][1] < span[1]:
        first.measure, first.span = source.clean(owners[-1][1], span[1])
    elif span and span[1] <= owners[-1][1]:
        begin = owners[-1][1]
        stop = source.masked.find("分别", begin, first.q.start)
        first.measure, first.span = source.clean(begin, stop) if stop > begin else (None, None)
    for slot, owner in zip(run, owners, strict=True):
        slot.subject = source.text[owner[0] : owner[1]], owner
        slot.copy(first)


def _nouns(source: Text, run: list[Slot], phrase: np.Left, clause: int) -> None:
    spans = _conjuncts(phrase, clause)
    first = run[0]
    if len(spans) != len(run):
        for slot in run[1:]:
            slot.copy(first)
            slot.subject = first.subject
        return
    places = [p for a, b in spans if (p := place_at(source.masked, a, min(b, a + 12)))]
    if len(places) == len(run):
        measure, span = source.clean(places[-1][1], spans[-1][1])
        for slot, place in zip(run, places, strict=True):
            slot.subject = source.text[place[0] : place[1]], place
            slot.measure, slot.span = measure, span
        return
    shared = _shared_head(source.text, spans)
    for slot, (a, b) in zip(run, spans, strict=True):
        measure, slot.span = source.clean(a, b)
        slot.measure = measure + shared if measure and slot is not run[-1] else measure
        slot.subject = first.subject


def _shared_head(text: str, spans: list[Offsets]) -> str:
    """The head that the last member lends the others: 一产、二产增加值 → 增加值."""
    head = pw.HEADS.search(text, *spans[-1])
    if head is None or head.start() == spans[-1][0] or any(pw.HEADS.search(text, a, b) for a, b in spans[:-1]):
        return ""
    return head.group()


def _conjuncts(phrase: np.Left, clause: int) -> list[Offsets]:
    begin = at = clause + phrase.offset
    out = []
    for word in phrase.words[phrase.start : phrase.end]:
        if word == "、" or pw.kind_of(word) == "conjunction":
            out.append((begin, at))
            begin = at + len(word)
        at += len(word)
    out.append((begin, at))
    return [(a, b) for a, b in out if a < b]
