"""A pool of worker processes that outlives its workers: every item comes back, with its result or with the reason why there is none."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for the result of an item that killed its worker or kept it busy for too long."""

    why: Literal["worker-died", "timeout"]


class Pool(Generic[T, R]):
    """Applies ``work`` to chunks of items in ``workers`` processes, which start with the first chunk and end with the ``with`` block.

    ``work``: an importable function (processes are spawned) that returns one result per item. ``seconds``: how long a chunk, or an item alone, may
    keep a worker. When a worker dies or hangs, the items under way are tried again one by one, so that only the guilty ones are :class:`Lost`.
    An exception that ``work`` raises is raised here.
    """

    def __init__(self, work: Callable[[list[T]], list[R]], workers: int, seconds: float = 300.0) -> None:
        self._work, self._workers, self._seconds = work, workers, seconds
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()

    def map(self, items: Sequence[T], size: int) -> Iterator[tuple[T, R | Lost]]:
        """Results of all ``items``, ``size`` of them at a time in a worker, in the order in which they become ready."""
        waiting = deque(list(items[i : i + size]) for i in range(0, len(items), size))
        running: dict[Future[list[R]], list[T]] = {}
        while waiting or running:
            try:
                while waiting and len(running) < 2 * self._workers:
                    future = self._submit(waiting[0])
                    running[future] = waiting.popleft()
                done, _ = wait(running, self._seconds, FIRST_COMPLETED)
                if not done:
                    raise BrokenProcessPool
                for future in done:
                    results = future.result()
                    yield from zip(running.pop(future), results, strict=True)
            except BrokenProcessPool:
                self._kill()
                for chunk in running.values():
                    for item in chunk:
                        yield item, self._alone(item)
                running.clear()

    def _alone(self, item: T) -> R | Lost:
        try:
            future = self._submit([item])
            if not wait([future], self._seconds).done:
                self._kill()
                return Lost("timeout")
            return future.result()[0]
        except BrokenProcessPool:
            self._kill()
            return Lost("worker-died")

    def _submit(self, chunk: list[T]) -> Future[list[R]]:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin)
        return self._executor.submit(self._work, chunk)

    def _kill(self) -> None:
        """End all workers now; the next chunk starts new ones."""
        if self._executor is None:
            return
        if hasattr(self._executor, "kill_workers"):  # Python 3.14
            self._executor.kill_workers()
        else:
            for process in list((self._executor._processes or {}).values()):
                process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None


def _begin() -> None:
    """In a new worker: leave Ctrl-C to the parent, end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
