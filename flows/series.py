"""The checks across bulletins, run after ingestion over the series that it touched and no others.

The store keeps which series wait (table ``touched``), written in the transaction that changes their observations: a killed run loses none, and the next one
takes them up. What a series needs is loaded, checked and put in place of the earlier findings, in one transaction per batch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
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
from flows.sharing import Shared
from outputs import series as kept
from outputs.runs import Run
from outputs.series import Unit, series_of
from outputs.store import Store
from outputs.values import exact

BATCH = 300
"""Series to a transaction."""

MANY = 5_000
"""Keys that wait from which on it is worth starting processes."""

YEARS = 6
"""Years of a measure that are held at a time."""

T = TypeVar("T")
_standing_keys = lru_cache(4096)(standing_keys)


def recheck(run: Run, config: CheckConfig = DEFAULT, shared: Shared | None = None) -> int:
    """Check every series that waits; gives how many flags were opened. Raises ``ValueError`` where ``config`` names an unknown check.

    What waits is read region by region and year by year: after the first reading of a large archive that is all of it. ``shared``: who share the
    checking when much waits.
    """
    if config.overrides:
        config.known(known_ids())
    shared = shared or Shared(run.store)
    much = config is DEFAULT and kept.waiting(run.store, MANY)
    return _series(run, shared, much, config) + _texts(run, config) + _progress(run, shared, much)


def _series(run: Run, shared: Shared, much: bool, config: CheckConfig) -> int:
    """The series that wait, region by region."""
    regions: defaultdict[str, list[str]] = defaultdict(list)
    for place in kept.places(run.store):
        regions[places.parent(place) or place].append(place)
    asked = None if config is DEFAULT else config
    items = [(above, regions[above], asked) for above in sorted(regions)]
    return sum(batch.put(run) for _, found in shared.map(_region, items, much) for batch in found)


def _region(store: Store, asked: tuple[str, Sequence[str], CheckConfig | None]) -> list[Batch]:
    """The findings of a region's series, measure by measure. ``asked``: the region, the places in it, and the configuration if it is not the default."""
    above, inside, config = asked
    measures: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for place, key, year in kept.keys(store, inside):
        for measured in (key, *_standing_keys(key)):
            measures[measured][place].add(year)
    batches = [Batch()]
    for key in sorted(measures):
        if len(batches[-1].series) >= BATCH:
            batches.append(Batch())
        _Measure(store, config or DEFAULT, batches[-1], above, key).check(measures[key])
    return batches


