"""The name of a finding that outlives runs and edits elsewhere in the bulletin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence


def fingerprint(check: str, operands: Iterable[str], sentences: Sequence[str], occurrence: int = 0) -> str:
    """Sixteen hexadecimal digits from the check's id, the operands as printed and the text of the sentences they stand in.

    White space does not count. ``occurrence`` tells identical findings of one article apart (the same sentence printed twice).
    """
    parts = [check, *operands, "|", *sentences, *([str(occurrence)] if occurrence else [])]
    return hashlib.sha256("\x1f".join("".join(p.split()) for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
