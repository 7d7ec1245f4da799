"""A correction made at the desk, and its line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from outputs import audit, corrections

if TYPE_CHECKING:
    from outputs.store import Store


def correct(
    store: Store, kind: str, document: str, start: int, end: int, action: str, by: str, reading: Mapping[str, Any] | None, note: str | None, address: str | None
) -> dict[str, Any]:
    """As :func:`outputs.corrections.correct`, on record."""
    done = corrections.correct(store, kind, document, start, end, action, by, reading, note)
    made = corrections.one(store, done["id"])
    audit.record(store, by, f"correct-{action}", f"{made['document']}.{start}-{end}", f"{kind} {made['text']} {made['reading'] or ''}".strip(), address)
    return done
