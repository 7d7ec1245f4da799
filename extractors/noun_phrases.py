"""The noun phrase beside a figure, from the words on its left and right and a lexicon of how words stand there. No grammar, no tokens but these.

Words come from :class:`extractors.segmentation.Segmenter`; how each stands is ``lexicons/measure_words.csv`` (words that it does not list are nouns).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractors import lexicons
from extractors.segmentation import Segmenter

PERIOD_MARK, NAME_MARK = "\x01", "\x02"
"""What stands for the characters of a period or of an organisation's name in the text that phrases are read from."""

_LINKS = frozenset(("link", "link-adverb", "link-preposition", "aspect"))
_CLOSERS = {"”": "“", "》": "《", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
_OPENERS = {v: k for k, v in _CLOSERS.items()}
_STOPS = frozenset("，,；;：:。！？!? \t\n\u3000|●—…·" + PERIOD_MARK + NAME_MARK)
_SHARES = ("比重", "比例", "比率", "份额", "占比")
_BEFORE_ASPECT = frozenset(("完成", "实现", "勘探", "城镇", "农村"))
_FROM = frozenset(("由", "从"))
GROWTH = frozenset(
    [
        "增长",
        "下降",
        "上升",
        "提高",
        "提升",
        "增加",
        "减少",
        "降低",
        "上涨",
        "下跌",
        "涨",
        "跌",
        "扩大",
        "缩小",
        "回升",
        "回落",
        "上调",
        "下调",
        "上浮",
        "下浮",
        "增",
        "降",
        "减",
        "升",
        "翻",
        "净增",
        "增收",
    ]
)
_PATIENT = re.compile(
    "(?:[职员民工]工|会员|工人|群众|学生|居民|家庭|企业|单位|劳模|子女|老人|儿童|妇女|干部|者|户|对象|小区|街区|住?房|公路|道路|管网|骨干|骑手|司机|人才|人员|主席"
    "|委员|组长|教师|医生|护士|社区|行政村|游客|观众|人次|毕业生|孤儿|病人|患者|厕所|湿地|矿山|耕地|农田|家电|车辆|隐患|问题|学员|选手)$"
)
_TRAILING = frozenset(
    ["改造", "整治", "治理", "建设", "修缮", "维修", "修复", "搬迁", "救助", "帮扶", "入会", "参赛", "参保", "参训", "上岗", "受益", "参加"]
)


@cache
def kinds() -> dict[str, str]:
    """How each listed word stands beside a figure."""
    return {row["word"]: row["class"] for row in lexicons.read("measure_words.csv", ("word", "class"))}


@cache
def cutter() -> Callable[[str], list[str]]:
    """Text to words, one dictionary for the process."""
    return Segmenter()


class Left:
    """The words between a figure and the mark before it: ``words[start:end]`` is the noun phrase, ``words[end:]`` links it to the figure."""

    __slots__ = ("end", "start", "words")

    def __init__(self, words: list[str], start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end

    @property
    def text(self) -> str:
        return "".join(self.words[self.start : self.end])

    @property
    def offset(self) -> int:
        return sum(map(len, self.words[: self.start]))

    @property
    def links(self) -> list[str]:
        return self.words[self.end :]


def left(words: list[str], counts: bool = True) -> Left:
    """The noun phrase that ends (but for linking words) where ``words`` end. ``counts``: the figure counts things, so that the 培训 of 培训职工 is a verb."""
    kind = kinds()
    end = _before_links(words, kind)
    start = _collect(words, end, kind)
    start, end = _trim(words, start, end, kind, counts)
    return Left(words, start, end)


def _before_links(words: list[str], kind: dict[str, str]) -> int:
    end = len(words)
    of = False
    while end:
        word = words[end - 1]
        if word == "的":
            of = True
        elif word == PERIOD_MARK:
            pass
        elif of:
            if word not in _FROM and kind.get(word) != "link-preposition":
                break
            of = False
        elif kind.get(word) not in _LINKS:
            break
        end -= 1
    return end


def _collect(words: list[str], end: int, kind: dict[str, str]) -> int:
    """Index of the phrase's first word, going left from ``end``."""
    share = end > 0 and words[end - 1] in _SHARES
    at = end
    if 0 < end < len(words) and words[end] == "的" and kind.get(words[end - 1]) in ("link", "link-adverb"):
        at -= 1  # what 的 marks is a noun: 计划的, 要求的
    while at:
        word = words[at - 1]
        how = kind.get(word)
        if how is None:
            if word in _STOPS:
                break
            if word in _CLOSERS:
                opener = _index(words, _CLOSERS[word], at - 1)
                if opener < 0:
                    break
                at = opener
                continue
            if word in _OPENERS or (word == "、" and not _joins(words, at, end, kind)):
                break
            if word == "的":
                return _across_of(words, at, end, kind)
            at -= 1
        elif (
            how == "deverbal"
            or (how == "conjunction" and _joins(words, at, end, kind))
            or (share and (word == "占" or how == "aspect"))
            or (how == "aspect" and at < end and at >= 2 and words[at - 2] in _BEFORE_ASPECT)
        ):
            at -= 1
        else:
            break
    return at


def _index(words: list[str], word: str, before: int) -> int:
    for at in range(before - 1, max(-1, before - 16), -1):
        if words[at] == word:
            return at
    return -1


def _joins(words: list[str], at: int, end: int, kind: dict[str, str]) -> bool:
    """Whether the mark or conjunction at ``words[at - 1]`` stands between two nouns."""
    if at >= end or at < 2 or (kind.get(words[at]) == "deverbal" and end - at > 1 and _PATIENT.search(words[end - 1])):
        return False
    other = words[at - 2]
    return kind.get(other) in (None, "deverbal") and other not in _STOPS and other not in _OPENERS and other != "、"


def _across_of(words: list[str], at: int, end: int, kind: dict[str, str]) -> int:
    """At 的: what follows is the phrase unless it is too short to say anything alone (职工的参与率)."""
    if at < end and (end - at > 1 or len(words[at]) >= 4):
        return at
    begin = _collect(words, at - 1, kind)
    by_verb = begin and kind.get(words[begin - 1]) in ("verb", "preposition", "link-preposition")
    return at if begin == at - 1 or by_verb else begin


def _trim(words: list[str], start: int, end: int, kind: dict[str, str], counts: bool) -> tuple[int, int]:
    if end - start > 1 and counts:
        if words[end - 1] in _TRAILING and _PATIENT.search(words[end - 2]):
            end -= 1
        while end - start > 1 and kind.get(words[start]) == "deverbal" and _PATIENT.search(words[end - 1]):
            start += 1
    while start < end and kind.get(words[start]) == "conjunction":
        start += 1
    return start, end


def right(words: list[str], followed: bool, event: bool = False) -> tuple[int, int, bool]:
    """``(start, end, whole)`` of the noun phrase that the ``words`` after a figure begin with (``start == end``: none).

    ``followed``: the words run up to another figure, to which what stands behind the last 、 belongs; ``whole``: the phrase takes all of them.
    ``event``: the figure counts events, of which 改造 may be one.
    """
    kind, at, size = kinds(), 0, len(words)
    if words and words[0] == "的":
        at = 1
    start = at
    while at < size:
        word = words[at]
        how = kind.get(word)
        if how is None:
            if word in _STOPS or word in _CLOSERS or word == "的":
                break
            if word in _OPENERS:
                closer = words.index(_OPENERS[word], at) if _OPENERS[word] in words[at : at + 16] else -1
                if closer < 0 or (at == start and word == "（"):
                    break
                at = closer
            elif word == "、" and not _continues(words, at, start, kind):
                break
            at += 1
        elif how == "deverbal" or (how == "conjunction" and _continues(words, at, start, kind)):
            at += 1
        else:
            break
    whole = at == size
    if whole and followed:
        for cut in range(at - 1, start, -1):
            if words[cut] == "、" or kind.get(words[cut]) == "conjunction":
                return start, cut, False
    while at - start > 1 and (
        words[at - 1] == "、" or kind.get(words[at - 1]) == "conjunction" or (not event and words[at - 1] in _TRAILING)
    ):
        at -= 1
    return start, at, whole


def _continues(words: list[str], at: int, start: int, kind: dict[str, str]) -> bool:
    """Whether the mark or conjunction at ``words[at]`` goes on with another noun."""
    if at == start or at + 1 >= len(words):
        return False
    other = words[at + 1]
    return kind.get(other) in (None, "deverbal") and other not in _STOPS and other not in _CLOSERS and other != "、"
