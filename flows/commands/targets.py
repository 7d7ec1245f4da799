"""``gouji targets``: what was aimed at and how far it has come."""

from __future__ import annotations

from datetime import date

import click

from flows.commands.options import Day, output_format, store
from flows.commands.show import show, show_objects
from flows.messages import _

COLUMNS = ("status", "deadline", "owner", "measure", "comparator", "text", "file", "title")


@click.command(help=_("List the targets with owner, deadline, latest progress and status."), short_help=_("Targets and how far they have come."))
@store
@click.option("--status", type=click.Choice(["open", "on-track", "met", "missed", "overdue", "revised", "all"]), default="all", show_default=True, help=_("Only these."))
@click.option("--as-of", type=Day(), help=_("The day that statuses are told for; default: today."))
@output_format("table", "jsonl", "csv")
def targets(store: str, status: str, as_of: date | None, format_: str) -> None:
    from flows.messages import chinese
    from outputs.store import Store
    from outputs.tracker import STATUSES

    with Store.open(store, create=False) as opened:
        found = opened.targets(as_of=as_of, status=status)
    if format_ == "jsonl":
        show_objects(found)
        return
    words = STATUSES if chinese() and format_ == "table" else {}
    heads = (_("status"), _("deadline"), _("owner"), _("target"), _("progress"), _("file")) if format_ == "table" else (*COLUMNS[:-2], "progress", "file")
    rows = []
    for t in found:
        progress = f"{t['progress'].get('arithmetic') or t['progress']['text']} ({t['progress']['issued'] or '?'})" if t["progress"] else ""
        told = [words.get(t["status"], t["status"]), t["deadline"] or t["deadline_text"], t["owner"]]
        aim = [f"{t['observed'] or t['measure'] or ''} {t['text']}"] if format_ == "table" else [t["measure"], t["comparator"], t["text"]]
        rows.append([*told, *aim, progress, t["file"]])
    show(format_, heads, rows)
