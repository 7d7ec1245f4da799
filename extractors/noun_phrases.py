"""The noun phrase beside a figure, from the words on its left and right and a lexicon of how words stand there. No grammar, no tokens but these.

Words come from :class:`extractors.segmentation.Segmenter`; how each stands is ``lexicons/measure_words.csv`` (words that it does not list are nouns).
"""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicons
from extractors.segmentation import Segmenter

PERIOD_MARK, NAME_MARK = "\x01", "\x02"
"""What stands for the characters of a period or of an organisation's name in the text that phrases are read from."""

_KIND = {row["word"]: row["class"] for row in lexicons.read("measure_words.csv", ("word", "class"))}
_ENDINGS = lexicons.read("measure_endings.csv", ("ending", "class"), ("ending", "class"))
_LINKS = frozenset(("link", "link-adverb", "link-preposition", "aspect", "growth", "mean"))
_NOUNS = frozenset((None, "deverbal", "predicate"))
_BEFORE_NOUN = frozenset(("mean", "either"))
_CLOSERS = {"”": "“", "》": "《", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
_OPENERS = {v: k for k, v in _CLOSERS.items()}
_STOPS = frozenset("，,；;：:。！？!? \t\n\u3000|●—…·" + PERIOD_MARK + NAME_MARK)
_FROM = frozenset(("由", "从"))
_BY_VERB = frozenset(("verb", "preposition", "link-preposition", "adverb"))
_FOR = frozenset(("为", "给", "向"))
_WITH = frozenset(("与", "同", "跟"))
"""Behind a figure these open what it acts with (12名职工与协会协商), not a second noun."""
_STATE = frozenset("岗职校册编建读库院")
_GLUED = re.compile("占[该其全应本总]|中[为对向]|[率数量额费比均要将应须已共][要达为超已须应有]")


def _endings(how: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in _ENDINGS if row["class"] == how)


_STATES = frozenset(_endings("state"))
_PATIENTS, _DONE, _SUFFIXES, _SHARES = (
    _endings("patient"),
    frozenset(_endings("done")),
    frozenset(_endings("suffix")),
    frozenset(_endings("share")),
)
HEADS = re.compile(f"(?:{'|'.join(_endings('head'))})$")
_BEFORE_ASPECT, _REPAIRS, _WORKS = (frozenset(_endings(how)) for how in ("before-aspect", "repair", "work"))
_SERVES = frozenset(_endings("serves"))
_APART = {row.replace("|", ""): tuple(row.split("|")) for row in _endings("apart")}
GROWTH = frozenset(word for word, how in _KIND.items() if how == "growth")


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def kind_of(word: str) -> str | None:
    """How a word stands beside a figure; ``None``: a noun."""
    return _KIND.get(word)


def is_patient(word: str) -> bool:
    """Whether something may be done to what the word names."""
    return word.endswith(_PATIENTS)


def words_of(text: str) -> list[str]:
    """Words of a stretch, those that hide a verb (价格上涨, 挽回损失, 率要) taken apart."""
    out = []
    for word in _segmenter()(text):
        size = len(word)
        if size < 2 or word in _KIND:
            out.append(word)
        elif size >= 4 and _KIND.get(word[-2:]) == "growth":
            out += (word[:-2], word[-2:])
        elif size == 4 and _KIND.get(word[:2]) in ("verb", "preposition"):
            out += (word[:2], word[2:])
        elif size == 2 and _GLUED.match(word):
            out += word
        elif word in _APART:
            out += _APART[word]
        else:
            out.append(word)
    return out


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

    @property
    def deed(self) -> bool:
        """Whether the phrase only names what was done (整改58处), not to what."""
        return all(_KIND.get(word) in ("deverbal", "predicate") for word in self.words[self.start : self.end])


def left(words: list[str], counts: bool = True, linked: bool = False, measures: bool = False, event: bool = False) -> Left:
    """The noun phrase that ends (but for linking words) where ``words`` end. ``counts``: the figure counts things, so that the 培训 of 培训职工 is a verb;
    ``linked``: the figure itself begins with a linking word (不少于); ``measures``: it is in tonnes, mu and the like, so that 生产 is a verb too; ``event``: it counts events, of which 体检 may be one."""
    end = _before_links(words)
    if end and end < len(words) and _KIND.get(words[end]) == "aspect" and end + 1 == len(words):
        linked = False
    start = _collect(words, end, linked or any(_KIND.get(word) in ("link", "link-adverb", "growth") for word in words[end:]))
    start, end = _trim(words, start, end, counts, measures, event)
    return Left(words, start, end)


def _before_links(words: list[str]) -> int:
    """Index behind the last word that does not merely link."""
    end, of = len(words), False
    while end:
        word = words[end - 1]
        if word == "的":
            of = True
        elif word == PERIOD_MARK:
            pass
        elif of:
            if word not in _FROM and _KIND.get(word) != "link-preposition":
                break
            of = False
        elif _KIND.get(word) not in _LINKS or (word == "比" and end > 1 and words[end - 2] in ("占", "收入")):
            break
        end -= 1
    return end


def _collect(words: list[str], end: int, linked: bool) -> int:
    """Index of the phrase's first word, going left from ``end``. ``linked``: 新建 is part of the phrase."""
    at = end
    share = end > 0 and words[end - 1] in _SHARES
    if 0 < end < len(words) and words[end] == "的" and _KIND.get(words[end - 1]) in ("link", "link-adverb"):
        at -= 1  # what 的 marks is a noun: 计划的, 要求的
    elif end > 1 and words[end - 1] == "比":
        at -= 2 if words[end - 2] == "占" else 1
    while at:
        word = words[at - 1]
        how = _KIND.get(word)
        if how is None:
            if word in _CLOSERS:
                opener = _index(words, _CLOSERS[word], at - 1)
                if opener < 0:
                    break
                at = opener
                continue
            if word in _STOPS or word in _OPENERS or (word == "、" and not _joins(words, at, end)):
                break
            if word == "的":
                return _across_of(words, at, end)
        elif at == end:
            if how not in _NOUNS and not (how == "verb" and at > 1 and _grows(words, end)):
                break
        elif how == "conjunction":
            if not _joins(words, at, end):
                break
        elif not (how in _NOUNS or how in _BEFORE_NOUN or _nominal(words, at, how, share, linked)):
            break
        at -= 1
    return at


def _grows(words: list[str], end: int) -> bool:
    """Whether what follows says that something grew: the verb before it is its name (投入增长)."""
    return end < len(words) and any(_KIND.get(word) == "growth" for word in words[end : end + 3]) and _KIND.get(words[end - 2]) in _NOUNS


def _nominal(words: list[str], at: int, how: str, share: bool, linked: bool) -> bool:
    """Whether a verb-like word before ``words[at]`` is part of the noun phrase after all."""
    word, after = words[at - 1], words[at]
    if share and (word == "占" or how in ("aspect", "scope")):
        return True
    if how == "aspect":
        return linked or (at >= 2 and words[at - 2] in _BEFORE_ASPECT)
    if how in ("verb", "growth"):
        return (
            after in _SUFFIXES
            or (after in _SHARES and at >= 2 and _KIND.get(words[at - 2]) in _NOUNS)
            or (at >= 2 and _KIND.get(words[at - 2]) == "mean")
        )
    return word == "在" and after[0] in _STATE


def _index(words: list[str], word: str, before: int) -> int:
    for at in range(before - 1, max(-1, before - 16), -1):
        if words[at] == word:
            return at
    return -1


def _joins(words: list[str], at: int, end: int) -> bool:
    """Whether the mark or conjunction at ``words[at - 1]`` stands between two nouns."""
    if at >= end or at < 2 or (_KIND.get(words[at]) in ("deverbal", "predicate") and end - at > 1 and words[end - 1].endswith(_PATIENTS)):
        return False
    other = words[at - 2]
    return _KIND.get(other) in _NOUNS and other not in _STOPS and other not in _OPENERS and other != "、"


def _across_of(words: list[str], at: int, end: int) -> int:
    """At 的: what follows is the phrase unless it is too short to say anything alone (职工的参与率)."""
    if at < end and (end - at > 1 or len(words[at]) >= 4):
        return at
    begin = _collect(words, at - 1, False)
    if begin and words[begin - 1] == "对":  # 职工对厂务公开的满意率
        begin = _collect(words, begin - 1, False)
    by_verb = begin and _KIND.get(words[begin - 1]) in _BY_VERB
    return at if begin == at - 1 or by_verb else begin


def _trim(words: list[str], start: int, end: int, counts: bool, measures: bool, event: bool) -> tuple[int, int]:
    while end - start > 1 and _KIND.get(words[start]) in ("conjunction", "predicate"):
        start += 1
    if end - start > 1 and _KIND.get(words[start]) in _BEFORE_NOUN and all(_KIND.get(w) == "deverbal" for w in words[start + 1 : end]):
        start += 1
    if end - start > 1 and counts:
        if words[end - 1] in _DONE and (words[end - 2].endswith(_PATIENTS) or words[end - 2] == "”"):
            if event:
                return end - 1, end
            end -= 1
        done = words[start] in _REPAIRS and words[end - 1] not in _WORKS
        while (
            end - start > 1
            and _KIND.get(words[start]) == "deverbal"
            and words[start] not in _STATES
            and (done or measures or words[end - 1].endswith(_PATIENTS))
        ):
            start += 1
        start = _behind_verb(words, start, end)
    elif end - start > 1 and start and words[start - 1] in _FOR and _KIND.get(words[end - 1]) == "deverbal" and words[end - 2].endswith(_PATIENTS):
        start = end - 1  # 为职工捐款148万元
    return start, end


def _behind_verb(words: list[str], start: int, end: int) -> int:
    """Behind a verb in the midst of the words that has people for its object: 驿站服务户外劳动者, but 职业培训学员."""
    if words[end - 1].endswith(_PATIENTS):
        for at in range(end - 2, start, -1):
            if words[at] in _SERVES:
                return at + 1 if sum(map(len, words[at + 1 : end])) >= 4 else start
    return start


def right(words: list[str], followed: bool, event: bool = False, verb: bool = False) -> tuple[int, int, bool]:
    """``(start, end, whole)`` of the noun phrase that the ``words`` after a figure begin with (``start == end``: none).

    ``followed``: the words run up to another figure, to which what stands behind the last 、 belongs; ``whole``: the phrase takes all of them.
    ``event``: the figure counts events, of which 改造 may be one. ``verb``: 改造 at the head is a verb.
    """
    size = len(words)
    start = at = 1 if words and (words[0] in ("的", "以上", "以下") or (verb and words[0] in _REPAIRS)) else _behind_clause(words)
    while at < size:
        word = words[at]
        how = _KIND.get(word)
        if how is None:
            if word in _STOPS or word in _CLOSERS or word == "的":
                break
            if word in _OPENERS:
                closer = _closer(words, at)
                if closer < 0 or (at == start and word == "（"):
                    break
                at = closer
            elif word == "、" and not _continues(words, at, start):
                break
        elif how == "conjunction":
            if not _continues(words, at, start):
                break
        elif how in _BEFORE_NOUN:
            if at + 1 == size or _KIND.get(words[at + 1]) not in _NOUNS or words[at + 1] in _STOPS:
                break
            if at > start and words[at + 1] in _DONE and words[at - 1].endswith(_PATIENTS):  # 女职工|免费体检
                break
        elif how not in _NOUNS or (at > start and _ends_right(words, at, followed)):
            break
        at += 1
    whole = at == size
    if whole and followed:
        for cut in range(at - 1, start, -1):
            if words[cut] == "、" or _KIND.get(words[cut]) == "conjunction":
                return start, cut, False
    while at - start > 1 and (words[at - 1] == "、" or _KIND.get(words[at - 1]) == "conjunction" or (not event and words[at - 1] in _DONE)):
        at -= 1
    return start, at, whole


def _behind_clause(words: list[str]) -> int:
    """Index behind the 的 that closes a clause before the noun (来自基层的选手); 0 where there is none."""
    if words and _KIND.get(words[0]) == "verb":
        for at in range(1, min(6, len(words) - 1)):
            if words[at] in _STOPS:
                break
            if words[at] == "的":
                return at + 1
    return 0


def _ends_right(words: list[str], at: int, followed: bool) -> bool:
    """Whether the deverbal at ``words[at]`` says what is done to the things before it, or begins the name of the next figure's rate."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after == "率":
        return followed
    return words[at] in _DONE and words[at - 1].endswith(_PATIENTS) and (after is None or _KIND.get(after) is not None)


def _closer(words: list[str], at: int) -> int:
    closing = _OPENERS[words[at]]
    for index in range(at + 1, min(len(words), at + 16)):
        if words[index] == closing:
            return index
    return -1


def _continues(words: list[str], at: int, start: int) -> bool:
    """Whether the mark or conjunction at ``words[at]`` goes on with another noun."""
    if at == start or at + 1 >= len(words) or words[at] in _WITH:
        return False
    other = words[at + 1]
    return _KIND.get(other) in _NOUNS and other not in _STOPS and other not in _CLOSERS and other != "、"
