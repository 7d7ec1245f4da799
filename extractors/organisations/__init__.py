"""Named organisations in official Chinese: spans, full names, types and roles.

Compiled patterns and lexicons over the text itself, no tokens from outside: :mod:`tokens` cuts promising runs into known words,
:mod:`grammar` finds where names begin and end, :mod:`naming` says what 市总 or 劳动社保局 is called in full, :mod:`roles` what they do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extractors import divisions
from extractors.model import Context, Organisation
from extractors.organisations import unrecorded
from extractors.organisations.fullnames import FullNames, of_bulletin, printed_in_full
from extractors.organisations.grammar import mentions
from extractors.organisations.home import common_division, infer_home
from extractors.organisations.mention import Mention, Run
from extractors.organisations.naming import Namer, Regions, is_scope
from extractors.organisations.roles import assign_roles
from extractors.organisations.tokens import tokenised
from extractors.organisations.vocabulary import DIVISION, TOWN, load
from extractors.sentences import sentences

__all__ = ["find_organisations", "infer_home", "printed_in_full"]

_NOWHERE = Context()


def find_organisations(text: str, context: Context | None = None) -> list[Organisation]:
    """Every mention of a named organisation in ``text``, in order, the longest span that names it; none overlaps another.

    ``context`` says what short forms mean: the issue date (劳动社保局 was its name then), the publisher or ``home`` (whose 市总 this is), the spans of
    title and sign-off (in an article signed by 太仓市总工会, 市总 is that one), and names printed elsewhere in the bulletin.

    >>> [(o.text, o.name) for o in find_organisations("昆山市总工会与市人社局走访了海澄鞋厂。")]
    [('昆山市总工会', '昆山市总工会'), ('市人社局', '昆山市人力资源和社会保障局'), ('海澄鞋厂', '海澄鞋厂')]
    """
    context = context or _NOWHERE
    found, places = _mentions(text, context.names)
    if not found:
        return []
    starts = [start for start, _ in sentences(text)]
    full = [FullNames(text[m.start : m.end] for m in found if m.cls == "firm"), of_bulletin(context.names)]
    namer = Namer(text, _regions(text, found, places, context), starts, full)
    out = []
    for m, role in zip(found, assign_roles(text, found, context, starts), strict=True):
        name, kind, known = namer.name(m)
        if known or not _vague(text, m):
            out.append(Organisation(m.start, m.end, text[m.start : m.end], name, kind, role, known))
    return out


def _vague(text: str, m: Mention) -> bool:
    """镇政府, 街道总工会 where no town has been named: any town's, not one."""
    return m.region is not None and text[m.region[0] : m.region[1]] in ("镇", "乡", "街道", "村", "社区", "州", "旗", "盟")


def _mentions(text: str, names: tuple[str, ...]) -> tuple[list[Mention], list[tuple[int, str]]]:
    """The names, and the divisions and towns in their runs."""
    found: list[Mention] = []
    places: list[tuple[int, str]] = []
    for tokens in tokenised(text):
        places += [(t.start, text[t.start : t.end]) for t in tokens if t.kind in (DIVISION, TOWN)]
        found += mentions(Run(text, tokens), found[-1] if found else None)
    return _with_brands(
        text, _with_known_places(text, found, [*(n for _, n in places), *filter(None, map(_division_of, names))]), load().alone
    ), places


def _with_known_places(text: str, found: list[Mention], places: Iterable[str]) -> list[Mention]:
    """A place whose short form is an ordinary word (开化) begins a firm's name where the text names the place in full (开化县)."""
    known = {name[:-1] for name in places if len(name) in (3, 4) and divisions.is_name(name)}
    if not known:
        return found
    out: list[Mention] = []
    for m in found:
        for size in (3, 2):
            start = m.start - size
            if m.firm and m.region is None and text[max(0, start) : m.start] in known and (not out or out[-1].end <= start):
                m = replace(m, start=start)
                break
        out.append(m)
    return out


def _with_brands(text: str, found: list[Mention], alone: re.Pattern[str]) -> list[Mention]:
    """Well-known firms that are named by their brand alone, outside the names found: 走访京东、顺丰等企业."""
    starts = [m.start for m in found]
    out = list(found)
    for b in alone.finditer(text):
        i = bisect_right(starts, b.start()) - 1
        if i < 0 or found[i].end <= b.start():
            out.append(Mention(b.start(), b.end(), "firm", "company", None, b.end()))
    out.sort(key=lambda m: m.start)
    return out


def _regions(text: str, found: list[Mention], places: list[tuple[int, str]], context: Context) -> Regions:
    named = [
        (m.start, text[m.region[0] : m.region[1]])
        for m in found
        if m.region
        and (m.cls in ("territory", "office", "part", "union", "group", "local"))
        and not is_scope(text[m.region[0] : m.region[1]])
    ]
    article = _first_in(named, context.contributor) or _first_in(named, context.title)

    def home() -> str | None:
        given = context.home or _division_of(context.publisher) or (_home_of(context.names, context.issued) if context.names else None)
        return given or common_division((printed for _, printed in named), context.issued)

    return Regions(text, home, article, named, context.issued, places)


@lru_cache(maxsize=64)
def _home_of(names: tuple[str, ...], issued: date | None) -> str | None:
    """The same for every article of a bulletin."""
    return infer_home(names, issued)


def _first_in(named: list[tuple[int, str]], span: tuple[int, int] | None) -> str | None:
    if span is None:
        return None
    at = bisect_right(named, (span[0], ""))
    return named[at][1] if at < len(named) and named[at][0] < span[1] else None


@lru_cache(maxsize=8)
def _divisions_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same for every article of a bulletin."""
    return tuple(dict.fromkeys(filter(None, map(_division_of, names))))


@lru_cache(maxsize=1024)
def _division_of(publisher: str | None) -> str | None:
    """The division at the beginning of a publisher's name."""
    if not publisher:
        return None
    for size in range(min(15, len(publisher)), 1, -1):
        if divisions.find(publisher[:size]):
            return publisher[:size]
    if found := unrecorded.leading(publisher):
        return found
    short = divisions.find_short(publisher[:2])
    return short[0].name if short else None
