"""What a rule says about one tie, before it is numbered, fingerprinted and configured."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Figure, Offsets, Severity, Verdict


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
