"""What each figure says: measure, subject, period, scope and modality, by rules over words and clauses.

Sources of the rules: design notes "how a printed quantity is read" and the annotation guide: the measure is the shortest noun phrase for what is measured,
as written; every number of an enumeration gets its own; a growth figure measures what grew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors import noun_phrases as np
from extractors.figure_periods import Periods
from extractors.modality import FRAMES, Reading
from extractors.model import Context, Figure, Modality, Offsets, Organisation, Period, Quantity
from extractors.scopes import Scopes
from extractors.sentences import sentences
from extractors.subjects import Subjects, place_at

_CLAUSE = "，；：。,;:\n！？"
_MARKS = re.compile(r"[，；：;:。！？\n]|,(?!\d)|(?<!\d),")
_RUN = re.compile(r"\s*[、和与及，,]?(?:以及)?\s*")
_RISE = re.compile(
    r"(?:增|升|提高|提升|扩大|发展|上升|增加|增长|降|减少|下降|降低|压减|缩小|缩短|回落|调整)[^，。；、]{0,4}$|(?:到|至|为)$"
)
_NUMERALS = frozenset("一二三四五六七八九十百千万两几数半〇零")
_LEVEL = re.compile(r"(?:[国省市县区镇乡村]|国家|全国)级$|[省市县区]本级$|[省市县区]直$|县区$")
_OTHERS = re.compile("其他|外资|内资|合计|总计|小计|县区|男|女|男性|女性")
_LEAD = re.compile("(?:各[类种项]|多种|有关|相关|部分|每[人年月户家天次名位餐]|首批|其余|其他|其中|累计|该|此次|这次|（[^（）]{1,6}）)+")
_PHYSICAL = frozenset(("area", "other-measure"))
_PEOPLE = frozenset(("人", "名", "人次", "位", "名次"))
_PLANS = frozenset(("目标", "任务", "计划", "指标", "预算", "目标任务", "任务数"))
_LASTING = re.compile("的?(?:时间|期间|之内|内|来)")
_THINGS = frozenset(("部门", "单位", "企业", "城市", "省份", "国家", "学科", "班组"))
_EVENTS = frozenset(["次", "场", "期", "轮", "场次", "批", "批次", "项", "班次"])


def describe(
    text: str, quantities: Sequence[Quantity], periods: Sequence[Period], organisations: Sequence[Organisation], context: Context
) -> list[Figure]:
    """One :class:`Figure` per quantity, in order. All spans are offsets into ``text``. Never raises.

    ``sources`` of a figure name the span that each field was read from (``measure``, ``subject``, ``period``, ``scope``, ``modality``).
    """
    if not quantities:
        return []
    masked = _mask(text, periods, organisations)
    article = _Article(text, masked, periods, organisations, context)
    out: list[Figure] = []
    at, size = 0, len(quantities)
    for start, end in sentences(text):
        if at >= size:
            break
        first = at
        while at < size and quantities[at].start < end:
            at += 1
        if at > first:
            article.sentence(start, end, quantities[first:at], out)
    article.sentence(len(text), len(text), quantities[at:], out)
    return out


def _mask(text: str, periods: Sequence[Period], organisations: Sequence[Organisation]) -> str:
    """The text with periods and names of organisations blanked, same length, so that phrases end there."""
    spans = sorted([(p.start, p.end, np.PERIOD_MARK) for p in periods] + [(o.start, o.end, np.NAME_MARK) for o in organisations])
    parts: list[str] = []
    at = 0
    for start, end, mark in spans:
        if start < at:
            continue
        parts += (text[at:start], mark * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are counted in the same unit, or both in people."""
    return one.unit == other.unit or (one.unit in _PEOPLE and other.unit in _PEOPLE)


class _Slot:
    """One figure under description."""

    __slots__ = ("counts", "growth", "label", "links", "measure", "measure_span", "q", "subject", "text")

    def __init__(self, q: Quantity) -> None:
        self.q = q
        self.measure: str | None = None
        self.measure_span: Offsets | None = None
        self.subject: tuple[str, Offsets | None] | None = None
        self.links: list[str] = []
        self.growth = False
        self.counts = q.kind not in ("money", "percent", "ratio")
        self.label: Offsets | None = None


