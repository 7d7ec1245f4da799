"""Sums that run over several clauses or lines: 甲类318家，已建286家；乙类204家，已建143家。两类合计522家，已建429家, and numbered lines below a total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.partlist import Parts, follows
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_level
from extractors.checks.template import FIGURES
from extractors.checks.words import dimension
from extractors.model import Figure

_ALL = re.compile(f"[^，；：。\n]{{0,8}}(?:合计|总计|共计|一共|共)[^，；：。\n{FIGURES}]{{0,6}}$")
_ITEM = re.compile("\\s*(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）)]|[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,2}[、是]|[①-⑳●▲■◆*·-])")
_DIRECT = 24
_MOST = 20


def column_sums(reading: Reading, rows: Stretch, total: Stretch) -> Iterator[Parts]:
    """``rows``: a sentence of clauses between semicolons, each with the same kinds of figures in the same order; ``total``: the sentence after it."""
    start = rows.start
    clauses = [_plain(reading, start + m.start(), start + m.end()) for m in re.finditer("[^；]+", reading.skeleton[rows.start : rows.end])]
    if not 2 <= len(clauses) <= _MOST or not clauses[0] or not follows(reading.skeleton, rows.end, total.start):
        return
    kinds = [dimension(f) for f in clauses[0]]
    whole = [f for f in total.figures if f.unit != "%"]
    while whole and dimension(whole[0]) != kinds[0]:
        whole = whole[1:]  # 两类企业合计522家: the number of kinds
    if not whole:
        return
    at, width = reading.position[whole[0].start], len(kinds)
    fits = all([dimension(f) for f in clause] == kinds for clause in clauses)
    if not fits or [dimension(f) for f in whole[:width]] != kinds or not _ALL.search(reading.skeleton, max(total.start, at - 20), at):
        return
    for column, figure in enumerate(whole[:width]):
        yield Parts(figure, tuple(clause[column] for clause in clauses), "合计", True, False, None, False, at, parallel=True)


def _plain(reading: Reading, start: int, end: int) -> list[Figure]:
    return [f for f in reading.figures_between(start, end) if f.unit != "%"]


def itemised(reading: Reading, head: Stretch) -> Iterator[Parts]:
    """``head``: a line that ends in a colon; the numbered lines below it each print one figure of the last figure's kind."""
    whole = head.figures[-1]
    if not is_level(reading, whole) or whole.unit == "%":
        return
    parts: list[Figure] = []
    at = head.end
    while at < len(reading.skeleton) and len(parts) <= _MOST:
        line = _line(reading.skeleton, at)
        if line is None or _ITEM.match(reading.skeleton, *line) is None:
            break
        inside = [f for f in reading.figures_between(line[0], min(line[1], line[0] + 200)) if dimension(f) == dimension(whole)]
        if len(inside) != 1 or reading.position[inside[0].start] - line[0] > _DIRECT:
            return
        parts.append(inside[0])
        at = line[1]
    if len(parts) > 1:
        yield Parts(whole, tuple(parts), "列举", True, False, None, False, reading.position[whole.start])


def _line(skeleton: str, at: int) -> tuple[int, int] | None:
    """The next line with anything in it."""
    while at < len(skeleton) and skeleton[at] == "\n":
        at += 1
    if at >= len(skeleton):
        return None
    end = skeleton.find("\n", at)
    return at, end if end >= 0 else len(skeleton)
