"""What beside a figure only tells it from its neighbours (市级, 县区, 市直单位), and what of a measure only counts or points (各类, 每人每年, 第六届)."""

from __future__ import annotations

import re

from extractors.model import Offsets

_LEVEL = re.compile("(?:[国省市县区州旗盟镇乡村]|国家|全国|[二三四五]星)级$|[省市县区]本级$|[省市县区]直$|县区$")
_SHARERS = re.compile("[省市县区]直(?:单位|机关|部门|企业|系统)$")
"""Behind money: whose part it is (市直单位112万元); before a count they are what is counted."""
_LEVELLED = re.compile("(?:[国省市县区州旗]|国家|全国)级(?=[一-龥]{2})")
OTHERS = frozenset(
    ("总数", "总量", "其他", "外资", "内资", "合计", "总计", "小计", "男", "女", "男性", "女性", "专职", "兼职", "县（市、区）", "各县（市、区）", "县（区）", "县市区")
)
_LEAD = re.compile(
    "(?:各[类种项]|多种|有关|相关|部分|每[个家处间名户][^，、]{1,4}?(?=补[助贴]|奖[励补]|资助|救助)|每[人年月周季日晚户家天次名位餐张本份件套台册个间亩吨只棵桌班课生所项场期批队组]"
    "|第[一二三四五六七八九十百\\d]{1,3}[届次期批]|前[一二三四五六七八九十\\d]{1,3}名|[省市县区]总工会(?=本级)|(?:全国|全省|全市)?首[批个]|其中|累计|该|此次|这次|（[^（）]{1,6}）|\\([^()]{1,6}\\))+"
)
_ITEM = re.compile("(?<=[：:；;。\\n])(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\\d{1,2}[、.．](?!\\d))")
_HELD = re.compile("[（(](?:含|包括|不含|其中)[^（）()]*[）)]$")
_EDGES = frozenset("、“”《》 \u3000的")


def label_of(masked: str, at: int, end: int, clause: int, counts: bool) -> Offsets | None:
    """The level or sharer that ``masked[at:end]`` closes with, as a span. ``counts``: the figure counts things."""
    if masked[end - 1] in "级区直":
        level = _LEVEL.search(masked, max(clause, at - 4), end)
        if level:
            return level.span()
    sharers = None if counts else _SHARERS.search(masked, max(clause, at - 4), end)
    return sharers.span() if sharers else None


def bare(text: str, at: int, end: int) -> tuple[str | None, Offsets | None]:
    """``text[at:end]`` as printed, without what only counts or points, and its span."""
    item = _ITEM.match(text, at, end)
    at = item.end() if item else at  # ：一、生活救助
    lead = _LEAD.match(text, at, end)
    if lead and (lead.end() < end or text[end - 1] in "）)"):
        at = lead.end()
    while at < end and text[at] in _EDGES:
        if text[at] in "“《" and text.find("”" if text[at] == "“" else "》", at, end) >= 0:
            break
        at += 1
    while at < end and text[end - 1] in "、 \u3000的":
        end -= 1
    if at < end and text[end - 1] in "）)":  # 资金（含物资折款）
        held = _HELD.search(text, at + 1, end)
        end = held.start() if held else end
    return (text[at:end], (at, end)) if at < end else (None, None)


def without_level(text: str, span: Offsets) -> tuple[str, Offsets]:
    """A measure that a figure of another level takes over: 创建省级模范职工之家12个，市级48个 → 模范职工之家."""
    level = _LEVELLED.match(text, *span)
    at = level.end() if level else span[0]
    return text[at : span[1]], (at, span[1])