class _Article:
    """What the sentences of one article share."""

    def __init__(self, text: str, masked: str, periods: Sequence[Period], organisations: Sequence[Organisation], context: Context) -> None:
        self.text, self.masked = text, masked
        self.periods = Periods(text, periods, context.plan_period)
        self.subjects = Subjects(text, masked, organisations, context)
        self.reading = Reading(text)
        self.issued = context.issued
        self.last_end = 0
        self.earlier: list[_Slot] = []
        """The figures of the sentence before, in the same paragraph."""

    def sentence(self, start: int, end: int, quantities: Sequence[Quantity], out: list[Figure]) -> None:
        if not quantities:
            return
        text = self.text
        fresh = text.find("\n", self.last_end, start) >= 0
        self.last_end = end
        if fresh:
            self.earlier = []
        self.periods.sentence(start, end, fresh)
        self.subjects.sentence(start, end)
        self.reading.sentence(start, end, fresh)
        scopes = Scopes(text, start, end)
        slots = self._measures(start, end, quantities)
        self.earlier = slots
        before = start
        for index, slot in enumerate(slots):
            after = slots[index + 1].q.start if index + 1 < len(slots) else end
            out.append(self._figure(slot, scopes, start, before, after, slots[index + 1] if index + 1 < len(slots) else None))
            before = slot.q.end
        self.reading.end(end)

    # -- measures ---------------------------------------------------------------------------------------------------------------------------------

    def _measures(self, start: int, end: int, quantities: Sequence[Quantity]) -> list[_Slot]:
        size = len(quantities)
        slots = [_Slot(q) for q in quantities]
        begin = start
        run_end = -1
        for index, slot in enumerate(slots):
            q = slot.q
            after = quantities[index + 1].start if index + 1 < size else end
            phrase, clause = self._left(begin, q, slot.counts)
            begin = max(q.end, begin)
            slot.links = phrase.links
            slot.growth = not np.GROWTH.isdisjoint(slot.links)
            if index <= run_end:
                begin = q.end
                continue
            if phrase.start < phrase.end and not (slot.counts and phrase.deed and self._like(slots[:index], q)):
                self._take(slot, phrase, clause)
            if slot.measure is None or (slot.counts and q.unit):
                begin = self._right(slot, after, index + 1 < size, slot.measure is not None)
            if "分别" in slot.links or "依次" in slot.links:
                run_end = self._run(slots, index)
                if run_end > index:
                    self._share(slots, index, run_end, phrase, clause)
            if slot.measure is None:
                self._inherit(slots, index, start, clause)
            if slot.measure is None and q.unit and len(q.unit) > 1 and slot.counts:
                at = q.text.rfind(q.unit)
                if at > 0 and q.unit in _THINGS:
                    slot.measure, slot.measure_span = q.unit, (q.start + at, q.start + at + len(q.unit))
        return slots

    @staticmethod
    def _like(slots: Sequence[_Slot], q: Quantity) -> bool:
        """Whether an earlier figure of the sentence counts the same kind of thing."""
        return any(s.measure and _alike(s.q, q) for s in slots)

    def _left(self, begin: int, q: Quantity, counts: bool) -> tuple[np.Left, int]:
        """The phrase before a figure and where its clause begins."""
        masked = self.masked
        clause = begin
        for mark in _MARKS.finditer(masked, begin, q.start):
            clause = mark.end()
        clause = max(clause, q.start - 60)
        return np.left(
            np.words_of(masked[clause : q.start]), counts, not (q.text[0].isdecimal() or q.text[0] in _NUMERALS), q.kind in _PHYSICAL
        ), clause

    def _take(self, slot: _Slot, phrase: np.Left, clause: int) -> None:
        """The measure from the phrase on the left; a place before it is the subject."""
        at = clause + phrase.offset
        end = at + len(phrase.text)
        place = place_at(self.masked, at, min(end, at + 12))
        if place and (place[1] == end or end - place[1] >= 2):
            slot.subject = self.text[place[0] : place[1]], place
            at = place[1]
        level = _OTHERS.fullmatch(self.masked, at, end) or _LEVEL.search(self.masked, max(clause, at - 4), end)
        if level or at == end:
            slot.label = level.span() if level else None
            return
        if phrase.text in _PLANS and slot.links[:1] == ["的"]:
            whole = np.left(phrase.words[: phrase.start], slot.counts)
            if whole.start < whole.end:  # a share of the plan, of what stands before: 入会率要达到目标的80%
                at = clause + whole.offset
                end = at + len(whole.text)
            else:
                while at > clause and self.masked[at - 1] == np.PERIOD_MARK:
                    at -= 1
        slot.measure, slot.measure_span = self._clean(at, end)

    def _clean(self, at: int, end: int) -> tuple[str | None, Offsets | None]:
        """The measure as printed, without what only counts or points (各类, 每人每年), and its span."""
        lead = _LEAD.match(self.text, at, end)
        if lead and lead.end() < end:
            at = lead.end()
        while at < end and self.text[at] in "、“”《》 \u3000的":
            if self.text[at] in "“《" and (self.text.find("”" if self.text[at] == "“" else "》", at, end)) >= 0:
                break
            at += 1
        while at < end and self.text[end - 1] in "、 \u3000的":
            end -= 1
        return (self.text[at:end], (at, end)) if at < end else (None, None)

    def _right(self, slot: _Slot, after: int, followed: bool, has_left: bool) -> int:
        """The measure from the phrase on the right; returns where the next figure's own words begin."""
        masked, q = self.masked, slot.q
        if q.kind == "duration":
            time = _LASTING.match(masked, q.end, after)
            if time:
                return time.end()
        mark = _MARKS.search(masked, q.end, after)
        stop = min(mark.start() if mark else after, q.end + 40)
        if stop <= q.end or masked[q.end] in "、（(）)”":
            return q.end
        words = np.words_of(masked[q.end : stop])
        if words[0] == "的" and has_left and slot.counts is False:
            return q.end
        start, end, whole = np.right(words, followed and mark is None, q.unit in _EVENTS)
        if start == end and not has_left:
            return self._object(slot, words, stop)
        if start == end or (whole and followed and mark is None and has_left):
            return q.end
        if slot.counts is False and words[0] != "的" and q.kind == "percent":
            return q.end
        at = q.end + sum(map(len, words[:start]))
        to = at + sum(map(len, words[start:end]))
        slot.measure, slot.measure_span = self._clean(at, to)
        return q.end if followed and words[end + 1 : end + 2] == ["率"] else to

    def _object(self, slot: _Slot, words: list[str], stop: int) -> int:
        """What follows the verb behind a figure that nothing else names: 5人荣获五一劳动奖章, 投入30万元改造食堂."""
        q = slot.q
        if np.kind_of(words[0]) not in ("verb", "deverbal", "aspect") or slot.growth:
            return q.end
        start, end, _ = np.right(words[1:], False)
        if start < end and q.kind in ("money", "count"):
            at = q.end + len(words[0]) + sum(map(len, words[1 : 1 + start]))
            slot.measure, slot.measure_span = self._clean(at, at + sum(map(len, words[1 + start : 1 + end])))
        return q.end

    def _run(self, slots: list[_Slot], index: int) -> int:
        """Index of the last figure of a list that 分别 opens at ``index``."""
        last = index
        while last + 1 < len(slots) and _RUN.fullmatch(self.text, slots[last].q.end, slots[last + 1].q.start):
            last += 1
        return last

    def _share(self, slots: list[_Slot], index: int, last: int, phrase: np.Left, clause: int) -> None:
        """Measures and subjects of a list in order: those of the nouns before 分别, else those of as many figures before."""
        count = last - index + 1
        run = slots[index : last + 1]
        if slots[index].measure or slots[index].subject:
            self._share_nouns(run, phrase, clause, count)
            return
        earlier = [s for s in slots[:index] if s.measure and (s.q.kind != "percent" or run[0].q.kind == "percent")]
        same = [s for s in earlier if s.q.kind != "percent" and (run[0].q.kind == "percent" or s.q.unit == run[0].q.unit)]
        source = same if len(same) >= count else earlier
        source = source[-count:]
        if len(source) < count:
            return
        for slot, origin in zip(run, source, strict=True):
            slot.measure, slot.measure_span, slot.subject = origin.measure, origin.measure_span, slot.subject or origin.subject

    def _share_nouns(self, run: list[_Slot], phrase: np.Left, clause: int, count: int) -> None:
        spans = self._conjuncts(phrase, clause)
        first = run[0]
        places = [place_at(self.masked, a, min(b, a + 12)) for a, b in spans]
        if len(spans) != count:
            for slot in run[1:]:
                slot.measure, slot.measure_span, slot.subject = first.measure, first.measure_span, first.subject
            return
        if all(places):
            rest = self._clean(places[-1][1], spans[-1][1])  # type: ignore[index]
            for slot, place in zip(run, places, strict=True):
                assert place is not None
                slot.subject = self.text[place[0] : place[1]], place
                slot.measure, slot.measure_span = rest
            return
        head = np.HEADS.search(self.text, spans[-1][0], spans[-1][1])
        shared = (
            head.group()
            if head and head.start() > spans[-1][0] and not any(np.HEADS.search(self.text, a, b) for a, b in spans[:-1])
            else ""
        )
        for number, (slot, (a, b)) in enumerate(zip(run, spans, strict=True)):
            measure, span = self._clean(a, b)
            slot.measure = measure + shared if measure and number < count - 1 else measure
            slot.measure_span, slot.subject = span, first.subject

    def _conjuncts(self, phrase: np.Left, clause: int) -> list[Offsets]:
        out, begin = [], clause + phrase.offset
        at = begin
        for word in phrase.words[phrase.start : phrase.end]:
            if word == "、" or np.kind_of(word) == "conjunction":
                out.append((begin, at))
                begin = at + len(word)
            at += len(word)
        out.append((begin, at))
        return [(a, b) for a, b in out if a < b]

    def _inherit(self, slots: list[_Slot], index: int, start: int, clause: int) -> None:
        """The measure of an earlier figure: of the same unit where this one counts, else of the one before; for the first, that of the list's head."""
        slot = slots[index]
        earlier = [s for s in slots[:index] if s.measure]
        if earlier:
            same = [s for s in earlier if _alike(s.q, slot.q)] if slot.counts or slot.q.kind == "money" else earlier
            bare = slot.q.start - slots[index - 1].q.end <= 1  # 137件、425人次
            if not same and not bare and slot.q.unit in _PEOPLE and not slot.growth:
                return
            source = (same or earlier)[-1]
            slot.measure, slot.measure_span = source.measure, source.measure_span
            if slot.subject is None and slot.growth:
                slot.subject = source.subject
            return
        if slot.label or slot.subject or self.text.startswith(("其中", "同比", "比", "较"), start):
            same = [s for s in self.earlier if s.measure and s.q.unit == slot.q.unit] or [
                s for s in self.earlier if s.measure and slot.growth
            ]
            if same:
                slot.measure, slot.measure_span = same[0 if slot.counts else -1].measure, same[0 if slot.counts else -1].measure_span
                return
        phrase = self._before_verb(slot, clause)
        if phrase:
            slot.measure, slot.measure_span = phrase
        elif index == 0 and clause > start and (slot.label or slot.subject or slot.growth or slot.q.kind in ("duration", "percent")):
            text = self.masked[max(start, clause - 61) : clause - 1]
            cut = max(text.rfind(c) for c in "，；：。")
            phrase = np.left(np.words_of(text[cut + 1 :]), True)
            if phrase.start < phrase.end:
                at = clause - 1 - len(text) + cut + 1 + phrase.offset
                slot.measure, slot.measure_span = self._clean(at, at + len(phrase.text))

    def _before_verb(self, slot: _Slot, clause: int) -> tuple[str | None, Offsets | None] | None:
        """The noun before the verb that stands right before the figure: 经费代收1.8亿元."""
        words = np.words_of(self.masked[clause : slot.q.start])[: -len(slot.links) or None]
        if len(words) < 2 or np.kind_of(words[-1]) != "verb":
            return None
        phrase = np.left(words[:-1], slot.counts)
        at = clause + phrase.offset
        return self._clean(at, at + len(phrase.text)) if phrase.start < phrase.end and not phrase.links else None

    # -- the rest ---------------------------------------------------------------------------------------------------------------------------------

    def _figure(self, slot: _Slot, scopes: Scopes, start: int, before: int, after: int, following: _Slot | None) -> Figure:
        q = slot.q
        clause = max(before, start)
        for mark in _MARKS.finditer(self.text, clause, q.start):
            clause = mark.end()
        period, compared = self.periods.of(q.start, before)
        modality, cue = self._modality(slot, following, period, compared, clause)
        subject, subject_span = slot.subject or self.subjects.of(q.start)
        scope = slot.label or scopes.of(q.start, clause, slot.measure_span[1] if slot.measure_span else q.end)
        sources: list[tuple[str, Offsets]] = []
        if slot.measure_span:
            sources.append(("measure", slot.measure_span))
        if subject_span:
            sources.append(("subject", subject_span))
        if period:
            sources.append(("period", (period.start, period.end)))
        if scope:
            sources.append(("scope", scope))
        if cue:
            sources.append(("modality", cue))
        return Figure(
            q.start,
            q.end,
            q.text,
            q.low,
            q.high,
            q.approx,
            q.comparator,
            q.step,
            q.approximator,
            q.unit,
            q.kind,
            q.number,
            q.number_unit,
            slot.measure,
            subject or None,
            period,
            self.text[scope[0] : scope[1]] if scope else None,
            modality,
            None,
            tuple(sources),
        )

    def _modality(
        self, slot: _Slot, following: _Slot | None, period: Period | None, compared: bool, clause: int
    ) -> tuple[Modality, Offsets | None]:
        q = slot.q
        if compared and period:
            return "previous-period", (period.start, period.end)
        origin = self._origin(slot, following)
        if origin:
            return "previous-period", origin
        modality, cue = self.reading.frame(q.start, clause)
        if modality is None:
            mark = _MARKS.search(self.text, q.end, q.end + 40)
            modality, cue = self.reading.after(q.end, mark.start() if mark else q.end + 40)
        if modality in FRAMES or modality == "revised":
            return modality or "reported", cue
        rate = q.kind in ("percent", "ratio") or slot.growth
        if modality == "cumulative" and not slot.growth:
            return "cumulative", cue
        if period is not None and not rate and period.role == "until" and q.kind != "money":
            return "cumulative", (period.start, period.end)
        if period is not None and (period.role == "by" or self._ahead(period)):
            return "target", (period.start, period.end)
        return "reported", None

    def _ahead(self, period: Period) -> bool:
        """Whether a period has hardly begun at the date of issue."""
        issued = self.issued
        return (
            issued is not None
            and period.role == "during"
            and period.first is not None
            and period.last is not None
            and (period.last - issued).days > 60
            and (issued - period.first).days < 75
        )

    def _origin(self, slot: _Slot, following: _Slot | None) -> Offsets | None:
        """The 由 of 由A增至B, when this figure is the A."""
        if following is None or ("由" not in slot.links and "从" not in slot.links):
            return None
        gap = self.text[slot.q.end : following.q.start]
        if len(gap) <= 12 and _RISE.search(gap):
            at = max(self.text.rfind("由", 0, slot.q.start), self.text.rfind("从", 0, slot.q.start))
            return (at, at + 1) if at >= 0 else None
        return None
