"""A run on record that outlives its recorder: when the Prefect server is lost on the way, what is left of the work is done without a record."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from dataclasses import fields
from typing import Any

from flows import tracking
from flows.ingestion import Request, Summary, travel
from flows.passwords import without_password

COUNTED = ("new", "updated", "flags_opened")
"""What a file or a flag is once; a file that is set aside is so in both runs."""


def travel_recorded(request: Request) -> tuple[Summary, bool]:
    """The summary of a recorded run, and whether the record is whole. Raises what :func:`flows.ingestion.travel` does."""
    from flows.ingest import ingest as flow

    logging.raiseExceptions = False  # what cannot be sent to a lost server is not told line by line
    before = _latest(request)
    asked = {f.name: getattr(request, f.name) for f in fields(request)}
    try:
        return flow(**asked | {"paths": list(request.paths), "store": without_password(request.store)}), True
    except Exception as error:
        if isinstance(getattr(error, "code", None), str) or tracking.answers(os.environ["PREFECT_API_URL"]):
            raise  # our own refusals, and whatever else is not the server's silence
    tracking.forget()
    begun = _latest(request)
    return _rest(request, begun if begun != before and begun and begun["pid"] == os.getpid() else None), False


def _latest(request: Request) -> dict[str, Any] | None:
    from outputs.errors import StoreError
    from outputs.store import Store

    try:
        with Store.open(request.store, create=False) as store:
            return next(iter(store.runs(1)), None)
    except StoreError:
        return None


def _rest(request: Request, run: dict[str, Any] | None) -> Summary:
    """Run again, which reads only what is missing; the counts are those of both. ``run``: what is on record of the first."""
    done = travel(request)
    if run:
        done["unchanged"] -= run["new"] + run["updated"]
        for key in COUNTED:
            done[key] += run[key]
        written: Counter[str] = Counter(json.loads(run["tables_written"] or "{}"))
        done["tables"] = {table: rows + written[table] for table, rows in done["tables"].items()}
    done["unchanged"] = max(0, done["unchanged"])
    return done
