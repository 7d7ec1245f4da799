"""The noun phrase behind a figure, from the words on its right and the same lexicon."""

from __future__ import annotations

from extractors.phrase_words import (
    AFFAIRS,
    BEFORE_NOUN,
    CLAUSAL,
    CLOSERS,
    CLOSING,
    DONE,
    FUNDS,
    GIVERS,
    GROUNDS,
    HONOURS,
    KIND,
    LEADING,
    LEVELS,
    LINKS,
    NOUNS,
    OPENERS,
    PATIENTS,
    PLACES,
    REPAIRS,
    SITES,
    STATE,
    STATES,
    STOPS,
    SUFFERS,
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
    start = at = 1 if words and (words[0] in ("的", "以上", "以下") or (verb and (words[0] in REPAIRS or words[0] == "建设"))) else _behind_clause(words, people)
    bought = verb and start == 1 and words[0] != "的"
    while at < size:
        word = words[at]
        how = KIND.get(word)
        if how is None:
            if people and word == "的" and at > start and (noun := _behind_quality(words, start, at)):
                start = at = noun  # 5户不同规模的|企业
                continue
            if word in STOPS or word in CLOSERS or word == "的":
                break
            if at > start and words[at - 1].endswith(PATIENTS) and (word == "“" or _honour(words, at)):
                break  # 6个单位|“五一劳动奖状”, 36名职工|省级劳模称号, 58名职工|甲省五一劳动奖章
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
        elif word in CLOSING and (words[at + 1] in STOPS if at + 1 < size else not followed):
            pass  # 三点|要求, 高温现场
        elif at == start and word in LEADING and at + 1 < size and KIND.get(words[at + 1]) in NOUNS and words[at + 1] not in STOPS:
            start += 1  # 4000元|一次性助学金
        elif how in BEFORE_NOUN:
            if how == "mean" and at > start:
                break  # 80个驿站|可提供热水
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
        elif how == "predicate" and at > start and words[at - 1].endswith(PATIENTS) and at + 1 < size and words[at + 1] not in FUNDS:
            break  # 6家单位|共建驿站
        elif how not in NOUNS or (at > start and _ends_right(words, at, followed and not bought)):
            break

        at += 1
    if people and at < size and not any(word.endswith(PATIENTS + SITES) for word in words[start:at]):
        start, at = _people_behind(words) or (start, at)  # 25名新加入协会的会员
    whole = at == size
    if whole and followed and at - start > 1 and words[at - 2].endswith(PATIENTS + SITES) and (KIND.get(words[at - 1]) == "deverbal" or verbal(words[at - 1])):
        return start, at - 1, False  # 15家企业|裁员1260人
    if whole and followed:
        for cut in range(at - 1, start, -1):
            if words[cut] == "、" or KIND.get(words[cut]) == "conjunction":
                return start, cut, False
    if words[:1] == ["的"] and at == 2 and words[1] in GROUNDS:
        return at, at, False  # 去年45家的基础上
    if people and at - start > 1 and (KIND.get(words[at - 1][-2:]) == "deverbal" or words[at - 1] in AFFAIRS or words[at - 1] in DONE):  # 60名农民工|技能培训, 9名职工家庭|生活难题
        at = next((n for n in range(at, start, -1) if words[n - 1].endswith(PATIENTS)), at)
    if at - start > 1 and not event and KIND.get(words[at - 1]) == "deverbal" and words[at - 2].endswith(PATIENTS + SITES):
        at -= 1
    while at - start > 1 and (words[at - 1] == "、" or KIND.get(words[at - 1]) == "conjunction" or (not event and not verb and words[at - 1] in DONE)):
        at -= 1
    return start, at, whole


def _honour(words: list[str], at: int) -> bool:
    """Whether an honour begins at ``words[at]``, behind the name of a place or not."""
    if words[at][-1] in PLACES and at + 1 < len(words):
        at += 1
    return words[at].endswith(LEVELS + HONOURS) or words[at].startswith("五一")


def _people_behind(words: list[str]) -> tuple[int, int] | None:
    """The people behind a clause that closes with 的."""
    of = 0
    for index, word in enumerate(words[:14]):
        if word in STOPS:
            break
        if word == "的":
            of = index
        elif of and word.endswith(PATIENTS) and (index + 1 == len(words) or not words[index + 1].endswith(PATIENTS)):
            begin = index
            while begin - 1 > of and KIND.get(words[begin - 1]) in NOUNS and words[begin - 1] not in CLOSERS:
                begin -= 1
            return begin, index + 1
    return None


def _behind_quality(words: list[str], start: int, of: int) -> int:
    """Index behind the 的 at ``words[of]`` where only a quality stands before it and people or bodies behind it; else 0."""
    if any(word.endswith(PATIENTS + SITES) for word in words[start:of]):
        return 0
    for at in range(of + 1, min(of + 5, len(words))):
        if words[at] in STOPS or KIND.get(words[at]) not in NOUNS:
            break
        if words[at].endswith(PATIENTS):
            return of + 1
    return 0


def _behind_clause(words: list[str], people: bool) -> int:
    """Index behind the 的 that closes a clause before the noun (来自基层的选手, 应建会的企业); 0 where there is none."""
    if words and (KIND.get(words[0]) in CLAUSAL or words[0] in UNDONE or words[0] == "应" or (people and words[0] in SUFFERS) or verbal(words[0])):
        for at in range(1, min(8, len(words) - 1)):
            if words[at] in STOPS:
                break
            if words[at] == "的":
                return at + 1
            if at == 1 and words[1].endswith(PATIENTS) and KIND.get(words[0]) not in CLAUSAL:
                break  # 54家改制企业的方案
    return 0


def _ends_right(words: list[str], at: int, followed: bool) -> bool:
    """Whether the deverbal at ``words[at]`` says what is done to the things before it, or begins the name of the next figure's rate."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after == "率":
        return followed
    if after and words[at - 1].endswith(GIVERS) and KIND.get(words[at]) == "deverbal":
        if after in OPENERS or (words[at] in REPAIRS and KIND.get(after) is None and after not in FUNDS):
            return True  # 18家企业|试点“能级工资”, 9户职工|修缮危房
        last = next((n for n in range(len(words), at, -1) if KIND.get(words[n - 1]) not in LINKS), at)
        if followed and (after.endswith(PATIENTS) or all(KIND.get(word) in NOUNS and word not in STOPS for word in words[at:last])):
            return True  # 18家企业|分流职工1.2万人, 58户农户|种植槟榔420亩
    return words[at] in DONE and words[at - 1].endswith(PATIENTS) and (after is None or KIND.get(after) not in (None, "conjunction"))


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
