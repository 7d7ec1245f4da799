"""Exports that show what the store holds: written when it has changed since they were, left alone when it has not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outputs.patience import patiently

if TYPE_CHECKING:
    from flows.sharing import Shared
    from outputs.store import Store

MARK = ".gouji-published.json"
"""Beside the exports: which state of which store they show, and how large they are. Written last, so that a run that was killed leaves none that is true."""

FORMATS = ("csv", "parquet", "xlsx")
LARGE = 300
"""Documents from which on it is worth starting processes."""

# Everything that changes a table is on record in one of these, in the transaction that changes it. No times: clocks go back.
_STATE = (
    "SELECT key, value FROM meta ORDER BY key",
    "SELECT sum(new) AS new, sum(updated) AS updated, sum(rows_written) AS rows_written, sum(flags_opened) AS flags FROM runs",
    "SELECT path, status, code, reason, remedy, sha256, pipeline FROM quarantine ORDER BY path",
    "SELECT max(id) AS id FROM decisions",
    "SELECT max(id) AS id FROM organisation_decisions",
)


def publish(store: Store, out: str, shared: Shared | None = None) -> list[str]:
    """Write the exports into the folder ``out`` unless they show all that is in the store already; gives the paths of those written.

    ``shared``: who write a large store's workbook and its tables side by side; only the run that holds the store's lock may ask for it.
    """
    from outputs.export import published

    mark, now = Path(out, MARK), {"store": store.url, "state": state(store)}
    if _stands(mark, now):
        return []
    mark.unlink(missing_ok=True)
    paths = _side_by_side(store, out, now["state"], shared) if shared and shared.several and _large(store) else None
    paths = paths or _written(store, (out, FORMATS))
    with published(mark) as part:
        part.write_text(json.dumps(now | {"files": {p.name: p.stat().st_size for p in paths}}), "utf-8")
    return [str(path) for path in paths]


def _side_by_side(store: Store, out: str, before: str, shared: Shared) -> list[Path] | None:
    """The files, unless somebody decided something meanwhile: all must show the same moment."""
    paths = [path for _, found in shared.map(_written, [(out, FORMATS[-1:]), (out, FORMATS[:-1])]) for path in found]
    return paths if state(store) == before else None


def _written(store: Store, asked: tuple[str, Sequence[str]]) -> list[Path]:
    from outputs.export import export

    return patiently(lambda: export(store, *asked), store.patience)


def _large(store: Store) -> bool:
    return bool(store.read("SELECT 1 FROM documents LIMIT 1 OFFSET :before", before=LARGE - 1))


def state(store: Store) -> str:
    """A digest that changes with every change of what the exports show."""
    rows = [store.read(sql) for sql in _STATE]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, default=str, sort_keys=True).encode()).hexdigest()


def _stands(mark: Path, now: dict[str, Any]) -> bool:
    try:
        noted = json.loads(mark.read_text("utf-8"))
        files = noted.pop("files")
        return bool(noted == now and all((mark.parent / name).stat().st_size == size for name, size in files.items()))
    except (OSError, ValueError, KeyError, AttributeError):
        return False
