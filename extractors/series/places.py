"""Places as paths: 浙江省/衢州市/江山市. An organisation that stands for a region (江山市总工会) is the region; any other is a leaf below its region."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from extractors import divisions
from extractors.divisions import Division

_LONGEST = 12
_STANDS_FOR = re.compile(r"(?:总工会|工会联合会|人民政府|政府|委员会|委|总工会.{0,12}[部室处科委会中心]|工会.{0,6}办公室)$|^总工会")
_NO_REGION = re.compile(r"公司|集团|厂|学院|学校|大学|医院|银行|街道|镇|乡|社区|村|园区|开发区")


def region_before(text: str) -> str:
    """The division name that ``text`` ends with (新建工会柯城区 → 柯城区), the longest; "" if none."""
    if text[-1:] not in _ENDS:
        return ""
    return next((text[-n:] for n in range(min(_LONGEST, len(text)), 1, -1) if _known(text[-n:])), "")


def region_at(text: str, start: int = 0) -> str:
    """The longest division name that begins at ``start``."""
    for end in reversed([m.end() for m in _END.finditer(text, start + 1, start + _LONGEST)]):
        if _known(text[start:end]):
            return text[start:end]
    return ""


_ENDS = frozenset("市县区省州盟旗")
_END = re.compile("[市县区省州盟旗]")


@lru_cache(maxsize=4096)
def _known(name: str) -> bool:
    return name[-1] in _ENDS and bool(divisions.index().named(name))


@lru_cache(maxsize=4096)
def path(name: str, near: str = "", on: date | None = None) -> str:
    """The path of a division. ``near``: a path that decides between namesakes; "" when they cannot be told apart."""
    found = divisions.find(name, on) or divisions.find(name)
    lines = list(dict.fromkeys(_line(d) for d in found))
    if len(lines) > 1 and near:
        lines = [line for line in lines if _kin(line, near)] or lines
    return lines[0] if len(lines) == 1 or (lines and len({divisions.find(name)[0].level}) == 1 and _same_place(lines)) else ""


def _line(d: Division) -> str:
    return "/".join((*reversed(divisions.parents(d)), d.name))


def _same_place(lines: list[str]) -> bool:
    return len({line.split("/")[0] for line in lines}) == 1


def _kin(line: str, near: str) -> bool:
    parent = line.rpartition("/")[0]
    return near.startswith(line) or (bool(parent) and (near == parent or near.startswith(parent + "/")))


@lru_cache(maxsize=4096)
def of_organisation(name: str, near: str = "", on: date | None = None) -> str:
    """The path of an organisation: its region's where it stands for one, else the region's with the name as a leaf."""
    at, at_path, rest = 0, "", name
    while region := region_at(name, at):
        below = path(region, at_path or near, on)
        if not below:
            break
        at_path, at, rest = below, at + len(region), name[at + len(region) :]
    if at_path and not _NO_REGION.search(rest) and (not rest or _STANDS_FOR.search(rest)):
        return at_path
    return f"{at_path or near}/{name}" if at_path or near else name


def kind(place: str) -> str:
    """The last character of a region's name: 市, 县, 区, 省 …"""
    return place[-1:]


def parent(place: str) -> str:
    return place.rpartition("/")[0]


def is_region(place: str) -> bool:
    return bool(place) and _known_leaf(place.rpartition("/")[2])


def _known_leaf(name: str) -> bool:
    return len(name) > 1 and _known(name)


def within(inner: str, outer: str) -> bool:
    return inner.startswith(outer + "/")


@lru_cache(maxsize=512)
def counties(place: str, year: int) -> frozenset[str]:
    """Paths of the counties of a prefecture (or the prefectures of a province) that were in use throughout ``year``; empty when the records have none."""
    return frozenset(line for line, first, last in _children().get(place, ()) if first <= year and (last is None or last > year))


@cache
def _children() -> dict[str, list[tuple[str, int, int | None]]]:
    """Path → paths directly inside it, with the years that they were in use."""
    out: dict[str, list[tuple[str, int, int | None]]] = {}
    for spells in divisions.index().by_code.values():
        for d in spells:
            line = _line(d)
            if above := parent(line):
                out.setdefault(above, []).append((line, d.first, d.last))
    return out
