"""Which period a figure is for: the nearest one before it in its sentence that is not merely what is compared with, else one that still governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Period
from extractors.slots import Sentence

_COMPARED = re.compile(r"(?:[比较于按以同由从]|相比|相较|对比)(?:于)?$")
_BESIDE = re.compile("(?:的?同期)?(?:相比|相较|比较)")
"""与上半年相比."""
_VALUE = re.compile(r"(?:全[市省县区年]|我[市省县区])?(?:的|为|是|只有|仅有?|分别(?:为|是|只有)|仅为|有|共?有?)?$")
_DEED = re.compile(r"[^，。；、\d]{1,8}的$")
"""比上年实际完成的548家: what was done then."""
_MOVED_ON = re.compile("(?:结转|顺延|推迟|延期|延长|延续|转入|跨)$")
_MARK = re.compile("[，；：、“《]")
_MENTIONED = re.compile("[”》）)的]|度?(?:行动|计划|规划|版|年度?计划|纲要|工作会议)|确定|提出|下达|制定|部署|召开|印发|出台|成立")
_YEARLY = re.compile(r"全年(?:筹集|收缴|组建)?(?:计划|目标)?(?=\d+[^，。]{0,4}(?:目标|任务|计划)|计划\d)")
_NEXT = re.compile("[、和与及]")
_PLANNED = re.compile("(?:主要|总|各项)?(?>(?:目标|任务|指标|预算)+)(?![是为：:])|计划(?=[的任指目数])")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or line begins at ``at``, or but for a number or 截至."""
    return at == 0 or text[at - 1] in "。\n！？；、是） \u3000" or text[max(0, at - 2) : at] in ("力争", "确保", "预计", "计划", "目标")


class Periods:
    """Periods of the figures of one article, asked for sentence by sentence in reading order."""

    def __init__(self, text: str, periods: Sequence[Period], plan: Period | None) -> None:
        self.text, self.periods, self.plan = text, periods, plan
        self.at = 0
        self.carried: Period | None = plan
        self.started = 0
        self.compared: tuple[Period, int] | None = None
        """The basis whose value the last figure was, and where that figure's own text ends for the next."""
        self.here: list[tuple[Period, bool]] = []
        """The periods of the sentence, each with whether it is only a basis of comparison."""

    def sentence(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        start, end = sentence.start, sentence.end
        self._carry(sentence.fresh)
        self.started = start
        periods, at = self.periods, self.at
        while at < len(periods) and periods[at].start < start:
            self._pass(periods[at], 0)
            at += 1
        self.here = []
        while at < len(periods) and periods[at].start < end:
            self.here.append((periods[at], self._basis(periods[at], start)))
            at += 1
        self.at = at

    def _carry(self, new_paragraph: bool) -> None:
        for period, basis in self.here:
            if not basis:
                self._pass(period, self.started)
        self.here = []
        if new_paragraph and self.carried is not None and self.carried.grain == "day":
            self.carried = self.plan

    def _pass(self, period: Period, start: int) -> None:
        """Let a period that opens its sentence govern those that follow; one that is only mentioned does not."""
        if period.role in ("during", "until", "since") and period.valid:
            begin = max(start, period.start - 24)
            if (
                begin == 0 or _MARK.search(self.text, begin, period.start) is None or _opens(self.text, period.start)
            ) and not _MENTIONED.match(self.text, period.end):
                self.carried = period

    def _basis(self, period: Period, start: int) -> bool:
        if period.role == "previous" or _MOVED_ON.search(self.text, max(start, period.start - 2), period.start):
            return True
        if period.role == "during" and (_PLANNED.match(self.text, period.end) or _YEARLY.match(self.text, period.start)):
            return True
        if _BESIDE.match(self.text, period.end):
            return True
        return period.role == "during" and _COMPARED.search(self.text, max(start, period.start - 3), period.start) is not None

    def of(self, at: int, gap: int, multiple: bool = False) -> tuple[Period | None, bool]:
        """The period of a figure at ``at`` and whether the figure is the value that another is compared with. ``gap``: where the text before the figure
        that belongs to it begins (the end of the figure before it). ``multiple``: 是上年的1.8倍 is no value of that year."""
        if self.compared and gap >= self.compared[1] and _NEXT.fullmatch(self.text, gap, at):  # 去年同期分别为61家、58家
            return self.compared[0], True
        self.compared = None
        best = self.carried
        for period, basis in self.here:
            if period.end > at:
                break
            if not basis:
                best = period
            elif period.start >= gap - 1 and not multiple and (
                _VALUE.fullmatch(self.text, period.end, at) or (period.role == "previous" and _DEED.fullmatch(self.text, period.end, at))
            ):
                self.compared = period, at
                return period, True
        return best, False
