"""A correction made at the desk, and its line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from outputs import audit, corrections

if TYPE_CHECKING:
    from outputs.desk.correct.settling import Settling
    from outputs.store import Store

PATIENCE = 10.0
"""Seconds that somebody who corrects waits for the checks to follow; they go on behind the scenes."""


def correct(
    store: Store, settling: Settling, kind: str, document: str, start: int, end: int, action: str, by: str, reading: Mapping[str, Any] | None, note: str | None,
    address: str | None,
) -> dict[str, Any]:  # fmt: skip
    """As :func:`outputs.corrections.correct`, on record; ``settled``: targets, observations and checks have followed. The log has the place, not the words: these
    may have to be erased one day."""
    done = corrections.correct(store, kind, document, start, end, action, by, reading, note)
    audit.record(store, by, f"correct-{action}", f"{document[:16]}.{start}-{end}", f"{kind} {done['id']}", address)
    return done | {"settled": settling.ask(PATIENCE if done["applied"] else 0)}
