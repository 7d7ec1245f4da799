"""``gouji issues`` and ``gouji rules``: the numbering of a publisher's issues, and the rules that auditors made of dismissals."""

from __future__ import annotations

import click

from flows.commands.options import output_format, store
from flows.commands.show import show, show_objects
from flows.messages import _


@click.command(help=_("List gaps, doubles and disorder in the numbers of a publisher's issues."), short_help=_("Missing and doubled issues."))
@store
@output_format("table", "jsonl", "csv")
def issues(store: str, format_: str) -> None:
    from flows.messages import chinese
    from outputs.numbering import KINDS, SERIES, numbering
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        found = numbering(opened)
    if format_ == "jsonl":
        show_objects(found)
        return
    words = KINDS | SERIES if chinese() and format_ == "table" else {}
    heads = (_("publisher"), _("series"), _("year"), _("kind"), _("numbers"), _("between"), _("candidates"))
    rows = [
        [f["publisher"], words.get(f["series"], f["series"]), f["year"], words.get(f["kind"], f["kind"]), " ".join(map(str, f["numbers"])),
         " ".join(f["between"]), " ".join(f["candidates"])] for f in found
    ]  # fmt: skip
    show(format_, heads if format_ == "table" else ("publisher", "series", "year", "kind", "numbers", "between", "candidates"), rows)


@click.command(help=_("List the rules that were made of dismissals, or take one back."), short_help=_("Rules made of dismissals."))
@click.option("--remove", metavar="NAME", help=_("Take this rule back; what it alone kept silent is open again."))
@click.option("--by", metavar="NAME", help=_("Who decides."))
@store
@output_format("table", "jsonl", "csv")
def rules(remove: str | None, by: str | None, store: str, format_: str) -> None:
    from outputs import exemptions
    from outputs.store import Store

    if remove and not by:
        raise click.UsageError(_("--remove needs --by NAME."))
    with Store.open(store, create=False) as opened:
        if remove and by:
            exemptions.restore(opened, remove, by)
        found = exemptions.rules(opened)
    if format_ == "jsonl":
        show_objects(found)
        return
    columns = ("rule", "place", "measure", "reason", "note", "decided_by", "decided_at", "fingerprint")
    if format_ == "csv":
        show(format_, columns, [[r[c] for c in columns] for r in found])
        return
    from flows.messages import chinese
    from outputs.labels import CHECKS, REASONS

    checks, reasons = (CHECKS, REASONS) if chinese() else ({}, {})
    heads = (_("check"), _("place"), _("measure"), _("reason"), _("note"), _("by"), _("when"), _("rule"))
    rows = [[checks.get(r["rule"], r["rule"]), r["place"], r["measure"], reasons.get(r["reason"], r["reason"]), *(r[c] for c in columns[4:])] for r in found]
    show(format_, heads, rows)
