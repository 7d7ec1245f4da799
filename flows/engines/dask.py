"""A Dask cluster: one that runs elsewhere, or one of our own on this machine. In a recorded run each chunk is a Prefect task, submitted through prefect-dask."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from flows.engines import Results
from flows.errors import Failure
from flows.messages import _
from flows.pool import Lost
from flows.remote import Unlike, read, recorded
from flows.worker import Job, Outcome

if TYPE_CHECKING:
    from distributed import Client, Future

CHUNK = 200
"""Jobs that a worker gets at a time: Prefect and Dask cost about 90 ms a chunk, a second of work and more should stand against it."""
ANSWER_SECONDS = 20
"""How long a scheduler may take to answer."""
WORKERS_SECONDS = 120
"""How long to wait for the first worker, and for another one when all are gone."""
CHUNK_SECONDS = 900.0
"""How long no chunk may become ready before those under way count as hanging."""
QUIET = ("distributed", "distributed.worker", "distributed.nanny", "distributed.scheduler", "distributed.core", "distributed.comm.tcp", "distributed.client")


class Dask:
    """See :class:`flows.engines.Engine`. ``seconds``: :data:`CHUNK_SECONDS`."""

    def __init__(self, workers: int, address: str | None, seconds: float = CHUNK_SECONDS) -> None:
        self._workers, self._address, self._seconds = workers, address, seconds
        self._open = ExitStack()
        self._client: Client
        self._task: Any = None
        self.width = workers

    def __enter__(self) -> Dask:
        self._flow = copy_context()  # of the flow run, not of the task in it that asks: that one holds the store and cannot travel
        with ExitStack() as opening:
            self._client = self._connect(opening)
            self._await_workers()
            self._open = opening.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Results]]:
        size = max(1, min(CHUNK, -(-len(jobs) // (2 * self.width))))
        waiting = deque(list(jobs[i : i + size]) for i in range(0, len(jobs), size))
        running: dict[Future, list[Job]] = {}
        try:
            while waiting or running:
                while waiting and len(running) < 2 * self.width:
                    chunk = waiting.popleft()
                    running[self._submit([packed(job) for job in chunk])] = chunk
                for future, results in self._finished(running):
                    chunk = running.pop(future)
                    if isinstance(results, Lost):
                        yield from _alone(chunk, results, waiting)
                    else:
                        yield from zip(chunk, results, strict=True)
        finally:
            if running:
                self._client.cancel(list(running))

    # -- chunks under way

    def _submit(self, chunk: list[Job]) -> Future:
        if self._task is not None:
            submit = partial(self._client.submit, parameters={"jobs": chunk}, return_type="result", pure=False)
            return self._flow.run(submit, self._task)
        return self._client.submit(read, chunk, pure=False)

    def _finished(self, running: dict[Future, list[Job]]) -> list[tuple[Future, list[list[Outcome]] | Lost[Outcome]]]:
        """The chunks that are done, or all that are under way as lost when nothing has become of any of them for too long."""
        from distributed import TimeoutError, wait

        end = time.monotonic() + self._seconds
        while time.monotonic() < end:
            try:
                with self._client.as_current():
                    wait(list(running), min(5.0, self._seconds), "FIRST_COMPLETED")
            except (TimeoutError, OSError):
                self._look()
            if done := [future for future in running if future.done()]:
                return [(future, self._result(future)) for future in done]
        self._begin_anew(list(running))
        return [(future, Lost("timeout")) for future in running]

    def _look(self) -> None:
        """See that there is still a scheduler, and somebody to work for it."""
        if self._client.status != "running":
            raise self._gone(self._client.status)
        try:
            width = sum(self._client.nthreads().values())
        except Exception as error:  # whatever a broken connection raises
            raise self._gone(error) from error
        if not width:
            self._await_workers()
        self.width = max(1, width)

    def _result(self, future: Future) -> list[list[Outcome]] | Lost[Outcome]:
        from distributed import CancelledError, KilledWorker

        try:
            results: list[list[Outcome]] = future.result()
            return results
        except KilledWorker:
            return Lost("worker-died")
        except (CancelledError, OSError) as error:
            raise self._gone(error) from error
        except (ImportError, AttributeError, Unlike) as error:
            raise Failure(
                self._where, "dask-other-version", _("the workers have another version of the program: {cause}").format(cause=_cause(error)),
                _("install the same gouji on all machines and restart the workers"),
            ) from error  # fmt: skip

    def _begin_anew(self, futures: list[Future]) -> None:
        """Restart the workers that hang on these chunks."""
        keys = {future.key for future in futures}
        hanging = [worker for worker, tasks in self._client.processing().items() if keys & set(tasks)]
        self._client.cancel(futures, force=True)
        self._client.restart_workers(hanging, raise_for_error=False)

    # -- the cluster

    @property
    def _where(self) -> str:
        return self._address or "--engine dask"

    def _connect(self, opening: ExitStack) -> Client:
        try:
            import distributed

            kind = distributed.Client
            if recorded():
                from prefect_dask.client import PrefectDaskClient as kind

                from flows.remote_task import read as task

                self._task = task
        except ImportError as error:
            raise Failure("--engine dask", "dask-missing", _("Dask is not installed ({cause})").format(cause=error), "pip install 'gouji[dask]'") from error
        for name in QUIET:  # what can be acted upon is told by a Failure
            logging.getLogger(name).setLevel(logging.CRITICAL)
        where = self._address or opening.enter_context(self._cluster()).scheduler_address
        try:
            return opening.enter_context(kind(where, timeout=ANSWER_SECONDS, set_as_default=False))
        except (OSError, ValueError) as error:
            raise Failure(
                where, "dask-unreachable", _("no Dask scheduler answers there ({cause})").format(cause=_cause(error)),
                _("start one with dask scheduler; its address is like tcp://host:8786"),
            ) from error  # fmt: skip

    def _cluster(self) -> Any:
        from distributed import LocalCluster

        return LocalCluster(n_workers=self._workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL)

    def _await_workers(self) -> None:
        from distributed import TimeoutError

        try:
            self._client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError as error:
            remedy = _("start some: dask worker {address} --nworkers N --nthreads 1").format(address=self._address)
            raise Failure(self._where, "dask-no-workers", _("the scheduler has no workers"), remedy) from error
        self.width = max(1, sum(self._client.nthreads().values()))

    def _gone(self, error: object) -> Failure:
        return Failure(self._where, "dask-lost", _("the Dask scheduler is gone ({cause})").format(cause=_cause(error)), _("start it and run the command again"))


def packed(job: Job) -> Job:
    """The job with the bytes of a file that lies on this machine: the workers need not see it. What has an address they fetch themselves."""
    from corpus.limits import configured
    from corpus.loading import load

    if "://" in job.path and not job.path.startswith(("memory://", "file://")):
        return replace(job, data=None)
    if job.data is not None:
        return job
    try:
        return replace(job, data=load(job.path, configured()))
    except Exception:  # the worker finds the same, and says so
        return job


def _alone(chunk: list[Job], lost: Lost[Outcome], waiting: deque[list[Job]]) -> Iterator[tuple[Job, Results]]:
    """A chunk that came to grief: each of its bulletins again by itself, so that only the guilty one is lost."""
    parts = [replace(job, wanted={name: sha256}) for job in chunk for name, sha256 in job.wanted.items()]
    if len(parts) == 1:
        yield chunk[0], lost
    else:
        waiting.extend([part] for part in parts)


def _cause(error: object) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def start(workers: int, address: str | None) -> Dask:
    return Dask(workers, address)
