"""What a run did, for people: the counts, the flags that wait, the files set aside, and where to look."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flows.columns import lines
from flows.commands.options import DEFAULT_STORE
from flows.errors import Complaint
from flows.messages import _, chinese
from outputs.labels import SEVERITIES
from outputs.schema import TABLES
from outputs.store import Store

KEYS = ("run", "new", "unchanged", "updated", "quarantined", "tables", "flags_opened", "flags_open", "store", "out", "seconds")
"""The keys of ``gouji ingest --json``, in order."""
SHOWN = 5  # problems that are listed; the store has them all


def counts(summary: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """What is counted, each with its name: documents, rows per table, flags."""
    yield _("documents new"), summary["new"]
    yield _("documents unchanged"), summary["unchanged"]
    yield _("documents updated"), summary["updated"]
    yield _("files quarantined"), summary["quarantined"]
    for table, rows in summary["tables"].items():
        yield _("rows written: {table}").format(table=table_name(table)), rows
    yield _("flags opened"), summary["flags_opened"]
    yield _("flags open in all"), summary["flags_open"]


def table_name(table: str) -> str:
    return TABLES[table].heading if chinese() else table


def flag_rows(store: Store, limit: int) -> list[dict[str, str]]:
    """Open flags as rows for people."""
    return [
        {
            _("severity"): SEVERITIES[flag["severity"]] if chinese() else flag["severity"],
            _("check"): flag["check"],
            _("what"): flag["message"],
            _("where"): f"{flag['evidence'][0]['file']} #{flag['evidence'][0]['article']}" if flag["evidence"] else "",
        }
        for flag in store.flags()[:limit]
    ]


def problem_rows(problems: Iterable[Complaint]) -> list[dict[str, str]]:
    return [{_("file"): p.subject, _("code"): p.code, _("reason"): p.reason, _("to mend"): p.remedy} for p in problems]


def text(summary: dict[str, Any], problems: list[Complaint], record: str = "") -> Iterator[str]:
    """The lines that ``gouji ingest`` ends with. ``record``: where Prefect's record can be seen, or why there is none."""
    yield _("Done in {seconds:.1f} s. Run {run}").format(seconds=summary["seconds"], run=summary["run"])
    yield _("Documents: {new} new, {unchanged} unchanged, {updated} updated, {quarantined} quarantined").format(**summary)
    if any(summary["tables"].values()):
        yield _("Rows written: {rows}").format(rows=_(", ").join(f"{table_name(t)} {n}" for t, n in summary["tables"].items() if n))
    yield _("Flags: {flags_opened} opened by this run, {flags_open} open in all").format(**summary)
    if summary.get("warned"):
        yield _("{warned} documents have damaged bytes, an uncertain encoding or hardly a bulletin in them: gouji query \"SELECT path, warnings FROM documents WHERE warnings <> ''\"").format(**summary)
    for problem in problems[:SHOWN]:
        yield f"  {str(problem).removeprefix('gouji: ')}"
    if len(problems) > SHOWN:
        yield _("  … and {count} more: gouji query \"SELECT path, code, reason FROM quarantine WHERE status = 'open'\"").format(count=len(problems) - SHOWN)
    yield _("Where to look:")
    yield from (f"  {line}" for line in lines(("", ""), list(_places(summary, record)))[2:])


def _places(summary: dict[str, Any], record: str) -> Iterator[tuple[str, str]]:
    out, gouji, store = Path(summary["out"]), _command(), _store_option(summary["store"])
    yield _("workbook"), str(out / "gouji.xlsx")
    yield _("tables"), f"{out / '*.csv'}  {out / '*.parquet'}"
    yield _("store"), summary["store"]
    yield _("flags, one by one"), f"{gouji} flags{store}"
    yield _("ask the tables"), f'{gouji} query{store} "SELECT measure, text FROM figures LIMIT 10"'
    if record:
        yield _("Prefect's record"), record


def _command() -> str:
    """How this program is called from here: by name where that is found, else by its path."""
    called = sys.argv[0]
    return called if Path(called).name == "gouji" and not shutil.which("gouji") else "gouji"


def _store_option(url: str) -> str:
    """``--store`` for the commands to come, unless they would take this store anyway."""
    default = os.environ.get("GOUJI_STORE", DEFAULT_STORE)
    return "" if url == default or _file(url) == _file(default) else f" --store {url}"


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///")).absolute()
