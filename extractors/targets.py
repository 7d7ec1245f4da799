"""Targets: figures that are a goal, commitment, plan or requirement, with who owes them and by when.

Which figures are targets is told by :mod:`extractors.goals`; this module adds the aim, the owner, the deadline and what a share is a share of. A period or an owner that the sentence does not state is inherited from the plan that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extractors import lexicons
from extractors.goals import find_goals, is_revised
from extractors.model import Aim, Context, Figure, Offsets, Organisation, Period, Target, TargetModality
from extractors.responsible import find_responsible
from extractors.sentences import holding, sentences

_OWNERS = ("union", "government", "party", "association", "institution", "company")
_SETTING = ("union", "government", "party", "association")
"""Who sets goals for others; a firm is the owner only of what is said of it in the same sentence."""

_CEILING = re.compile(r"(?:控制在|不超过|不高于|压减到|压降到|降到|降至|下降到|减少到|减至)$")
_EDGE = re.compile("(?:[月季年][底末]|月份?|[日号旬])(?:前|之前|以前)?$")
_REACH = re.compile(r"(?:达到?|提高到|提升到|提高至|提升至|增加到|增至|升至|不低于|不少于|保持在|稳定在)$")
_BASE = re.compile(
    r"(?P<base>(?:全年|年度|年初|上半年|下半年|[一二三四]季度|总)?(?:目标任务|目标|任务|计划|指标)(?:数|值|总数)?)(?:任务)?的?$"
)
_MET = re.compile("(?:完成|占|为|达到?|超过?)[^，。；：]{0,8}(?:计划|任务|目标|指标)(?:任务|数|总数)?(?:的|为)?$")
# A period that only says what is compared with, or what a rate is reckoned on, is no deadline.
_BASIS = re.compile(r"(?:以|比|较|与|按)[^，。；]{0,8}$")
# In January 全年 and 年内 may be read as the year that is over; what is aimed at lies ahead.
_THIS_YEAR = re.compile(r"(?:全年|年内|本?年度?[底末终](?:前|以前|之前)?|(?:本|今)年度?)")
_YEARS = re.compile(r"(?:用|利用|花)(?P<n>[一二两三四五六七八九十]|\d{1,2})年(?:左右)?的?时间")
_ON_END = re.compile(r"连续(?P<n>[一二两三四五六七八九十]|\d{1,2})年")
_DIGITS = "零一二三四五六七八九十"
_ON_ITS_OWN = re.compile("；[^；，。]{0,8}(?:力争|力求|争取|确保|务必|必须|保证|要(?!求)|努力)")
_BASIS_AFTER = re.compile(r"[^，。；]{0,12}(?:为基数|为基础|基数|相比|水平上|基础上)")


def find_targets(
    text: str, figures: Sequence[Figure], periods: Sequence[Period], organisations: Sequence[Organisation], context: Context
) -> list[Target]:
    """The targets among ``figures`` in reading order; all offsets index ``text``."""
    goals = find_goals(text, figures, periods, context.issued, context.title)
    if not goals:
        return []
    scene = _Scene(text, periods, organisations, context)
    return [scene.target(figure) for figure in goals]


_WORD_END = "(?<![主重需必纪摘首概紧次简只想若就快不无即相对响适反供])"
"""主要, 必须, 响应 …: there the character is no cue."""


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, TargetModality]]:
    kinds: dict[str, TargetModality] = {row["cue"]: row["modality"] for row in lexicons.read("target_cues.csv", ("cue", "modality"))}  # type: ignore[misc]
    return re.compile(
        "|".join(_WORD_END + re.escape(cue) if len(cue) == 1 else re.escape(cue) for cue in sorted(kinds, key=len, reverse=True))
    ), kinds


class _Scene:
    """One article: its sentences, and the periods and bodies that a target may inherit from."""

    def __init__(self, text: str, periods: Sequence[Period], organisations: Sequence[Organisation], context: Context) -> None:
        self.text, self.context = text, context
        self.organisations = organisations
        self.sentences = sentences(text)
        self.deadlines = [p for period in periods if self._may_bind(p := self._ahead(period))]
        self.since = [p for p in periods if p.role == "since"]
        self.bodies = [o for o in organisations if o.type in _OWNERS]

    def target(self, figure: Figure) -> Target:
        sentence = holding(self.sentences, figure.start) or (0, len(self.text))
        period = self._deadline(figure, sentence)
        deadline, words = self._told_behind(figure) or self._within_years(figure, sentence) or (_last_day(period) if period else self._annual(figure), period.text if period else None)
        return Target(
            figure=figure,
            owner=self._owner(figure, sentence),
            measure=figure.measure,
            aim=self._aim(figure),
            base=self._base(figure),
            deadline=deadline,
            deadline_text=words,
            modality=self._modality(figure, sentence),
            responsible=find_responsible(self.text, figure, sentence, self.organisations),
        )

    # -- what is to be reached

    def _aim(self, figure: Figure) -> Aim:
        before = self.text[max(0, figure.start - 6) : figure.start]
        if figure.comparator:
            return figure.comparator
        if is_revised(self.text, figure):
            return "="
        if _CEILING.search(before):
            return "~" if figure.approx else "<="
        if figure.approx and figure.low == figure.high:
            return "~"
        if self._base(figure) and re.search(r"超过?(?:全年|年度)?[^，。；]{0,6}$", before):
            return ">"
        return ">=" if _REACH.search(before) else "="

    def _base(self, figure: Figure) -> str | None:
        found = _BASE.search(self.text, max(0, figure.start - 16), figure.start)
        return found["base"] if found and figure.kind == "percent" else None

    def _modality(self, figure: Figure, sentence: Offsets) -> TargetModality:
        pattern, kinds = _cues()
        found = [m.group() for m in pattern.finditer(self.text, sentence[0], figure.start)]
        if found:
            return kinds[found[-1]]
        return "required" if figure.modality == "required" else "planned"

    # -- by when

    def _ahead(self, period: Period) -> Period:
        """A period without a year as a goal means it: not over when it was set."""
        issued, last = self.context.issued, period.last
        if issued is None or last is None or last >= issued or period.role == "previous" or not _THIS_YEAR.fullmatch("".join(period.text.split())):
            return period
        return replace(period, first=period.first and date(issued.year, 1, 1), last=date(issued.year, 12, 31))

    def _may_bind(self, period: Period) -> bool:
        """A deadline or the stretch that a plan is for: not the past, not a basis of comparison."""
        if period.role in ("previous", "since", "until") or (period.grain == "day" and period.role != "by"):
            return False
        issued = self.context.issued
        if period.last is not None and issued is not None and period.last < issued and period.role != "by":
            return False
        before, after = self.text[max(0, period.start - 8) : period.start], self.text[period.end : period.end + 16]
        return not (_BASIS_AFTER.match(after) or (_BASIS.search(before) and period.role != "by"))

    def _deadline(self, figure: Figure, sentence: Offsets) -> Period | None:
        """The nearest binding period before the figure in its sentence, else right behind it, else the latest plan period of the text so far."""
        own = [p for p in self.deadlines if sentence[0] <= p.start < figure.start and not self._of_base(p, figure)]
        if own and own[-1].role == "by" and _ON_ITS_OWN.search(self.text, own[-1].end, figure.start):
            own = [p for p in own if p.role != "by"]  # …七月底以前新建65家；力求会员净增1万人
        if own and (figure.start - own[-1].end <= 1 or self.text.endswith("其中", 0, own[-1].start)):
            return own[-1]  # 其中2017年1200户, 其中上半年…
        if own and _EDGE.search(own[-1].text) and "，" not in self.text[own[-1].end : figure.start]:
            return own[-1]  # 3月底前部署到位，6月底完成60%: the figure's own clause
        if own:
            named = [p for p in own if p.role == "by"]
            return named[-1] if named and not re.search("[；]", self.text[named[-1].end : figure.start]) else own[-1]
        behind = [p for p in self.deadlines if figure.end <= p.start < sentence[1] and "，" not in self.text[figure.end : p.start]]
        if behind:
            return behind[0]
        wide = [p for p in self.deadlines if p.end <= sentence[0] and p.role != "by" and p.grain in ("year", "span")]
        return wide[-1] if wide else self.context.plan_period

    def _within_years(self, figure: Figure, sentence: Offsets) -> tuple[str, str] | None:
        """用三年时间: to the end of the third year, that of the issue being the first; not where a date stands behind it."""
        if on := self._years_on_end(figure, sentence):
            return on
        issued, named = self.context.issued, list(_YEARS.finditer(self.text, sentence[0], figure.start))
        if not named or issued is None:
            return None
        found = named[-1]
        if any(found.end() <= p.start < figure.start for p in self.deadlines):
            return None
        return date(issued.year + _years(found["n"]) - 1, 12, 31).isoformat(), found.group()

    def _years_on_end(self, figure: Figure, sentence: Offsets) -> tuple[str, str] | None:
        """从明年起，每年500万元，连续三年."""
        found, issued = _ON_END.search(self.text, *sentence), self.context.issued
        since = [p for p in self.since if sentence[0] <= p.start < figure.start and p.first and issued and p.first.year >= issued.year]
        if found is None or not since or not since[-1].first:
            return None
        return date(since[-1].first.year + _years(found["n"]) - 1, 12, 31).isoformat(), since[-1].text

    def _of_base(self, period: Period, figure: Figure) -> bool:
        """全年 in 超全年目标的80% says of which target, not by when."""
        found = _BASE.search(self.text, max(0, figure.start - 16), figure.start)
        return found is not None and found.start() <= period.start

    def _told_behind(self, figure: Figure) -> tuple[str, str] | None:
        """2011年…完成全年计划2400份的101.5%, told in the year after: the goal was for the year that is told of."""
        period, issued = figure.period, self.context.issued
        if period is None or period.last is None or issued is None or period.last.year >= issued.year:
            return None
        if not _MET.search(self.text, max(0, figure.start - 20), figure.start):
            return None
        return date(period.last.year, 12, 31).isoformat(), period.text

    def _annual(self, figure: Figure) -> str | None:
        """A plan without a stated period (预期目标, a work plan) is for the year of issue; a demand without one has no deadline."""
        issued = self.context.issued
        return date(issued.year, 12, 31).isoformat() if issued and figure.modality != "required" else None

    # -- by whom

    def _owner(self, figure: Figure, sentence: Offsets) -> str | None:
        """Who set it or must meet it: the figure's own subject, the last acting body before it, the article's first, the sign-off, the publisher."""
        acting = [o for o in self.bodies if sentence[0] <= o.start and o.end <= figure.start and o.role == "actor"]
        if any(o.name == figure.subject and (o.type in _SETTING or o.start >= sentence[0]) and (o.role != "mention" or not acting) for o in self.bodies):
            return self._body_of(figure.subject)
        setter = self._setter(figure, sentence)
        place = _PLACE.fullmatch(figure.subject or "")
        if place and setter and setter.endswith(_BODIES) and place["last"] not in setter and self._is_of(place["last"], figure, sentence):
            return place[0] + next(body for body in _BODIES if setter.endswith(body))  # 任务分解为：柯城区120家…
        return setter

    def _is_of(self, place: str, figure: Figure, sentence: Offsets) -> bool:
        """Whether a region is whose figure it is: right beside it, or at the head of its clause."""
        if place in self.text[max(sentence[0], figure.start - 12) : figure.start]:
            return True
        begin = max(self.text.rfind(mark, sentence[0], figure.start) for mark in "，；：。\n")
        clause = self.text[max(begin + 1, sentence[0]) : figure.start].lstrip()
        return clause.startswith(place) and not clause[len(place) :].startswith(("、", "和", "总工会"))

    def _setter(self, figure: Figure, sentence: Offsets) -> str | None:
        actors = [o for o in self.bodies if o.end <= figure.start and o.role in ("actor", "subject")]
        near = [o for o in actors if o.start >= sentence[0]]
        if not near and (whole := self._of_whole(figure, sentence, actors)):
            return whole
        near = near or self._first_beside([o for o in actors if o.type in _SETTING]) or actors[:1]
        if near:
            return self._body_of(near[0].name)
        head = self.context.contributor
        signed = [o for o in self.bodies if head and head[0] <= o.start < head[1]]
        return self._body_of(signed[0].name if signed else _first(self.context.publisher))

    def _of_whole(self, figure: Figure, sentence: Offsets, actors: list[Organisation]) -> str | None:
        """全市 after a list of its counties: the city's body that spoke last, else the publisher."""
        whole = _WHOLE.search(self.text, sentence[0], figure.start)
        if whole is None or not actors or _level(actors[-1].name) in (whole["kind"], ""):
            return None
        named = [o.name for o in self.bodies if o.end <= figure.start and o.type in _SETTING and _level(o.name) == whole["kind"]]
        publisher = _first(self.context.publisher)
        return self._body_of(named[-1] if named else publisher if _level(publisher or "") == whole["kind"] else None)

    def _first_beside(self, actors: list[Organisation]) -> list[Organisation]:
        """Of those who act together in the last sentence before, the first (市总工会、市人社局、市工商联联合发文)."""
        if not actors:
            return []
        begin = max((start for start, _ in self.sentences if start <= actors[-1].start), default=0)
        return [o for o in actors if o.start >= begin]

    def _body_of(self, name: str | None) -> str | None:
        """A department answers through the body that it belongs to, where that one is named too."""
        if name is None or not name.endswith(_DEPARTMENTS):
            return name
        wholes = [o.name for o in self.bodies if name.startswith(o.name) and o.name != name]
        publisher = self.context.publisher
        if publisher and publisher != name and name.startswith(publisher):
            wholes.append(publisher)
        return min(wholes, key=len, default=_UNION_OF.sub(r"\1", name))


