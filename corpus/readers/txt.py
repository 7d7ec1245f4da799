"""Plain text: whatever no other reader knows and that is not binary."""

from __future__ import annotations

from corpus.decoding import decode
from corpus.limits import Clock
from corpus.readers import Extract, Reader


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """The decoded text as it stands. Raises ``binary`` for bytes that are no text."""
    found = decode(data, path)
    return Extract(found.text, "txt", found.encoding, found.certainty, warnings=found.warnings)


READER = Reader("txt", 1000, lambda data: True, read)
