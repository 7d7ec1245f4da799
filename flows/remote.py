"""What runs on the workers of a cluster."""

from __future__ import annotations

import sys
import threading

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
