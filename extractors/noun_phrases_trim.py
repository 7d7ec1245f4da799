"""What a phrase before a figure loses at its ends: verbs that act on what is counted (培训|职工), what was done to it (老旧小区|改造), who gave (职工|捐款)."""

from __future__ import annotations

from extractors.phrase_words import (
    AGENTS,
    AMOUNTS,
    BEFORE_NOUN,
    BY_VERB,
    CASES,
    DONE,
    EACH,
    EXTENTS,
    FOR,
    FUNDS,
    GIFTS,
    GIVERS,
    KIND,
    LABOUR,
    MEANS,
    PATIENTS,
    PAYOUTS,
    PAYS,
    REPAIRS,
    SCHEMES,
    SERVED,
    SERVES,
    SHARES,
    SPANS,
    STATES,
    STOPS,
    SUFFIXES,
    SUMS,
    TAKES,
    TITLES,
    TREATS,
    URGES,
    WORKS,
    WRONGS,
    transitive,
)


def trim(words: list[str], start: int, end: int, counts: bool, measures: bool, event: bool) -> tuple[int, int]:
    """``(start, end)`` of the phrase ``words[start:end]`` without its verbs; the other arguments as those of :func:`extractors.noun_phrases.left`."""
    if end - start < 2:
        return start, end
    start = _behind_opening(words, start, end, counts)
    if end - start > 1 and not MEANS.isdisjoint(words[start:end]):
        start = _behind_mean(words, start, end, counts)
    start = _shortest(words, start, end)
    if end - start < 2:
        return start, end
    if words[end - 1] in GIFTS and (words[end - 2].endswith(GIVERS) or (start and words[start - 1] in FOR)):
        return end - 1, end  # 工会投资80万元, 向灾区捐款18万元, 职工献计530条
    return _counted(words, start, end, measures, event) if counts else (_amount(words, start, end), end)


def _behind_opening(words: list[str], start: int, end: int, counts: bool) -> int:
    """Behind words that cannot open a phrase of several, whatever the figure is of."""
    while end - start > 1 and KIND.get(words[start]) in ("conjunction", "predicate") and not (start and words[start - 1] in TAKES):
        start += 1
    if end - start > 1 and transitive(words[start]) and words[start + 1] not in SUFFIXES and words[start + 1] not in STOPS:
        start += not (words[start] in WRONGS and words[end - 1] in CASES)
    people = words[end - 1].endswith(PATIENTS)
    if end - start > 2 and counts and people and words[start] == "新" and KIND.get(words[start + 1]) in ("deverbal", "predicate"):
        start += 2  # 新选聘|工会主席
    if end - start > 1 and words[start] in SPANS and KIND.get(words[start + 1]) == "deverbal" and (end - start == 2 or people):
        start += 1  # 日|服务320人次
    if end - start > 1 and words[start] in SERVES and (words[end - 1] in DONE or KIND.get(words[start + 1]) == "predicate"):
        start += 1 + (KIND.get(words[start + 1]) == "predicate" and end - start > 2)  # 扶持|自主创业, 扶持建设|示范点
    if end - start > 2 and KIND.get(words[start]) == "either" and KIND.get(words[start + 1]) == "deverbal":
        start += 1  # 全额|返还工会经费
    if end - start > 1 and start and words[start - 1] == "每" and len(words[start]) == 1:
        start += 1  # 每项|奖励
    if end - start > 1 and start and words[start - 1][0] == "每" and words[end - 1] in PAYS:
        start = end - 1  # 每个站点|补助
    return start


def _behind_mean(words: list[str], start: int, end: int, counts: bool) -> int:
    """Behind 人均 and the like, where a verb follows."""
    means = next((at for at in range(start, end) if KIND.get(words[at]) not in BEFORE_NOUN), start)
    each = max((at for at in range(means, end - 1) if words[at] in EACH), default=-1)
    means = each + 1 if each >= 0 else means
    if all(KIND.get(w) == "deverbal" or w in LABOUR for w in words[means:end]):
        start = means
    if start < means < end - 1 and KIND.get(words[means]) == "deverbal":
        last = words[end - 1]
        if counts and KIND.get(last) is None and last not in SUFFIXES and last not in AMOUNTS:
            start = means + 1  # 日均供应|凉茶
    return start


