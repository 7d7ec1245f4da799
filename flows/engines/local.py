"""The processes of this machine."""

from __future__ import annotations

from corpus.limits import configured
from flows.errors import Failure
from flows.messages import _
from flows.pool import Pool
from flows.worker import Job, Outcome, prepare, work


class Local(Pool[Job, Outcome]):
    """A pool of processes; see :class:`flows.engines.Engine`."""

    def __init__(self, workers: int) -> None:
        super().__init__(work, workers, configured().seconds + 1, prepare)  # reading has the same limit and says more
        self.width = workers

    def __enter__(self) -> Local:
        return self


def start(workers: int, address: str | None) -> Local:
    if address:
        raise Failure("--address", "bad-value", _("only a cluster has an address"), "--engine dask --address …", status=2)
    return Local(workers)
