"""From the words of a run to the spans of names."""

from __future__ import annotations

import re

from extractors.organisations.beginnings import anchor, anchored, chain, of_division, unanchored
from extractors.organisations.endings import extended
from extractors.organisations.mention import Mention, Reach, Run
from extractors.organisations.vocabulary import (
    BODY,
    BREAK,
    COMMON,
    DIVISION,
    GENERIC,
    HEAD,
    LEAD,
    LEAGUE,
    NAME,
    NATIONAL,
    ORDINAL,
    PERSON,
    PLACE,
    SCOPE,
    SHORT,
    TOWN,
    UNKNOWN,
    VERBAL,
)

LONGEST_INNER = 26
"""Characters that may stand between the beginning of a name and its head."""
_REGIONS = frozenset({DIVISION, SHORT, TOWN, SCOPE, PLACE})
_SPECIFIC = _REGIONS | {NAME, UNKNOWN, ORDINAL, VERBAL}
_ENDING = frozenset({HEAD, BODY, NATIONAL, LEAGUE})
_UNPLACED = frozenset({"firm", "school", "group", "branch", "site", "union", "local"})


def mentions(run: Run, previous: Mention | None = None) -> list[Mention]:
    """Names in one run, in order, none inside another.

    ``previous``: the last name before the run, whose division or body a listed short name shares. Every token is looked at a bounded number of times.
    """
    out: list[Mention] = []
    floor, generic, named, at = 0, False, -1, 0  # named: the last token that could say which one is meant
    while at < len(run.tokens):
        kind = run.tokens[at].kind
        if kind in (BREAK, GENERIC):
            floor, generic = at + 1, kind == GENERIC
        elif kind in _SPECIFIC:
            named = at
        elif kind in _ENDING:
            hopeless = named < floor and kind in (HEAD, BODY) and run.word(at).head not in ("school", "firm")
            found = None if hopeless else _found(run, floor, at, generic)
            if found is None and previous is not None:
                found = _listed(run, floor, at, previous)
            if found is not None:
                found, last = extended(run, found, at)
                if found.cls != "site":
                    out.append(found)
                    previous = found
                    at, floor, generic = last, last + 1, False
        at += 1
    return out


def _found(run: Run, floor: int, at: int, generic: bool) -> Mention | None:
    t, word = run.tokens[at], run.word(at)
    if t.kind == NATIONAL:
        return Mention(t.start, t.end, "national", word.type, None, t.end, national=True)
    if t.kind == LEAGUE:
        return Mention(t.start, t.end, "territory", "association", (t.start + 1, t.end - 1), t.end)  # 团 + 市 + 委
    reach = Reach(max(floor, _within(run, at, LONGEST_INNER)), at, generic)
    before = run.tokens[at - 1].kind if at > reach.begin else ""
    if word.body and before in _REGIONS and word.head not in _UNPLACED:
        found = of_division(run, reach)
        if found is not None:
            return found
    if word.head == "part" and before == TOWN and word.type == "party":
        return Mention(run.tokens[chain(run, reach.begin, at - 1)].start, t.end, "part", "party", None, t.end)  # 霞阳村 + 党支部
    if word.head in ("", "part", "territory"):
        return None
    if before == ORDINAL and at - 1 > reach.begin and run.tokens[at - 2].kind == NAME and run.printed(at) == "局":
        return Mention(run.tokens[at - 2].start, t.end, "firm", "company", None, t.end)  # 中铁 + 十五 + 局
    first = anchor(run, reach, word.head)
    if first is not None:
        return anchored(run, reach, first)
    return unanchored(run, reach) if word.head in _UNPLACED else None


def _within(run: Run, at: int, room: int) -> int:
    """First token that lies not more than ``room`` characters before the token ``at``."""
    begin, limit = at, run.tokens[at].start - room
    while begin and run.tokens[begin - 1].start >= limit:
        begin -= 1
    return begin


_JOIN = re.compile(r"[、/]|、?(?:和|与|及|以及|暨)")
_SHARING = frozenset({"territory", "office", "part", "national"})
_PLAIN = frozenset({COMMON, VERBAL, LEAD, UNKNOWN, PERSON})
_LONGEST_LISTED = 12


def _listed(run: Run, floor: int, at: int, previous: Mention) -> Mention | None:
    """A short name in a list after a full one: 苏州市总工会、劳动和社保局 share the city, 市总民管部、研究室 the union."""
    if previous.cls not in _SHARING or floor > at:
        return None
    begin, t, word = run.tokens[floor].start, run.tokens[at], run.word(at)
    if begin - previous.end > 3 or not _JOIN.fullmatch(run.text, previous.end, begin) or t.end - begin > _LONGEST_LISTED:
        return None
    if not run.kinds(floor, at) <= _PLAIN:
        return None
    described = at > floor
    if word.head == "part" and (previous.cls == "part" or previous.type == "union") and (described or t.end - t.start > 1):
        root = previous.shared if previous.shared and previous.cls == "part" else previous
        return Mention(begin, t.end, "part", previous.type, None, begin, shared=root)
    root = previous.shared or previous
    if root.region is None or root.cls == "part":
        return None
    if (word.body and not described and t.end - t.start > 1) or (word.head == "office" and described):
        return Mention(begin, t.end, "office", word.type, None, t.end, shared=root)
    return None
