"""Where bulletins are read: on this machine (``local``) or on a cluster (``dask``). One file each, found by its name; what it must offer is :class:`Engine`.

Engines hand rows back; only the process that runs the flow writes to the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import TracebackType
from typing import Protocol, cast

from flows.pool import Lost
from flows.worker import Job, Outcome

Results = list[Outcome] | Lost[Outcome]


class Engine(Protocol):
    """Reads jobs somewhere. A context manager; leaving it stops what it started, and nothing else. ``width``: how many jobs are read at the same time."""

    width: int

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Results]]:
        """What became of every job, in the order in which they become ready.

        A reader that dies or hangs costs the job that made it do so, which comes back as :class:`Lost`; all others are read again elsewhere.
        """

    def __enter__(self) -> Engine: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def names() -> list[str]:
    """The engines that there are, the default first."""
    return sorted((module.name for module in iter_modules(__path__)), key=lambda name: (name != "local", name))


def engine(name: str, workers: int, address: str | None = None) -> Engine:
    """The engine of that name. ``workers``: how many processes it may start here; ``address``: of a cluster, which has its own.

    Raises :class:`flows.errors.Failure` where it is not installed; entering it raises one where it does not answer.
    """
    return cast(Engine, import_module(f"{__name__}.{name}").start(workers, address))
