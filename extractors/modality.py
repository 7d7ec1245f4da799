"""Whether a figure reports, aims, requires, plans, forecasts, corrects or is what another is compared with: cue words, and how far each reaches.

A cue reaches from where it stands to the end of its sentence or to the next cue; 已 and 目前 end what a frame opened. Past a sentence it reaches only in
a list under a head (目标是：…) — the paragraph that the head opens.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractors import lexicons
from extractors.model import Modality, Offsets, Period
from extractors.phrase_words import NAME_MARK, PERIOD_MARK
from extractors.slots import Sentence, Slot

Cue = tuple[int, int, str]
"""``(start, end, class)``: a modality, ``past`` (ends a frame) or ``cited`` (完成全年计划2400份的20%: says what that one figure is)."""

FRAMES = frozenset(("target", "required", "planned", "forecast"))
_ACHIEVED = re.compile(r"(?:完成|达到?|实现|超过?|突破|占|为|是|比|较|超额)了?[^，。；：、\d]{0,8}$")
_THAN = re.compile(r"[比较][^，。；：、\d]{0,14}的$")
_CHANGES = re.compile("(?:净|分别|共|略|大幅)?(?:增|减|提|上升|下降|升|降|高|低|多|少|翻|扩|缩|回落)")
# 将协商工作纳入考核: 将 stands for 把
_DISPOSAL = re.compile(
    r"(?!在|于|继续|进一步|陆续|分[批期])[^，。；：、\d]{2,18}?(?:纳入|列入|列为|作为|融入|摆上|摆在|放在|放到|落实到|落到|送到|送至|送进|送上|交到|转交|转化为|转为|延伸[到至]|下沉[到至]|分[为成]|编[为成]|评为|定为|视为)(?![^，。；]{0,6}[\d一二三四五六七八九十百]+(?:家|人|名|个|元|万))"
)
_TAKEN = re.compile("(?:首批|第[一二三]批|价值|总价值|募集的|筹集的|剩余的)?[\\d.,]+[万亿余多]*[^\\d年月日，。；]{1,12}|[^，。；：]{2,30}?(?:送[到至往给]|交到|发到|发放[到给]|捐赠?给|转交)")
"""将1860名职工纳入: what 将 takes as its object."""
_OBTAINED = re.compile("(?![^，。；]{0,8}(?:年|达到|完成|实现|到位))[^，。；：、\\d]{0,8}(?:资金|经费|款|补助|补贴|政策|项目|支持|名额)")
"""争取帮扶资金720万元: what was got, not what is aimed at."""
_CARRIED_OUT = re.compile("[”」》]?(?:的)?(?:实施|执行|推进|落实)(?:过程|期间|以来|中|后|情况)")
"""在“计划”实施过程中，培训…: what was done by then."""
_AS_TOLD = re.compile("[^，。；：]{2,24}的(?:要求|规定|原则)[，。；]")
"""做到企业必须签订协议的要求，…: a rule that is told, and then what was done by it."""
_TELLING = re.compile("从[^，。；]{0,16}[说讲谈]起")
"""事情要从去年3月说起: no demand."""
_FOLLOWING = re.compile(r"(?:按照?|根据|依据|符合|满足|达到|遵照|围绕|超额?|完成)[^，。；：]{0,12}$")


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lexicons.read("modality_cues.csv", ("cue", "modality", "not_after", "not_before"))
    classes = {row["cue"]: row["modality"] for row in rows}
    parts = []
    for row in sorted(rows, key=lambda r: -len(r["cue"])):
        first, rest = row["cue"][0], row["cue"][1:]
        before = f"(?<![{row['not_after']}]{re.escape(first)})" if row["not_after"] else ""
        behind = "(?!" + "|".join(map(re.escape, row["not_before"].split())) + ")" if row["not_before"] else ""
        parts.append(re.escape(first) + before + re.escape(rest) + behind)  # a plain first character lets the engine skip to it
    return re.compile("|".join(parts)), classes


@cache
def _style() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of reports, words of plans, and those of plans alone."""
    rows = lexicons.read("plan_style.csv", ("word", "class"))

    def either(*classes: str) -> re.Pattern[str]:
        return re.compile("|".join(row["word"] for row in rows if row["class"] in classes))

    return either("past"), either("plan", "strong"), either("strong")


def cues(text: str, start: int, end: int) -> list[Cue]:
    """The cue words of ``text[start:end]`` in order."""
    pattern, classes = _pattern()
    out = []
    for m in pattern.finditer(text, start, end):
        how = classes[m.group()]
        if m.group() == "要求" and (
            _FOLLOWING.search(text, max(start, m.start() - 16), m.start()) or text[m.end() : m.end() + 1] in "的和。"
            or (text.endswith("的", start, m.start()) and text[m.end() : m.end() + 1] in "，；")
        ):
            continue
        if m.group() == "将" and (_DISPOSAL.match(text, m.end(), end) or _TAKEN.match(text, m.end(), end)):
            continue
        if m.group() == "争取" and _OBTAINED.match(text, m.end(), end):
            continue
        if m.group() == "要" and _TELLING.match(text, m.end(), end):
            continue
        if _CARRIED_OUT.match(text, m.end(), end) or (how == "required" and _AS_TOLD.match(text, m.end(), end)):
            continue
        if m.group() == "计划" and _ACHIEVED.search(text, max(start, m.start() - 14), m.start()):
            how = "cited"
        out.append((m.start(), m.end(), how))
    return out