def _years(printed: str) -> int:
    return max(1, int(printed) if printed.isdecimal() else _DIGITS.index(printed.replace("两", "二")))


def _level(name: str) -> str:
    """The last character of the region that a body is of."""
    found = _OF_REGION.search(name)
    return found["kind"] if found else ""


def _first(publishers: str | None) -> str | None:
    """Of several publishers the first answers for what they publish together."""
    return _BETWEEN.split(publishers.strip())[0] or None if publishers else None


_BETWEEN = re.compile(r"[、，,；;\s]+|[和与及](?=[\u4e00-\u9fff]{1,6}[省市县区州](?!县|区))")
_WHOLE = re.compile("(?:全|我)(?P<kind>[省市县区州])(?![级委政直])")
_OF_REGION = re.compile("(?P<kind>[省市县区州旗])(?:总工会|工会|人民政府|委员会)")
_BODIES = ("总工会", "人民政府")
_PLACE = re.compile("(?:[\u4e00-\u9fff]{2,}[省市州])?(?P<last>[\u4e00-\u9fff]{1,13}[市县区旗州])")
_DEPARTMENTS = ("部", "办公室", "室", "处", "科", "中心")
_UNION_OF = re.compile(r"^(.*?(?:总工会|委员会|人民政府)).+$")


def _last_day(period: Period) -> str:
    return period.last.isoformat() if period.last and period.year_known else period.text
