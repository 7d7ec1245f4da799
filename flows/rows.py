"""Facts to rows: what was read from one bulletin, as the rows of every table (:mod:`outputs.schema`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from corpus.model import Article, Issue, Source
from extractors.model import Check, Facts, Figure, Offsets, Organisation, Target
from extractors.organisations.registry import describe
from extractors.reprints import bands
from extractors.series import Observation
from flows.series_rows import observation_row
from outputs.errors import StoreError
from outputs.rows import organisation_id
from outputs.schema_organisations import SEPARATOR
from outputs.values import double, exact

Row = dict[str, Any]

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class AnalysedArticle(Protocol):
    """An article with its facts in raw offsets, and the words of each of ``facts.sentences``."""

    @property
    def article(self) -> Article: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def words(self) -> Sequence[Sequence[str]]: ...
    @property
    def observations(self) -> Sequence[Observation]: ...


class AnalysedBulletin(Protocol):
    """What :mod:`flows.analyse` makes of a file."""

    @property
    def source(self) -> Source: ...
    @property
    def issues(self) -> Sequence[Issue]: ...
    @property
    def articles(self) -> Sequence[AnalysedArticle]: ...


def rows(bulletin: AnalysedBulletin, pipeline: str, path: str | None = None) -> dict[str, list[Row]]:
    """Rows by table for one bulletin, ready for :meth:`outputs.runs.Run.write`.

    ``pipeline``: version of the extractors; ``path``: where the file is, when that is not ``bulletin.source.path``. Every ``text`` is checked against the
    source: raises :class:`StoreError` ``offset-mismatch``.
    """
    return _Document(bulletin, pipeline, path or bulletin.source.path).tables()


class _Document:
    """The rows of one file as they come together."""

    def __init__(self, bulletin: AnalysedBulletin, pipeline: str, path: str) -> None:
        self._bulletin, self._pipeline, self._path = bulletin, pipeline, path
        self._id = bulletin.source.document[:16]
        self._text = _storable(bulletin.source.text)
        self._out: dict[str, list[Row]] = {
            name: []
            for name in ("documents", "texts", "articles", "sentences", "organisations", "mentions", "figures", "targets", "observations", "checks", "check_evidence", "bands")
        }
        self._used: Counter[str] = Counter()
        self._entries: dict[str, Row] = {}

    def tables(self) -> dict[str, list[Row]]:
        self._out["texts"].append({"document": self._id, "text": self._text})
        for analysed in self._bulletin.articles:
            _ArticleRows(self, analysed).add()
        self._out["documents"].append(self._head())
        return self._out

    def organisation(self, name: str, type: str) -> str:
        """The entry of the registry, with what its name tells; its id."""
        id = organisation_id(name, type)
        if id not in self._entries:
            self._entries[id] = self.add("organisations", {"id": id, "name": _storable(name), "type": type, **registry_columns(name, type)})
        return id

    def add(self, table: str, row: Row) -> Row:
        self._out[table].append(row)
        return row

    def add_all(self, table: str, rows: Iterable[Row]) -> None:
        self._out[table].extend(rows)

    def slice(self, start: int, end: int) -> str:
        return self._text[start:end]

    def address(self, letter: str, start: int, end: int | None = None, suffix: str = "") -> str:
        """A permanent id from the place; further rows at the same place are numbered."""
        id = f"{self._id}.{letter}{start}" + ("" if end is None else f"-{end}") + suffix
        self._used[id] += 1
        return id if self._used[id] == 1 else f"{id}.{self._used[id]}"

    @property
    def id(self) -> str:
        return self._id

    def issue(self, index: int) -> Issue:
        issues = self._bulletin.issues
        return issues[index] if 0 <= index < len(issues) else Issue()

    def _head(self) -> Row:
        source = self._bulletin.source
        return {
            "id": self._id, "sha256": source.document, "path": self._path, "status": "current", "superseded_by": None, "format": source.format,
            "encoding": source.encoding, "certainty": source.certainty, "characters": len(source.text), "issues": len(self._bulletin.issues),
            "articles": sum(row["part"] == "article" for row in self._out["articles"]), **masthead(self.issue(0)),
            "warnings": "\n".join(source.warnings) or None, "pipeline": self._pipeline,
        }  # fmt: skip


class _ArticleRows:
    """The rows of one article."""

    def __init__(self, document: _Document, analysed: AnalysedArticle) -> None:
        self._d, self._a, self._facts, self._words = document, analysed.article, analysed.facts, analysed.words
        self._observations = analysed.observations
        self._issue = document.issue(self._a.issue)
        self._place: Row = {"document": document.id, "article": document.address("a", self._a.start)}
        self._issued = iso(self._issue.date)
        self._figures: dict[Offsets, str] = {}

    def add(self) -> None:
        self._article()
        self._sentences()
        for mention in self._facts.organisations:
            self._mention(mention)
        for figure in self._facts.figures:
            self._figure(figure)
        for target in self._facts.targets:
            self._target(target)
        for seen in self._observations:
            self._observation(seen)
        for check in self._facts.checks:
            self._check(check)
        if self._a.part == "article":
            self._d.add_all("bands", ({**self._place, "band": band} for band in dict.fromkeys(bands(self._a.view.text))))

    def _article(self) -> None:
        a = self._a
        self._d.add("articles", {
            "id": self._place["article"], "document": self._d.id, "ordinal": a.ordinal, "part": a.part, "issue": a.issue + 1, **masthead(self._issue),
            "section": a.section, "title": self._d.slice(*a.title) if a.title else None,
            "contributor": self._d.slice(*a.contributor) if a.contributor else None, "start": a.start, "end": a.end,
        })  # fmt: skip

    def _sentences(self) -> None:
        self._starts: list[int] = []
        self._ids: list[str] = []
        words = [*self._words, *([()] * (len(self._facts.sentences) - len(self._words)))]
        for ordinal, ((start, end), segmented) in enumerate(zip(self._facts.sentences, words, strict=True), 1):
            id = self._d.address("s", start, end)
            self._starts.append(start)
            self._ids.append(id)
            self._d.add("sentences", {
                "id": id, **self._place, "ordinal": ordinal, "start": start, "end": end, "text": self._d.slice(start, end),
                "words": _storable(" ".join(w for w in segmented if not w.isspace())),
            })  # fmt: skip

    def _at(self, letter: str, start: int, end: int, text: str) -> Row:
        """What every row that stands on a span has in common. Raises ``offset-mismatch``."""
        found = self._d.slice(start, end)
        if found != _storable(text):
            raise StoreError("offset-mismatch", document=self._d.id, start=start, end=end, table=letter)
        index = bisect_right(self._starts, start) - 1
        return {
            "id": self._d.address(letter, start, end), **self._place, "sentence": self._ids[index] if index >= 0 else None, "issued": self._issued,
            "start": start, "end": end, "text": found,
        }  # fmt: skip

    def _mention(self, m: Organisation) -> None:
        self._d.add("mentions", self._at("m", m.start, m.end, m.text) | {
            "organisation": self._d.organisation(m.name, m.type), "name": _storable(m.name), "type": m.type, "role": m.role, "resolved": int(m.resolved),
        })  # fmt: skip

    def _figure(self, f: Figure) -> None:
        period, cell = f.period, f.cell
        row = self._d.add("figures", self._at("f", f.start, f.end, f.text) | _value(f) | {
            "approx": int(f.approx), "comparator": f.comparator, "step": double(f.step), "unit": f.unit, "kind": f.kind, "measure": f.measure,
            "subject": f.subject, "period": period.text if period else None, "period_first": iso(period.first) if period else None,
            "period_last": iso(period.last) if period else None, "scope": f.scope, "modality": f.modality,
            "cell_table": cell.table if cell else None, "cell_row": cell.row if cell else None, "cell_column": cell.column if cell else None,
        })  # fmt: skip
        self._figures.setdefault((f.start, f.end), row["id"])

    def _target(self, t: Target) -> None:
        f = t.figure
        self._d.add("targets", self._at("t", f.start, f.end, f.text) | _value(f) | {
            "figure": self._figures.get((f.start, f.end)), "owner": t.owner, "measure": t.measure or f.measure, "comparator": t.aim, "unit": f.unit,
            "base": t.base, "deadline": _day(t.deadline), "deadline_text": t.deadline_text or (None if _day(t.deadline) else t.deadline),
            "modality": t.modality, "responsible": "、".join(t.responsible) or None, "repeats": None,
        })  # fmt: skip

    def _observation(self, o: Observation) -> None:
        row = observation_row(o, self._d.id)
        self._d.add("observations", self._at("o", o.start, o.end, o.text) | row | {"figure": self._figures.get(o.span)})

    def _check(self, c: Check) -> None:
        spans = [*(("figure", *span) for span in c.figures), *(("evidence", *span) for span in c.evidence)]
        at = spans[0][1:] if spans else (self._a.start, self._a.end)
        id = self._d.address("c", *at, suffix=f".{c.check}")
        self._d.add("checks", {
            "id": id, **self._place, "issued": self._issued, "rule": c.check, "scope": c.scope, "verdict": c.verdict, "severity": c.severity,
            "equation": _storable(c.equation), "message": _storable(c.message), "fingerprint": c.fingerprint, "series": None,
        })  # fmt: skip
        for ordinal, (role, start, end) in enumerate(spans, 1):
            self._d.add("check_evidence", {
                "check_id": id, "ordinal": ordinal, "role": role, **self._place, "figure": self._figures.get((start, end)), "start": start, "end": end,
                "text": self._d.slice(start, end),
            })  # fmt: skip


def registry_columns(name: str, type: str) -> Row:
    """What the name of an organisation tells about it, as columns of the registry."""
    e = describe(name, type)
    return {
        "level": e.level, "division": e.division, "parent": e.parent, "valid_from": e.first, "valid_to": e.last,
        "predecessors": SEPARATOR.join(e.before) or None, "successors": SEPARATOR.join(e.after) or None,
    }  # fmt: skip


def masthead(issue: Issue) -> Row:
    """The columns that state an issue."""
    return {
        "name": issue.name, "number": issue.number, "total_number": issue.total_number, "year": issue.year, "issued": iso(issue.date), "publisher": issue.publisher,
    }  # fmt: skip


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _value(f: Figure) -> Row:
    return {"value": exact(f.low, f.high), "low": double(f.low), "high": double(f.high)}


def _day(deadline: str | None) -> str | None:
    try:
        return date.fromisoformat(deadline).isoformat() if deadline else None
    except ValueError:
        return None


def _storable(text: str) -> str:
    """Text that any database takes: a NUL or a lone surrogate becomes U+FFFD, one for one, so that offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)
