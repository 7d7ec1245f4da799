"""The files set aside: which of them are meant, and what became of each when it was read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.loading import INSIDE
from flows.errors import Failure
from flows.messages import _
from flows.version import pipeline
from outputs.store import Store, still_there

if TYPE_CHECKING:
    from flows.ingestion import Request, Summary

Fate = str
"""``read``: it is in the tables now; ``quarantined``: still not readable; ``gone``: nothing lies there any more, it is off the list."""


class Retried(NamedTuple):
    """What became of one file: the code, reason and remedy of a file that is still set aside."""

    path: str
    fate: Fate
    code: str | None = None
    reason: str | None = None
    remedy: str | None = None


def chosen(rows: Iterable[dict[str, Any]], paths: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the quarantine that ``paths`` (files, archives, folders) name; all without any. Raises ``not-quarantined`` for a path that names none."""
    rows = list(rows)
    if not paths:
        return rows
    wanted: dict[str, dict[str, Any]] = {}
    for given in paths:
        found = {row["path"]: row for row in rows if _within(row["path"], given)}
        if not found:
            raise Failure(given, "not-quarantined", _("it is not in quarantine"), _("gouji quarantine list shows what is"))
        wanted |= found
    return [wanted[path] for path in sorted(wanted)]


def _within(path: str, given: str) -> bool:
    if path == given or path.startswith(given.rstrip("/") + "/") or path.startswith(given + INSIDE):
        return True
    return "://" not in path and Path(path.split(INSIDE)[0]).absolute().is_relative_to(Path(given).absolute())


def retry(request: Request, travel: Callable[[Request], Summary]) -> list[Retried]:
    """Read the set-aside files that ``request.paths`` name again, all without any. Archives are read whole, what is unchanged in them is skipped."""
    with Store.open(request.store, create=False) as store:
        paths = [row["path"] for row in chosen(store.quarantined(), request.paths)]
    files = dict.fromkeys(path.split(INSIDE)[0] for path in paths)
    there = [file for file in files if still_there(file)]
    if there:
        travel(replace(request, paths=there, again=True))
    with Store.open(request.store) as store:
        if lost := [path for path in paths if path.split(INSIDE)[0] not in there]:
            with store.run(pipeline(), lost) as run:
                run.resolve(lost)
        aside = {row["path"]: row for row in store.quarantined()}
        return [_fate(store, path, aside.get(path)) for path in paths]


def _fate(store: Store, path: str, row: dict[str, Any] | None) -> Retried:
    if row is not None:
        return Retried(path, "quarantined", row["code"], row["reason"], row["remedy"])
    held = "SELECT 1 FROM files WHERE status = 'current' AND (path = :path OR substr(path, 1, :length) = :inside) LIMIT 1"
    inside = path + INSIDE
    read = still_there(path.split(INSIDE)[0]) and store.read(held, path=path, inside=inside, length=len(inside))
    return Retried(path, "read" if read else "gone")
