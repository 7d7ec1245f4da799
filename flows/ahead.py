"""Remote files fetched side by side before they are needed: over a network one after the other takes many times as long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.limits import configured
from corpus.loading import fetch

AT_ONCE = 64
"""Files that are fetched together."""
KEPT = 64_000_000
"""Bytes that are kept for the readers; what is beyond they fetch themselves."""


class Ahead:
    """The contents of the files of one step. Local files are none of its business."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def fetch(self, files: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
        """Each file with its bytes, or ``None`` where :func:`corpus.expand` is to load them; forgets those of the step before."""
        self._kept.clear()
        size = 0
        for i in range(0, len(files), AT_ONCE):
            part = files[i : i + AT_ONCE]
            found = fetch(part, configured()) if any("://" in file for file in part) else {}
            for file in part:
                data = found.pop(file, None)
                if data is None and file.startswith("memory://"):
                    data = _in_memory(file)
                if data is not None and (size + len(data) <= KEPT or file.startswith("memory://")):
                    self._kept[file] = data
                    size += len(data)
                yield file, data

    def of(self, file: str) -> bytes | None:
        """The bytes, for whoever reads it."""
        return self._kept.get(file)


def _in_memory(file: str) -> bytes | None:
    """What no other process can see."""
    from corpus import CorpusError
    from corpus.loading import load

    try:
        return load(file, configured())
    except CorpusError:
        return None
