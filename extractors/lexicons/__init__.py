"""Words as data. Every table is a CSV file beside this module; a duplicate, an unknown column or a short row is refused by file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent


class LexiconError(ValueError):
    """A lexicon file that cannot be used: carries ``path``, ``line`` (1-based) and ``reason``."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}:{line}: {reason}")


def read(name: str | Path, columns: Sequence[str], key: Sequence[str] | None = None) -> list[dict[str, str]]:
    """Rows of a lexicon as dictionaries, in file order.

    ``name``: a file name in this folder, or a path. ``columns``: exactly the columns that the file must have. ``key``: the columns that together
    must be unique (default: the first). Lines that begin with ``#`` and blank lines are comments. Raises :class:`LexiconError`.
    """
    path = name if isinstance(name, Path) else FOLDER / name
    key = key or columns[:1]
    with path.open(encoding="utf-8", newline="") as f:
        numbered = [(n, line) for n, line in enumerate(f, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise LexiconError(path, 1, "empty lexicon")
    rows = list(csv.reader(line for _, line in numbered))
    if rows[0] != list(columns):
        raise LexiconError(path, numbered[0][0], f"columns {rows[0]} where {list(columns)} is expected")
    return _checked(path, columns, key, zip((n for n, _ in numbered[1:]), rows[1:], strict=True))


def _checked(path: Path, columns: Sequence[str], key: Sequence[str], rows: Iterable[tuple[int, list[str]]]) -> list[dict[str, str]]:
    seen: dict[tuple[str, ...], int] = {}
    out = []
    for line, cells in rows:
        if len(cells) != len(columns):
            raise LexiconError(path, line, f"{len(cells)} cells where {len(columns)} are expected")
        row = {c: v.strip() for c, v in zip(columns, cells, strict=True)}
        identity = tuple(row[k] for k in key)
        if identity in seen:
            raise LexiconError(path, line, f"{'/'.join(identity)} is already on line {seen[identity]}")
        seen[identity] = line
        out.append(row)
    return out
