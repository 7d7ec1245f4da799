"""The checks across bulletins over observations held in memory: what a store does key by key, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.checks.across.group import Group
from extractors.checks.across.registry import Found, run_family, run_series, run_text
from extractors.checks.config import DEFAULT, CheckConfig
from extractors.series import places
from extractors.series.measures import founding_keys
from extractors.series.records import Entry

BEHIND = 2
"""Years before its own that a series' checks look back on."""


ByPlace = Mapping[str, Sequence[Entry]]


def group_of(place: str, year: int, by_place: ByPlace, whole: frozenset[str] = frozenset(), founding: Sequence[Entry] = ()) -> Group:
    """The group of one place, measure and year. ``by_place``: the measure's entries; ``founding``: the place's entries of the deeds that add to the measure."""

    def near(entries: Sequence[Entry]) -> tuple[Entry, ...]:
        return tuple(e for e in entries if e.seen.year is not None and year - BEHIND <= e.seen.year <= year)

    inside = tuple(e for p in sorted(whole) for e in by_place.get(p, ()) if e.seen.year == year)
    return Group(place, year, near(by_place.get(place, ())), inside, whole, inflow=near(founding))


def check_entries(entries: Iterable[Entry], config: CheckConfig = DEFAULT) -> list[Found]:
    """Every finding among ``entries``, whatever their measures and places; unchecked ones too."""
    listed = sorted(entries, key=lambda e: e.order)
    by_key: defaultdict[str, defaultdict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for e in listed:
        if e.seen.key and e.seen.place:
            by_key[e.seen.key][e.seen.place].append(e)
    out: list[Found] = []
    empty: ByPlace = {}
    for key, by_place in by_key.items():
        years = sorted({e.seen.year for held in by_place.values() for e in held if e.seen.year is not None})
        above = {a for p in by_place if (a := places.parent(p))}
        for year in years:
            for place in sorted(by_place):
                founding = [e for deed in founding_keys(key) for e in by_key.get(deed, empty).get(place, ())]
                out += run_series(group_of(place, year, by_place, founding=founding), config)
            for place in sorted(set(by_place) | above):
                whole = places.counties(place, year) if places.is_region(place) else frozenset()
                out += run_family(group_of(place, year, by_place, whole), config) if whole else []
    articles: defaultdict[str, list[Entry]] = defaultdict(list)
    for e in listed:
        articles[e.article].append(e)
    for held in articles.values():
        out += run_text(Group(held[0].seen.place, 0, tuple(held), earlier=tuple(listed)), config)
    return out
