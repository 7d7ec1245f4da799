"""``gouji withdraw``: take a file's document out of force, with all that was read from it, on record."""

from __future__ import annotations

import click

from flows.commands.options import beside, store
from flows.messages import _


@click.command(
    help=_(
        "Take a document out of the tables, with everything that was read from it. PATH|DOCUMENT: where the file lies or lay, or its number. The rows stay as "
        "history (status withdrawn), who asked and why is kept with the run, and the same content stays out of later runs unless they have --force."
    ),
    short_help=_("Take a document out again."),
)
@click.argument("what", metavar="PATH|DOCUMENT")
@click.option("--by", required=True, metavar="NAME", help=_("Who decides."))
@click.option("--reason", required=True, metavar="TEXT", help=_("Why."))
@click.option("--erase", is_flag=True, help=_("The text and the earlier versions too, for good: --force does not bring it back. The record of it stays."))
@click.option("--out", metavar="DIR", help=_("Folder for the exports; default: beside the store."))
@store
def withdraw(what: str, by: str, reason: str, erase: bool, out: str | None, store: str) -> None:
    from flows.withdrawal import withdraw as take_out
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        taken = take_out(opened, what, by, reason, out or beside(store), erase)
    if erase:
        click.echo(_("Erased: {path} ({document}), recorded in run {run}.").format(path=taken.path, document=taken.document, run=taken.run))
        return
    click.echo(_("Withdrawn: {path} ({document}), recorded in run {run}.").format(path=taken.path, document=taken.document, run=taken.run))
