"""Checking again what is in the store already: all series across bulletins and, on request, all bulletins from their files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flows.ingestion import Summary
from flows.version import pipeline
from outputs.store import Store


@dataclass
class Rechecked:
    """What checking again did; ``read``: the summary of the run that read the files again."""

    series: int
    flags_opened: int
    run: str
    read: Summary | None = field(default=None)


def recheck(store: str, wait: float = 0, compare: Callable[[Any], int] | None = None) -> Rechecked:
    """Check every series across bulletins again. ``wait``: minutes to wait for a run that is writing; ``compare``: the checking, wrapped."""
    from flows import corrected, series
    from outputs.rechecks import touch_all

    with Store.open(store, create=False) as opened, opened.run(pipeline(), (), wait * 60) as run:
        corrected.follow(run)
        count = touch_all(run)
        return Rechecked(count, (compare or series.recheck)(run), run.id)


def known_files(store: str) -> list[str]:
    """The files that the store's bulletins in force were read from, archives as a whole, as far as they are still there."""
    from corpus.loading import INSIDE
    from outputs.store import still_there

    with Store.open(store, create=False) as opened:
        rows = opened.read("SELECT DISTINCT path FROM files WHERE status = 'current' ORDER BY path")
    return [file for file in dict.fromkeys(row["path"].split(INSIDE)[0] for row in rows) if still_there(file)]


def known_inputs(store: str) -> list[str]:
    """What earlier runs were asked to read, and is still there: folders, files, addresses."""
    from outputs.store import still_there

    with Store.open(store, create=False) as opened:
        rows = opened.read("SELECT inputs FROM runs WHERE inputs IS NOT NULL AND status = 'done' AND new + updated + unchanged > 0 ORDER BY started")
    asked = dict.fromkeys(line for row in rows for line in row["inputs"].splitlines())
    return [path for path in asked if "://" in path or still_there(path)]
