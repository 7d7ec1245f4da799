"""What runs on the workers of a cluster."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

from corpus.limits import configured
from corpus.loading import fetch
from flows.ahead import AT_ONCE
from flows.version import pipeline
from flows.worker import Job, Outcome, work

_READING = threading.Lock()


class Unlike(Exception):
    """A worker has another version of the program than the process that asks it: its rows would not be what their label says."""


def read(jobs: list[Job]) -> list[list[Outcome]]:
    """Read jobs, one chunk at a time whatever the number of the worker's threads. Raises :class:`Unlike`."""
    if jobs and jobs[0].pipeline != pipeline():
        raise Unlike(f"{pipeline()} ≠ {jobs[0].pipeline}")
    out: list[list[Outcome]] = []
    with _READING:
        for i in range(0, len(jobs), AT_ONCE):
            part = jobs[i : i + AT_ONCE]
            found = fetch([job.path for job in part], configured())
            out += (list(work(replace(job, data=found[job.path]) if job.path in found else job)) for job in part)
    return out


def recorded() -> bool:
    """Whether this is a Prefect flow run. Prefect is not imported for the answer."""
    if "prefect" not in sys.modules:
        return False
    from prefect.context import FlowRunContext

    return FlowRunContext.get() is not None
