"""Which figures are goals: those that the words frame as one, without those that only name, follow from or report on one, and with those that revise one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from extractors import lexicons
from extractors.model import Figure, Offsets, Period

FUTURE = ("target", "required", "planned")
"""The modalities of goals."""


def find_goals(text: str, figures: Sequence[Figure], periods: Sequence[Period], issued: date | None, title: Offsets | None = None) -> list[Figure]:
    """The goals among ``figures``, in order. ``issued``: the issue date; a plan for a year that was over by then is history; ``title``: where the title stands."""
    plan = _is_plan(text, title)
    renewed, given_up = _revisions(text, figures)
    tests = [test for test, cue in _UNFRAMED if cue.search(text)]
    goals: dict[int, Figure] = {}
    followers: set[int] = set()
    for index, figure in enumerate(figures):
        before = figures[max(0, index - _LOOK_BACK) : index]
        if figure.modality in FUTURE and _follows(text, figure, before, goals, followers):
            followers.add(figure.start)
            continue
        framed = figure.modality in FUTURE and figure.start not in given_up
        framed = framed and not _only_names(text, figure) and not _report(text, figure, periods, issued)
        framed = framed or figure.start in renewed or any(test(text, figure, before, goals) for test in tests)
        if framed or (plan and (goals or plan == "sure") and _listed(text, figure, before, goals, periods, issued)):
            goals[figure.start] = figure
    return list(goals.values())


_LOOK_BACK = 12
"""So many figures back a figure may follow from another."""


# -- what is none though framed as one

_QUALIFIED = re.compile(r"的?[^，。；：、\d]{0,8}?(?:企业|单位|公司|机关|基层工会|项目|乡镇|园区|街道|村|社区)")
_FEW = 20
"""More than so many items are no list of points."""


def _only_names(text: str, figure: Figure) -> bool:
    """A figure that says which ones are meant (500人以上企业), or how many items follow (十件实事), and no amount that is to be reached."""
    if (
        figure.comparator
        and figure.kind in ("count", "money", "duration", "age")
        and text[figure.end - 2 : figure.end] in ("以上", "以下", "以内")
    ):
        return _QUALIFIED.match(text, figure.end) is not None
    if figure.kind == "duration" and not figure.comparator:
        return True
    if figure.unit in _ROUNDS and text[figure.start - 1 : figure.start] == "分":
        return True
    few = figure.unit in ("件", "项", "个", "大", "方面", "条", "种") and figure.low is not None and figure.low <= _FEW
    return few and (_heads().match(text, figure.end) is not None or _sums_up(text, figure))


def _sums_up(text: str, figure: Figure) -> bool:
    """建筑、餐饮、物流三个行业: how many were just named."""
    named = _ENUMERATED.search(text, max(0, figure.start - _REACH), figure.start)
    return named is not None and re.match("[\u4e00-\u9fff]", text[figure.end : figure.end + 1]) is not None


_ENUMERATED = re.compile(r"[^，。；：\n、\d]{1,14}、(?:[^，。；：\n、\d]{1,10}、)+[^，。；：\n、\d]{1,10}$")


_ROUNDS = ("批", "期", "步", "轮", "次", "个阶段", "阶段")
_CHANGE = re.compile("(?:增加|增长|增幅|净增|提高|上升|减少|下降|降低|多|少)[^，。；]{0,4}$")
_THAN = re.compile("[比较][^，。；]{1,20}$")
_PLAN_THAN = re.compile("比[^，。；]{0,6}(?:计划|目标|任务|指标)数?(?:多|少|高|低|增加|减少)[^，。；]{0,3}$")


def _follows(text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure], followers: set[int]) -> bool:
    """600家，比上年的548家增加52家，增长9.5%: behind a goal, what it is more than another follows from it and is none of its own."""
    if _PLAN_THAN.search(text, max(0, figure.start - 18), figure.start):
        return True
    label = text[max(0, figure.start - 24) : figure.start]
    if before and before[-1].start in followers and text[before[-1].end : figure.start] in ("和", "、"):
        return True  # 分别比上年增加300家和2万名
    if not _CHANGE.search(label[-8:]):
        return False
    for earlier in reversed(before):
        if any(mark in text[earlier.end : figure.start] for mark in "。；\n"):
            return False
        if earlier.modality == "previous-period":
            return True
        if earlier.start in goals and _THAN.search(label) and (earlier.unit == figure.unit or figure.unit == "%"):
            return True
    return False


def _sentence(text: str, figure: Figure) -> tuple[int, int]:
    """Where the statement around a figure begins and ends, within reach."""
    ends = _ends(text)
    first, last = bisect_left(ends, figure.start), bisect_left(ends, figure.end)
    begin = ends[first - 1] + 1 if first else 0
    return max(begin, figure.start - _REACH), min(ends[last] if last < len(ends) else len(text), figure.end + _REACH)


@lru_cache(maxsize=1)
def _ends(text: str) -> list[int]:
    """Where statements end; asked for figure by figure."""
    return [m.start() for m in _END.finditer(text)]


_END, _REACH = re.compile("[。！？\n；]"), 200
_INTENT = re.compile("要求|力争|确保|务必|争取|必须|要(?!约)|拟")
_DID = re.compile("(?:共|已|已经|实际|累计|超额|提前)完成|全年[^，。；]{0,6}完成了?(?:全年|年度|年初|年)?[^，。；]{0,6}(?:计划|任务|目标|指标)的?[\\d.]+%")


def _report(text: str, figure: Figure, periods: Sequence[Period], issued: date | None) -> bool:
    """Rates of completion of what was done (全年共完成计划的96%), and the plan of a year that is over (2014年计划新建360家，实际…)."""
    begin, end = _sentence(text, figure)
    if figure.kind == "percent" and _RATE.search(text, max(begin, figure.start - 20), figure.start) and not _INTENT.search(text, begin, figure.start):
        return _DID.search(text, begin, figure.end) is not None
    if issued is None:
        return False
    own = [p for p in periods if begin <= p.start < figure.start]
    if own and all(p.last is not None and p.last.year < issued.year and _DATED.search(p.text) for p in own) and not _FRAME.search(text, begin, figure.end):
        return True  # 去年新建280家 under a heading of plans
    if not _OUTCOME.search(text, figure.end, end):
        return False
    return bool(own) and all(p.last is not None and p.last < issued for p in own)


_DATED = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}|[去上昨前]年")
_FRAME = re.compile("要求|力争|确保|务必|争取|必须|要|拟|计划|目标|任务|指标|安排|预期|将")
_RATE = re.compile("完成[^，。；]{0,16}$")
_OUTCOME = re.compile("实际|已经?|完成率|实现|共完成|超额|结果")


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    nouns = [row["noun"] for row in lexicons.read("check_list_heads.csv", ("noun",))]
    return re.compile(r"(?:主要|重点|重大|具体)?(?:" + "|".join(sorted(map(re.escape, nouns), key=len, reverse=True)) + ")")


# -- what is one though nothing frames it

_MOVES = "(?:调整|调减|调增|调低|调高|上调|下调|核减|核增|追加|压缩|压减|修订|变更|增加|减少|提高|降低|改)"
_AIMED = "(?:任务|目标|计划|指标)(?:总?数|值|任务)?"
_TO = re.compile(f"{_MOVES}(?:到|至|为)$")
_SET_AGAIN = re.compile(f"{_AIMED}[^，。；]{{0,6}}?(?:由|从)[^，。；]{{1,14}}{_MOVES}(?:到|至|为)$|{_AIMED}(?:已|被|相应|统一|经批准)?{_MOVES}(?:到|至|为)$")
_OLD_VALUE = re.compile(f"{_AIMED}[^，。；]{{0,6}}?(?:由|从)$|原(?:定|来|先)?(?:的)?{_AIMED}(?:是|为)?$|(?:由|从)原(?:定|来|先)?的?$")
_ORIGINAL = re.compile(f"原(?:定|来|先|计划)[^。；]{{0,40}}{_AIMED}")
"""原定培训10万人的计划，经同意，调增到12万人."""
_WAY_BACK = 40
_BESIDE = frozenset("由从务标划数值是为原定来先的到至")
"""With what the words before a changed goal's values close."""


