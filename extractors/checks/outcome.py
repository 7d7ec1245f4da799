"""What a rule says about one tie, before it is numbered, fingerprinted and configured."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.checks.bounds import Value, judge
from extractors.checks.printing import amount, equation, quoted
from extractors.model import Figure, Offsets, Severity, Verdict

_SAYS = {"holds": "相符", "holds_by_rounding": "在取整或约数范围内相符", "fails": "不符"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``operands``: total (or left side) first. ``message``: Chinese, names all operands, never says which number is wrong.

    ``evidence``: other spans of the text that a reader must see. ``severity``: instead of the check's own.
    """

    verdict: Verdict
    operands: tuple[Figure, ...]
    equation: str
    message: str
    evidence: tuple[Offsets, ...] = ()
    severity: Severity | None = None


def compared(
    what: str, figure: Figure, printed: Value, computed: Value, operands: tuple[Figure, ...], formula: str, note: str = ""
) -> Outcome:
    """The usual outcome: a printed figure (``what`` it is, Chinese) against what the ``operands`` come to by ``formula``; ``note`` ends the message."""
    verdict = judge(printed, computed)
    shown = amount(computed.best, figure)
    message = f"{what}“{figure.text}”与由{quoted(operands)}算得的{shown}{_SAYS[verdict]}{note}"
    return Outcome(verdict, (figure, *operands), equation(figure.text, verdict, formula, shown), message)


def unchecked(figures: tuple[Figure, ...], why: str) -> Outcome:
    """A tie that the text makes but whose operands cannot be bound or compared with confidence."""
    return Outcome("unchecked", figures, " ? ".join(f.text for f in figures), f"未核对{quoted(figures)}：{why}")
