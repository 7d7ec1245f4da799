"""Observations of one article: every figure whose measure, place and period can be told, with the key by which other bulletins' figures meet it.

Reads the skeleton that the checks read (:class:`extractors.checks.reading.Reading`): figures and periods are single characters, so that the rules see only
words. What cannot be told stays empty, and an observation without key, place or day is compared with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from extractors.checks.reading import Reading
from extractors.checks.template import FIGURES, PERIOD
from extractors.model import Facts, Figure, Offsets
from extractors.series import roles, tables
from extractors.series.measures import Measure, bare_deed, counted, deed, is_vague, measure, standing
from extractors.series.quoting import by_deed, days, quality_of, titled
from extractors.series.records import Observation
from extractors.series.scene import Scene, Where
from extractors.series.stretches import Stretch

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_MARKS = "，；：、。（）！？\n"
_KINDS = frozenset(("count", "money", "percent", "area", "other-measure"))
_FROM_TO = re.compile(f"由(?P<when>{PERIOD}?)的?$")
_SECOND = re.compile(r"^(?:家|个|人|名)?(?:增加|增长|上升|提高|提升|发展|扩大|减少|下降|降低|缩减|调整)(?:到|至|为)$|^(?:增|升|降|减)(?:到|至|为)$")
_STANDS = re.compile(r"累计|总数|总量|总计|已|共有|现有|实有|达到|年末|存量|由")
_AIM_WORD = re.compile("(?:目标任务|任务|目标|计划|指标)(?:数)?由?$")
_SOON = timedelta(days=31)
_AMONG = re.compile(r"^其中的?")
_TOTAL_WORD = re.compile("累计|总计|总数")
_ONLY_TOTAL = re.compile(r"^(?:使|并使|累计|总计|共计|总数|达到?|共|为|年[末底]|\ue008|已|全年)+$")


def find_observations(facts: Facts) -> tuple[Observation, ...]:
    """The observations among ``facts.figures``, in reading order; offsets index ``facts.text``.

    >>> from extractors.pipeline import load                                                        # doctest: +SKIP
    >>> [(o.words, o.place, str(o.last)) for o in find_observations(load()("…")._.facts)]            # doctest: +SKIP
    """
    if not facts.figures:
        return ()
    found = list(_Reader(facts).observations())
    found += tables.observations(facts, found)
    return tuple(titled(facts, sorted(found, key=lambda o: o.start)))


class _Reader:
    """Walks one article's sentences with what has been said so far."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.reading = Reading(facts)
        self.skeleton = self.reading.skeleton
        self.scene = Scene(facts, self.reading)
        self.aims = {t.start: t for t in facts.targets}
        self.notes = roles.notes(self.skeleton)
        self.results: list[Observation] = []
        self.main: Measure | None = None
        """What the article's first firm figure counts."""
        self.head: Measure | None = None
        self.head_unit = ""
        """What the last result counted: a sentence that begins with 其中 breaks it down."""

    def note(self, found: Observation) -> None:
        """Remember what later sentences may be about."""
        if found.role == "result":
            self.results.append(found)
        if self.main is None and found.firm and found.role in ("result", "target") and found.unit != "%":
            self.main = Measure(found.words, found.key, not found.stock)

    def observations(self) -> Iterator[Observation]:
        for m in _SENTENCE.finditer(self.skeleton):
            spots = [i for i in range(m.start(), m.end()) if i in self.reading.figure_at]
            self.scene.sentence(m.start(), m.end())
            if 0 < len(spots) <= 80:
                yield from _Sentence(self, m.start(), m.end(), spots).observations()


