"""How many figures take part in a decided check, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.model import Check, Figure

_DECIDED = ("holds", "holds_by_rounding", "fails")


@dataclass(frozen=True, slots=True)
class Coverage:
    """``checked`` of ``figures`` take part in a check that was decided; ``reasons``: for the rest, how often each reason applies (Chinese)."""

    figures: int
    checked: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        return self.checked / self.figures if self.figures else 0.0

    def __add__(self, other: Coverage) -> Coverage:
        reasons = Counter(dict(self.reasons)) + Counter(dict(other.reasons))
        return Coverage(self.figures + other.figures, self.checked + other.checked, tuple(reasons.most_common()))


def coverage(figures: Iterable[Figure], checks: Iterable[Check]) -> Coverage:
    """The coverage of one text from its figures and the result of :func:`extractors.checks.run_checks`.

    A figure that is in no decided check has the reason of an unchecked one, else what keeps it from being checked.
    """
    checks = list(checks)
    decided = {span for c in checks if c.verdict in _DECIDED for span in c.figures}
    tried = {span: c.message.rpartition("：")[2] for c in checks if c.verdict == "unchecked" for span in c.figures}
    total, checked = 0, 0
    reasons: Counter[str] = Counter()
    for f in figures:
        total += 1
        span = (f.start, f.end)
        if span in decided:
            checked += 1
        else:
            reasons[tried.get(span) or _why(f)] += 1
    return Coverage(total, checked, tuple(reasons.most_common()))


def _why(figure: Figure) -> str:
    if figure.modality in ("target", "required", "planned", "forecast"):
        return "目标或计划数，文中没有与之对照的数"
    if figure.kind == "percent":
        return "百分比没有给出分子、分母或前后两数"
    if figure.kind == "duration":
        return "时长，不参与计算"
    return "文中没有与之勾稽的数"
