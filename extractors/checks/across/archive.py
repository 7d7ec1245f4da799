"""The checks across bulletins over observations held in memory: what a store does key by key, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractors.checks.across.group import Group
from extractors.checks.across.registry import Found, run_family, run_series, run_text
from extractors.series import places
from extractors.series.records import Entry

BEHIND = 2
"""Years before its own that a series' checks look back on."""


def group_of(place: str, year: int, by_place: dict[str, list[Entry]], whole: frozenset[str] = frozenset()) -> Group:
    """The group of one place, measure and year. ``by_place``: the measure's entries."""
    own = tuple(e for e in by_place.get(place, ()) if e.seen.year is not None and year - BEHIND <= e.seen.year <= year)
    inside = tuple(e for p in sorted(whole) for e in by_place.get(p, ()) if e.seen.year == year)
    return Group(place, year, own, inside, whole)


def check_entries(entries: Iterable[Entry]) -> list[Found]:
    """Every finding among ``entries``, whatever their measures and places."""
    listed = sorted(entries, key=lambda e: e.order)
    by_key: defaultdict[str, defaultdict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for e in listed:
        if e.seen.key and e.seen.place:
            by_key[e.seen.key][e.seen.place].append(e)
    out: list[Found] = []
    for by_place in by_key.values():
        years = sorted({e.seen.year for held in by_place.values() for e in held if e.seen.year is not None})
        above = {a for p in by_place if (a := places.parent(p))}
        for year in years:
            for place in sorted(by_place):
                out += run_series(group_of(place, year, by_place))
            for place in sorted(set(by_place) | above):
                whole = places.counties(place, year) if places.is_region(place) else frozenset()
                out += run_family(group_of(place, year, by_place, whole)) if whole else []
    articles: defaultdict[str, list[Entry]] = defaultdict(list)
    for e in listed:
        articles[e.article].append(e)
    for held in articles.values():
        out += run_text(Group(held[0].seen.place, 0, tuple(held), earlier=tuple(listed)))
    return out
