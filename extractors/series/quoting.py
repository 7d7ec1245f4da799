"""Figures that take their key from another: titles from the body, comparisons from what is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from extractors.model import Facts
from extractors.series.measures import deed, measure
from extractors.series.records import Observation, Quality
from extractors.series.stretches import Stretch


def titled(facts: Facts, found: Sequence[Observation]) -> Iterator[Observation]:
    """A title's figure that the body repeats is the body's."""
    title = facts.context.title
    body = [o for o in found if not (title and title[0] <= o.start < title[1])]
    for o in found:
        if title and title[0] <= o.start < title[1]:
            same = [b for b in body if (b.low, b.high, b.counted) == (o.low, o.high, o.counted) and b.role in ("result", "target")]
            if same and len({(b.key, b.place, b.scope, b.last) for b in same}) == 1:
                b = same[0]
                o = replace(o, role=b.role, aim=b.aim, firm=b.firm, quoted=b.quoted, key=b.key, words=b.words, place=b.place, scope=b.scope, first=b.first, last=b.last, stock=b.stock, running=b.running,
                            quality=b.quality)  # fmt: skip
            yield replace(o, title=True)
        else:
            yield o


def by_deed(done: Observation, words: str) -> Observation:
    """The same counted by another deed, where the comparison names one: 筹集…比上年发放的."""
    other = deed(re.split("[比较]", words)[-1])
    if not other or done.words.startswith(other):
        return done
    own = deed(done.words)
    found = measure(other + done.words[len(own) :]) if own else None
    return replace(done, key=found.key, words=found.words) if found else done


def days(when: Stretch | None, stock: bool) -> tuple[date | None, date | None]:
    """First and last day of a figure: a state has the last only."""
    if when is None:
        return None, None
    return (None, when.last) if stock else (when.first, when.last)


def quality_of(before: str) -> Quality:
    """The quality of a quoted value, by the words before it."""
    return "preliminary" if re.search(r"初步|预计|快报|上报", before) else "plain"
