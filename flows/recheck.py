"""The Prefect flow ``gouji-recheck``: check everything in the store again."""

from __future__ import annotations

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import notify, opened, parameters, rechecking, series
from flows.ingest import ingest
from flows.recorded import DAY, RETRIES, desk, inform, linked, may_pass, on_end, recorded, show_flags, summarise
from outputs.store import Store


@task(name="compare-bulletins", cache_policy=NO_CACHE, retry_condition_fn=may_pass, **RETRIES)
def compare(run: Any) -> int:
    return series.recheck(run)


@flow(name="gouji-recheck", flow_run_name="重新核对", description="把库中全部简报重新核对一遍。", validate_parameters=True, timeout_seconds=DAY, **on_end("重新核对"))
def recheck(
    store: parameters.StoreAt, out: parameters.Out, reread: parameters.Reread = False, workers: parameters.Workers = None, wait: parameters.Wait = 30
) -> dict[str, Any]:
    """Check all series across bulletins again; ``reread``: read the bulletins from their files again before, as the ``gouji-ingest`` flow does."""
    with recorded():
        before = opened.open_flags_at(store)
        if reread and (files := rechecking.known_files(store)):
            ingest(files, store, out, workers, force=True, wait=wait)
        done = rechecking.recheck(store, wait, compare)
        with Store.open(store, create=False) as there:
            now = opened.open_flags(there)
            flags = opened.details(there, now - before)
        counts = [("跨期序列", done.series), ("新疑点", len(flags)), ("不再成立的疑点", len(before - now)), ("待核疑点", len(now))]
        summarise("重新核对的结果", counts, [f"运行编号 `{done.run}`。", *([linked("审核疑点", "flags")] if desk() else [])])
        show_flags(flags)
        if not reread:  # reading has told already
            inform(notify.new_errors([f for f in flags if f["severity"] == "error"], done.run, desk("flags")))
        return {"run": done.run, "series": done.series, "flags_opened": len(flags), "flags_open": len(now)}
