"""The noun phrase behind a figure, from the words on its right and the same lexicon."""

from __future__ import annotations

from extractors.phrase_words import (
    BEFORE_NOUN,
    CLAUSAL,
    CLOSERS,
    DONE,
    HONOURS,
    KIND,
    LEVELS,
    NOUNS,
    OPENERS,
    PATIENTS,
    REPAIRS,
    SITES,
    STATE,
    STATES,
    STOPS,
    SUFFIXES,
    UNDONE,
    WITH,
    verbal,
)


def right(words: list[str], followed: bool, event: bool = False, verb: bool = False, people: bool = False) -> tuple[int, int, bool]:
    """``(start, end, whole)`` of the noun phrase that the ``words`` after a figure begin with (``start == end``: none).

    ``followed``: the words run up to another figure, to which what stands behind the last 、 belongs; ``whole``: the phrase takes all of them.
    ``event``: the figure counts events, of which 改造 may be one. ``verb``: 改造 at the head is a verb. ``people``: the figure
    counts people, who may do something next.
    """
    size = len(words)
    start = at = 1 if words and (words[0] in ("的", "以上", "以下") or (verb and (words[0] in REPAIRS or words[0] == "建设"))) else _behind_clause(words)
    while at < size:
        word = words[at]
        how = KIND.get(word)
        if how is None:
            if word in STOPS or word in CLOSERS or word == "的":
                break
            if at > start and words[at - 1].endswith(PATIENTS) and (word == "“" or word.endswith(LEVELS + HONOURS) or word.startswith("五一")):
                break  # 6个单位|“五一劳动奖状”, 36名职工|省级劳模称号
            if word in OPENERS:
                closer = _closer(words, at)
                if closer < 0 or (at == start and word == "（"):
                    break
                at = closer
            elif word == "、":
                if not _continues(words, at, start):
                    break
            elif verbal(word) and (people or at > start) and _predicates(words, at, start):
                break
        elif how == "conjunction":
            if not _continues(words, at, start):
                break
        elif how in BEFORE_NOUN:
            if (at > start and words[at - 1].endswith(PATIENTS)) or at + 1 == size or KIND.get(words[at + 1]) not in NOUNS or words[at + 1] in STOPS:
                break
            if at > start and words[at + 1] in DONE and words[at - 1].endswith(PATIENTS):  # 女职工|免费体检
                break
        elif at == start and word in ("已", "未", "应") and at + 1 < size and words[at + 1] not in STOPS:
            at += 1  # 85%的已建工会企业
        elif at == start and ((how == "scope" and word.endswith("直")) or (word == "在" and at + 1 < size and words[at + 1][0] in STATE)):
            pass  # 62家市直基层工会, 10%的在档困难职工
        elif at == start and word in STATES and any(after.endswith(PATIENTS) for after in words[at + 1 : at + 3]):
            pass  # 29名遇难矿工家属
        elif how not in NOUNS or (at > start and _ends_right(words, at, followed)):
            break

        at += 1
    whole = at == size
    if whole and followed and at - start > 1 and words[at - 2].endswith(PATIENTS + SITES) and (KIND.get(words[at - 1]) == "deverbal" or verbal(words[at - 1])):
        return start, at - 1, False  # 15家企业|裁员1260人
    if whole and followed:
        for cut in range(at - 1, start, -1):
            if words[cut] == "、" or KIND.get(words[cut]) == "conjunction":
                return start, cut, False
    if people and at - start > 1 and KIND.get(words[at - 1][-2:]) == "deverbal":  # 60名农民工|技能培训
        at = next((n for n in range(at, start, -1) if words[n - 1].endswith(PATIENTS)), at)
    if at - start > 1 and not event and KIND.get(words[at - 1]) == "deverbal" and words[at - 2].endswith(PATIENTS + SITES):
        at -= 1
    while at - start > 1 and (words[at - 1] == "、" or KIND.get(words[at - 1]) == "conjunction" or (not event and words[at - 1] in DONE)):
        at -= 1
    return start, at, whole


def _behind_clause(words: list[str]) -> int:
    """Index behind the 的 that closes a clause before the noun (来自基层的选手, 应建会的企业); 0 where there is none."""
    if words and (KIND.get(words[0]) in CLAUSAL or words[0] in UNDONE or words[0] == "应" or verbal(words[0])):
        for at in range(1, min(8, len(words) - 1)):
            if words[at] in STOPS:
                break
            if words[at] == "的":
                return at + 1
    return 0


def _ends_right(words: list[str], at: int, followed: bool) -> bool:
    """Whether the deverbal at ``words[at]`` says what is done to the things before it, or begins the name of the next figure's rate."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after == "率":
        return followed
    if after and words[at - 1].endswith(PATIENTS) and KIND.get(words[at]) == "deverbal":
        if after in OPENERS:
            return True  # 18家企业|试点“能级工资”
        if followed and (after.endswith(PATIENTS) or all(KIND.get(word) in NOUNS and word not in STOPS for word in words[at:])):
            return True  # 18家企业|分流职工1.2万人, 58户农户|种植槟榔420亩
    return words[at] in DONE and words[at - 1].endswith(PATIENTS) and (after is None or KIND.get(after) is not None)


def _predicates(words: list[str], at: int, start: int) -> bool:
    """Whether a word that common dictionaries call a verb is one here: 30人走上讲台, 900名职工见证, but not 15名待岗职工, 职工就业率."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if at == start:
        return not any(word.endswith(PATIENTS) for word in words[at + 1 : at + 3])
    return words[at - 1].endswith(PATIENTS) and after not in SUFFIXES


def _closer(words: list[str], at: int) -> int:
    closing = OPENERS[words[at]]
    for index in range(at + 1, min(len(words), at + 16)):
        if words[index] == closing:
            return index
    return -1


def _continues(words: list[str], at: int, start: int) -> bool:
    """Whether the mark or conjunction at ``words[at]`` goes on with another noun."""
    if at == start or at + 1 >= len(words) or words[at] in WITH:
        return False
    other = words[at + 1]
    return KIND.get(other) in NOUNS and other not in STOPS and other not in CLOSERS and other != "、"
