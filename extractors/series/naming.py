"""What a figure counts: its own words, else the head of its list, the deed of an earlier clause, or what was counted just before."""

from __future__ import annotations

import re

from extractors.checks.template import FIGURES, PERIOD
from extractors.model import Figure
from extractors.series.measures import Measure, bare_deed, counted, deed, measure, standing
from extractors.series.scene import Where
from extractors.series.state import SentenceState
from extractors.series.stretches import Stretch

_AMONG = re.compile(r"^其中的?")
_TOTAL_WORD = re.compile("累计|总计|总数")
_ONLY_TOTAL = re.compile(r"^(?:使|并使|累计|总计|共计|总数|达到?|共|为|年[末底]|\ue008|已|全年)+$")
_SAME_FOR_ALL = frozenset(("人次", "件次", "元", "件", "场", "场次"))
_AIMS = re.compile(r"(?:目标)?(?:任务|目标|计划|指标)(?:数)?(?:分解|分配|下达)?(?:情况)?(?:如下|分别)?为?是?$")
_PLAIN = re.compile(r"(?:目标)?(?:任务|目标|计划|指标)?(?:数)?(?:分解|分配|下达|情况)*(?:如下|分别)?为?是?$")


def measure_of(s: SentenceState, words: str, rest: str, figure: Figure, where: Where, when: Stretch | None) -> Measure | None:
    """The measure of ``figure``. ``words``: the label before it without its place; ``rest``: what follows; ``when``: its days, if told."""
    unit, words = counted(figure.unit), bare_aim(words)
    if _HANDS.search(words) and (behind := _TASK_BEHIND.match(rest)):
        return measure(behind["what"])
    if where.listed and (not words or measure(words) is None):
        return _from_head(s, unit, where)
    if words and _ONLY_REACHED.fullmatch(words) and s.said and (s.said[-1].role, s.said[-1].counted) == ("target", unit):
        return Measure(s.said[-1].words, s.said[-1].key, not s.said[-1].stock)
    if _AMONG.match(words):
        s.among = s.head
    found = None if _ONLY_TOTAL.match(words) else measure(words)
    if found is not None and s.among is not None and not found.deed and figure.unit != "%" and unit == s.head_unit:
        return Measure(f"{s.among.words}·{found.words}", s.among.key + "·" + found.key, s.among.deed)
    if found is None and words and not _ONLY_TOTAL.match(words):
        found = _with_rest(words, rest)
    if found is None and _ONLY_TOTAL.match(words) and _TOTAL_WORD.search(words) and s.said:
        last = next((o for o in reversed(s.said) if o.role in ("result", "target") and o.counted == unit), None)
        return standing(last.words) if last else None
    if found is None and (named := deed(words)) and (same := _same_deed(s, named, where)) is not None:
        return same
    if words == "即" and s.said and s.said[-1].role == "target":
        return Measure(s.said[-1].words, s.said[-1].key, not s.said[-1].stock)
    if found is None:
        return bare_deed(words) if unit in _SAME_FOR_ALL else None
    if "累计" in words and not _within(when) and (total := standing(found.words)) is not None:
        found = total
    s.head, s.head_unit, s.head_aims, s.among = found, unit, False, None
    return found


_HANDS = re.compile("(?:下达|分解|分配)(?:给|了)?$")
_TASK_BEHIND = re.compile("的(?P<what>[\u4e00-\u9fa5]{2,8}?)(?:目标任务|任务|目标|指标)")
_HANDED = re.compile(r"^[^，。；]{0,16}(?:下达|分解|分配)(?:了|给)?(?:[\u4e00-\u9fff]{1,8}[市县区旗州](?=[\u4e00-\u9fff]{2}))?")
_AIM_WORDS = re.compile(
    "(?:目标任务|任务|目标|指标|计划)(?:总?数)?(?:为|是|已|被|相应|统一|经批准)*(?:(?:调整|调减|调增|调低|调高|上调|下调|核减|核增|追加|压缩|修订|变更|改)(?:到|至|为)?)?$"
)
_ONLY_REACHED = re.compile("(?:其中)?(?:要|力争|确保|务必|必须|须|争取)?(?:再)?(?:完成|达到?|实现|建成|新建|建立)?(?:要|的)?")


def bare_aim(words: str) -> str:
    """The label of a goal without the words that make it one: 下达瑞昌市新建工会任务 → 新建工会."""
    plain = _AIM_WORDS.sub("", words)
    plain = plain if len(plain) > 1 else words
    return _HANDED.sub("", plain, count=1) if _HANDED.match(plain) and len(_HANDED.sub("", plain, count=1)) > 1 else plain


def _within(when: Stretch | None) -> bool:
    """1—4月累计新建: the total of that stretch, not of all time."""
    return when is not None and when.first is not None and not when.instant


def _with_rest(words: str, rest: str) -> Measure | None:
    """新建12家企业工会: what is counted may stand behind."""
    after = re.match(r"[\u4e00-\u9fa5“”]{2,10}", rest)
    return measure(words + after.group()) if after and not rest.startswith(("的", "以上", "左右")) else None


def _same_deed(s: SentenceState, named: str, where: Where) -> Measure | None:
    """The object that an earlier clause gave the deed (新建工会…，比上年多建…)."""
    clauses = re.split(f"[，；：{FIGURES}]", s.before(where.at).replace(PERIOD, ""))
    said = (measure(s.scene.bare(c)) for c in reversed(clauses) if named in c)
    return next((m for m in said if m is not None and named in m.words), None)


def _from_head(s: SentenceState, unit: str, where: Where) -> Measure | None:
    """The measure of a list item (柯城区27家): the list's head, where it counts in the same unit."""
    if s.head is None or s.head_unit != unit:
        head = s.before(where.at)
        clause = re.split(f"[，。；、{FIGURES}]", head.rpartition("：")[0] or head)[-1]
        clause = clause.replace(PERIOD, "").rstrip("：")
        found = measure(s.scene.bare(_PLAIN.sub("", clause)))
        if found is None:
            return None
        s.head, s.head_unit, s.head_aims = found, unit, bool(_AIMS.search(clause))
    return s.head
