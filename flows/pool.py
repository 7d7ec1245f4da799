"""A pool of worker processes that outlives its workers: every item comes back, with its results or with the reason why there are none.

Each worker is told one item after the other over a pipe of its own, so that it is known at any time what it is on: a worker that dies or hangs costs the
one step that it was at, and nothing of what the others do.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import Any, Generic, Literal, TypeVar

from flows.errors import Failure
from flows.messages import _

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 32
"""Items that a worker is given before it has finished the first: it goes on while the results of others are being stored."""

START_SECONDS = 180.0
"""What a new process may take to import what it needs."""

LOOK_SECONDS = 0.5
STARTS = 3
"""Processes in a row that may end before they were ready."""

Why = Literal["worker-died", "timeout"]


@dataclass(frozen=True, slots=True)
class Lost(Generic[R]):
    """What stands for the results of an item that killed its worker or kept it busy for too long. ``done``: the results that it gave before that."""

    why: Why
    done: tuple[R, ...] = ()


class Pool(Generic[T, R]):
    """Applies ``work`` to items in ``workers`` processes, which start with the first item and end with the ``with`` block.

    ``work``: an importable function (processes are spawned) that yields the results of an item one by one. ``seconds``: how long it may take for each of
    them; the process is then killed. ``prepare``: what a process does first; that time is not counted. ``ahead``: items that
    each may be given and not have been heard of. An exception that ``work`` raises is raised here;
    ``workers-fail`` (:class:`flows.errors.Failure`) when no process gets as far as being ready.
    """

    def __init__(self, work: Callable[[T], Iterable[R]], workers: int, seconds: float = 60.0, prepare: Callable[[], object] | None = None, ahead: int = AHEAD) -> None:
        self._work, self._count, self._seconds, self._prepare, self._ahead = work, workers, seconds, prepare, ahead
        self._workers: list[_Worker[T, R]] = []
        self._heard: SimpleQueue[tuple[_Worker[T, R], _Said]] = SimpleQueue()
        self._failed = 0
        self._unready = ""

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def map(self, items: Sequence[T]) -> Iterator[tuple[T, list[R] | Lost[R]]]:
        """The results of each of ``items``, in the order in which they become complete."""
        waiting, left = deque(items), len(items)
        while left:
            self._give(waiting)
            try:
                worker, (kind, what) = self._heard.get(timeout=LOOK_SECONDS)
            except Empty:
                self._look()
                continue
            self._look()
            if kind == "ready":
                self._failed, worker.ready = 0, True
            elif kind == "result":
                worker.results.append(what)
            elif kind == "end":
                left -= 1
                yield worker.finish()
            elif kind == "raised":
                raise what
            elif kind == "unready":
                self._unready = what
            elif worker in self._workers:
                self._workers.remove(worker)
                if worker.ready and worker.given:
                    left -= 1
                    item, results = worker.finish()
                    yield item, Lost(worker.why, tuple(results))
                elif not worker.ready:
                    self._failed += 1
                    if self._failed >= STARTS:
                        raise _unready(self._unready or worker.ended())
                waiting.extendleft(reversed(worker.given))

    def _give(self, waiting: deque[T]) -> None:
        """Keep the workers supplied, evenly; start those that are missing."""
        while waiting and len(self._workers) < self._count:
            self._workers.append(_Worker(self._work, self._prepare, self._heard))
            if len(waiting) <= len(self._workers):
                break
        share = max(1, min(self._ahead, -(-len(waiting) // (2 * max(1, len(self._workers))))))
        for worker in self._workers:
            while waiting and len(worker.given) < share:
                worker.give(waiting.popleft())

    def _look(self) -> None:
        now = time.monotonic()
        for worker in self._workers:
            if worker.given and now - worker.since > (self._seconds if worker.ready else START_SECONDS):
                worker.kill()


def _unready(cause: str) -> Failure:
    remedy = _("gouji doctor looks at the installation; --workers 1 needs the least memory")
    return Failure("--workers", "workers-fail", _("reading processes end before they are ready ({cause})").format(cause=cause), remedy)


_Said = tuple[Literal["ready", "unready", "result", "end", "raised", "gone"], Any]


class _Worker(Generic[T, R]):
    """One process. ``given``: the items that it has not finished, the first of them under way; ``results``: of that one; ``since``: when it last said
    something. Two threads speak and listen, so that neither side ever waits for the other."""

    def __init__(self, work: Callable[[T], Iterable[R]], prepare: Callable[[], object] | None, heard: SimpleQueue[tuple[_Worker[T, R], _Said]]) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work, prepare), daemon=True)
        self._process.start()
        theirs.close()
        self.given: deque[T] = deque()
        self.results: list[R] = []
        self.ready = False
        self.why: Why = "worker-died"
        self.since = time.monotonic()
        self._to_say: SimpleQueue[T | None] = SimpleQueue()
        for task in (self._speak, lambda: self._listen(heard)):
            threading.Thread(target=task, daemon=True).start()

    def give(self, item: T) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append(item)
        self._to_say.put(item)

    def finish(self) -> tuple[T, list[R]]:
        """The item under way is done with."""
        results, self.results = self.results, []
        return self.given.popleft(), results

    def kill(self) -> None:
        """It has taken too long; that it is gone is heard later."""
        self.why, self.since = "timeout", time.monotonic()
        self._process.kill()

    def ended(self) -> str:
        """How its process came to its end."""
        self._process.join(1)
        if self.why == "timeout":
            return _("not ready after {seconds:g} s").format(seconds=START_SECONDS)
        code = self._process.exitcode
        return signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._to_say.put(None)

    def _speak(self) -> None:
        try:
            while (item := self._to_say.get()) is not None:
                self._connection.send(item)
        except OSError:
            pass  # it is gone: the listener tells

    def _listen(self, heard: SimpleQueue[tuple[_Worker[T, R], _Said]]) -> None:
        try:
            while True:
                said = self._connection.recv()
                self.since = time.monotonic()
                heard.put((self, said))
        except (EOFError, OSError):
            heard.put((self, ("gone", None)))
            self._to_say.put(None)


def _serve(connection: Connection, work: Callable[[Any], Iterable[Any]], prepare: Callable[[], object] | None) -> None:
    """The life of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        if prepare is not None:
            prepare()
    except Exception as error:
        connection.send(("unready", " ".join(f"{type(error).__name__}: {error}".split())))
        raise
    try:
        connection.send(("ready", None))
        while True:
            for said in _sayings(work, connection.recv()):
                connection.send(said)
    except (EOFError, OSError):
        return  # nobody listens any more


def _sayings(work: Callable[[Any], Iterable[Any]], item: Any) -> Iterator[_Said]:
    try:
        for result in work(item):
            yield "result", result
    except Exception as error:
        yield "raised", error
    else:
        yield "end", None


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
