"""``gouji quarantine``: the files that could not be read, why and what to do, and reading them again."""

from __future__ import annotations

import click

from flows.commands.options import beside, output_format, store
from flows.commands.show import show, show_objects
from flows.messages import _

KEYS = ("path", "code", "reason", "remedy", "attempts", "first_seen", "last_seen", "sha256", "run")


@click.group(help=_("The files set aside because they could not be read: list them, read them again."), short_help=_("Files that could not be read."))
def quarantine() -> None:
    """The group; its help text is given above because it is translated."""


@quarantine.command("list", help=_("List the files set aside, each with code, reason and what to do."), short_help=_("List the files set aside."))
@store
@output_format("table", "jsonl", "csv")
def list_(store: str, format_: str) -> None:
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        found = opened.quarantined()
    if format_ == "jsonl":
        show_objects({key: row[key] for key in KEYS} for row in found)
    elif format_ == "csv":
        show("csv", KEYS, [[row[key] for key in KEYS] for row in found])
    elif found:
        show("table", (_("file"), _("code"), _("reason"), _("to mend")), [[row[key] for key in KEYS[:4]] for row in found])
    else:
        click.echo(_("No file is set aside."))


@quarantine.command(
    help=_("Read the files set aside again, all or those at PATH (files, archives, folders), and tell what became of each."),
    short_help=_("Read them again."),
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@store
@click.option("--out", metavar="DIR", help=_("Folder for the exports; default: beside the store."))
@click.option("--workers", type=click.IntRange(1), metavar="N", help=_("Processes that read; default: one per core."))
@output_format("table", "jsonl", "csv")
def retry(paths: tuple[str, ...], store: str, out: str | None, workers: int | None, format_: str) -> None:
    from flows.ingestion import Request, travel
    from flows.progress import bar
    from flows.quarantine import Retried
    from flows.quarantine import retry as again

    with bar(format_ == "table"):
        found = again(Request(paths, store, out or beside(store), workers), travel)
    if format_ == "jsonl":
        show_objects(one._asdict() for one in found)
    elif format_ == "csv":
        show("csv", Retried._fields, found)
    elif found:
        fates = {"read": _("read now"), "quarantined": _("still set aside"), "gone": _("gone, off the list")}
        heads = (_("file"), _("what became of it"), _("code"), _("reason"), _("to mend"))
        show("table", heads, [[one.path, fates[one.fate], *one[2:]] for one in found])
    else:
        click.echo(_("No file is set aside."))
