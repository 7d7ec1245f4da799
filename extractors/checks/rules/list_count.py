"""list-count: a stated count equals the number of members of the list that it introduces or closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.checks.members import Members, members, shielded
from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.series import Series, find_series
from extractors.checks.slogans import Slogan, find_slogans
from extractors.checks.template import FIGURES, STOPS
from extractors.checks.words import longest_first
from extractors.lexicons import read
from extractors.model import Figure, Offsets, Verdict

_MOST = 30
_COLON = re.compile(f"[^，；：、（）{STOPS}{FIGURES}]{{0,14}}(?:（[^（）]{{0,20}}）)?(?:：|，?(?:即|分别是|分别为|依次为|依次是)：?)")
_PLACES = frozenset(
    [
        "园区",
        "县区",
        "片区",
        "市",
        "县",
        "区",
        "省",
        "州",
        "旗",
        "镇",
        "乡",
        "街道",
        "部门",
        "地",
        "村",
        "社区",
        "单位",
        "院",
        "校",
        "局",
        "委",
    ]
)
_CLOSING = _PLACES | frozenset(["家", "个", "所", "名", "人", "位", "项", "种", "类", "方", "大", "者"])
_BODY = re.compile("(?:公司|集团|厂|工会|局|医院|学校|中心|银行|学院|大学)$")
_SINCE = 160


@check("list-count", severity="error", rule="所说的个数应等于随后（或之前）列出的项数；“等”表示未列尽")
def list_count(reading: Reading) -> Iterator[Outcome]:
    starts = {s.marks[0].start: s for s in find_series(reading)}
    for sentence in reading.sentences:
        for figure in sentence.figures:
            if _is_count(figure):
                yield from _after(reading, figure, sentence.end, starts)
                yield from _before(reading, figure, sentence.start)
    yield from _numbered(reading, starts)
    yield from (_of_slogan(s) for s in find_slogans(reading))


def _of_slogan(s: Slogan) -> Outcome:
    listed = len(s.members)
    fits = listed == s.stated or (s.open and listed < s.stated)
    says = "相符" if fits else "不符"
    text = f"{s.text} {'=' if fits else '≠'} 列出{listed}项"
    return Outcome("holds" if fits else "fails", (), text, f"{s.text}与所列{listed}项{says}", (s.span, *s.members))


def _is_count(figure: Figure) -> bool:
    return (
        figure.kind == "count" and figure.low == figure.high and not figure.approx and figure.low is not None and 2 <= figure.low <= _MOST
    )


def _after(reading: Reading, figure: Figure, end: int, series: dict[int, Series]) -> Iterator[Outcome]:
    """八项内容：甲、乙、丙…"""
    colon = _COLON.match(reading.skeleton, reading.position[figure.start] + 1, end)
    if colon is None or any(s in series for s in range(colon.end(), colon.end() + 3)):
        return
    found = _up_to_comma(reading.skeleton[colon.end() : end], int(figure.low or 0))
    if found.least < 2:
        return
    inner = reading.figures_between(colon.end(), end)
    if any(f.unit == figure.unit for f in inner):
        return
    yield _outcome(
        reading,
        figure,
        found,
        colon.end(),
        sure=found.sure and not inner and (_announces(reading, figure) or _is_bare(figure, colon.group())),
    )


def _is_bare(figure: Figure, joint: str) -> bool:
    """对象分四类：…: the count in words, and nothing but its unit before the colon."""
    return joint == "：" and not figure.text[0].isdigit()


def _up_to_comma(text: str, stated: int) -> Members:
    """The members of a list behind a colon. Where a clause follows (甲、乙、丙，推动…) it may be one more member or none: what stands before it is
    enough for a list that is complete or too long."""
    found = members(text)
    comma = shielded(text).find("，")
    if not found.sure and comma > 0:
        before = members(text[:comma])
        if before.sure and before.least > 1 and (before.least > stated or before.least <= stated <= before.most):
            return before
    return found


def _before(reading: Reading, figure: Figure, begin: int) -> Iterator[Outcome]:
    """甲、乙、丙三县; 甲、乙等五部门."""
    at = reading.position[figure.start]
    start = max(reading.skeleton.rfind(m, begin, at) for m in "，；：。") + 1
    start = max(start, begin)
    for f in reversed(reading.figures_between(max(start, at - 80), at)):
        start = max(start, reading.position[f.start] + 1)
        break
    listed = reading.skeleton[start:at]
    if ("、" not in listed and "和" not in listed) or (figure.unit or "") not in _CLOSING or listed.endswith("、"):
        return
    found = members(listed)
    if found.most < 2 or any(e - s > 30 for s, e in found.spans[1:]):
        return
    stated = int(figure.low or 0)
    noun = reading.after(figure, 4)
    places = (figure.unit or "") in _PLACES or noun.startswith(_MEMBERS)
    places = places or _is_spread(reading, figure, noun, found)
    fits = found.least <= stated <= found.most
    names = not figure.text[0].isdigit() and (_announces(reading, figure) or all(_BODY.search(listed[s:e]) for s, e in found.spans))
    if not found.open and not places and not fits and not (names and abs(stated - found.least) == 1):
        return  # 职工书屋、爱心驿站12个: kinds, not members
    yield _outcome(reading, figure, found, start, sure=places or (names and not found.open))


_MEMBERS = ("市", "县", "区", "部门", "街道", "乡镇", "单位", "园区", "片区", "同志")


def _is_spread(reading: Reading, figure: Figure, noun: str, found: Members) -> bool:
    """单独、区域性、行业性三类合同分别占58%、28%和14%: as many figures as are counted, one for each member."""
    at = reading.position[figure.start]
    m = _SPREAD.match(reading.skeleton, at + 1)
    if m is None:
        return False
    values = [c for c in m.group("values") if c in FIGURES]
    return len(values) == int(figure.low or 0) > 2 and not found.open


_SPREAD = re.compile(
    f"[^，；：。、\n{FIGURES}]{{0,8}}分别[^，；：。、\n{FIGURES}]{{0,4}}(?P<values>[{FIGURES}](?:(?:、|和|，)[{FIGURES}])+)"
)


def _numbered(reading: Reading, starts: dict[int, Series]) -> Iterator[Outcome]:
    """三个特点：一是…二是…三是…, also across a few clauses or a full stop."""
    taken: set[int] = set()
    for start, series in sorted(starts.items()):
        near = [f for f in reading.figures_between(max(0, start - _SINCE), start) if _is_count(f) and f.start not in taken]
        figure = next((f for f in reversed(near) if _announces(reading, f)), None)
        if figure is None or "\n\n" in reading.skeleton[reading.position[figure.start] : start]:
            continue
        taken.add(figure.start)
        between = reading.skeleton[reading.position[figure.start] + 1 : start]
        highest = max(m.number for m in series.marks)
        found = Members(highest, highest, False, True, tuple((m.start, m.end) for m in series.marks))
        direct = len(between) <= 30 and len(re.findall("[。！？]", between)) <= 1
        yield _outcome(reading, figure, found, 0, sure=direct and _in_order(series))


def _in_order(series: Series) -> bool:
    return [m.number for m in series.marks] == list(range(1, len(series.marks) + 1))


def _announces(reading: Reading, figure: Figure) -> bool:
    noun = reading.after(figure, 10)
    return (figure.unit or "") in ("方面", "项", "点", "大", "条", "步", "层", "关", "招") or bool(
        _heads().match(noun.lstrip("“主要基本重点突出鲜明具体"))
    )


@cache
def _heads() -> re.Pattern[str]:
    return re.compile("[^，。；：、]{0,4}?(?:" + longest_first([r["noun"] for r in read("check_list_heads.csv", ("noun",))]) + ")")


def _outcome(reading: Reading, figure: Figure, found: Members, base: int, sure: bool) -> Outcome:
    stated = int(figure.low or 0)
    fits = found.least <= stated <= found.most or (found.open and stated >= found.least)
    verdict: Verdict = "holds" if fits else "fails" if sure else "unchecked"
    listed = str(found.least) if found.least == found.most else f"{found.least}至{found.most}"
    more = "（等，未列尽）" if found.open else ""
    sign = {"holds": "=" if not found.open else "≥", "fails": "≠", "unchecked": "?"}[verdict]
    says = {"holds": "相符", "fails": "不符", "unchecked": "能否对应无法确定，未核对"}[verdict]
    spans: tuple[Offsets, ...] = tuple(reading.origin(base + s, base + e) for s, e in found.spans)
    return Outcome(verdict, (figure,), f"{figure.text} {sign} 列出{listed}项{more}", f"“{figure.text}”与所列{listed}项{more}{says}", spans)
