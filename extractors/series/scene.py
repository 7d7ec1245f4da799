"""Who and when, around the figures of one article: the place that a figure is about and the days it is for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date

from extractors.checks.reading import Reading
from extractors.model import Facts, Figure, Organisation, Period, Target
from extractors.series import places
from extractors.series.stretches import Calendar, Stretch

_BASIS = re.compile(r"(?:比|较|与|同|由|从|是|为|超过|相比|以)$")
_WHOLE = re.compile(r"(?:全|我|本)(?P<kind>[省市县区州])(?![级委政直])|(?<![\u4e00-\u9fa5])(?P<urban>市区|城区)")
_PART = re.compile(r"(?P<own>[省市县区州](?:直(?:属|系统|机关|单位|各)*|本级))(?:工会)?$")
_SUBJECT = re.compile(r"(?:[市县区省州会部局司院校厂行社委处站在于自至到从内]|其中)$")
_GOAL_OF = re.compile(r"^.{0,6}?(?:目标任务|任务|计划|目标|指标)")
_DONE_OF = re.compile(r"(?:完成|为|是|占|达到?|相当于|超过)了?$")
_HANDED_TO = re.compile(
    r"(?:向|给)(?P<to>[\u4e00-\u9fa5]{1,10}[市县区旗州](?:总工会)?)(?:下达|分配|分派)|(?:下达|分配)(?:了|给)?(?P<whom>[\u4e00-\u9fa5]{1,10}?[市县区旗州](?:总工会)?)(?=[\u4e00-\u9fa5])"
)
_CLAUSE = re.compile(r"(?:^|(?<=[，。；：\n\ue008]))(?=[\u4e00-\u9fa5]{2})")
_PARENS = re.compile(r"（[^）]*）")
_STARTS = frozenset("，。；：！？!?\n\ue008“”）　 ")


@dataclass(frozen=True, slots=True)
class Where:
    """``words``: what is left of the label; ``listed``: the label names an item of a list by its place; ``at``: where the label begins."""

    place: str
    scope: str
    words: str
    listed: bool
    at: int


class Scene:
    """Asked sentence by sentence, in reading order."""

    def __init__(self, facts: Facts, reading: Reading) -> None:
        self.facts, self.reading, self.text = facts, reading, reading.skeleton
        context = facts.context
        self.issued = context.issued
        self.near = self._near()
        self.region = self._article_region()
        self.calendar = Calendar(self.issued)
        self.first: Stretch | None = None
        self.current: Stretch | None = None
        self.found: list[tuple[int, Stretch | None, bool]] = []
        self.actors: list[tuple[int, str]] = []
        self.foreign = False
        self.carried = ""
        """The region that a sentence of the paragraph began with."""
        self._texts = [text for _, text in reading._cuts]
        self._spots = sorted(((o, self._skeleton(o.start)) for o in facts.organisations), key=lambda s: s[1])
        self._starts = [spot for _, spot in self._spots]
        self.here: list[tuple[Organisation, int]] = []
        """The organisations of the sentence."""
        self._sentence = (0, 0)
        self._named: list[tuple[int, str, str]] | None = None
        """The wholes and regions that the sentence names, once one of its figures has asked."""

    def _skeleton(self, offset: int) -> int:
        """Where a text offset stands in the skeleton."""
        cuts, index = self.reading._cuts, bisect_right(self._texts, offset) - 1
        return cuts[index][0] + offset - cuts[index][1] if index >= 0 else 0

    # -- places

    def _near(self) -> str:
        context = self.facts.context
        if context.home:
            return places.path(context.home, on=self.issued)
        if context.publisher:
            found = self._region_of(places.of_organisation(context.publisher, on=self.issued))
            if found:
                return found
        for o in self.facts.organisations:
            found = self._region_of(places.of_organisation(o.name, on=self.issued))
            if found.count("/") >= 1:
                return found
        return ""

    def _region_of(self, place: str) -> str:
        while place and not places.is_region(place):
            place = places.parent(place)
        return place

    def _article_region(self) -> str:
        """The region that an article is of: its sign-off's, its title's, else the publisher's."""
        c = self.facts.context
        for span in (c.contributor, c.title):
            named = [o for o in self.facts.organisations if span and span[0] <= o.start and o.end <= span[1]]
            regions = {r for o in named if (r := self._region_of(places.of_organisation(o.name, self.near, self.issued)))}
            if len(regions) == 1:
                return regions.pop()
            if span and not named:
                text = "".join(self.facts.text[span[0] : span[1]].split())
                if (name := places.region_at(text)) and (found := places.path(name, self.near, self.issued)):
                    return found
        return self.near

    def sentence(self, start: int, end: int) -> None:
        """Take in the periods and the actors of a sentence."""
        if start and self.text[start - 1] == "\n":
            self.calendar.last = self.first if self.first else self.calendar.last
            self.foreign, self.carried = False, ""
        self.found = []
        self._sentence, self._named = (start, end), None
        self.current = self.calendar.last
        for spot in self.reading.period_spots(start, end):
            p = self.reading.period_at[spot]
            if _GOAL_OF.match(self.text[spot + 1 : spot + 14]) and _DONE_OF.search(self.text[max(start, spot - 4) : spot]):
                continue  # 完成全年任务: whose year it is, not a date of the report
            basis = p.role == "previous" or bool(_BASIS.search(self.text[max(start, spot - 3) : spot]))
            opens = spot == start or self.text[spot - 1] in _STARTS or bool(_SUBJECT.search(self.text[max(start, spot - 2) : spot]))
            stretch = self.calendar.take(p, frame=not basis, opens=opens)
            if self._repeats(p, stretch):
                continue
            if not (opens or basis or (stretch and stretch.deadline)):
                continue  # 120人结转到2012年: a detail
            if stretch and not basis and stretch.broad and not stretch.deadline:
                self.calendar.last = stretch
            self.found.append((spot, stretch, basis))
            if stretch and not basis and not stretch.deadline:
                self.current = stretch
                if self.first is None and stretch.broad:
                    self.first = stretch
        self.here = self._spots[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        self.actors = [(spot, self._place(o)) for o, spot in self.here if self._acts(o, spot, start)]
        opening = next((p for at, p in self.actors if at <= start), "") or self._region_here(start, end)
        if opening:
            self.carried = opening if places.is_region(opening) else ""
        self.foreign = self.foreign if not self.actors else not places.is_region(self.actors[-1][1])

    def _region_here(self, start: int, end: int) -> str:
        text = self.text[start : min(end, start + 12)].lstrip("\ue008●◆■★")
        name = places.region_at(text)
        return places.path(name, self.region or self.near, self.issued) if name and not text[len(name) :].startswith(("、", "和", "及")) else ""

    def _repeats(self, p: Period, stretch: Stretch | None) -> bool:
        """截至6月底，…当年签订 …, 截至12月20日，…今年发展 …: the second word adds nothing to the first."""
        said = [s for _, s, basis in self.found if s and not basis and s.last]
        vague = stretch is None or stretch.last is None or "".join(p.text.split()) in ("当年", "同年", "今年", "本年", "全年")
        return bool(said) and vague and (stretch is None or stretch.first is None or said[-1].last is None or stretch.first.year == said[-1].last.year)

    def _place(self, o: Organisation) -> str:
        return places.of_organisation(o.name, self.near, self.issued)

    def _acts(self, o: Organisation, spot: int, start: int) -> bool:
        return o.role not in ("contributor", "recipient") and (spot <= start or self.text[spot - 1] in _STARTS)

    def where(self, start: int, begin: int, spot: int, label: str) -> Where:
        """The place of the figure at ``spot``, whose label begins at ``begin`` in the sentence from ``start``."""
        bare = label.replace("\ue008", "")
        if m := _PART.search(bare):
            kind = "本级" if "本级" in m["own"] else "直属"
            return Where(self.region, kind, bare[: m.start()], True, begin)
        if name := places.region_before(bare):
            return Where(places.path(name, self.region or self.near, self.issued), "", bare[: -len(name)], True, begin)
        place, scope = self._said(start, spot)
        return Where(place, scope, self.bare(bare), False, begin)

    def taken(self, before: str, where: Where) -> Where:
        """Whose it is where a clause takes it up with 将 (同意衡南县将…任务): the region right before it; a body that acts there is of the whole sentence."""
        name = places.region_before(before)
        return replace(where, place=places.path(name, self.region or self.near, self.issued)) if name else where

    def handed(self, before: str, where: Where) -> Where:
        """Whose a goal is that is handed down to one region (向耒阳市下达…任务, 下达耒阳市…任务)."""
        found = list(_HANDED_TO.finditer(before))
        return self.taken((found[-1]["to"] or found[-1]["whom"]).removesuffix("总工会"), where) if found else where

    def _said(self, start: int, spot: int) -> tuple[str, str]:
        """The last that was named before a figure in its sentence: a whole (全市), a region or an actor; else the article's region."""
        named = [(at, place, "") for at, place in self.actors if at < spot]
        taken = {at for at, *_ in named}
        named += [n for n in self._names(start, spot) if n[0] < spot and n[0] not in taken]
        if named:
            _at, place, scope = max(named, key=lambda n: n[0])
            return place, scope
        return ("" if self.foreign else self.carried or self.region), ""

    def _names(self, start: int, spot: int) -> list[tuple[int, str, str]]:
        """The wholes and regions named from ``start`` to the figure at ``spot``, or beyond it: read once per sentence where no brackets hide any."""
        if start != self._sentence[0] or self.text.find("（", *self._sentence) >= 0:
            return self._read_names(start, spot)
        if self._named is None:
            self._named = self._read_names(*self._sentence)
        return self._named

    def _read_names(self, start: int, end: int) -> list[tuple[int, str, str]]:
        text = _PARENS.sub(lambda m: "\n" * len(m.group()), self.text[start:end])
        named = []
        for m in _WHOLE.finditer(text):
            place = self._whole(m["kind"]) if m["kind"] else self._whole("市")
            named.append((start + m.start(), place, (m["urban"] and "市区") or ""))
        wholes = {at for at, *_ in named}
        for m in _CLAUSE.finditer(text):
            name = places.region_at(text, m.end())
            found = places.path(name, self.region or self.near, self.issued) if name else ""
            if found and start + m.end() not in wholes:
                named.append((start + m.end(), found, ""))
        return named

    def _whole(self, kind: str) -> str:
        """全市, in an article of a region: the nearest one of that kind at or above it."""
        place = self.region
        while place:
            if places.kind(place) == kind or (kind == "区" and place.endswith("自治区")):
                return place
            place = places.parent(place)
        return ""

    def bare(self, label: str) -> str:
        """A label without the organisation or region that it begins with."""
        for o, _spot in self.here:
            printed = "".join(o.text.split())
            at = label.rfind(printed)
            if at >= 0 and not label[at + len(printed) :].startswith("的"):
                label = label[at + len(printed) :]
        if (name := places.region_at(label)) and len(name) < len(label):
            label = label[len(name) :]
        return label

    # -- days

    def when(self, start: int, begin: int, spot: int, kind: str) -> Stretch | None:
        """The days of the figure at ``spot``: the last period of its sentence, else what has held since."""
        if kind == "base":
            near = [s for at, s, _basis in self.found if max(start, spot - 16) <= at < spot]
            return near[-1] if near else None
        for at, stretch, basis in reversed(self.found):
            if at < spot and not (stretch and stretch.deadline):
                if not basis:
                    return stretch
                if at >= begin:
                    return stretch if stretch and not stretch.broad else None
        return self.calendar.last if not self.dated(spot) else None

    def dated(self, spot: int) -> bool:
        """Whether the sentence itself says for when the figure at ``spot`` is."""
        return any(at < spot and not basis and not (s and s.deadline) for at, s, basis in self.found)

    def deadline(self, figure: Figure, target: Target | None, when: Stretch | None) -> date | None:
        """The last day for a goal: the deadline before it, else the end of the year or half-year that it is for."""
        spot = self.reading.position.get(figure.start, 0)
        for at, stretch, _basis in reversed(self.found):
            if at < spot and stretch and (stretch.deadline or (stretch.instant and stretch.last)):
                return stretch.last
            if at < spot and stretch and (stretch.last or stretch.first):
                break
        if when and when.last and not when.instant:
            return when.last
        year = when.first.year if when and when.first else self.calendar.year
        if year is None and target and target.deadline:
            try:
                return date.fromisoformat(target.deadline)
            except ValueError:
                return None
        if year is None and self.issued:
            year = self.issued.year
        return date(year, 12, 31) if year else None

    def year_frame(self) -> Stretch | None:
        year = self.calendar.year or (self.issued.year if self.issued else None)
        return Stretch(date(year, 1, 1), date(year, 12, 31)) if year else None
