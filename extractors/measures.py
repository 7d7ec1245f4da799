"""What each figure says: measure, subject, period, scope and modality, by rules over words and clauses.

The measure is the shortest noun phrase for what is measured, as written (for a rate its name, for a growth figure what grew); every number of an enumeration
gets its own. Each field is one module: :mod:`measure_phrases`, :mod:`subjects`, :mod:`figure_periods`, :mod:`scopes`, :mod:`modality`; here they meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from extractors import phrase_words as pw
from extractors.figure_periods import Periods
from extractors.measure_phrases import Measures
from extractors.modality import Reading
from extractors.model import Context, Figure, Offsets, Organisation, Period, Quantity, Span, Table
from extractors.scopes import Scopes
from extractors.slots import Sentence, Slot
from extractors.subjects import Subjects
from extractors.table_figures import table_figures
from extractors.tables import find_tables

_TERRITORY = "国省市县区州盟旗镇乡街道级"
_MOST = 64
"""A sentence with more figures than this is described in pieces, so that the time stays linear."""
_ENDS = "。\n！？!?"
_END = re.compile(f"[{_ENDS}]")


def describe(
    text: str, quantities: Sequence[Quantity], periods: Sequence[Period], organisations: Sequence[Organisation], context: Context
) -> list[Figure]:
    """One :class:`Figure` per quantity, in order. All spans are offsets into ``text``. Never raises.

    ``sources`` of a figure name the span that each field was read from (``measure``, ``subject``, ``period``, ``scope``, ``modality``).
    """
    tables = _tables(text, context)
    if not quantities and not tables:
        return []
    out: list[Figure] = []
    festive = [p for p in periods if p.text[0] in "两双"]
    if festive:  # 两节期间 is a time
        quantities = [q for q in quantities if not any(p.start <= q.start < p.end for p in festive)]
    prose = _outside(quantities, tables)
    article = _Article(text, periods, _outside(organisations, tables), context)
    for start, end, first, last in _sentences(text, prose):
        article.describe(start, end, prose[first:last], out)
    for number, table in enumerate(tables, 1):
        period = next((p for p in reversed(periods) if p.end <= table.start and p.valid and p.role in ("during", "until", "since")), None)
        subject = max((f for f in out if f.end <= table.start and f.cell is None), key=_start, default=None)
        out += table_figures(text, table, number, context, period, subject.subject if subject else context.publisher)
    return sorted(out, key=_start) if tables else out


_start = attrgetter("start")
_Spanned = TypeVar("_Spanned", bound=Span)


def _outside(spans: Sequence[_Spanned], tables: Sequence[Table]) -> Sequence[_Spanned]:
    return [s for s in spans if not any(t.start <= s.start < t.end for t in tables)] if tables else spans


def _tables(text: str, context: Context) -> list[Table]:
    """The tables that the container knew, and those that the text draws, in order."""
    known = list(context.tables)
    drawn = find_tables(text, [(t.start, t.end) for t in known])
    return sorted(known + drawn, key=_start)


def _sentences(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int, int, int]]:
    """``(start, end, first, last)`` of each sentence that holds figures ``quantities[first:last]``."""
    at, end, size = 0, 0, len(quantities)
    while at < size:
        first = quantities[at]
        start = end
        for mark in _ENDS:  # each is looked for behind the one found before
            start = max(start, 1 + text.rfind(mark, start, first.start))
        close = _END.search(text, first.end)
        end = close.end() if close else len(text)
        begin = at
        while at < size and quantities[at].start < end and at - begin < _MOST:
            at += 1
        if at < size and quantities[at].start < end:
            end = quantities[at].start
        yield start, end, begin, at


def _mask(text: str, periods: Sequence[Period], organisations: Sequence[Organisation]) -> str:
    """The text with periods and names of organisations blanked, same length, so that phrases end there."""
    spans = sorted([(p.start, p.end, pw.PERIOD_MARK) for p in periods] + [(o.start, o.end, pw.NAME_MARK) for o in organisations])
    parts: list[str] = []
    at = 0
    for start, end, mark in spans:
        if start >= at:
            parts += (text[at:start], mark * (end - start))
            at = end
    parts.append(text[at:])
    return "".join(parts)


class _Article:
    """The readers of one article, moved on together sentence by sentence."""

    def __init__(self, text: str, periods: Sequence[Period], organisations: Sequence[Organisation], context: Context) -> None:
        masked = _mask(text, periods, organisations)
        self.text, self.masked, self.at = text, masked, 0
        self.measures = Measures(text, masked)
        self.periods = Periods(text, periods, context.plan_period)
        self.subjects = Subjects(text, masked, organisations, context)
        self.reading = Reading(text, masked, context.issued)

    def describe(self, start: int, end: int, quantities: Sequence[Quantity], out: list[Figure]) -> None:
        """Append the figures of the sentence ``[start, end)``."""
        sentence = Sentence(self.masked, start, end, self.text.find("\n", self.at, start) >= 0)
        self.periods.sentence(sentence)
        self.subjects.sentence(sentence)
        self.reading.sentence(sentence, self.at)
        self.at = end
        scopes = Scopes(self.text, start, end)
        slots = self.measures.read(sentence, quantities)
        before = start
        for index, slot in enumerate(slots):
            out.append(self._figure(slot, slots[index + 1] if index + 1 < len(slots) else None, sentence, scopes, before))
            before = slot.q.end

    def _figure(self, slot: Slot, following: Slot | None, sentence: Sentence, scopes: Scopes, before: int) -> Figure:
        q = slot.q
        period, compared = self.periods.of(q.start, before, q.unit == "倍")
        modality, cue = self.reading.of(slot, following, sentence, period, compared)
        subject, named = self.subjects.named(slot.subject) if slot.subject else self.subjects.of(q.start)
        scope = slot.label or scopes.of(q.start, slot.span[1] if slot.span else q.end)
        if scope and slot.subject and named and scope[1] <= named[0] and self.text[scope[1] - 1] in _TERRITORY:
            scope = None  # 市区67件，甲县34件: what the county reports is not of the city
        if scope and not slot.subject:
            subject, named = self.subjects.within((subject, named), scope, sentence.start)
        sources: list[tuple[str, Offsets]] = [("measure", slot.span)] if slot.span else []
        if named:
            sources.append(("subject", named))
        if period:
            sources.append(("period", (period.start, period.end)))
        if scope:
            sources.append(("scope", scope))
        if cue:
            sources.append(("modality", cue))
        return Figure(
            *(
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
            ),
            measure=slot.measure,
            subject=subject or None,
            period=period,
            scope=self.text[scope[0] : scope[1]] if scope else None,
            modality=modality,
            sources=tuple(sources),
        )