class Reading:
    """Modality of the figures of one article, asked for sentence by sentence in reading order."""

    def __init__(self, text: str, masked: str, issued: date | None) -> None:
        self.text, self.masked, self.issued = text, masked, issued
        self.imperative: Cue | None = None
        """What says that the paragraph is part of a plan."""
        self.cues: list[Cue] = []
        self.head: Cue | None = None
        """The head (目标是：) whose list is running."""
        self.section: Cue | None = None
        """The heading (二、2009年工作安排) whose section is running."""
        self.level = 9
        self.norm: Offsets | None = None
        """不少于 without another frame: what it says and what follows in the sentence is required."""
        self.framed = False
        """Whether the sentence before, in the same paragraph, spoke of the future."""

    def sentence(self, sentence: Sentence, skipped: int) -> None:
        """Begin a sentence; the text from ``skipped`` to it has no figures, but may have heads."""
        start, end = sentence.start, sentence.end
        if sentence.fresh or self.cues:
            self.framed = not sentence.fresh and any(cue[2] in FRAMES for cue in self.cues)
        if self.cues:
            self._close()
        if self.head is not None and sentence.fresh and not _ITEM.match(self.text, start):
            self.head = None
        if skipped < start:
            self._skip(skipped, start, sentence.fresh)
        self.cues = cues(self.text, start, end)
        self.norm = None
        if sentence.fresh or not skipped:
            self.imperative = self._imperative(start) if self.issued is not None and self.issued.month <= 3 else None
        if self.head is not None and self.cues and self.cues[0][2] == "past":
            self.head = None

    def of(
        self, slot: Slot, following: Slot | None, sentence: Sentence, period: Period | None, compared: bool
    ) -> tuple[Modality, Offsets | None]:
        """Modality of a figure and the words that say so. ``compared``: its period only gives the value that another is compared with."""
        q = slot.q
        if compared and period:
            return "previous-period", (period.start, period.end)
        than = _THAN.search(self.text, max(sentence.start, q.start - 17), q.start) if self.text[q.start - 1 : q.start] == "的" else None
        if than and _CHANGES.match(self.text, q.end):
            return "previous-period", (than.start(), than.end())
        if following is not None and slot.links:
            origin = self._origin(slot, following)
            if origin:
                return "previous-period", origin
        frame, other = self._cues_before(q.start, sentence) if self.cues or self.head or self.section else (None, None)
        frame = frame or (self.imperative if other is None else None)
        if frame is not None:
            return frame[2], (frame[0], frame[1])  # type: ignore[return-value]
        if other is not None and other[2] == "revised" and period is not None and period.start == other[1]:
            other = None  # 由2012年的33%调整为2021年的23%: a change, no correction
        coming = period is not None and period.role in ("during", "by") and period.start >= sentence.start and self._ahead(period)
        total = q.kind not in ("percent", "duration", "age")  # 共有会员5万人，占31%: a share is no total
        if other is not None and not coming and (other[2] == "revised" or (not slot.growth and (total or other[2] != "cumulative"))):
            return other[2], (other[0], other[1])  # type: ignore[return-value]
        if q.text.startswith(_NORMS):
            self.norm = q.start, q.start + 3
        if self.norm is not None and not slot.growth:
            return "required", self.norm
        if period is not None:
            span = period.start, period.end
            if period.role == "until" and total and (slot.counts or q.kind == "money") and not slot.growth and _MEANS.isdisjoint(slot.links):
                return "cumulative", span
            here = period.start >= sentence.start
            open_yet = self.issued is None or period.last is None or period.last >= self.issued
            if (period.role == "by" and here and open_yet) or (period.role == "during" and (here or self.framed) and self._ahead(period)):
                return "target", span
        return "reported", None

    def _cues_before(self, at: int, sentence: Sentence) -> tuple[Cue | None, Cue | None]:
        """The frame that holds at ``at``, and the running total or correction of its clause."""
        frame = self.head or self.section
        other: Cue | None = None
        clause = sentence.clause(at)
        while clause > sentence.start and self.text.startswith(_RESULTS, clause):  # 累计举办50场，惠及职工…
            clause = sentence.clause(clause - 1)
        close = -1
        for cue in self.cues:
            how = cue[2]
            if cue[0] >= at:
                close = close if close >= 0 else sentence.clause_end(at)
                if frame is None and other is None and how in FRAMES and cue[0] < close:  # 一百家企业要全部…
                    return cue, None
                break
            if how == "cited":
                if at - cue[1] <= 2:
                    return (cue[0], cue[1], "planned"), None
                continue
            if how == "forecast" and self.text.find("；", cue[1], at) >= 0:
                continue  # 预计返还9600万元；拨付2000万元: a forecast reaches no further than its own report
            if how in FRAMES:
                if frame is None or frame is self.head or frame is self.section or cue[1] - cue[0] > 1:  # 要 and 将 only go on with a frame
                    frame = cue
            elif how == "past":
                frame = None
            elif cue[0] >= clause:
                other = cue
        return frame, other

    def _imperative(self, start: int) -> Cue | None:
        """A paragraph of the season of plans that only orders: several verbs of plans, nobody who did it, nothing that says it is done."""
        begin = self.text.rfind("\n", 0, start) + 1
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        past, plan, strong = _style()
        if NAME_MARK in self.masked[begin:end] or PERIOD_MARK in self.masked[begin:end] or past.search(self.text, begin, end):
            return None
        word = strong.search(self.text, begin, end)
        if word is None or len(plan.findall(self.text, begin, end)) < 4:
            return None
        return word.start(), word.end(), "planned"

    def _ahead(self, period: Period) -> bool:
        """Whether a period has hardly begun at the date of issue."""
        issued = self.issued
        return (
            issued is not None
            and period.first is not None
            and period.last is not None
            and (period.last - issued).days > 60
            and ((issued - period.first).days < 75 or period.text.endswith("年内"))
        )

    def _origin(self, slot: Slot, following: Slot) -> Offsets | None:
        """The 由 of 由A增至B, when this figure is the A."""
        if "由" not in slot.links and "从" not in slot.links:
            return None
        end, start = slot.q.end, following.q.start
        if start - end <= 12 and _RISE.search(self.text, end, start):
            at = max(self.text.rfind("由", 0, slot.q.start), self.text.rfind("从", 0, slot.q.start))
            return (at, at + 1) if at >= 0 else None
        return None

    def _close(self) -> None:
        """A frame of the sentence that ends in a colon is the head of a list."""
        for cue in self.cues:
            if cue[2] in FRAMES and (_AIMS if "目标" in self.text[cue[0] : cue[1]] else _HEAD).match(self.text, cue[0]):
                self.head = cue
        self.cues = []

    def _skip(self, start: int, end: int, fresh: bool) -> None:
        """Take heads and headings from text without figures."""
        text = self.text
        if fresh:
            for m in _HEADING.finditer(text, start, end):
                self._heading(m)
        last = end - 1
        while last > start and text[last].isspace():
            last -= 1
        if text[last] in "：:":
            begin = max(start, 1 + max(text.rfind(mark, start, last) for mark in "。\n"))
            self.cues = cues(text, begin, last + 1)
            self._close()

    def _heading(self, m: re.Match[str]) -> None:
        number = m["number"] or ""
        level = 0 if not number else 1 if number[0] not in "（(" and not number[0].isdecimal() else 2
        plan = (_PLAN_TITLE if level == 0 else _PLAN_SECTION).search(m["words"])
        if plan and not _LOOKS_BACK.search(m["words"]):
            at = m.start("words")
            self.section = at + plan.start(), at + plan.end(), "target" if plan.group() in ("目标", "任务") else "planned"
            self.level = level
        elif level <= self.level:
            self.section, self.level = None, 9


