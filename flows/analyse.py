"""A bulletin in, its facts out: every article through the pipeline, every offset back in the decoded text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.model import Article, Bulletin, Issue, Source, TableSpan
from corpus.textmap import TextMap
from extractors.model import Check, Context, Facts, Figure, Offsets, Row, Span, Table, Target
from extractors.organisations.home import infer_home
from extractors.series import Observation, find_observations

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """``facts``: offsets index the bulletin's decoded text. ``words``: one tuple per sentence of ``facts.sentences``."""

    article: Article
    facts: Facts
    words: tuple[tuple[str, ...], ...]
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysedBulletin:
    source: Source
    issues: tuple[Issue, ...]
    articles: tuple[AnalysedArticle, ...]


def analyse(bulletin: Bulletin, nlp: Language, issued: date | None = None, publisher: str | None = None) -> AnalysedBulletin:
    """All facts of a bulletin. ``issued`` and ``publisher`` fill what its masthead does not state.

    Raises ``AssertionError`` where a fact's text is not the decoded text at its offsets: a fact that points elsewhere must never be stored.
    """
    issues = tuple(replace(i, date=i.date or issued, publisher=i.publisher or publisher) for i in bulletin.issues)
    names = _full_names(bulletin)
    home = None if all(i.publisher for i in issues) else infer_home((a.view.text for a in bulletin.articles), issues[0].date)
    docs = []
    for article in bulletin.articles:
        doc = nlp.make_doc(article.view.text)
        doc._.context = _context(bulletin.source.text, article, issues[article.issue], names, home)
        docs.append(doc)
    pairs = zip(bulletin.articles, nlp.pipe(docs), strict=True)
    return AnalysedBulletin(bulletin.source, issues, tuple(_in_raw(bulletin.source.text, article, doc) for article, doc in pairs))


def _full_names(bulletin: Bulletin) -> tuple[str, ...]:
    """The sign-offs: what a bulletin prints in full about those who write in it."""
    text = bulletin.source.text
    return tuple(dict.fromkeys(text[a.contributor[0] : a.contributor[1]] for a in bulletin.articles if a.contributor))


def _context(raw: str, article: Article, issue: Issue, names: tuple[str, ...], home: str | None = None) -> Context:
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


def _in_raw(raw: str, article: Article, doc: Doc) -> AnalysedArticle:
    facts: Facts = doc._.facts
    to_raw = article.view.to_raw
    return AnalysedArticle(
        article,
        replace(
            facts,
            text=raw,
            sentences=_all(facts.sentences, to_raw),
            figures=tuple(_figure(raw, figure, to_raw) for figure in facts.figures),
            organisations=tuple(_moved(raw, organisation, to_raw) for organisation in facts.organisations),
            periods=tuple(_moved(raw, period, to_raw) for period in facts.periods),
            targets=tuple(_target(raw, target, to_raw) for target in facts.targets),
            checks=tuple(_check(check, to_raw) for check in facts.checks),
        ),
        _words(doc, facts.sentences),
        tuple(_observation(raw, seen, to_raw) for seen in find_observations(facts)),
    )


ToRaw = Callable[[int, int], Offsets]


def _all(spans: Iterable[Offsets], to_raw: ToRaw) -> tuple[Offsets, ...]:
    return tuple(to_raw(*span) for span in spans)


def _moved(raw: str, span: S, to_raw: ToRaw) -> S:
    start, end = to_raw(span.start, span.end)
    assert (raw[start : start + 1], raw[end - 1 : end]) == (span.text[:1], span.text[-1:]), (span, raw[start:end])
    return replace(span, start=start, end=end, text=raw[start:end])


def _figure(raw: str, figure: Figure, to_raw: ToRaw) -> Figure:
    return replace(
        _moved(raw, figure, to_raw),
        number=to_raw(*figure.number),
        number_unit=to_raw(*figure.number_unit) if figure.number_unit else None,
        period=_moved(raw, figure.period, to_raw) if figure.period else None,
        sources=tuple((name, to_raw(*span)) for name, span in figure.sources),
    )


def _observation(raw: str, seen: Observation, to_raw: ToRaw) -> Observation:
    return replace(
        _moved(raw, seen, to_raw),
        number=to_raw(*seen.number),
        number_unit=None,
        relates=to_raw(*seen.relates) if seen.relates else None,
        against=to_raw(*seen.against) if seen.against else None,
    )


def _target(raw: str, target: Target, to_raw: ToRaw) -> Target:
    return replace(target, figure=_figure(raw, target.figure, to_raw))


def _check(check: Check, to_raw: ToRaw) -> Check:
    return replace(check, figures=_all(check.figures, to_raw), evidence=_all(check.evidence, to_raw))


def _words(doc: Doc, sentences: Sequence[Offsets]) -> tuple[tuple[str, ...], ...]:
    """The words of each sentence, without white space."""
    from extractors.pipeline import words

    out: list[list[str]] = [[] for _ in sentences]
    index, at = 0, 0
    for word in words(doc):
        while index < len(sentences) and at >= sentences[index][1]:
            index += 1
        if index == len(sentences):
            break
        if at >= sentences[index][0] and not word.isspace():
            out[index].append(word)
        at += len(word)
    return tuple(map(tuple, out))
