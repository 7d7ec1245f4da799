"""What a write did, and which documents go into one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from outputs.rows import Rows


@dataclass
class Counts:
    """What a write did."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    flags_opened: int = 0
    tables: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.quarantined += other.quarantined
        self.flags_opened += other.flags_opened
        self.tables.update(other.tables)


def chunks(documents: Iterable[Rows], size: int) -> Iterator[list[Rows]]:
    """Batches in which neither a path nor a document occurs twice."""
    batch: list[Rows] = []
    seen: set[str] = set()
    for rows in documents:
        names = {rows["documents"][0]["id"], rows["documents"][0]["path"]}
        if batch and (len(batch) >= size or seen & names):
            yield batch
            batch, seen = [], set()
        batch.append(rows)
        seen |= names
    if batch:
        yield batch
