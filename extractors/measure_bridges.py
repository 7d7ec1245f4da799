"""Small rules between a figure and its neighbours: 1万册、价值3万元的图书, 让利给职工240万元, 较上届提高2个百分点, 户均增收900元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors import phrase_words as pw
from extractors.model import Offsets, Quantity
from extractors.noun_phrases import Left
from extractors.slots import Slot

_WORTH = re.compile("、?(?:，)?(?:总)?价值(?:人民币)?[约近达超]?")
_GAIN = re.compile(r"(?:(?:人均|户均|家均|每[人户])(?:[年月]均?)?|[户员工民者]|家庭)(增[收资效])(?:约|近|达|超过?)?\Z|(平均[用耗]时)[约为]?\Z")
_GAINED = {"money": "增", "duration": "时"}
_OR = re.compile("[或至]")
TOTALS = frozenset(("共计", "合计", "总计"))
RATES = ("率", "度", "面", "比例", "比重", "占比")
_COMPARES = frozenset(("比", "较"))


def from_following(masked: str, slots: Sequence[Slot]) -> None:
    """Give figures without a measure that of the next one where they are of the same things."""
    for slot, following in pairwise(slots):
        if slot.measure is None and _belongs(masked, slot, following):
            slot.copy(following)


def _belongs(masked: str, slot: Slot, following: Slot) -> bool:
    """Whether a figure is of what the next one counts: 12类45件实事, 投入200万元新建50个驿站, 1万册、价值3万元的图书, 10元或20元保费."""
    between = masked[slot.q.end : following.q.start]
    if not between:
        return slot.counts and following.counts
    if slot.q.kind == "money":
        return pw.kind_of(between) in ("verb", "aspect", "deverbal", "predicate") or (following.q.kind == "money" and _OR.fullmatch(between) is not None)
    return slot.counts and following.q.kind == "money" and _WORTH.fullmatch(between) is not None


def gained(masked: str, clause: int, q: Quantity) -> Offsets | None:
    """The words of what each one gains or takes: 户均增收900元, 平均用时9天."""
    if q.kind not in _GAINED or masked.find(_GAINED[q.kind], clause, q.start) < 0:
        return None
    gain = _GAIN.search(masked, clause, q.start)
    return gain.span(gain.lastindex or 1) if gain else None


def compared(phrase: Left) -> bool:
    """Whether the phrase before a figure only says what it is compared with: 比上届大会|提高2个百分点."""
    return 0 < phrase.start < phrase.end and phrase.words[phrase.start - 1] in _COMPARES and not (phrase.start > 1 and phrase.words[phrase.start - 2] == "占")


def paid(phrase: Left) -> Offsets | None:
    """Of words before a sum whose phrase is who got it: the words that name the payment (让利|给职工, 补助|困难职工); an empty span: no word does."""
    words, start = phrase.words, phrase.start
    if start == phrase.end or not pw.is_person(words[phrase.end - 1]):
        return None
    for at in range(start, phrase.end - 1):
        if words[at] in pw.PAYS and (at == start or words[at - 1].endswith(pw.AGENTS)):
            return at, at + 1
    if start and words[start - 1] in pw.PAYS:
        return start - 1, start
    if start and words[start - 1] in pw.FOR:
        return (start - 2, start - 1) if start > 1 and words[start - 2] in pw.PAYS else (start, start)
    return None


def alone(before: Slot, slot: Slot) -> bool:
    """Whether a count of another unit than all before has nothing of theirs: no link, no noun between it and the figure ``before`` (建设书屋17家)."""
    return slot.q.kind == "count" and not slot.links and (before.span is None or before.span[0] < before.q.end)


def is_rate(words: list[str]) -> bool:
    """Whether the words behind a share are the rate that it gives: 达到95%以上|工会组建率."""
    return words[-1].endswith(RATES) and all(pw.kind_of(word) in pw.NOUNS for word in words)
