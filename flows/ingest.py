"""The Prefect flow ``gouji-ingest``: the steps of :mod:`flows.ingestion` as recorded tasks, one per batch of files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import finding, ingestion, notify, opened, parameters
from flows.errors import Failure
from flows.ingestion import Reader, Request, Steps, Summary
from flows.messages import _
from flows.recorded import DAY, RETRIES, SHOWN, desk, inform, linked, may_pass, on_end, recorded, show_flags, show_quarantine, summarise
from flows.summary import counts, problem_rows

PATIENT: dict[str, Any] = {"cache_policy": NO_CACHE, "retry_condition_fn": may_pass, **RETRIES}


@task(name="find", **PATIENT)
def find(paths: Sequence[str], since: datetime | None) -> list[str]:
    return finding.find(paths, since)


@task(name="read-extract-check-store", task_run_name="batch-{number}", **PATIENT)
def read(reader: Reader, files: Sequence[str], number: int) -> int:
    return reader.read(files)


@task(name="compare-bulletins", **PATIENT)
def compare(reader: Reader) -> int:
    return ingestion.compare(reader)


@task(name="publish", **PATIENT)
def publish(reader: Reader, out: str) -> list[str]:
    return ingestion.publish(reader, out)


@task(name="tell", cache_policy=NO_CACHE)
def tell(before: frozenset[str], reader: Reader, summary: Summary) -> None:
    """The run's artifacts, and a word to whoever wants to know of new errors."""
    flags = opened.details(reader.store, opened.open_flags(reader.store) - before)
    notes = [f"运行编号 `{summary['run']}`，用时 {summary['seconds']:.0f} 秒；表格在 `{summary['out']}`。"]
    if desk():
        notes.append("、".join((linked("审核疑点", "flags"), linked("工作台", ""))))
    summarise("录入结果", list(counts(summary)), notes)
    show_flags(flags)
    show_quarantine(problem_rows(reader.problems[:SHOWN]), summary["quarantined"])
    inform(notify.new_errors([f for f in flags if f["severity"] == "error"], summary["run"], desk("flags")))


def until(end: float, reader: Reader, files: Sequence[str], number: int) -> int:
    """Read one more batch unless the time is over."""
    if time.monotonic() > end:
        raise Failure(f"batch-{number}", "time-limit", _("the run's time limit is over"), _("what was read is in the store; the next run goes on from there"))
    return read(reader, files, number)


@flow(name="gouji-ingest", flow_run_name="录入", description="读入简报、核对、发布表格。", validate_parameters=True, timeout_seconds=DAY, **on_end("录入"))
def ingest(
    paths: parameters.Paths,
    store: parameters.StoreAt,
    out: parameters.Out,
    workers: parameters.Workers = None,
    since: parameters.Since = None,
    force: parameters.Force = False,
    again: parameters.Again = False,
    engine: parameters.Engine = "local",
    address: parameters.Address = None,
    wait: parameters.Wait = 30,
    hours: parameters.Hours = 12,
) -> dict[str, Any]:
    """Read bulletins into the store and publish the tables. ``wait``: minutes; the others as in :class:`flows.ingestion.Request`."""
    with recorded():
        steps = Steps(find, partial(until, time.monotonic() + hours * 3600), compare, publish, partial(tell, opened.open_flags_at(store)))
        return ingestion.travel(Request(paths, store, out, workers, since, force, again, engine, address, wait), steps)
