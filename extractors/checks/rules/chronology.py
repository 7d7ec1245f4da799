"""chronology: nothing is reported done after the issue date, no deadline lies before it, no stretch of time runs backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.template import PERIOD, STOPS
from extractors.model import Period

_DONE = re.compile(
    "已经?(?:全部|全面|基本|顺利|累计|圆满)?(?:完成|建成|建立|组建|发放|实现|召开|举办|开展|建)|圆满(?:完成|结束)|(?:完成|召开|举办|举行|开展|发放|组建)了|落下帷幕|顺利(?:召开|结束|完成)"
    "|正式(?:挂牌|成立|启动|开班|开馆|揭牌|启用|投入使用)|(?<!目前)(?<!现)已(?:经|累计|新)?(?:安置|吸收|发展|培训|走访|慰问|救助|帮扶|签订|收缴|筹集|投入|新建)"
)
_FUTURE = re.compile(
    "将|拟|计划|力争|预计|争取|确保|目标|要求|安排|定于|届时|截止日期|报名|准备|打算|应|须|要|方案|如|若|有望|可望|规划|预期"
)
_UNTIL = re.compile("^截[至止]")
_REPORTED = re.compile("^[^，。；]{0,4}，[^，。；]{0,20}(?:建成|建立|组建|发展|发放|收缴|投入|培训|完成|实现|达|共|有)")
_HOPED = re.compile("请|望|力争|确保|争取|务必|将|要在|要于|要求|计划|拟|应|须|必须|限")
_PAST_FRAME = re.compile("实际|均已|已[全经完上按建]|曾|当时|此前|原|原定|去年|上年|前年|年初|按照|根据|提出|部署|印发|《|会议")


@check("chronology", severity="warning", rule="已完成的事不晚于印发日期，期限不早于印发日期，起止不颠倒")
def chronology(reading: Reading) -> Iterator[Outcome]:
    issued = reading.facts.context.issued
    for at, p in sorted(reading.period_at.items()):
        if not p.valid:
            continue
        if p.first is not None and p.last is not None and p.first > p.last:
            yield Outcome("fails", (), f"{p.first} > {p.last}", f"“{p.text}”起止颠倒", ((p.start, p.end),))
        elif issued is not None and p.year_known and p.grain in ("day", "month"):
            yield from _against_issue(reading, at, p)


def _against_issue(reading: Reading, at: int, p: Period) -> Iterator[Outcome]:
    issued = reading.facts.context.issued
    assert issued is not None
    before, after = _clause(reading.skeleton, at)
    begun = p.first or p.last
    if (begun is not None and begun > issued and (begun - issued).days > _SOON) or (p.first is not None and p.first > issued):
        done = _DONE.search(after[:30])
        if not done and p.role == "until" and _UNTIL.match(p.text):
            done = _REPORTED.match(after)
        if done and not _FUTURE.search(before + after[: done.end()] + after[done.end() :].partition("，")[0]):
            yield _flag(p, f"{begun} > {issued}", f"“{p.text}”在印发日期{issued}之后，却说“{done.group().lstrip('，')}”")
    if p.role == "by" and p.last is not None and p.last < issued:
        hoped = _HOPED.search(before[-6:]) or _HOPED.match(after[:4])
        if hoped and not _PAST_FRAME.search(_sentence(reading.skeleton, at)) and (issued - p.last).days < _A_YEAR:
            yield _flag(p, f"{p.last} < {issued}", f"期限“{p.text}”早于印发日期{issued}")


_A_YEAR, _SOON = 366, 7


def _flag(p: Period, equation: str, message: str) -> Outcome:
    return Outcome("fails", (), equation, message, ((p.start, p.end),))


def _clause(skeleton: str, at: int) -> tuple[str, str]:
    marks = "，；：" + STOPS + PERIOD
    begin = max(skeleton.rfind(m, max(0, at - 40), at) for m in marks) + 1
    end = at + 1
    while end < len(skeleton) and end - at < 40 and skeleton[end] not in "；" + STOPS + PERIOD:
        end += 1
    return skeleton[max(begin, at - 40) : at], skeleton[at + 1 : end]


def _sentence(skeleton: str, at: int) -> str:
    begin = max(skeleton.rfind(m, max(0, at - 120), at) for m in STOPS) + 1
    return skeleton[max(begin, at - 120) : at + 40]
