"""Observations of one article: every figure whose measure, place and period can be told, with the key by which other bulletins' figures meet it.

Reads the skeleton that the checks read (:class:`extractors.checks.reading.Reading`): figures and periods are single characters, so that the rules see only
words. What cannot be told stays empty, and an observation without key, place or day is compared with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.checks.template import FIGURES, PERIOD
from extractors.goals import is_revised
from extractors.model import Facts, Figure
from extractors.series import roles, tables
from extractors.series.making import made
from extractors.series.measures import counted, is_vague
from extractors.series.naming import measure_of
from extractors.series.others import READERS, Spot
from extractors.series.quoting import titled
from extractors.series.records import Observation
from extractors.series.state import ArticleState, SentenceState

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_AFTER_MARK = re.compile("[^，；：、。（）！？\n]*")
_KINDS = frozenset(("count", "money", "percent", "area", "other-measure"))
_STANDS = re.compile(r"累计|总数|总量|总计|已|共有|现有|实有|达到|年末|存量|由")
_MOST = 80
"""A sentence with more figures is a table that lost its lines."""


def find_observations(facts: Facts) -> tuple[Observation, ...]:
    """The observations among ``facts.figures``, in reading order; offsets index ``facts.text``.

    >>> from extractors.pipeline import load                                                        # doctest: +SKIP
    >>> [(o.words, o.place, str(o.last)) for o in find_observations(load()("…")._.facts)]            # doctest: +SKIP
    """
    if not facts.figures:
        return ()
    found = list(_observations(ArticleState(facts)))
    found += tables.observations(facts, found)
    return tuple(titled(facts, sorted(found, key=lambda o: o.start)))


def _observations(article: ArticleState) -> Iterator[Observation]:
    for m in _SENTENCE.finditer(article.skeleton):
        spots = article.reading.figure_spots(m.start(), m.end())
        article.scene.sentence(m.start(), m.end())
        if 0 < len(spots) <= _MOST:
            yield from _sentence(article, m.start(), m.end(), spots)


def _sentence(article: ArticleState, start: int, end: int, spots: list[int]) -> Iterator[Observation]:
    s = SentenceState(article, start, end, roles.sentence(article.skeleton, start, end))
    if article.skeleton.startswith("其中", start):
        s.head, s.head_unit = article.head, article.head_unit
    previous = start
    for spot in spots:
        figure = article.reading.figure_at[spot]
        begin = spot - len(_AFTER_MARK.match(article.skeleton[previous:spot][::-1])[0])  # type: ignore[index]
        found = _figure(s, figure, spot, begin) if figure.kind in _KINDS else None
        if found is not None:
            s.said.append(found)
            article.note(found)
        previous = spot + 1
    yield from roles.claims(article.skeleton, end, s.said, article.reading, article.scene)


def _figure(s: SentenceState, figure: Figure, spot: int, begin: int) -> Observation | None:
    label, rest = s.text[begin:spot], s.text[spot + 1 : min(s.end, spot + 24)]
    kind = s.marks.kind(spot, label, rest, figure)
    if kind == "skip":
        return None
    where = s.scene.where(s.start, begin, spot, label)
    words, when = where.words.replace(PERIOD, ""), s.scene.when(s.start, begin, spot, kind)
    if (reader := READERS.get(kind)) is not None:
        return reader(s, Spot(figure, spot, words, where, when))
    what = measure_of(s, words, rest, figure, where, when)
    if what is None:
        return None
    if counted(figure.unit) in _EVENTS and "累计" not in label:
        what = replace(what, deed=True)  # 参赛职工2600人次: nobody stands there as a visit
    aims = roles.aims(s, figure, spot, when, where.listed)
    if aims and not where.listed:
        where = s.scene.handed(s.before(spot), where)
    if without := _without(s, spot, rest):
        where = replace(where, scope=where.scope + without)
    firm = where.listed or (not is_vague(what.words) and (aims or what.deed or figure.unit == "%" or _stands(s, label, spot)))
    found = made(s, figure, "target" if aims else "result", what, where, when, label, firm=firm)
    return replace(found, quality="revision") if aims and is_revised(s.article.facts.text, figure) else found


_EVENTS = frozenset(("人次", "件次", "场", "批次", "班次", "次"))
_LESS = "(?:不含|不包括|不包含|未含|未计入|剔除|扣除)"
_LESS_BEHIND = re.compile(f"（({_LESS}[^）]{{1,18}})）")
_LESS_BEFORE = re.compile(f"({_LESS}[^，。；：{FIGURES}]{{2,14}}?)(?:外|后)?(?:，|的)[^，。；：{FIGURES}]*$")


def _without(s: SentenceState, spot: int, rest: str) -> str:
    """What a value leaves out by its own words (会员51.8万人（不含退休会员）): another scope than the same value in full."""
    m = _LESS_BEHIND.match(rest) or _LESS_BEFORE.search(s.before(spot)[-40:])
    return m[1] if m else ""


def _stands(s: SentenceState, label: str, spot: int) -> bool:
    """Whether words say that there were so many on a day."""
    return bool(_STANDS.search(label) or _STANDS.search(s.before(spot)))