def _revisions(text: str, figures: Sequence[Figure]) -> tuple[set[int], set[int]]:
    """Where goals are changed: the new values and the old ones, by where they start."""
    new, old = set(), set()
    for figure in figures:
        before = text[max(0, figure.start - _WAY_BACK) : figure.start]
        if before[-1:] not in _BESIDE and not before[-1:].isspace():
            continue
        before = "".join(before[max(before.rfind(mark) for mark in "，。；\n") + 1 :].split())
        if _OLD_VALUE.search(before):
            old.add(figure.start)
        elif _TO.search(before) and (_SET_AGAIN.search(before) or _ORIGINAL.search(text, _sentence(text, figure)[0], figure.start)):
            new.add(figure.start)
    return new, old


_OF_TASK = re.compile("的?(?:建会|组建|发展|新建)?(?:目标任务|任务|目标)，(?:务必|确保|力争|必须|须|要|争取)")


def _promised(text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure]) -> bool:
    """12家的任务，务必于…完成: the frame stands behind."""
    return figure.modality == "reported" and _OF_TASK.match(text, figure.end) is not None


_GIVES = re.compile("下达|分解|分配|分派|交办")
_TASK_BEFORE = re.compile(f"{_AIMED}(?:为|是|：)?$")
_TASK_BEHIND = re.compile(f"的?[^，。；、\\d]{{0,6}}{_AIMED}(?!的|完成)|(?:分解|分配|下达)(?:到|给|至)")
_NEXT_PLACE = re.compile("[^。；\\n]{0,24}[：、，和及][\\u4e00-\\u9fff]{1,12}[市县区旗州]$|[、和及][市县区州](?:直|本级)[\\u4e00-\\u9fff]{0,4}$")


