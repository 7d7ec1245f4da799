"""What the name of a body tells about it: level, division, parent, years of being, what came before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors import divisions, lexicons
from extractors.organisations import unrecorded
from extractors.organisations.vocabulary import load

Level = Literal["national", "province", "prefecture", "county", "town"]
_LEVELS: dict[int, Level] = {1: "province", 2: "prefecture", 3: "county"}
_TOWNS = ("镇", "乡", "街道", "苏木")
_RECORDS_BEGIN = 1981


@dataclass(frozen=True, slots=True)
class Entry:
    """``division``: the lowest that the name begins with; ``parent``: name of the body above, or of the body it is part of; ``first``, ``last``: years,
    ``None`` = older than records, or in being; ``before``, ``after``: names of predecessors and successors."""

    level: Level | None = None
    division: str | None = None
    parent: str | None = None
    first: int | None = None
    last: int | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def describe(name: str, type: str) -> Entry:
    """What is known of the body with that canonical name and type.

    >>> entry = describe("沧浪区总工会", "union")
    >>> entry.level, entry.parent, entry.last, entry.after
    ('county', '苏州市总工会', 2012, ('姑苏区总工会',))
    """
    if any(m.full == name for meanings in load().national.values() for m in meanings):
        return Entry("national")
    division, rest = _divided(name)
    if division is None:
        return Entry(parent=_owner(name, type))
    if rest.startswith(_TOWNS) or any(rest.find(t) in (1, 2, 3) for t in _TOWNS):
        return Entry("town", division, _owner(name, type))
    known = divisions.find(division)
    if type in ("company", "institution") or _owner(name, type):
        return Entry(None, division, _owner(name, type))
    level = _LEVELS[known[0].level] if known else None
    if len(_places(division)) > 1:
        return Entry(level, division)  # 朝阳区: which one, the name does not say
    first, last = _years(division)
    began, ended, before, after = _reformed(rest)
    return Entry(
        level,
        division,
        _above(division, rest),
        max(filter(None, (first, began)), default=None),
        min(filter(None, (last, ended)), default=None),
        (*(d + rest for d in _predecessors().get(division, ()) if _lasted(d) >= (began or 0)), *(division + body for body in before)),
        (*(d + rest for d in (divisions.followers(division) if not ended or (last or 0) <= ended else ())), *(division + body for body in after)),
    )


def _divided(name: str) -> tuple[str | None, str]:
    """The lowest division in front of a name, and what follows: 江苏省苏州市 + 总工会 → 苏州市."""
    found, at = None, 0
    while True:
        size = next((n for n in range(min(15, len(name) - at), 1, -1) if divisions.is_name(name[at : at + n])), 0)
        if not size and found is None and (made := unrecorded.leading(name)):
            size = len(made)
        if not size:
            return found, name[at:]
        found, at = name[at : at + size], at + size


def _owner(name: str, type: str) -> str | None:
    """The body that a part belongs to: 苏州市总工会 of its 民主管理部, the firm of its 工会."""
    at = name.find("总工会")
    if 0 < at < len(name) - 3:
        return name[: at + 3]
    if type == "union" and name.endswith("工会") and not name.endswith("总工会") and name[:-2].endswith(_OWNERS):
        return name[:-2]
    return None


_OWNERS = ("公司", "集团", "厂", "局", "委员会", "厅", "医院", "学校", "中学", "小学", "大学", "学院", "银行", "矿")


def _above(division: str, rest: str) -> str | None:
    above = next(iter(_places(division)), None)
    if above is None:
        return None
    if not above:
        return "中华全国总工会" if rest == "总工会" else None
    return above + rest if rest in ("总工会", "人民政府") else None


def _places(division: str) -> set[str]:
    """What the divisions of that name lie in, those in use if there are any; ``""`` for a province."""
    known = divisions.find(division)
    return {next(iter(divisions.parents(d)), "") for d in [d for d in known if d.last is None] or known}


def _years(division: str) -> tuple[int | None, int | None]:
    spells = divisions.in_use(division)
    if not spells:
        return None, None
    first, last = min(f for f, _ in spells), spells[-1][1]
    return (first if first > _RECORDS_BEGIN else None), last


def _lasted(division: str) -> int:
    return divisions.in_use(division)[-1][1] or 9999


@cache
def _predecessors() -> dict[str, tuple[str, ...]]:
    """Division → those that became part of it whole, or that it continues."""
    out: dict[str, list[str]] = {}
    for name in divisions.index().names:
        for after in divisions.followers(name):
            out.setdefault(after, []).append(name)
    return {name: tuple(before) for name, before in out.items()}


@cache
def _reforms() -> Sequence[tuple[str, str, int]]:
    return tuple((r["before"], r["after"], int(r["year"])) for r in lexicons.read("organisation_reforms.csv", ("before", "after", "year"), ("before",)))


def _reformed(body: str) -> tuple[int | None, int | None, Iterable[str], Iterable[str]]:
    """First and last year of a kind of body, and what it was and became."""
    before = [(b, year) for b, after, year in _reforms() if after == body]
    ended = [(after, year) for b, after, year in _reforms() if b == body]
    began = min((year for _, year in before), default=None)
    return began, (ended[0][1] if ended else None), [b for b, _ in before], [a for a, _ in ended]
