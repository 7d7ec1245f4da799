"""Corrections reach what is made of figures: a corrected bulletin is read again with what people said in place of what the program read.

Targets, observations and article checks are made anew from the corrected readings; the touched series and progress follow as after any change. What the
program itself read stays in the store, so that a correction can be taken back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.checks.fingerprint import fingerprint
from extractors.model import Exact, Figure, Offsets, Organisation, Period, Span
from outputs import correcting
from outputs.values import exact, ranged

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from corpus.model import Article, Bulletin
    from outputs.runs import Run
    from outputs.store import Store

Said = Mapping[str, Any] | None
"""What a person says of a stretch of text: the fields of its reading, ``None`` that it is nothing."""
Row = dict[str, Any]
S = TypeVar("S", bound=Span)
LAYERS = {"organisation": "gouji_organisations", "figure": "gouji_figures"}


def follow(run: Run) -> int:
    """Read the documents again whose corrections have not reached targets, observations and checks; gives how many."""
    behind = correcting.behind(run.store)
    for document, latest in behind.items():
        with run.store.reading() as connection:
            held = {place: json.loads(row["reading"]) if row["reading"] else None for place, row in correcting.holding(connection, document).items()}
        figures = [(start, end) for kind, start, end in held if kind == "figure"]
        run.write_again(_rows(run, document, held), partial(correcting.caught_up, document=document, latest=latest, figures=figures))
    return len(behind)


def settle(store: str, wait: float = 0) -> int:
    """As a run of its own, for corrections made at the desk: gives how many documents were read again. ``wait``: seconds to wait for another run."""
    from flows.reprints import link
    from flows.series import recheck
    from flows.version import pipeline
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        if not correcting.behind(opened):
            return 0
        with opened.run(pipeline(), (), wait) as run:
            run.note("订正后重新勾稽")
            count = follow(run)
            link(run)
            recheck(run)
            return count


# -- reading again


def _rows(run: Run, document: str, held: Mapping[tuple[str, int, int], Said]) -> dict[str, list[Row]]:
    """A document's rows: names and text as the program reads them, figures as it reads them beside corrected names, the rest as it follows from all corrections."""
    from flows.analyse import analyse
    from flows.dating import date_in_name
    from flows.rows import rows
    from flows.worker import _language

    head = run.store.read("SELECT * FROM documents WHERE id = :id", id=document)[0]
    bulletin, nlp, issued = _bulletin(run.store, head), _language(), date_in_name(head["path"])
    names = {place: said for place, said in held.items() if place[0] == "organisation"}

    def made(said: Mapping[tuple[str, int, int], Said] | None) -> dict[str, list[Row]]:
        return rows(analyse(bulletin, nlp, issued, reading=None if said is None else Amended(said).read), run.pipeline, head["path"])

    plain, full = made(None), made(held)
    out = plain | {name: full[name] for name in ("targets", "observations", "checks", "check_evidence")}
    _rename(out, held)
    return out | {"figures": made(names)["figures"]} if names else out


def _bulletin(store: Store, head: Mapping[str, Any]) -> Bulletin:
    """From its file if that is still there, else from the text on record (without what only the file tells, such as the cells of its tables)."""
    from corpus import CorpusError, Source, read
    from corpus.layout import parse

    text = store.source(head["id"])
    with suppress(CorpusError):
        found = read(head["path"])
        if found.source.document == head["sha256"] and found.source.text == text:
            return found
    warnings = tuple((head["warnings"] or "").splitlines())
    return parse(Source(head["path"], head["sha256"], text, head["format"], head["encoding"], head["certainty"], (), warnings))


def _rename(rows: Mapping[str, list[Row]], held: Mapping[tuple[str, int, int], Said]) -> None:
    """A flag that stands although an operand was corrected is another flag: what was decided before does not hold for it. Equations show the print: what is
    reckoned with instead stands behind them."""
    said = {(start, end): reading for (kind, start, end), reading in held.items() if kind == "figure" and reading}
    mended: defaultdict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in rows["check_evidence"]:
        if (place := (row["start"], row["end"])) in said:
            mended[row["check_id"]][row["text"]] = said[place]
    for check in rows["checks"]:
        if readings := mended.get(check["id"]):
            told = "，".join(f"{text}经订正读作 {ranged(_value(reading))}" for text, reading in readings.items())
            check["equation"] = f"{check['equation']}（{told}）"
            if check["verdict"] == "fails":
                check["fingerprint"] = fingerprint(check["rule"], [check["fingerprint"], *(json.dumps(r, sort_keys=True) for r in readings.values())], ())


