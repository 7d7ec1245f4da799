"""The checks across bulletins, run after ingestion over the series that it touched and no others.

The store keeps which series wait (table ``touched``), written in the transaction that changes their observations: a killed run loses none, and the next one
takes them up. What a series needs is loaded, checked and put in place of the earlier findings, in one transaction per batch.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from extractors.checks.across import Found, Group, run_family, run_series, run_text
from extractors.checks.across.archive import BEHIND, group_of
from extractors.checks.across.rules.stale_copy import TELLING, telling
from extractors.checks.config import DEFAULT, CheckConfig
from extractors.checks.run import known_ids
from extractors.series import places
from extractors.series.measures import founding_keys, standing_keys
from extractors.series.progress import by_parts, follow, relate, relate_inside
from extractors.series.records import Entry
from flows.series_rows import entry
from outputs import series as kept
from outputs.runs import Run
from outputs.values import exact

BATCH = 300
"""Series to a transaction."""

Touched = dict[str, Any]
T = TypeVar("T")


def recheck(run: Run, config: CheckConfig = DEFAULT) -> int:
    """Check every series that waits; gives how many flags were opened. Raises ``ValueError`` where ``config`` names an unknown check."""
    if config.overrides:
        config.known(known_ids())
    waiting = kept.waiting(run.store)
    by_measure: defaultdict[tuple[str, str], list[Touched]] = defaultdict(list)
    for row in waiting:
        above = places.parent(row["place"]) or row["place"]
        for key in (row["measure_key"], *standing_keys(row["measure_key"])):
            by_measure[above, key].append(row)
    opened = 0
    batch = _Batch(run, config)
    for (above, key), rows in sorted(by_measure.items()):
        batch.measure(above, key, rows)
        if len(batch.series) >= BATCH:
            opened += batch.close()
            batch = _Batch(run, config)
    opened += batch.close()
    return opened + _texts(run, waiting, config) + _progress(run, waiting)


@dataclass
class _Batch:
    """Findings on their way into the store."""

    run: Run
    config: CheckConfig = DEFAULT
    series: set[str] = field(default_factory=set)
    rows: defaultdict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    ids: Counter[str] = field(default_factory=Counter)

    def measure(self, above: str, key: str, rows: Sequence[Touched]) -> None:
        """The series of one measure in the places ``rows`` and in what they lie in."""
        years = {int(r["year"]) for r in rows}
        first, last = min(years) - BEHIND, max(years) + BEHIND
        touched = {r["place"] for r in rows}
        family = set().union(*(places.counties(above, y) for y in years)) if places.is_region(above) else set()
        inner = {p: places.counties(p, max(years)) for p in touched if places.is_region(p)}
        others = {above}.union(family, *inner.values()) - touched
        by_place: defaultdict[str, list[Entry]] = defaultdict(list)
        founding: defaultdict[str, list[Entry]] = defaultdict(list)
        for row in kept.of_measure(self.run.store, touched, (key, *founding_keys(key)), first, last):
            (by_place if row["measure_key"] == key else founding)[row["place"]].append(entry(row))
        for row in kept.of_measure(self.run.store, others, (key,), min(years), max(years)):  # whose own series these are not
            by_place[row["place"]].append(entry(row))
        for place in sorted(touched):
            own = {int(r["year"]) for r in rows if r["place"] == place}
            for year in sorted({y + n for y in own for n in range(BEHIND + 1)}):
                group = group_of(place, year, by_place, founding=founding[place])
                self.found(f"{place}|{key}|{year}", run_series(group, self.config) if by_place[place] else [])
        for place in sorted(touched | {above}):
            for year in sorted(years):
                whole = places.counties(place, year) if places.is_region(place) else frozenset()
                if whole:
                    self.found(f"{place}/*|{key}|{year}", run_family(group_of(place, year, by_place, whole), self.config))

    def found(self, series: str, found: Iterable[Found]) -> None:
        """Take the findings of a series, once: a city's family is looked at both for the city and for its counties."""
        if series in self.series:
            return
        self.series.add(series)
        for f in found:
            self._write(series, f)

    def _write(self, series: str, f: Found) -> None:
        at = f.finding.operands[0]
        id = f"{at.document}.x{at.seen.start}-{at.seen.end}.{f.check}"
        self.ids[id] += 1
        id = id if self.ids[id] == 1 else f"{id}.{self.ids[id]}"
        self.rows["checks"].append({
            "id": id, "document": at.document, "article": at.article, "issued": _iso(at.issued), "rule": f.check, "scope": "corpus",
            "verdict": f.finding.verdict, "severity": f.severity, "equation": f.finding.equation, "message": f.finding.message,
            "fingerprint": f.fingerprint, "series": series,
        })  # fmt: skip
        for ordinal, e in enumerate(f.finding.operands, 1):
            self.rows["check_evidence"].append({
                "check_id": id, "ordinal": ordinal, "role": "figure", "document": e.document, "article": e.article, "figure": e.figure,
                "start": e.seen.start, "end": e.seen.end, "text": e.seen.text,
            })  # fmt: skip

    def close(self, followed: Iterable[str] = (), done: Iterable[Touched] = ()) -> int:
        followed = list(followed)
        if not self.series and not followed:
            return 0
        return kept.replace(self.run, self.series, self.rows, followed, done)


