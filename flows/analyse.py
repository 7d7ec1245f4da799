"""A bulletin in, its facts out: every article through the pipeline, every offset back in the decoded text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.model import Article, Bulletin, Issue, Source, TableSpan
from corpus.textmap import TextMap
from extractors.model import Context, Facts, Offsets, Row, Span, Table
from extractors.organisations.fullnames import printed_in_full
from extractors.organisations.home import infer_home
from extractors.series import Observation, find_observations
from flows.offsets import WayBack

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """``facts``: offsets index the bulletin's decoded text. ``words``: one tuple per sentence of ``facts.sentences``; these and the observations only
    where they were asked for."""

    article: Article
    facts: Facts
    words: tuple[tuple[str, ...], ...] = ()
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysedBulletin:
    source: Source
    issues: tuple[Issue, ...]
    articles: tuple[AnalysedArticle, ...]


Reading = Callable[["Language", Article, "Doc"], "Doc"]
"""Takes an article's ``Doc`` through the pipeline."""


def analyse(
    bulletin: Bulletin, nlp: Language, issued: date | None = None, publisher: str | None = None, series: bool = True, reading: Reading | None = None
) -> AnalysedBulletin:
    """All facts of a bulletin. ``issued`` and ``publisher`` fill what its masthead does not state. ``series``: also the words and the observations, which
    only a store keeps. ``reading``: another way through the pipeline than straight (:mod:`flows.corrected`).

    Raises ``AssertionError`` where a fact's text is not the decoded text at its offsets: a fact that points elsewhere must never be stored.
    """
    issues = tuple(replace(i, date=i.date or issued, publisher=i.publisher or publisher) for i in bulletin.issues)
    names = _full_names(bulletin)
    home = None if all(i.publisher for i in issues) else infer_home((a.view.text for a in bulletin.articles), issues[0].date)
    docs = []
    for article in bulletin.articles:
        doc = nlp.make_doc(article.view.text)
        doc._.context = _context(article, issues[article.issue], names, home)
        docs.append(doc)
    read = nlp.pipe(docs) if reading is None else map(partial(reading, nlp), bulletin.articles, docs)
    pairs = zip(bulletin.articles, read, strict=True)
    return AnalysedBulletin(bulletin.source, issues, tuple(_in_raw(bulletin.source.text, article, doc, series) for article, doc in pairs))


def _full_names(bulletin: Bulletin) -> tuple[str, ...]:
    """What a bulletin prints in full: the sign-offs, and the firms and unions that short forms in other articles may mean."""
    signed = (_shown(a.view, a.contributor) for a in bulletin.articles if a.contributor)
    printed = printed_in_full(a.view.text for a in bulletin.articles) if len(bulletin.articles) > 1 else ()
    return tuple(dict.fromkeys((*signed, *printed)))


def _shown(view: TextMap, span: Offsets) -> str:
    start, end = view.to_view(*span)
    return view.text[start:end]


def _context(article: Article, issue: Issue, names: tuple[str, ...], home: str | None = None) -> Context:
    view = article.view
    return Context(
        issued=issue.date,
        publisher=issue.publisher,
        section=article.section,
        title=view.to_view(*article.title) if article.title else None,
        contributor=view.to_view(*article.contributor) if article.contributor else None,
        tables=tuple(_table(view, table) for table in article.tables),
        names=names,
        home=None if issue.publisher else home,
    )


def _table(view: TextMap, table: TableSpan) -> Table:
    def span(cell: Any) -> Span:
        start, end = view.to_view(cell.start, cell.end)
        return Span(start, end, view.text[start:end])

    start, end = view.to_view(table.start, table.end)
    return Table(start, end, tuple(Row(tuple(map(span, row))) for row in table.rows), table.heads)


def _in_raw(raw: str, article: Article, doc: Doc, series: bool) -> AnalysedArticle:
    facts: Facts = doc._.facts
    back = WayBack(raw, article)
    there = back.facts(facts)
    if not series:
        return AnalysedArticle(article, there)
    return AnalysedArticle(article, there, _words(doc, facts.sentences), tuple(map(back.observation, find_observations(facts))))


def _words(doc: Doc, sentences: Sequence[Offsets]) -> tuple[tuple[str, ...], ...]:
    """The words that begin in each sentence, without white space."""
    from extractors.pipeline import word_begins, words

    every, begins = words(doc), word_begins(doc)
    out, last = [], 0
    for start, end in sentences:
        first = bisect_left(begins, start, last)
        last = bisect_left(begins, end, first)
        inside = every[first:last]
        out.append(tuple([word for word in inside if not word.isspace()]))
    return tuple(out)
