"""Withdrawing: one document out of force with its facts, its series checked again, the exports written anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from flows.errors import Failure
from flows.messages import _
from flows.version import pipeline
from outputs.errors import StoreError
from outputs.store import Store

_NUMBER = re.compile(r"[0-9a-f]{16}(?:[0-9a-f]{48})?")


class Withdrawn(NamedTuple):
    """``document``: its id; ``path``: where it stood; ``run``: the run whose record says who withdrew it and why."""

    document: str
    path: str
    run: str


def withdraw(store: Store, what: str, by: str, reason: str, out: str, erase: bool = False) -> Withdrawn:
    """Take the document at a path, or with an id or sha256, out of force. ``out``: where the exports lie; they are renewed if they are there.
    ``erase``: its text and its earlier versions too, for good.

    Raises :class:`StoreError` ``unknown-document`` and :class:`Failure` ``already-withdrawn``, ``already-erased``.
    """
    from flows.reprints import link
    from flows.series import recheck
    from outputs.export import export

    document, path, status = _find(store, what)
    if status == "erased":
        raise Failure(what, "already-erased", _("it has been erased before"), _("only its record is left"))
    if status == "withdrawn" and not erase:
        raise Failure(what, "already-withdrawn", _("it has been withdrawn before"), _("gouji ingest --force reads it again"))
    with store.run(pipeline(), [path]) as run:
        if erase:
            run.erase(document, f"{by}：{reason}")
        else:
            run.withdraw(document, f"{by}：{reason}")
        link(run)
        recheck(run)
    if Path(out, "gouji.xlsx").exists():
        export(store, out)
    return Withdrawn(document, path, run.id)


def _find(store: Store, what: str) -> tuple[str, str, str]:
    if _NUMBER.fullmatch(what):
        rows = store.read("SELECT id, path, status FROM documents WHERE id = :id", id=what[:16])
    else:
        order = "CASE f.status WHEN 'current' THEN 0 ELSE 1 END, CASE d.status WHEN 'current' THEN 0 ELSE 1 END, d.ingested DESC"
        found = "SELECT d.id, f.path, d.status FROM files f JOIN documents d ON d.id = f.document WHERE f.path = :path ORDER BY " + order
        named = (what, str(Path(what).absolute())) if "://" not in what else (what,)
        rows = next((rows for path in named if (rows := store.read(found, path=path))), [])
    if not rows:
        raise StoreError("unknown-document", name=what)
    return rows[0]["id"], rows[0]["path"], rows[0]["status"]