def _shortest(words: list[str], start: int, end: int) -> int:
    """Where the last words say all, without whose they are: 职工医疗互助|参保职工, 服务中心|总面积, 农民工|平均年龄."""
    if end - start > 2 and words[end - 3].endswith(SCHEMES) and words[end - 2] in STATES and words[end - 1].endswith(PATIENTS):
        return end - 2
    if end - start > 1 and words[end - 1] in EXTENTS and words[end - 2].endswith(AGENTS):
        return end - 1
    if end - start > 1 and words[end - 1].startswith("平均") and words[end - 2].endswith(PATIENTS):
        return end - 1
    return start


def _amount(words: list[str], start: int, end: int) -> int:
    """Behind the verbs before the name of a sum or share."""
    if words[start] in PAYOUTS and words[end - 1].endswith(SUMS) and words[start + 1] not in SUFFIXES:
        return start + 1  # 赔付|互助金12万元
    last = KIND.get(words[end - 1])
    if last != "deverbal" and words[end - 1] not in FUNDS:
        bought = next((at for at in range(start, end - 1) if words[at] in REPAIRS and (at == start or words[at - 1].endswith(AGENTS))), -1)
        start = bought + 1 if bought >= 0 else start  # 采购|农产品1460万元
    if end - start > 1 and words[start] == "支出" and words[start + 1] not in SUFFIXES and words[start + 1] not in SHARES:
        start += 1  # 支出|培训补贴8万元
    if end - start > 1 and last == "deverbal" and words[end - 2].endswith(PATIENTS) and start and words[start - 1] in URGES | FOR:
        start = end - 1  # 带动企业|增效3亿元, 为职工|捐款148万元
    return start


def _counted(words: list[str], start: int, end: int, measures: bool, event: bool) -> tuple[int, int]:
    """Without what was done to the things that are counted."""
    if words[end - 1] in DONE and (words[end - 2].endswith(PATIENTS) or words[end - 2] == "”"):
        if event:
            return (end - 1 if start and words[start - 1] in FOR else start), end
        end -= 1
    if end - start == 2 and words[start].endswith(AGENTS) and KIND.get(words[start + 1]) == "deverbal":
        return start + 1, end  # 工会|包机3架次
    done = words[start] in REPAIRS and words[end - 1] not in WORKS and not (start and words[start - 1] in TAKES)
    treated = words[start] in TREATS and words[end - 1] not in FUNDS and not (start and KIND.get(words[start - 1]) in BY_VERB)
    if end - start > 3 and words[start + 1] in TREATS and words[start].endswith(PATIENTS) and words[start + 2] not in FUNDS:
        start += 2  # 职工申报|技术创新项目
    every = measures or (words[end - 1].endswith(PATIENTS) and not words[end - 1].endswith(TITLES))  # 降本能手
    if done or treated or every:
        while end - start > 1 and KIND.get(words[start]) == "deverbal" and words[start] not in STATES:
            start += 1
            if not every and words[start] not in REPAIRS:
                break  # 购置|检测设备
    return _behind_verb(words, start, end), end


def _behind_verb(words: list[str], start: int, end: int) -> int:
    """Behind a verb in the midst of the words that has people for its object: 驿站服务户外劳动者, but 职业培训学员."""
    for at in range(end - 2, start, -1):
        if KIND.get(words[at]) == "predicate" and words[at - 1].endswith(AGENTS) and words[end - 1] not in WORKS and words[at + 1] not in SUFFIXES:
            return at + 1 if KIND.get(words[at + 1]) != "predicate" else start  # 各级工会建设|最美驿站
    if words[end - 1].endswith(PATIENTS) or words[end - 1] in CASES:
        for at in range(end - 2, start, -1):
            if KIND.get(words[at]) == "deverbal" and words[at] not in STATES and words[at - 1].endswith(AGENTS):
                return at + 1
            if words[at] in SERVES:
                if words[end - 1] not in SERVED and not words[at - 1].endswith(PATIENTS) and any(word.endswith(PATIENTS) for word in words[start:at]):
                    return at + 1  # 工会干部驻企帮扶|企业
                return at + 1 if sum(map(len, words[at + 1 : end])) >= 4 else start
    return start