class _Sentence:
    """One sentence: the measure that a list has at its head, the figure that a rate is about."""

    def __init__(self, reader: _Reader, start: int, end: int, spots: list[int]) -> None:
        self.r, self.start, self.end, self.spots = reader, start, end, spots
        self.text = reader.skeleton
        self.marks = roles.sentence(self.text, start, end)
        self.said: list[Observation] = []
        self.head: Measure | None = None
        self.head_unit = ""
        self.head_aims = False
        self.among: Measure | None = None
        if reader.skeleton.startswith("其中", start):
            self.head, self.head_unit = reader.head, reader.head_unit
        """The measure that 其中 … breaks down."""

    def observations(self) -> Iterator[Observation]:
        previous = self.start
        for spot in self.spots:
            figure = self.r.reading.figure_at[spot]
            begin = max([previous, *(self.text.rfind(c, previous, spot) + 1 for c in _MARKS)])
            found = self._figure(figure, spot, begin) if figure.kind in _KINDS else None
            if found is not None:
                self.said.append(found)
                self.r.note(found)
                if found.role == "result" and found.unit != "%" and "·" not in found.key:
                    self.r.head, self.r.head_unit = Measure(found.words, found.key, not found.stock), found.counted
            previous = spot + 1
        yield from roles.claims(self.text, self.end, self.said, self.r.reading, self.r.scene)

    def _figure(self, figure: Figure, spot: int, begin: int) -> Observation | None:
        label = self.text[begin:spot]
        rest = self.text[spot + 1 : min(self.end, spot + 24)]
        kind = self.marks.kind(spot, label, rest, figure)
        if kind == "skip":
            return None
        where = self.r.scene.where(self.start, begin, spot, label)
        words = where.words.replace(PERIOD, "")
        when = self.r.scene.when(self.start, begin, spot, kind)
        if kind == "completion":
            return self._completion(figure, spot, where, when)
        if kind in ("quoted", "base", "second", "revised", "retracted", "correction"):
            return self._related(figure, spot, kind, words, where, when)
        what = self._measure(words, rest, figure, where)
        if what is None:
            return None
        role = "target" if self._aims(figure, spot, when, where.listed) else "result"
        made = self._made(figure, role, what, where, when, label)
        return replace(made, firm=where.listed or self._firm(made, label, spot))

    def _firm(self, o: Observation, label: str, spot: int) -> bool:
        if is_vague(o.words):
            return False
        if o.role == "target" or not o.stock or o.unit == "%":
            return True
        return bool(_STANDS.search(label)) or (o.first is None and bool(_STANDS.search(self.text[self.start : spot])))

    def _aims(self, figure: Figure, spot: int, when: Stretch | None, listed: bool) -> bool:
        """Whether the figure is a goal: the words say so, and its days are not over."""
        if listed and self.head_aims:
            return True
        issued = self.r.facts.context.issued
        clause = re.split("[，。；：]", self.text[self.start : spot])[-1]
        own = when if self.r.scene.dated(spot) else None
        if roles.plans(clause) and (issued is None or own is None or own.last is None or own.last > issued):
            return True
        if roles.demands(self.text[self.start : spot]) and own is not None and (own.last is None or issued is None or own.last > issued):
            return True
        if clause == "即" and self.said and self.said[-1].role == "target":
            return True
        if self.marks.reports or (issued and when and when.last and when.last <= issued and (when.instant or not when.deadline)):
            return False
        if issued and when and when.last and when.last > issued + _SOON:
            return True
        return figure.start in self.r.aims or roles.plans(self.text[self.start : spot])

    # -- what

    def _measure(self, words: str, rest: str, figure: Figure, where: Where) -> Measure | None:
        unit = counted(figure.unit)
        if where.listed and (not words or measure(words) is None):
            return self._from_head(unit, where)
        if _AMONG.match(words):
            self.among = self.head
        found = measure(words) if not _ONLY_TOTAL.match(words) else None
        if found is not None and self.among is not None and not found.deed and figure.unit != "%" and counted(figure.unit) == self.head_unit:
            return Measure(f"{self.among.words}·{found.words}", self.among.key + "·" + found.key, self.among.deed)
        if found is None and words and not _ONLY_TOTAL.match(words):
            after = re.match(r"[\u4e00-\u9fa5“”]{2,10}", rest)
            found = measure(words + after.group()) if after and not rest.startswith(("的", "以上", "左右")) else None
        if found is None and _ONLY_TOTAL.match(words) and _TOTAL_WORD.search(words) and self.said:
            last = next((o for o in reversed(self.said) if o.role in ("result", "target") and o.counted == unit), None)
            return standing(last.words) if last else None
        if found is None and (named := deed(words)):
            clauses = re.split(f"[，；：{FIGURES}]", self.text[self.start : where.at].replace(PERIOD, ""))
            said = (measure(self.r.scene.bare(c)) for c in reversed(clauses) if named in c)
            found = next((m for m in said if m is not None and named in m.words), None)
            if found is not None:
                return found
        if words == "即" and self.said and self.said[-1].role == "target":
            return Measure(self.said[-1].words, self.said[-1].key, not self.said[-1].stock)
        if found is None and counted(figure.unit) in ("人次", "件次", "元", "件", "场", "场次"):
            return bare_deed(words)
        if found is not None:
            if "累计" in words and (total := standing(found.words)) is not None:
                found = total
            self.head, self.head_unit, self.head_aims, self.among = found, unit, False, None
        return found

    def _from_head(self, unit: str, where: Where) -> Measure | None:
        """The measure of a list item (柯城区27家): the list's head, where it counts in the same unit."""
        if self.head is None or self.head_unit != unit:
            head = self.text[self.start : where.at]
            clause = re.split(f"[，。；、{FIGURES}]", head.rpartition("：")[0] or head)[-1]
            clause = clause.replace(PERIOD, "").rstrip("：")
            aims = re.search(r"(?:目标)?(?:任务|目标|计划|指标)(?:数)?(?:分解|分配|下达)?(?:情况)?(?:如下|分别)?为?是?$", clause)
            plain = re.sub(r"(?:目标)?(?:任务|目标|计划|指标)?(?:数)?(?:分解|分配|下达|情况)*(?:如下|分别)?为?是?$", "", clause)
            found = measure(self.r.scene.bare(plain))
            if found is None:
                return None
            self.head, self.head_unit, self.head_aims = found, unit, bool(aims)
        return self.head

    # -- figures that are about others

    def _completion(self, figure: Figure, spot: int, where: Where, when: Stretch | None) -> Observation | None:
        against = self.marks.targets.get(spot)
        done = self._result_of(where)
        if done is not None:
            return self._about(figure, done, "completion", relates=done.span, against=self._span(against), firm=done in self.said)
        return self._share(figure, where, when) if all(o.role == "target" for o in self.said) else None

    def _result_of(self, where: Where) -> Observation | None:
        """The result that a rate of completion is about: the last one of its sentence, else the article's first for the place that the rate names."""
        last = next((o for o in reversed(self.said) if o.role == "result" and o.unit != "%"), None)
        if last is not None and (not where.place or where.place == last.place):
            return last
        if self.said and last is None and self.said[-1].role == "target":
            return None
        same = [o for o in self.r.results if where.place and (o.place, o.scope) == (where.place, where.scope) and o.unit != "%"]
        return same[0] if (same and last is not None) or (same and self._named(where)) else None

    def _named(self, where: Where) -> bool:
        return where.place != self.r.scene.region

    def _share(self, figure: Figure, where: Where, when: Stretch | None) -> Observation | None:
        """A part of a yearly goal, to be reached by a day: 6月底前完成全年任务的50%以上."""
        before = self.text[self.start : self.r.reading.position[figure.start]]
        clause = re.split("[，。；：]", before)[-1].partition("完成")[0].replace(PERIOD, "")
        what = measure(self.r.scene.bare(clause)) or self.r.main
        issued = self.r.facts.context.issued
        made = self._made(figure, "target", what, where, when, "") if what else None
        return made if made and made.last and (issued is None or made.last > issued) and figure.low is not None else None

    def _related(self, figure: Figure, spot: int, kind: str, words: str, where: Where, when: Stretch | None) -> Observation | None:
        unit = counted(figure.unit)
        done = next((o for o in reversed(self.said) if o.counted == unit and o.role in ("result", "target", "base", "retracted")), None)
        if kind == "quoted":
            if done is None:
                done = next((o for o in reversed(self.said) if o.role == "result"), None)
                if done is None or done.counted != unit:
                    return None
            return self._target_of(figure, done)
        if kind == "base":
            found = measure(words) if words else None
            if found is not None and "由" in self.text[max(self.start, spot - 30) : spot]:
                self.head, self.head_unit = found, unit
                return self._made(figure, "base", found, where, when, words)
            done = next((o for o in reversed(self.said) if o.counted == unit and o.role in ("result", "target") and "·" not in o.key), done)
            if done is None or when is None:
                return None
            done = by_deed(done, words)
            return self._about(figure, done, "base", first=None if done.stock else when.first, last=when.last, quality=quality_of(self.text[max(self.start, spot - 12) : spot]))
        if kind == "second":
            first = self.said[-1] if self.said else None
            if first is None or first.counted != unit or first.role not in ("base", "target"):
                return None
            if first.role == "target":
                return self._about(figure, first, "target", quality="revision", relates=first.span, quoted=False)
            now = self.r.scene.when(self.start, self.start, self.start, "result") if when is None else when
            now = self.r.scene.current or now
            if self._aims(figure, spot, now, False):
                first_day, last_day = self._goal_days(figure, now, first.stock)
                return self._about(figure, first, "target", first=first_day, last=last_day, quality="plain")
            last = now.last if now else None
            return self._about(figure, first, "result", first=None if first.stock else now.first if now else None, last=last, quality="plain")
        if kind == "revised":
            found = measure(_AIM_WORD.sub("", words)) if words else None
            what = found or self.head
            if what is None:
                return None
            self.head, self.head_unit = what, unit
            return self._made(figure, "target", what, where, self.r.scene.year_frame(), words, quoted=True)
        if kind == "retracted":
            found = self._measure(words, "", figure, where)
            return self._made(figure, "retracted", found, where, when, words) if found else None
        old = next((o for o in reversed(self.said) if o.role == "retracted"), None)
        return self._about(figure, old, "result", quality="correction", relates=old.span) if old else None

    def _target_of(self, figure: Figure, done: Observation) -> Observation:
        last = done.last.replace(month=12, day=31) if done.last else None
        issued = self.r.facts.context.issued
        if last is None and done.first is not None:
            last = done.first.replace(month=12, day=31)
        if last is None and issued:
            last = issued.replace(month=12, day=31)
        first = None if done.stock or last is None else last.replace(month=1, day=1)
        return self._about(figure, done, "target", first=first, last=last, quoted=True, claim="", relates=None, running=False, quality="plain")

    # -- making

    def _about(self, figure: Figure, other: Observation, role: str, **changes: object) -> Observation:
        """An observation of ``figure`` with the key of ``other``."""
        base = self._made(figure, role, Measure(other.words, other.key, not other.stock), None, None, "")
        keep: dict[str, object] = {"place": other.place, "scope": other.scope, "first": other.first, "last": other.last, "stock": other.stock, "running": other.running}
        return replace(base, **(keep | changes))  # type: ignore[arg-type]

    def _made(self, figure: Figure, role: str, what: Measure, where: Where | None, when: Stretch | None, label: str, quoted: bool = False) -> Observation:
        target = self.r.aims.get(figure.start)
        running = "累计" in label
        stock = not what.deed or bool(re.search(r"累计建|总数|总计|年末|共有|已有|现有|实有", label) and not what.deed)
        first, last = days(when, stock)
        if role == "target" and not quoted:
            first, last = self._goal_days(figure, when, stock)
        return Observation(
            figure.start, figure.end, figure.text, figure.low, figure.high, figure.approx, figure.comparator, figure.step, figure.approximator,
            figure.unit, figure.kind, figure.number, figure.number_unit,
            role=role, key=what.key, words=what.words, place=where.place if where else "", scope=where.scope if where else "",  # type: ignore[arg-type]
            counted=counted(figure.unit), first=first, last=last, stock=stock, running=running, quality=self.marks.quality(self.r.notes),
            quoted=quoted, explained=self.r.notes.explained, aim=target.aim if target else (figure.comparator or ">="),
        )  # fmt: skip

    def _goal_days(self, figure: Figure, when: Stretch | None, stock: bool):  # type: ignore[no-untyped-def]
        spot = self.r.reading.position.get(figure.start, 0)
        last = self.r.scene.deadline(figure, self.r.aims.get(figure.start), when if self.r.scene.dated(spot) else None)
        if last is None:
            return None, None
        return (None if stock else last.replace(month=1, day=1)), last

    def _span(self, spot: int | None) -> Offsets | None:
        figure = self.r.reading.figure_at.get(spot) if spot is not None else None
        return (figure.start, figure.end) if figure else None
