"""Which division a bulletin is of, when no publisher says so: the one in which the bodies that it names lie together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from extractors import divisions
from extractors.organisations import unrecorded
from extractors.organisations.tokens import tokenised
from extractors.organisations.vocabulary import BODY, DIVISION, HEAD, SCOPE

_BODIES = frozenset((BODY, HEAD))


def infer_home(texts: Iterable[str], issued: date | None = None) -> str | None:
    """The division that a bulletin is of, from its texts or from the full names in it; ``None`` when they name no division.

    Every division named counts for itself and for those that it lies in. The lowest division that holds more than half of them and leaves out
    hardly any of its own neighbours wins: 昆山市, 常熟市 and 沧浪区 together give 苏州市; 南京市 and 苏州市 give 江苏省; one county alone, or with the
    city above it, gives that county.

    >>> infer_home(["昆山市总工会", "常熟市总工会", "沧浪区总工会"], date(2008, 3, 1))
    '苏州市'
    """
    named: Counter[str] = Counter()
    scopes: Counter[str] = Counter()
    for text in texts:
        runs = tokenised(text)
        named.update([text[t.start : t.end] for tokens in runs for t in tokens if t.kind == DIVISION])
        scopes.update([text[t.start : t.end] for tokens in runs for t, after in pairwise(tokens) if t.kind == SCOPE and after.kind in _BODIES])
    return _as_it_calls_itself(common_division(named.elements(), issued), scopes, issued)


def _as_it_calls_itself(home: str | None, scopes: Counter[str], issued: date | None) -> str | None:
    """A bulletin that says 市总 and hardly ever 县总 is the city's, even if it happens to name one county only."""
    found = divisions.find(home, issued) if home else ()
    if not found or found[0].level != divisions.COUNTY or found[0].kind == "市" or scopes["市"] <= 2 * scopes[found[0].kind]:
        return home
    return found[0].parent or home


def common_division(names: Iterable[str], issued: date | None) -> str | None:
    """As :func:`infer_home`, from names of divisions; what is no name of one does not count."""
    names = list(names)
    named = Counter(n for n in names if divisions.is_name(n))
    unknown = Counter(n for n in names if unrecorded.is_unrecorded(n))
    if unknown.total() > named.total():
        return max(unknown, key=lambda n: (n[-1] in "市州盟", unknown[n]))  # its counties cannot be told from its neighbours
    counts = {n: min(c, _ENOUGH) for n, c in named.items()}
    around = {n: _around(n, issued) for n in named}
    total = sum(counts.values())
    homes = []
    for home in {above for line in around.values() for above in line}:
        members = [n for n in named if home in around[n]]
        inside = sum(counts[n] for n in members)
        beside = sum(counts[n] for n in named if home not in around[n] and n not in _around(home, issued))
        if inside * 2 > total and beside * 5 <= total and (home in named or len(members) > 1):
            homes.append((min(d.level for d in divisions.find(home)) * -1, -inside, -named[home], home))
    return min(homes)[-1] if homes else (named.most_common(1)[0][0] if named else None)


_ENOUGH = 5
"""More mentions of one division say no more about whose bulletin it is."""


def _around(name: str, issued: date | None) -> frozenset[str]:
    """The name with all that it lies in, its namesakes in use together."""
    found = divisions.find(name, issued) or divisions.find(name)
    return frozenset({name, *(above for d in found for above in divisions.parents(d))})
