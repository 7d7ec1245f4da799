"""Which division a bulletin is of, when no publisher says so: the one in which the bodies that it names lie together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from extractors import divisions
from extractors.organisations.tokens import runs, tokenise
from extractors.organisations.vocabulary import DIVISION, load


def infer_home(texts: Iterable[str], issued: date | None = None) -> str | None:
    """The division that a bulletin is of, from its texts or from the full names in it; ``None`` when they name no division.

    Every division named counts for itself and for those that it lies in. The lowest division that still holds most of them wins: 昆山市, 常熟市 and
    沧浪区 together give 苏州市; 南京市 and 苏州市 give 江苏省; one county alone gives that county.

    >>> infer_home(["昆山市总工会", "常熟市总工会", "沧浪区总工会"], date(2008, 3, 1))
    '苏州市'
    """
    named: Counter[str] = Counter()
    words = load()
    for text in texts:
        for start, end in runs(text, words):
            for t in tokenise(text, start, end, words):
                if t.kind == DIVISION:
                    named[text[t.start : t.end]] += 1
    return common_division(named.elements(), issued)


def common_division(names: Iterable[str], issued: date | None) -> str | None:
    """As :func:`infer_home`, from names of divisions; what is no name of one does not count."""
    named = Counter(n for n in names if divisions.find(n))
    if not named:
        return None
    lines = {name: _lines(name, issued) for name in named}
    weight: Counter[str] = Counter()
    members: dict[str, set[str]] = {}
    for name, count in named.items():
        for above in {n for line in lines[name] for n in line}:
            weight[above] += min(count, 5)
            members.setdefault(above, set()).add(name)
    if not weight:
        return None
    total = sum(min(c, 5) for c in named.values())
    levels = {name: min((d.level for d in divisions.find(name)), default=9) for name in weight}
    holding = [n for n in weight if weight[n] * 2 > total]
    shared = [n for n in holding if len(members[n]) > 1 or n in named] or list(named)
    # The lowest division that holds most; between equals the one that more names lie in, then the one named more often.
    return max(shared, key=lambda n: (len(members.get(n, ())) > 1 or n in named, levels[n], len(members.get(n, ())), named[n], n))


def _lines(name: str, issued: date | None) -> list[tuple[str, ...]]:
    """The name with all that it lies in, for each of its namesakes in use."""
    found = divisions.find(name, issued) or divisions.find(name)
    return list({(name, *divisions.parents(d)): None for d in found})