def _texts(run: Run, waiting: Sequence[Touched], config: CheckConfig) -> int:
    """Articles beside earlier ones with equal figures: those of the touched documents, and those of the documents that may have copied from them."""
    documents = sorted({r["document"] for r in waiting})
    opened = 0
    for part in _parts(documents):
        batch = _Batch(run, config)
        results = _results(run, part)
        beside = _equal(run, results)
        later = {b.document for others in beside.values() for b in others}.difference(documents)
        copied = _results(run, sorted(later))
        for document, others in (beside | _equal(run, copied)).items():
            articles: defaultdict[str, list[Entry]] = defaultdict(list)
            for e in (results | copied)[document]:
                articles[e.article].append(e)
            groups = (Group(articles[a][0].seen.place, 0, tuple(articles[a]), earlier=tuple(others)) for a in sorted(articles))
            batch.found(f"{document}|copy", [f for group in groups for f in run_text(group, config)])
        opened += batch.close()
    return opened


def _results(run: Run, documents: Sequence[str]) -> dict[str, list[Entry]]:
    return {document: [entry(r) for r in rows] for document, rows in kept.of_documents(run.store, documents).items()} if documents else {}


def _equal(run: Run, results: Mapping[str, Sequence[Entry]]) -> dict[str, list[Entry]]:
    """For each document, the results of others in the archive that have its telling values, place by place."""
    values = {document: sorted(set(_telling(entries))) for document, entries in results.items()}
    found = {pair: [entry(r) for r in rows] for pair, rows in kept.of_values(run.store, set().union(*values.values())).items()}
    out = {}
    for document, pairs in values.items():
        places_of: defaultdict[str, list[Entry]] = defaultdict(list)
        for pair in pairs:
            places_of[pair[0]] += [e for e in found[pair] if e.document != document]
        out[document] = [e for place in sorted(places_of) for e in sorted(places_of[place], key=lambda e: e.order)]
    return out


def _telling(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Place and value of the results that tell by their digits whence they come."""
    for e in entries:
        if e.seen.place and len(telling(e)) >= TELLING:
            yield e.seen.place, exact(e.seen.low, e.seen.high) or ""


def _progress(run: Run, waiting: Sequence[Touched]) -> int:
    """Targets and what was reported on them, place by place and year by year; at last the touched keys are done with."""
    units: defaultdict[tuple[str, int], list[Touched]] = defaultdict(list)
    for row in waiting:
        units[row["place"], int(row["year"])].append(row)
        if above := places.parent(row["place"]):
            units.setdefault((above, int(row["year"])), [])
    opened = 0
    for part in _parts(sorted(units, key=lambda unit: (unit[1], unit[0]))):
        batch, followed, done = _Batch(run), [], []
        held = {(p, y): rows for y in {y for _, y in part} for p, rows in kept.of_year(run.store, [p for p, of in part if of == y], y).items()}
        for place, year in part:
            series = f"{place}|{year}"
            entries = [entry(r) for r in held[place, year]]
            inside, whole = _inside(run, place, year, entries)
            batch.rows["progress"] += _steps(entries, series, (inside, whole))
            batch.rows["links"] += list({(r["kind"], r["source"], r["of"]): r for r in (
                {"kind": link.kind, "source": link.source.id, "of": link.of.id, "series": series} for link in (*relate(entries), *relate_inside(entries, inside))
            )}.values())  # fmt: skip
            followed.append(series)
            done += units[place, year]
        opened += batch.close(followed, done)
    return opened


def _inside(run: Run, place: str, year: int, entries: Sequence[Entry]) -> tuple[list[Entry], frozenset[str]]:
    """The entries of the places inside for the measures that ``place`` has targets for."""
    whole = places.counties(place, year) if places.is_region(place) else frozenset()
    keys = sorted({e.seen.key for e in entries if e.seen.role == "target" and not e.seen.stock}) if whole else []
    rows = kept.of_measure(run.store, whole, keys, year, year) if keys else []
    return [entry(r) for key in keys for r in rows if r["measure_key"] == key], whole


def _steps(entries: Sequence[Entry], series: str, inside: tuple[list[Entry], frozenset[str]]) -> list[dict[str, Any]]:
    rows = {}
    for step in (*by_parts(entries, *inside), *follow(entries)):
        rows[step.target.id, step.seen.id] = {
            "target": step.target.id, "observation": step.seen.id, "series": series, "reported": _iso(step.seen.issued), "as_of": _iso(step.seen.seen.last),
            "status": step.status, "share": None if step.share is None else float(step.share), "arithmetic": step.arithmetic,
        }  # fmt: skip
    return list(rows.values())


def _parts(units: list[T]) -> Iterator[list[T]]:
    return (units[i : i + 50] for i in range(0, len(units), 50))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
