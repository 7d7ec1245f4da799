"""The Prefect flow ``gouji-publish``: the tables as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import parameters
from flows.recorded import RETRIES, may_pass, on_end, recorded, summarise

HOUR = 3600


@task(name="export", cache_policy=NO_CACHE, retry_condition_fn=may_pass, **RETRIES)
def export(store: str, out: str, formats: list[str]) -> list[str]:
    from outputs.export import export as write
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        return [str(path) for path in write(opened, out, formats)]


@flow(name="gouji-publish", flow_run_name="发布", description="把表格写成文件。", validate_parameters=True, timeout_seconds=2 * HOUR, **on_end("发布"))
def publish(store: parameters.StoreAt, out: parameters.Out, formats: parameters.Formats = ["csv", "parquet", "xlsx"]) -> list[str]:  # noqa: B006
    """Write the exports into ``out``; gives their paths."""
    with recorded():
        paths = export(store, out, list(formats))
        sizes: list[tuple[str, Any]] = [(Path(p).name, f"{Path(p).stat().st_size / 1024:,.0f} KB") for p in paths]
        summarise("发布的文件", sizes, [f"存放在 `{out}`。"], ("文件", "大小"))
        return paths
