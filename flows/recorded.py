"""What every recorded flow does besides its own work: say that it is alive, put the records in order, show how far it is and what it did."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from prefect import get_client, get_run_logger, runtime
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.logging import get_logger

from flows import messages, notify
from flows.errors import complaint
from flows.progress import report
from flows.service import reconcile
from flows.tracking import end_with_parent

messages.install()  # a worker starts the flows without the command line

PASSING = {"store-busy", "store-lost", "unreachable"}
"""The codes of what may work in a moment: a database that is busy or away, a network. Bad input is not among them."""

RETRIES: dict[str, Any] = {"retries": 3, "retry_delay_seconds": [2, 15, 60], "retry_jitter_factor": 0.3}
EVERY = 3.0  # seconds between two notes of progress
SHOWN = 200  # rows of an artifact; the store has them all
DAY = 24 * 3600  # seconds: a backstop; the flows' own limit is shorter and ends them in order


def may_pass(task: Any, run: Any, state: Any) -> bool:
    """Whether a task that failed is worth another try."""
    return getattr(state.result(raise_on_failure=False), "code", None) in PASSING


@contextmanager
def recorded() -> Iterator[None]:
    """Around the whole of a flow."""
    if runtime.deployment.id:
        end_with_parent()  # not to go on when the worker that started it is gone
    with reconcile.alive(runtime.flow_run.id), _progress():
        with suppress(Exception), get_client(sync_client=True) as client:  # records can be put in order another time
            reconcile.close_dead(client)
            if deployment := runtime.deployment.id:
                reconcile.merge_missed(client, UUID(deployment), keep=0)  # this run makes up for them
        yield


@contextmanager
def _progress() -> Iterator[None]:
    """Show how far the run is as an artifact and in its log, and go on telling whoever was told before."""
    told, logger = report.get(), get_run_logger()
    artifact: UUID | None = None
    last = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal artifact, last
        told(done, total)
        if total and (done >= total or time.monotonic() - last > EVERY):
            last = time.monotonic()
            with suppress(Exception):  # never a reason to fail
                logger.info("已读 %d / %d 个文件", done, total)
                share = round(100 * done / total, 1)
                if artifact is None:
                    artifact = create_progress_artifact(share, key="gouji-progress", description="读文件的进度")
                else:
                    update_progress_artifact(artifact, share)

    token = report.set(show)
    try:
        yield
    finally:
        report.reset(token)


def desk(path: str = "") -> str:
    """An address in the desk; empty when it is not known where the desk is."""
    base = os.environ.get("GOUJI_DESK_URL", "").rstrip("/")
    return base and f"{base}/{path}"


def linked(text: str, path: str) -> str:
    """``text`` as a link into the desk, where one is known."""
    address = desk(path)
    return f"[{text}]({address})" if address else text


def summarise(title: str, counts: Sequence[tuple[str, Any]], notes: Sequence[str] = (), heads: tuple[str, str] = ("项目", "数量")) -> None:
    """The artifact that is read first."""
    lines = [f"### {title}", "", f"| {heads[0]} | {heads[1]} |", "|---|---:|", *(f"| {name} | {value} |" for name, value in counts), "", *notes]
    create_markdown_artifact(key="gouji-summary", markdown="\n".join(lines), description=title)


def show_flags(flags: Sequence[dict[str, Any]]) -> None:
    """The flags that a run opened, errors first (rows of :func:`flows.opened.details`)."""
    from outputs.labels import SEVERITIES

    rows = [
        {"程度": SEVERITIES[f["severity"]], "说明": linked(f["message"], f"flags/{f['fingerprint']}"), "算式": f["equation"],
         "出处": f"{f['path']}《{f['title']}》" if f["title"] else f["path"], "规则": f["rule"]} for f in flags[:SHOWN]
    ]  # fmt: skip
    if rows:
        create_table_artifact(key="gouji-flags", table=rows, description=f"本次新出现的疑点 {len(flags)} 条" + (f"，列出前 {SHOWN} 条" if len(flags) > SHOWN else ""))
    else:
        create_markdown_artifact(key="gouji-flags", markdown="本次没有新的疑点。", description="本次新出现的疑点")


def show_quarantine(rows: Sequence[dict[str, str]], total: int) -> None:
    if rows:
        create_table_artifact(key="gouji-quarantine", table=list(rows), description=f"隔离文件 {total} 个")


def inform(notice: notify.Notice | None) -> None:
    """Send a notice; what cannot be sent is logged and fails nothing."""
    for problem in notify.send(notice):
        get_logger("flow_runs").warning("通知没有发出：%s", problem)


def on_end(what: str) -> dict[str, list[Callable[..., None]]]:
    """Hooks of a flow called ``what`` in Chinese: whoever is to be told learns of a failure."""

    def tell(flow: Any, flow_run: Any, state: Any) -> None:  # called by these names, by the worker too when the process was killed
        error = state.result(raise_on_failure=False) if state.is_failed() else None
        reason = str(complaint(error)).removeprefix("gouji: ") if isinstance(error, Exception) else state.message or state.name
        pages = os.environ.get("PREFECT_UI_URL", "")
        inform(notify.failure(what, flow_run.name, reason, pages and f"{pages}/runs/flow-run/{flow_run.id}"))

    return {"on_failure": [tell], "on_crashed": [tell]}
