"""How far a run is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flows.messages import _

Report = Callable[[int, int], None]
"""Called with the number of files done and the number of all files."""

report: ContextVar[Report] = ContextVar("report", default=lambda done, total: None)
"""Where the running flow reports to. A context variable, because a flow's parameters are what Prefect stores and shows."""


@contextmanager
def bar(wanted: bool) -> Iterator[None]:
    """While the block runs, show a bar on standard error if it is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(_("Reading bulletins"), total=None)
        token = report.set(lambda done, total: shown.update(task, completed=done, total=total))
        try:
            yield
        finally:
            report.reset(token)
