"""The members of a printed list, counted: between which numbers their count must lie."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHIELDED = re.compile('“[^“”]*”|《[^《》]*》|（[^（）]*）|‘[^‘’]*’|「[^「」]*」|"[^"]*"')
_AND = re.compile("以及|和(?!谐|平|睦|美|县|解)|及(?!时|格|其|早|第)|(?<!参)与(?!会|时|者)|暨(?!成果)")
_OPEN = re.compile("等(?![级候待额于同距])")


@dataclass(frozen=True, slots=True)
class Members:
    """``least``/``most``: how many members the list may have; ``open``: 等 says that there are more; ``spans``: of the segments, in the given text."""

    least: int
    most: int
    open: bool
    sure: bool
    spans: tuple[tuple[int, int], ...]


def shielded(text: str) -> str:
    """``text`` with what stands in quotes and brackets blanked out, same length: marks in there separate no members."""
    return _SHIELDED.sub(lambda m: m.group()[0] + "□" * (len(m.group()) - 2) + m.group()[-1], text)


def members(text: str) -> Members:
    """The members of ``text``, which is the list and nothing else (marks full-width).

    ；separates before 、 and 、 before ，. 和/及/与 in the last member may join two. Where 、 and ， are mixed, ``sure`` is False.
    """
    plain = shielded(text)
    mark = next((m for m in "；、，" if m in plain.strip("；、，")), "；")
    spans = _segments(plain, mark)
    if not spans:
        return Members(0, 0, False, False, ())
    start, end = spans[-1]
    last = plain[start:end]
    sure = mark != "，" and not (mark == "、" and "，" in plain)
    joins = len(_AND.findall(last)) if mark != "；" else 0
    return Members(len(spans), len(spans) + joins, bool(_OPEN.search(last)), sure, tuple(spans))


def _segments(plain: str, mark: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for piece in plain.split(mark):
        if piece.strip():
            out.append((at, at + len(piece)))
        at += len(piece) + 1
    return out