_HEAD = re.compile(r"[^，。；：:\n]{0,14}[：:](?:\s{0,8}$|\s{0,8}\n|(?=\s{0,8}[（(]?[一二三四五六七八九1][、.．是)）]|——))")
_MEANS = frozenset(("人均", "户均", "平均", "月均", "年均", "日均"))
_NORMS = ("不少于", "不低于", "不得少于", "不得低于")
_RESULTS = ("惠及", "涉及", "覆盖", "带动", "吸引", "受益")
_AIMS = re.compile(r"[^，。；：:\n]{0,12}[：:]")
_ITEM = re.compile(r"\s{0,8}(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九十]是|——|[●◆■①-⑩])")
_HEADING = re.compile(
    r"^[ \t\u3000]{0,8}(?P<number>第?[一二三四五六七八九十]{1,3}(?:、|部分)|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])?[ \u3000]?"
    r"(?P<words>[^，。；：:！？\s]{2,28})[ \t\u3000]{0,8}$",
    re.M,
)
_PLAN_TITLE = re.compile("(?:工作要点|工作计划|工作安排|工作打算|工作思路|实施方案|行动方案|规划|目标任务)(?:的通知|（草案）)?$")
_PLAN_SECTION = re.compile("目标|任务|打算|计划|安排|思路|要点|部署|规划")
_LOOKS_BACK = re.compile("回顾|总结|完成|情况|成效|成绩|落实|执行|进展")
_RISE = re.compile(
    r"(?:增|升|提高|提升|扩大|发展|上升|增加|增长|降|减少|下降|降低|压减|缩小|缩短|回落|调整)[^，。；、]{0,4}\Z|(?:到|至|为)\Z"
)
