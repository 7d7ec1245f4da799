"""The Prefect flow ``gouji-ingest``: the steps of :mod:`flows.ingestion` as recorded tasks, one per batch of files, with artifacts to read afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows import finding, ingestion
from flows.ingestion import Reader, Request, Steps, Summary
from flows.summary import counts, flag_rows, problem_rows

PASSING = {"store-busy", "store-lost"}  # what may work in a moment
SHOWN = 200  # rows of an artifact; the store has them all


def _may_pass(task: Any, run: Any, state: Any) -> bool:
    error = state.result(raise_on_failure=False)
    return getattr(error, "code", None) in PASSING


@task(name="find", cache_policy=NO_CACHE)
def find(paths: Sequence[str], since: datetime | None) -> list[str]:
    return finding.find(paths, since)


@task(
    name="read-extract-check-store",
    task_run_name="batch-{number}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_may_pass,
)
def read(reader: Reader, files: Sequence[str], number: int) -> int:
    return reader.read(files)


@task(name="compare-bulletins", cache_policy=NO_CACHE)
def compare(reader: Reader) -> int:
    return ingestion.compare(reader)


@task(name="publish", cache_policy=NO_CACHE)
def publish(reader: Reader, out: str) -> list[str]:
    return ingestion.publish(reader, out)


@task(name="tell", cache_policy=NO_CACHE)
def tell(reader: Reader, summary: Summary) -> None:
    """The run's artifacts: what it did, the open flags, the files set aside. In Chinese, for the Prefect UI."""
    create_table_artifact(key="gouji-summary", table=[{"项目": name, "数量": value} for name, value in counts(summary)], description=f"运行 {summary['run']}")
    flags, problems = flag_rows(reader.store, SHOWN), problem_rows(reader.problems[:SHOWN])
    if flags:
        create_table_artifact(key="gouji-flags", table=flags, description=f"待核疑点 {summary['flags_open']} 条")
    else:
        create_markdown_artifact(key="gouji-flags", markdown="没有待核的疑点。")
    if problems:
        create_table_artifact(key="gouji-quarantine", table=problems, description=f"隔离文件 {summary['quarantined']} 个")


RECORDED = Steps(find, read, compare, publish, tell)


@flow(name="gouji-ingest", validate_parameters=True)
def ingest(
    paths: list[str],
    store: str,
    out: str,
    workers: int | None = None,
    since: datetime | None = None,
    force: bool = False,
    again: bool = False,
    engine: Literal["local", "dask"] = "local",
    address: str | None = None,
) -> dict[str, Any]:
    """Read bulletins into the store and publish the tables. The parameters are those of :class:`flows.ingestion.Request`."""
    return ingestion.travel(Request(paths, store, out, workers, since, force, again, engine, address), RECORDED)