def _assigned(text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure]) -> bool:
    """市总工会下达瑞昌市新建工会任务80家; …任务600家分解到各地：瑞昌市120家、…: what is handed down is a goal; what was achieved of it is not."""
    if figure.modality not in ("reported", "cumulative") or figure.kind == "percent":
        return False
    begin, end = _sentence(text, figure)
    said = text[begin : figure.start]
    gives = _GIVES.search(said) is not None
    if not gives and not _GIVES.search(text, figure.end, min(end, figure.end + 8)):
        return False
    if _DONE.search(said) or "超额" in said:
        return False
    if _TASK_BEFORE.search(said) or (gives and _TASK_BEHIND.match(text, figure.end)):
        return True
    last = before[-1] if before else None
    return gives and last is not None and last.start in goals and last.start >= begin and (
        last.unit == figure.unit and _NEXT_PLACE.fullmatch(text[last.end : figure.start]) is not None
    )


def is_revised(text: str, figure: Figure) -> bool:
    """Whether the figure is the new value of a goal that is changed."""
    return figure.start in _revisions(text, (figure,))[0]


_DONE = re.compile("已|实际|完成|截至|累计")


def _part(text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure]) -> bool:
    """3200户，其中2016年1100户、2017年1200户: the parts of a goal are goals."""
    if figure.modality != "reported" or figure.kind == "percent" or not _YEAR.search(text, max(0, figure.start - 8), figure.start):
        return False
    for earlier in reversed(before):
        between = text[earlier.end : figure.start]
        if any(mark in between for mark in "。；\n"):
            return False
        if earlier.start in goals and "其中" in between:
            return earlier.unit == figure.unit and not _DONE.search(between)
    return False


_SET = re.compile(f"(?:{_AIMED}|要求)[^，。；]{{0,6}}?(?:定|确定|设定|锁定|明确|自定)(?:为|在|到)$")