@dataclass
class _Measure:
    """The checking of one measure in a region."""

    store: Store
    config: CheckConfig
    batch: Batch
    above: str
    key: str

    def check(self, touched: Mapping[str, Collection[int]]) -> None:
        """The series in the places ``touched``, in the years that these and those before them concern, and in what the places lie in."""
        concerned = {place: {year + n for year in years for n in range(BEHIND + 1)} for place, years in touched.items()}
        for window in sorted({year // YEARS for years in concerned.values() for year in years}):
            own = {place: sorted(y for y in years if y // YEARS == window) for place, years in sorted(concerned.items())}
            families = sorted({year for years in touched.values() for year in years if year // YEARS == window})
            self._window({place: years for place, years in own.items() if years}, families)

    def _window(self, own: Mapping[str, Sequence[int]], years: Sequence[int]) -> None:
        """``own``: the years of each place's own series; ``years``: those of the families, of the places and of ``above``."""
        above, key, found = self.above, self.key, self.batch.found
        first, last = min(y for of in own.values() for y in of) - BEHIND, max(y for of in own.values() for y in of)
        by_place: defaultdict[str, list[Entry]] = defaultdict(list)
        founding: defaultdict[str, list[Entry]] = defaultdict(list)
        for row in kept.of_measure(self.store, own, (key, *founding_keys(key)), first, last):
            (by_place if row["measure_key"] == key else founding)[row["place"]].append(entry(row))
        wholes = {(p, y): places.counties(p, y) for p in sorted({*own, above}) if places.is_region(p) for y in years}
        others = {above}.union(*wholes.values()) - own.keys() if years else set()
        for row in kept.of_measure(self.store, others, (key,), years[0], years[-1]) if others else ():  # whose own series these are not
            by_place[row["place"]].append(entry(row))
        for place, of in own.items():
            for year in of:
                group = group_of(place, year, by_place, founding=founding[place])
                found(f"{place}|{key}|{year}", run_series(group, self.config) if by_place[place] else [])
        for (place, year), whole in wholes.items():
            if whole:
                found(f"{place}/*|{key}|{year}", run_family(group_of(place, year, by_place, whole), self.config))


@dataclass
class Batch:
    """Findings on their way into the store, by what they replace. ``followed``: places and years of which nothing waits any more."""

    series: set[str] = field(default_factory=set)
    rows: defaultdict[str, list[dict[str, Any]]] = field(default_factory=partial(defaultdict, list))
    ids: Counter[str] = field(default_factory=Counter)
    followed: list[Unit] = field(default_factory=list)

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

    def put(self, run: Run) -> int:
        """In one transaction; gives how many flags that opened."""
        return kept.replace(run, self.series, self.rows, self.followed) if self.series or self.followed else 0


def _texts(run: Run, config: CheckConfig) -> int:
    """Articles beside earlier ones with equal figures: those of the touched documents, and those of the documents that may have copied from them."""
    documents = kept.documents(run.store)
    opened = 0
    for part in _parts(documents):
        batch = Batch()
        results = _results(run, part)
        beside = _equal(run, results)
        later = {b.document for others in beside.values() for b in others if not _holds(documents, b.document)}
        copied = _results(run, sorted(later))
        for document, others in (beside | _equal(run, copied)).items():
            articles: defaultdict[str, list[Entry]] = defaultdict(list)
            for e in (results | copied)[document]:
                articles[e.article].append(e)
            groups = (Group(articles[a][0].seen.place, 0, tuple(articles[a]), earlier=tuple(others)) for a in sorted(articles))
            batch.found(f"{document}|copy", [f for group in groups for f in run_text(group, config)])
        opened += batch.put(run)
    return opened


def _holds(ordered: Sequence[str], document: str) -> bool:
    at = bisect_left(ordered, document)
    return at < len(ordered) and ordered[at] == document


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


def _progress(run: Run, shared: Shared, much: bool) -> int:
    """Targets and what was reported on them, year by year and place by place; with that a place's keys of a year are done with."""
    opened = 0
    for year in kept.years(run.store):
        touched = kept.places(run.store, year)
        units = sorted({*touched, *filter(None, map(places.parent, touched))})
        opened += sum(batch.put(run) for _, batch in shared.map(_followed, [(part, year) for part in _parts(units)], much))
    return opened


def _followed(store: Store, asked: tuple[Sequence[str], int]) -> Batch:
    """The progress of places in a year."""
    part, year = asked
    batch, held = Batch(), kept.of_year(store, part, year)
    for place in part:
        series = series_of(place, year)
        entries = [entry(r) for r in held[place]]
        inside, whole = _inside(store, place, year, entries)
        batch.rows["progress"] += _steps(entries, series, (inside, whole))
        batch.rows["links"] += list({(r["kind"], r["source"], r["of"]): r for r in (
            {"kind": link.kind, "source": link.source.id, "of": link.of.id, "series": series} for link in (*relate(entries), *relate_inside(entries, inside))
        )}.values())  # fmt: skip
        batch.followed.append((place, year))
    return batch


def _inside(store: Store, place: str, year: int, entries: Sequence[Entry]) -> tuple[list[Entry], frozenset[str]]:
    """The entries of the places inside for the measures that ``place`` has targets for."""
    whole = places.counties(place, year) if places.is_region(place) else frozenset()
    keys = sorted({e.seen.key for e in entries if e.seen.role == "target" and not e.seen.stock}) if whole else []
    rows = kept.of_measure(store, whole, keys, year, year) if keys else []
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
