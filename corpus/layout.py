"""Text → bulletin: mastheads, contents lists, sections, articles with title and sign-off, circulation lines.

:func:`parse` never alters the text; all offsets index ``Source.text``. An article runs from the first character of its title (from the bullet, for a brief
without title; from its first character, where there is neither) to the end of its sign-off with the bracket, or of its last paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from corpus import aligned, chrome, contents, masthead, papers
from corpus.circulation import is_colophon, is_imprint
from corpus.dates import find_date
from corpus.front import HEAD_LINES, front
from corpus.lines import Line, split
from corpus.masthead import clean_name, is_date_line
from corpus.model import Article, Bulletin, Issue, Offsets, Source, TableSpan
from corpus.paragraphs import Paragraph, paragraphs
from corpus.parts import Segment
from corpus.profile import Profile
from corpus.segments import Segmenter
from corpus.signoff import signature
from corpus.views import view

_TAIL_LINES = 12
_PAGE_LINES = 30


def parse(source: Source, titles: frozenset[int] = frozenset()) -> Bulletin:
    """``source`` with its issues and articles. ``titles``: offsets of lines that the container marks as titles (heading styles, ``<h1>``)."""
    lines = split(source.text)
    known = source.tables or tuple(aligned.tables(lines))
    tables = [(t.start, t.end) for t in known]
    rows = frozenset(row[0].start for t in known for row in t.rows if row)
    whole = paragraphs(lines, titles | rows | frozenset(t[0] for t in tables) | frozenset(_after(lines, tables)))
    first, last = chrome.frame(whole)
    found = whole[first:last]
    issues: list[Issue] = []
    segments: list[tuple[int, Segment]] = []
    for begin, end in _issues(found):
        part = found[begin:end]
        head, at = front(part)
        own = _segments(part, at, titles, tables, framed=first > 0)
        segments += [(len(issues), s) for s in own]
        issues.append(_complete(_complete(_issued(source.text, head, part, own), part[at:]), whole[:first]))
    if not any(s.part == "article" for _, s in segments):
        segments = [*_whole(found or whole), *segments]
    articles: list[Article] = []
    ordinal = 0
    for issue, s in segments:
        ordinal += s.part == "article"
        articles.append(_article(source, known, s, issue, ordinal if s.part == "article" else None))
    stated = [_undersigned(source.text, issue, [a for a in articles if a.issue == n]) for n, issue in enumerate(issues)]
    return Bulletin(source, tuple(stated) or (Issue(),), tuple(articles))


def _after(lines: list[Line], tables: list[Offsets]) -> list[int]:
    """Offsets of the first line behind each table."""
    starts = [line.start for line in lines]
    at = [bisect_right(starts, end - 1) for _, end in tables]
    return [starts[i] for i in at if i < len(starts)]


def _issues(found: list[Paragraph]) -> list[tuple[int, int]]:
    """Stretches of the file that are one issue each: a masthead in the middle begins another."""
    starts = [0]
    at = 0
    name = front(found[:HEAD_LINES])[0].name
    while at < len(found):
        if at > starts[-1] + HEAD_LINES // 4 and masthead.is_number_line(found[at].text):
            begin = at
            while begin - 1 > starts[-1] and begin > at - 4 and (_heads(found[begin - 1].text) or clean_name(found[begin - 1].text) == name):
                begin -= 1
            head, behind = front(found[begin : begin + HEAD_LINES])
            if head.number and (head.name or head.date or head.publisher or head.total_number) and begin > starts[-1]:
                if begin > front(found[starts[-1] : starts[-1] + HEAD_LINES])[1] + starts[-1]:
                    starts.append(begin)
                at = begin + behind
                continue
        at += 1
    return list(zip(starts, [*starts[1:], len(found)], strict=True))


def _heads(text: str) -> bool:
    return masthead.is_name(text) or masthead.is_spaced(text) or masthead.is_rule(text) or (masthead.read_line(text) is not None and is_date_line(text) is None)


def _segments(part: list[Paragraph], at: int, titles: frozenset[int], tables: list[tuple[int, int]], framed: bool) -> list[Segment]:
    announced: frozenset[str] = frozenset()
    if at < len(part) and contents.is_head(part[at].text):
        at, announced = contents.entries(part, at)
    else:
        at, announced = contents.unheaded(part, at)
    body = part[at:]
    return Segmenter(body, Profile.of(body, announced, titles, tables, framed)).run()


def _issued(text: str, issue: Issue, part: list[Paragraph], segments: list[Segment]) -> Issue:
    """An official paper is published by who issues it."""
    paper = next((s for s in segments if s.part == "article"), None)
    title, signer = (text[slice(*span)] if paper and span else None for span in (paper and paper.title, paper and paper.contributor))
    who = papers.issuer(issue, part, title, signer)
    return replace(issue, publisher=who) if who else issue


def _complete(issue: Issue, body: list[Paragraph]) -> Issue:
    """What the masthead leaves open may stand below the text (imprint, colophon) or beside the title of a saved page; of several dates the latest."""
    around = [*body[:_PAGE_LINES], *body[max(_PAGE_LINES, len(body) - _TAIL_LINES) :]]
    if issue.date is None:
        stated = [d for p in around if "星期" not in p.text and (d := is_date_line(p.text))]  # with a weekday it is the day on which the page was looked at
        printed = [d for p in around if (chrome.is_meta(p.text) or is_imprint(p.text) or is_colophon(p.text)) and (d := find_date(p.text))]
        issue = masthead.merge(issue, Issue(date=max(stated or printed, default=None)))
    if issue.publisher is None:
        made = (masthead.publisher(p.text) for p in around if is_imprint(p.text) or is_colophon(p.text))
        issue = masthead.merge(issue, Issue(publisher=next(filter(None, made), None)))
    return issue


def _undersigned(text: str, issue: Issue, articles: list[Article]) -> Issue:
    """A report that nobody's masthead stands above is published by who signs it: an organisation, not in brackets and without a key word."""
    own = [a for a in articles if a.part == "article"]
    signed = {a.contributor for a in own if a.contributor and a.contributor[1] == a.end and text[: a.contributor[0]].rstrip(" \t\u3000")[-1:] == "\n"}
    if issue.publisher is not None or len(signed) != 1 or any(a.contributor not in signed and a.section is None for a in own):
        return issue
    start, end = signed.pop()
    return replace(issue, publisher=clean_name(text[start:end])) if signature(text[start:end]) else issue


def _whole(found: list[Paragraph]) -> list[tuple[int, Segment]]:
    """A text in which no article was recognised is one article."""
    return [(0, Segment("article", found[0].start, found[-1].end))] if found else []


def _article(source: Source, known: tuple[TableSpan, ...], s: Segment, issue: int, ordinal: int | None) -> Article:
    tables = tuple(t for t in known if s.start <= t.start and t.end <= s.end)
    return Article(
        ordinal=ordinal,
        start=s.start,
        end=s.end,
        view=view(source.text, s.start, s.end, s.paragraphs, tables, s.part),
        part=s.part,
        section=s.section,
        title=s.title,
        contributor=s.contributor,
        tables=tables,
        issue=issue,
    )