def _set(text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure]) -> bool:
    """把全年目标定为90家."""
    return figure.modality == "reported" and _SET.search(text, max(0, figure.start - _WAY_BACK), figure.start) is not None


_CALL = re.compile("承诺书?(?:中?说|：|，)|倡议(?:书)?(?:说|提出|中说|全体|广大|每|：|，)|号召[^，。；]{2,16}(?:职工|会员|工会)")


def _called(text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure]) -> bool:
    """倡议全体职工每人每年节约50元: what a call asks for."""
    if figure.modality != "reported" or figure.kind not in ("count", "money", "percent"):
        return False
    begin, _end = _sentence(text, figure)
    call = _CALL.search(text, begin, figure.start)
    return call is not None and bool(_DEED.search(text, call.end(), figure.start)) and not _OVER.search(text, call.end(), figure.start)


_UNFRAMED = tuple(
    (test, re.compile(cue))
    for test, cue in ((_promised, "任务|目标"), (_assigned, _GIVES.pattern), (_part, "其中"), (_set, "定|明确"), (_called, "承诺|倡议|号召"))
)
"""Each test with the words without which it says no."""

_SURE = re.compile("要点$|工作(?:计划|安排|打算)|(?:目标|任务)分解|目标(?:管理)?责任|目标任务")
_PLAN = re.compile("要点|实施(?:方案|意见|办法)|行动(?:方案|计划)|下达[^，。]{0,12}(?:任务|计划|指标)|部署")
_TOLD = re.compile("完成|总结|回顾|盘点|通报|进展|超额|落实情况|成效")
_DEED = re.compile(
    "新建|组建|发展|培训|举办|建设|打造|创建|培育|筹集|投入|补助|发放|慰问|帮扶|帮助|建成|建会|建立|资助|救助|签订|选树|评选|表彰|开展|组织|节约|捐|控制在|新增|安排|完成|达到|不超过|体检|走访|办好|扶持"
)
_OVER = re.compile("已(?!建)|了|过(?!百)|共有|现有|截至|累计|去年|上年|目前|以来|实际|曾|[日月年]底?止|上半年|前[一二三四五]")


def _is_plan(text: str, title: Offsets | None) -> str:
    """Whether a title is that of a plan: "sure", or "maybe" where the text must tell a goal before its bare deeds are taken for goals."""
    if title is None or _TOLD.search(text, *title):
        return ""
    return "sure" if _SURE.search(text[title[0] : title[1]].rstrip("》”） \n")) else "maybe" if _PLAN.search(text, *title) else ""


def _listed(
    text: str, figure: Figure, before: Sequence[Figure], goals: dict[int, Figure], periods: Sequence[Period], issued: date | None
) -> bool:
    """A deed with its number in a text that is a plan by its title, where nothing says that it is done."""
    if figure.modality != "reported" or figure.kind not in ("count", "money", "percent") or issued is None:
        return False
    begin, _end = _sentence(text, figure)
    clause = max(begin, *(text.rfind(mark, begin, figure.start) + 1 for mark in "，："))
    if _OVER.search(text, begin, figure.end + 1) or _CHANGE.search(text, clause, figure.start):
        return False
    goes_on = bool(before) and before[-1].start in goals and before[-1].start >= begin and before[-1].unit == figure.unit
    if not (_DEED.search(text, clause, figure.start) or (goes_on and _NEXT.fullmatch(text, before[-1].end, figure.start))):
        return False
    return all(p.last is None or p.last >= issued for p in periods if begin <= p.start < figure.start)


_NEXT = re.compile("[、，和]|，其中[^，。；：]{2,10}|[、，；](?:[\u4e00-\u9fff]{1,12}[市县区旗州]|[^，。；：、]{2,10})")
_YEAR = re.compile(r"(?:\d{4}|[二〇○零一九八七六五四三]{4}|今|明|第[一二三四五])年$")
