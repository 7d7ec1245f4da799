"""The Prefect flow ``gouji-nightly``: ingest, recheck, publish, one after the other."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows import parameters, rechecking
from flows.errors import Failure
from flows.ingest import ingest
from flows.messages import _
from flows.publish import publish
from flows.recheck import recheck
from flows.recorded import DAY, on_end, recorded


@flow(name="gouji-nightly", flow_run_name="每夜", description="读入、重新核对、发布。", validate_parameters=True, timeout_seconds=DAY, **on_end("每夜任务"))
def nightly(
    store: parameters.StoreAt,
    out: parameters.Out,
    paths: parameters.KnownPaths = [],  # noqa: B006
    workers: parameters.Workers = None,
    formats: parameters.Formats = ["csv", "parquet", "xlsx"],  # noqa: B006
    wait: parameters.Wait = 30,
    hours: parameters.Hours = 12,
) -> dict[str, Any]:
    """All of it; ``paths`` empty: what was read before. Raises :class:`Failure` ``nothing-known`` when nothing was."""
    with recorded():
        asked = paths or rechecking.known_inputs(store)
        if not asked:
            raise Failure(store, "nothing-known", _("nothing has been read into it yet"), _("give the flow's parameter paths, or run gouji ingest FOLDER first"))
        read = ingest(asked, store, out, workers, wait=wait, hours=hours)
        checked = recheck(store, out, wait=wait)
        written = publish(store, out, formats)
        return {"run": read["run"], "new": read["new"], "updated": read["updated"], "flags_open": checked["flags_open"], "files": len(written)}
