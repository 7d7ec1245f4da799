"""The noun phrase before a figure, from the words on its left and a lexicon of how words stand there. No grammar, no tokens but these."""

from __future__ import annotations

from extractors.noun_phrases_trim import trim
from extractors.phrase_words import (
    AFTER_VERB,
    AGENTS,
    AILS,
    ALTERS,
    AMOUNTS,
    BEFORE_ASPECT,
    BEFORE_NOUN,
    BEFORE_RATE,
    BY_VERB,
    CASES,
    CLOSERS,
    DEALS,
    DONE,
    FROM,
    GENERIC,
    KIND,
    LINKING,
    LINKS,
    NOUNS,
    OPENERS,
    OUGHT,
    PATIENTS,
    PERIOD_MARK,
    SHARES,
    STATE,
    STATES,
    STOPS,
    SUFFIXES,
    TAKES,
    UNDONE,
    WITH,
    WORKS,
    WRONGS,
)


class Left:
    """The words between a figure and the mark before it: ``words[start:end]`` is the noun phrase, ``words[end:]`` links it to the figure."""

    __slots__ = ("end", "start", "text", "words")

    def __init__(self, words: list[str], start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end
        self.text = "".join(words[start:end])

    def drop(self) -> None:
        """Leave no phrase."""
        self.start, self.text = self.end, ""

    @property
    def offset(self) -> int:
        return sum(map(len, self.words[: self.start]))

    @property
    def links(self) -> list[str]:
        return self.words[self.end :]

    @property
    def deed(self) -> bool:
        """Whether the phrase only names what was done (整改58处), not to what."""
        words = self.words[self.start : self.end]
        if words and self.start and self.words[self.start - 1] in WITH and KIND.get(words[-1]) in ("deverbal", "predicate"):
            return True  # 与银行共建112个
        return all(KIND.get(word) in ("deverbal", "predicate") for word in (words[1:] if len(words) > 1 and words[0].endswith(AGENTS) else words))


def left(words: list[str], counts: bool = True, linked: bool = False, measures: bool = False, event: bool = False) -> Left:
    """The noun phrase that ends (but for linking words) where ``words`` end. ``counts``: the figure counts things, so that the 培训 of 培训职工 is a verb;
    ``linked``: the figure itself begins with a linking word (不少于); ``measures``: it is in tonnes, mu and the like, so that 生产 is a verb too; ``event``: it counts events, of which 体检 may be one."""
    end = _before_links(words)
    if end and end < len(words) and KIND.get(words[end]) == "aspect" and end + 1 == len(words):
        linked = False
    start = _collect(words, end, linked or not LINKING.isdisjoint(words[end:]))
    start, end = trim(words, start, end, counts, measures, event)
    if end - start == 1 and start > 1 and words[start] in DONE and counts and KIND.get(words[start - 1]) == "aspect" and words[start - 2].endswith(PATIENTS):
        end = start - 1  # 货车司机|新增入会
        start = _collect(words, end, False)
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
        elif of and KIND.get(word) == "scope":
            pass  # 占全省的41.5%
        elif of:
            if word not in FROM and KIND.get(word) not in ("link-preposition", "mean"):  # 年龄最大的57岁
                break
            of = False
        elif end > 1 and word in AFTER_VERB and KIND.get(words[end - 2]) == "verb":
            break  # 创造价值1360万元
        elif word == "等" and end > 1 and words[end - 2].endswith(PATIENTS):
            pass  # 快递员、环卫工等2.1万人次
        elif KIND.get(word) not in LINKS or (word == "比" and end > 1 and words[end - 2] in ("占", "收入")):
            break
        end -= 1
    return end


def _collect(words: list[str], end: int, linked: bool) -> int:
    """Index of the phrase's first word, going left from ``end``. ``linked``: 新建 is part of the phrase."""
    at = end
    if 0 < end < len(words) and words[end] == "的" and KIND.get(words[end - 1]) in ("link", "link-adverb"):
        at -= 1  # what 的 marks is a noun: 计划的, 要求的
    elif end > 1 and words[end - 1] == "比":
        at -= 2 if words[end - 2] == "占" else 1
    while at:
        word = words[at - 1]
        how = KIND.get(word)
        if how is None:
            if word in CLOSERS:
                opener = _index(words, CLOSERS[word], at - 1)
                if opener < 0:
                    break
                at = opener
                continue
            if word in STOPS or word in OPENERS or (word == "、" and not _joins(words, at, end)):
                break
            if word == "的":
                return _across_of(words, at, end)
        elif at == end:
            if word in AFTER_VERB and end < len(words) + 1 and how == "link":
                pass
            elif how not in NOUNS and not (how == "verb" and at > 1 and (words[at - 2] == "总" or _grows(words, end))):
                break
        elif how == "conjunction":
            if not _joins(words, at, end):
                break
        elif not (how in NOUNS or how in BEFORE_NOUN or _nominal(words, at, end, how, linked)):
            break
        at -= 1
    return at


def _grows(words: list[str], end: int) -> bool:
    """Whether what follows says that something grew: the verb before it is its name (投入增长)."""
    return end < len(words) and any(KIND.get(word) == "growth" for word in words[end : end + 3]) and KIND.get(words[end - 2]) in NOUNS


def _nominal(words: list[str], at: int, end: int, how: str, linked: bool) -> bool:
    """Whether a verb-like word before ``words[at]`` is part of the noun phrase after all."""
    word, after = words[at - 1], words[at]
    if words[end - 1] in SHARES and (word == "占" or how in ("aspect", "scope")):
        return True
    if how == "aspect":
        return linked or "占" in words[max(0, at - 3) : at - 1] or (at >= 2 and words[at - 2] in BEFORE_ASPECT)
    if after == "率" or (word in BEFORE_RATE and words[end - 1].endswith("率")):
        return True  # 实现|率, 按期|办结率
    if word in UNDONE:
        if word == "不" and KIND.get(after) is None:
            return end - at > 1  # 不安全因素
        return words[end - 1].endswith(PATIENTS if word != "已" else "率") and end - at > 1  # 未参保职工, 已建会企业覆盖率
    if how == "growth" and at >= 2 and KIND.get(words[at - 2]) in NOUNS and words[at - 2] not in STOPS and (after in WORKS or KIND.get(after) == "deverbal"):
        return len(word) > 1  # 技能|提升|培训
    if how in ("verb", "growth"):
        return (
            (after in SUFFIXES and (after != "成本" or (at >= 2 and KIND.get(words[at - 2]) in NOUNS and words[at - 2] not in STOPS)))  # 节约|成本
            or (how == "verb" and _qualifies(words, at, end))
            or (after in SHARES and at >= 2 and KIND.get(words[at - 2]) in NOUNS)
            or (word in STATES and after.endswith(PATIENTS))  # 参与职工
            or (word in WRONGS and words[end - 1] in CASES)  # 拖欠工资案件
            or (word in AILS and words[end - 1].endswith(PATIENTS))  # 患重病职工
            or (at >= 3 and words[at - 2] in OUGHT and words[at - 3] == "占")  # 占应推行企业的83%
            or (words[end - 1] in AMOUNTS and at >= 2 and KIND.get(words[at - 2]) == "mean")  # 平均办理周期
            or (after == "任务" and at >= 2 and KIND.get(words[at - 2]) == "link")  # 完成组建任务
        )
    if how == "link-adverb":
        return word in OUGHT and at >= 2 and words[at - 2] == "占"  # 占应公开企业的86%
    return word == "在" and after[0] in STATE


def _qualifies(words: list[str], at: int, end: int) -> bool:
    """Whether the verb before ``words[at]`` says which thing is meant: 提出|整改建议, 协商覆盖面, 减免金额."""
    word, after = words[at - 1], words[at]
    if len(word) < 2 or word in GENERIC:
        return False
    if at >= 2 and words[at - 2] in TAKES and not after.endswith(PATIENTS):
        return True
    return (after in DEALS and word not in ALTERS) or (at == end - 1 and len(after) == 3 and after.endswith(("面", "率", "度", "书")))


def _index(words: list[str], word: str, before: int) -> int:
    for at in range(before - 1, max(-1, before - 16), -1):
        if words[at] == word:
            return at
    return -1


def _joins(words: list[str], at: int, end: int) -> bool:
    """Whether the mark or conjunction at ``words[at - 1]`` stands between two nouns."""
    if at >= end or at < 2 or (KIND.get(words[at]) in ("deverbal", "predicate") and end - at > 1 and words[end - 1].endswith(PATIENTS)):
        return False
    other = words[at - 2]
    return KIND.get(other) in NOUNS and other not in STOPS and other not in OPENERS and other != "、"


def _across_of(words: list[str], at: int, end: int) -> int:
    """At 的: what follows is the phrase unless it is too short to say anything alone (职工的参与率)."""
    if at < end and (end - at > 1 or len(words[at]) >= 4):
        return at
    begin = _collect(words, at - 1, False)
    if begin and (words[begin - 1] == "对" or (words[begin - 1] == "占" and words[end - 1] in SHARES)):  # 职工对厂务公开的满意率
        begin = _collect(words, begin - 1, False)
    by_verb = begin and KIND.get(words[begin - 1]) in BY_VERB
    return at if begin == at - 1 or by_verb else begin
