"""Figures that only say which of the things counted before they mean: 当场整改58处, 签订合同的有12家, 咨询类172件, 有下岗经历的占23%."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.measure_lists import Text
from extractors.noun_phrases import Left, left
from extractors.phrase_words import AIDS, DONE, SERVES, STATES, STOPS, is_patient, kind_of, words_of
from extractors.slots import Slot

PLANS = frozenset(("目标", "任务", "计划", "指标", "预算", "目标任务", "任务数"))
LASTS = frozenset(("duration", "age"))
"""Kinds of figures that say how long something is."""
REACH = 32
"""How many characters beside a figure its phrase is looked for in."""
_SORTS = ("类", "型")
_OF_THESE = frozenset(["有", "共有", "已有", "仅有", "达", "达到", "为", "是", "共", "也有", "还有", "占", "只", "仅", "约", "近", "只占", "仅占"])
"""Between 的 and a number: the things before are counted."""


def headless(slot: Slot) -> bool:
    """Whether 的 stands for the things that a figure is of: 有下岗经历的占23%, 签订合同的有12家."""
    links = slot.links[1:] if slot.links and slot.links[0] in DONE else slot.links
    return links[:1] == ["的"] and (slot.counts or len(links) > 1) and all(word in _OF_THESE for word in links[1:])


def leans(slot: Slot, phrase: Left) -> bool:
    """Whether the phrase before a figure names no thing of its own. A share of a plan (计划的80%) does."""
    if slot.counts and (phrase.text.endswith(_SORTS) or phrase.text.startswith("因") or "因" in phrase.words[phrase.start - 1 : phrase.start]):
        return True
    if headless(slot) and phrase.text not in PLANS:
        return True
    return slot.counts and phrase.deed and phrase.text not in AIDS and (not slot.people or slot.links == ["成功"])


def answers(earlier: Slot, slot: Slot) -> bool:
    """Whether a figure that leans may be of what ``earlier`` counted."""
    return earlier.measure is not None and (earlier.like(slot.q) or (earlier.counts and not slot.counts and earlier.q.kind not in LASTS))


def of_before(source: Text, slot: Slot, phrase: Left, clause: int, earlier: Sequence[Slot]) -> bool:
    """Whether the figure is of what one of the figures ``earlier`` is of, or of whom its 的 stands for."""
    if not (leans(slot, phrase) or again(source, slot, phrase, earlier)):
        return False
    if among(source, slot, clause, earlier[-1] if earlier else None):
        return True
    return any(answers(s, slot) for s in earlier) or actor(source, slot, phrase, clause)


def again(source: Text, slot: Slot, phrase: Left, earlier: Sequence[Slot]) -> bool:
    """Whether people are told of by the verb that one of the figures ``earlier`` has: 资助学生56名，…；乙县资助43名."""
    deed = phrase.text
    if not slot.people or not (deed in SERVES or deed in STATES):
        return False
    return any(s.span is not None and s.q.unit == slot.q.unit and (source.masked.endswith(deed, 0, s.span[0]) or source.masked.startswith(deed, s.span[0])) for s in earlier)


def actor(source: Text, slot: Slot, phrase: Left, clause: int) -> bool:
    """Whose 的 stands for at the head of a sentence: 女职工参加保险的有3万人, 受访职工中表示满意的占52%."""
    if not headless(slot):
        return False
    words = phrase.words[: phrase.start]
    if not words and source.masked[clause - 2 : clause] == "中，":  # 工会干部中，大专以上学历的640人
        return among(source, slot, clause, None)
    return _last_noun(source, slot, words, clause)


def among(source: Text, slot: Slot, clause: int, before: Slot | None) -> bool:
    """Of whom the clause before says that these are some: 建会企业中，有73%签了合同. ``before``: the figure before, which may be of them too (60家企业中，…)."""
    end = clause - 2
    if source.masked[end:clause] != "中，":
        return False
    clause = max(0, end - REACH)
    clause = max(clause, 1 + max(source.masked.rfind(mark, clause, end) for mark in "，。；：\n"))
    if before and before.measure and before.q.start >= clause:
        slot.copy(before)
        return True
    if _last_noun(source, slot, words_of(source.masked[clause:end]), clause) and not is_patient(slot.measure or ""):
        slot.measure = slot.span = None  # 送温暖活动中，
    return slot.measure is not None


def _last_noun(source: Text, slot: Slot, words: list[str], clause: int) -> bool:
    while words and (kind_of(words[-1]) is not None or words[-1] in STOPS):
        words.pop()
    before = left(words)
    if before.start == before.end:
        return False
    slot.measure, slot.span = source.clean(clause + before.offset, clause + before.offset + len(before.text))
    return slot.measure is not None
