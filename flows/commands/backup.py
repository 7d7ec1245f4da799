"""``gouji backup`` and ``gouji restore``."""

from __future__ import annotations

import click

from flows.commands.options import store
from flows.errors import Failure
from flows.messages import _


@click.command(
    help=_("Copy the store, decisions and users into a new folder under DIR. Runs and auditors need not stop meanwhile."),
    short_help=_("A copy of store and decisions."),
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@store
@click.option("--keep", type=click.IntRange(1), metavar="N", help=_("Afterwards remove all but the latest N copies of this store from DIR."))
def backup(folder: str, store: str, keep: int | None) -> None:
    from importlib.metadata import version

    from outputs import backup as b

    made = b.backup(store, folder, version("gouji"))
    b.check(made)
    click.echo(_("Copied: {path}").format(path=made))
    for path in b.prune(folder, store, keep) if keep else ():
        click.echo(_("Removed: {name}").format(name=path))


@click.command(
    help=_("Put the copy at DIR, made by gouji backup, in the place of the store. What lies there is kept aside; nothing is thrown away."),
    short_help=_("Put a copy back."),
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, exists=True))
@store
@click.option("--tables-only", is_flag=True, help=_("Leave decisions and users as they are."))
def restore(folder: str, store: str, tables_only: bool) -> None:
    from flows.service.home import Home
    from outputs import backup as b
    from outputs.store import Store

    if Home.here().is_up():
        raise Failure(str(folder), "service-up", _("the service of this folder is up and has the store open"), "gouji down")
    aside = b.restore(folder, store, tables_only)
    with Store.open(store, create=False) as opened:  # brings a copy of an earlier version up to date
        documents = opened.count("documents")
    click.echo(_("Restored: {store}, {documents} documents").format(store=store, documents=documents))
    for path in aside:
        click.echo(_("Kept aside: {path}").format(path=path))
