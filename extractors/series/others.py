"""Figures that are about other figures: rates of completion and of growth, goals and earlier values quoted, corrections and revisions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.checks.template import PERIOD
from extractors.model import Figure
from extractors.series.changes import growth
from extractors.series.making import about, goal_days, made
from extractors.series.measures import counted, measure
from extractors.series.naming import measure_of
from extractors.series.quoting import by_deed, quality_of
from extractors.series.records import Observation
from extractors.series.roles import aims
from extractors.series.scene import Where
from extractors.series.state import SentenceState
from extractors.series.stretches import Stretch

_AIM_WORD = re.compile("(?:目标任务|任务|目标|计划|指标)(?:数)?(?:已|从|由)*$")
_OF_AIM = re.compile("(?:全年|年度)?(?:目标任务|任务|目标|计划|指标).*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure where it stands: position in the skeleton, the label's words, whose and when."""

    figure: Figure
    at: int
    words: str
    where: Where
    when: Stretch | None

    @property
    def unit(self) -> str:
        return counted(self.figure.unit)


def completion(s: SentenceState, spot: Spot) -> Observation | None:
    """A rate of completion, with the result that it is about; a share of a goal that is yet to be reached."""
    done = _result_of(s, spot.where)
    if done is not None:
        return about(s, spot.figure, done, "completion", relates=done.span, against=s.span(s.marks.targets.get(spot.at)), firm=done in s.said)
    return _share(s, spot) if all(o.role == "target" for o in s.said) else None


def _result_of(s: SentenceState, where: Where) -> Observation | None:
    """The result that a rate of completion is about: the last one of its sentence, else the article's first for the place that the rate names."""
    last = next((o for o in reversed(s.said) if o.role == "result" and o.unit != "%"), None)
    if last is not None and (not where.place or where.place == last.place):
        return last
    if s.said and last is None and s.said[-1].role == "target":
        return None
    same = [o for o in s.article.results if where.place and (o.place, o.scope) == (where.place, where.scope) and o.unit != "%"]
    return same[0] if same and (last is not None or where.place != s.scene.region) else None


def _share(s: SentenceState, spot: Spot) -> Observation | None:
    """A part of a yearly goal, to be reached by a day: 6月底前完成全年任务的50%以上."""
    before, _done, behind = re.split("[，。；：]", s.before(spot.at))[-1].replace(PERIOD, "").partition("完成")
    what = measure(_OF_AIM.sub("", behind)) or measure(s.scene.bare(before)) or s.article.main
    issued = s.article.facts.context.issued
    found = made(s, spot.figure, "target", what, spot.where, spot.when, "") if what else None
    return found if found and found.last and (issued is None or found.last > issued) and spot.figure.low is not None else None


def quoted(s: SentenceState, spot: Spot) -> Observation | None:
    """The goal that a report is measured against (完成全年任务600家的…)."""
    done = next((o for o in reversed(s.said) if o.counted == spot.unit and o.role in ("result", "target", "base", "retracted")), None)
    if done is None:
        done = next((o for o in reversed(s.said) if o.role == "result"), None)
        if done is None or done.counted != spot.unit:
            return None
    issued = s.article.facts.context.issued
    day = done.last or done.first or issued
    last = day.replace(month=12, day=31) if day else None
    first = None if done.stock or last is None else last.replace(month=1, day=1)
    return about(s, spot.figure, done, "target", first=first, last=last, quoted=True, claim="", relates=None, running=False, quality="plain")


def base(s: SentenceState, spot: Spot) -> Observation | None:
    """An earlier period's value that the present one is compared with."""
    found = measure(spot.words) if spot.words else None
    if found is not None and re.search("[由从]", s.text[max(s.start, spot.at - 30) : spot.at]):
        s.head, s.head_unit = found, spot.unit
        return made(s, spot.figure, "base", found, spot.where, spot.when, spot.words)
    same = [o for o in reversed(s.said) if o.counted == spot.unit]
    done = next((o for o in same if o.role in ("result", "target") and "·" not in o.key), None)
    done = done or next((o for o in same if o.role in ("result", "target", "base", "retracted")), None)
    if done is None or spot.when is None:
        return None
    done = by_deed(done, spot.words)
    first, quality = None if done.stock else spot.when.first, quality_of(s.text[max(s.start, spot.at - 12) : spot.at])
    return about(s, spot.figure, done, "base", first=first, last=spot.when.last, quality=quality)


def second(s: SentenceState, spot: Spot) -> Observation | None:
    """The later value of 由…增至…, or the new goal of 由…调减为…."""
    first = s.said[-1] if s.said else None
    if first is None or first.counted != spot.unit or first.role not in ("base", "target"):
        return None
    if first.role == "target":
        return about(s, spot.figure, first, "target", quality="revision", relates=first.span, quoted=False)
    now = s.scene.when(s.start, s.start, s.start, "result") if spot.when is None else spot.when
    now = s.scene.current or now
    if aims(s, spot.figure, spot.at, now, False):
        first_day, last_day = goal_days(s, spot.figure, now, first.stock)
        return about(s, spot.figure, first, "target", first=first_day, last=last_day, quality="plain")
    return about(s, spot.figure, first, "result", first=None if first.stock else now.first if now else None, last=now.last if now else None, quality="plain")


def revised(s: SentenceState, spot: Spot) -> Observation | None:
    """The old value of a goal that is changed."""
    before, taken, words = spot.words.rpartition("将") if "将" in spot.words else spot.words.rpartition("把")
    where = s.scene.taken(before, spot.where) if taken else spot.where
    words = s.scene.bare(words)
    what = (measure(_AIM_WORD.sub("", words)) if words else None) or s.head
    if what is None:
        return None
    s.head, s.head_unit = what, spot.unit
    return made(s, spot.figure, "target", what, where, s.scene.year_frame(), spot.words, quoted=True)


def retracted(s: SentenceState, spot: Spot) -> Observation | None:
    """The value that a correction takes back."""
    found = measure_of(s, spot.words, "", spot.figure, spot.where, spot.when)
    return made(s, spot.figure, "retracted", found, spot.where, spot.when, spot.words) if found else None


def correction(s: SentenceState, spot: Spot) -> Observation | None:
    """The value that a correction puts in its place."""
    old = next((o for o in reversed(s.said) if o.role == "retracted"), None)
    return about(s, spot.figure, old, "result", quality="correction", relates=old.span) if old else None


READERS = {
    "completion": completion, "growth": growth, "change": growth, "quoted": quoted, "base": base, "second": second, "revised": revised, "retracted": retracted,
    "correction": correction,
}  # fmt: skip
"""The reader of every kind of figure that is about another."""
