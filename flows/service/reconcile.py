"""Bringing Prefect's records in line with what is: runs whose process is gone, and runs that were missed while nothing ran.

Prefect shows a run whose process was killed together with its worker as Running for ever, and starts every run that it missed. Here a flow holds the lock of a
file while it runs, so that the system itself tells who is alive; and of the runs that a schedule missed one is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flows import notify
from flows.service.home import Home
from outputs.lock import FileLock

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

FLOWS = "gouji-"
"""What the names of our flows begin with."""

PATIENCE = timedelta(minutes=10)
"""A scheduled run that its worker took up this long ago and that never got as far as its lock is dead."""

GONE = "进程已不在（被终止、断电或重启），由勾稽查明后记为中断；再运行一次即可补齐"
PAGE = 200


@contextmanager
def alive(flow_run: UUID | str) -> Iterator[None]:
    """While the block runs, this process is known to be working on the flow run."""
    home = Home.here()
    home.running.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.running / str(flow_run))
    lock.acquire()
    try:
        yield
    finally:
        lock.path.unlink(missing_ok=True)
        lock.release()


def close_dead(client: SyncPrefectClient, no_worker: bool = False) -> list[FlowRun]:
    """Close the flow runs whose process is gone as crashed, tell whoever is to be told, and give them. ``no_worker``: nothing executes scheduled runs at the moment."""
    from prefect.states import Crashed

    closed = []
    for run in _runs(client, "RUNNING", "PENDING", "CANCELLING"):
        if _dead(run, no_worker):
            client.set_flow_run_state(run.id, Crashed(message=GONE), force=True)
            notify.send(notify.failure(run.name, str(run.id), GONE))
            closed.append(run)
    _sweep()
    return closed


def _sweep() -> None:
    """Remove what killed runs left behind."""
    for path in Home.here().running.glob("*"):
        lock = FileLock(path)
        if lock.acquire():
            path.unlink(missing_ok=True)
        lock.release()


def _dead(run: FlowRun, no_worker: bool) -> bool:
    path = Home.here().running / str(run.id)
    if path.exists():
        lock = FileLock(path)
        held = not lock.acquire()
        lock.release()
        return not held
    if run.deployment_id is None:  # started by somebody's gouji ingest, perhaps from another folder or machine
        return False
    since = run.start_time or run.expected_start_time
    return no_worker or (since is not None and datetime.now(UTC) - since > PATIENCE and run.start_time is None)


def merge_missed(client: SyncPrefectClient, deployment: UUID | None = None, keep: int = 1) -> list[FlowRun]:
    """Cancel all but the latest ``keep`` of the runs that each schedule should have started by now, and give those cancelled.

    ``deployment``: of this deployment only. Runs that somebody asked for are left alone.
    """
    from prefect.client.schemas.objects import StateType
    from prefect.states import State

    missed: defaultdict[UUID, list[FlowRun]] = defaultdict(list)
    now = datetime.now(UTC)
    for run in _runs(client, "SCHEDULED"):
        if run.auto_scheduled and run.deployment_id and run.expected_start_time and run.expected_start_time <= now and deployment in (None, run.deployment_id):
            missed[run.deployment_id].append(run)
    merged = []
    for runs in missed.values():
        runs.sort(key=lambda r: r.expected_start_time or now, reverse=True)
        for run in runs[keep:]:
            client.set_flow_run_state(run.id, State(type=StateType.CANCELLED, name="Merged", message="错过的定时运行，已并入随后的一次"), force=True)
            merged.append(run)
    return merged


def _runs(client: SyncPrefectClient, *states: str) -> Sequence[FlowRun]:
    """Our flow runs in these states."""
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
    from prefect.client.schemas.objects import StateType

    ours = FlowFilter(name=FlowFilterName(like_=FLOWS))
    wanted: Any = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType(s) for s in states])))
    found: list[FlowRun] = []
    while page := client.read_flow_runs(flow_filter=ours, flow_run_filter=wanted, limit=PAGE, offset=len(found)):
        found += page
    return found
