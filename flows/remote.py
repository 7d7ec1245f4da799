"""What runs on the workers of a cluster."""

from __future__ import annotations

import sys
import threading
from typing import Any

from flows.version import pipeline
from flows.worker import Job, Outcome, work

_READING = threading.Lock()


class Unlike(Exception):
    """A worker has another version of the program than the process that asks it: its rows would not be what their label says."""


def read(jobs: list[Job]) -> list[list[Outcome]]:
    """Read jobs, one chunk at a time whatever the number of the worker's threads. Raises :class:`Unlike`."""
    if jobs and jobs[0].pipeline != pipeline():
        raise Unlike(f"{pipeline()} ≠ {jobs[0].pipeline}")
    with _READING:
        return [list(work(job)) for job in jobs]


def recorded() -> bool:
    """Whether this is a Prefect flow run. Prefect is not imported for the answer."""
    if "prefect" not in sys.modules:
        return False
    from prefect.context import FlowRunContext

    return FlowRunContext.get() is not None


def task() -> Any:
    """:func:`read` as a Prefect task, to be recorded by the worker."""
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    # not persisted: the rows go to the store, and a chunk whose worker died is read again
    return task(name="read-on-cluster", cache_policy=NO_CACHE, persist_result=False)(read)
