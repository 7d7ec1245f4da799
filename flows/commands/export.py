"""``gouji export``: the tables as files."""

from __future__ import annotations

import click

from flows.commands.options import store
from flows.messages import _


@click.command(help=_("Write the tables into DIR, with Chinese headings."), short_help=_("The tables as xlsx, csv, parquet or jsonl."))
@click.option("--format", "formats", type=click.Choice(["xlsx", "csv", "parquet", "jsonl"]), multiple=True, required=True, help=_("May be given several times."))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@store
def export(formats: tuple[str, ...], folder: str, store: str) -> None:
    from outputs.export import export as write
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        for path in write(opened, folder, formats):
            click.echo(path)