def _value(reading: Mapping[str, Any]) -> str:
    return exact(*_bounds(reading)) or ""


@dataclass(frozen=True)
class Amended:
    """A way through the pipeline: behind the components that read figures and organisations, what ``said`` holds of them by kind and place takes their place."""

    said: Mapping[tuple[str, int, int], Said]

    def read(self, nlp: Language, article: Article, doc: Doc) -> Doc:
        here = {kind: dict(self._within(article, kind)) for kind in LAYERS}
        for name, component in nlp.pipeline:
            doc = component(doc)
            if name == LAYERS["organisation"]:
                doc._.organisations = _put(doc._.organisations, here["organisation"], doc.text, _named)
            elif name == LAYERS["figure"]:
                doc._.figures = _put(doc._.figures, here["figure"], doc.text, lambda old, span, said, doc=doc: _figure(old, span, said, doc._.periods))
        return doc

    def _within(self, article: Article, kind: str) -> Iterable[tuple[Offsets, Said]]:
        """Places in the article's view."""
        for (of, start, end), said in self.said.items():
            if of == kind and article.start <= start and end <= article.end:
                yield article.view.to_view(start, end), said


def _put(found: Iterable[S], said: Mapping[Offsets, Said], text: str, make: Any) -> tuple[S, ...]:
    """``found`` with what is ``said``; what overlaps a stretch that somebody set gives way to it."""
    old = {(s.start, s.end): s for s in found}
    taken = [place for place, reading in said.items() if reading is not None]
    kept = [s for place, s in old.items() if place not in said and not any(start < place[1] and place[0] < end for start, end in taken)]
    new = [make(old.get((start, end)), Span(start, end, text[start:end]), said[start, end]) for start, end in taken if text[start:end]]
    return tuple(sorted([*kept, *new], key=lambda s: (s.start, s.end)))


def _named(old: Organisation | None, span: Span, said: Mapping[str, Any]) -> Organisation:
    base = old or Organisation(span.start, span.end, span.text, said["name"], said["type"])
    return replace(base, name=said["name"], type=said["type"], resolved=True)


def _figure(old: Figure | None, span: Span, said: Mapping[str, Any], periods: Iterable[Period]) -> Figure:
    base = old or Figure(span.start, span.end, span.text, None, None, number=(span.start, span.end))
    low, high = _bounds(said)
    same = {name: said[name] for name in ("unit", "kind", "measure", "subject", "scope", "modality", "comparator")}
    period = base.period if base.period and base.period.text == said["period"] else _period(said["period"], periods)
    return replace(base, low=low, high=high, approx=bool(said["approx"]), step=_step(base, low, high), period=period, **same)


def _bounds(said: Mapping[str, Any]) -> tuple[Exact | None, Exact | None]:
    low, high = (None if said[name] is None else _exact(Decimal(said[name])) for name in ("low", "high"))
    return low, high


def _exact(number: Decimal) -> Exact:
    return int(number) if number == number.to_integral_value() else number


def _step(base: Figure, low: Exact | None, high: Exact | None) -> Exact | None:
    """Which digits count: those that were printed if the corrected number can be printed so, else those that were given."""
    if (low, high) == (base.low, base.high) or (base.step and all(x is None or not Decimal(x) % Decimal(base.step) for x in (low, high))):
        return base.step
    places = [int(Decimal(x).as_tuple().exponent) for x in (low, high) if x is not None]
    return _exact(Decimal(1).scaleb(min(0, *places)))


def _period(words: str | None, periods: Iterable[Period]) -> Period | None:
    """The period that the article has in these words; words that it has not say nothing of days."""
    return next((p for p in periods if p.text == words), None) if words else None
