"""``gouji organisations``: the registry of organisations listed, written as a CSV to edit, and read back."""

from __future__ import annotations

from pathlib import Path

import click

from flows.commands.options import output_format, store
from flows.commands.show import show, show_objects
from flows.errors import Failure
from flows.messages import _

COLUMNS = ("name", "type", "level", "division", "parent", "valid_from", "valid_to", "aliases", "mentions", "id")


@click.group(
    help=_("The registry of organisations: list it, export it as a CSV to edit, import the edited CSV."), short_help=_("The registry of organisations.")
)
def organisations() -> None:
    """The group; its help text is given above because it is translated."""


@organisations.command("list", help=_("List the organisations with level, division, years and spellings."), short_help=_("List the organisations."))
@click.option("--name", metavar="TEXT", help=_("Only those whose name or spelling contains this."))
@store
@output_format("table", "jsonl", "csv")
def list_(name: str | None, store: str, format_: str) -> None:
    from flows.messages import chinese
    from outputs.labels import LEVELS, ORGANISATION_TYPES
    from outputs.registry import entries
    from outputs.schema_organisations import ORGANISATIONS
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        found = entries(opened, name)
    if format_ == "jsonl":
        show_objects(found)
        return
    told = format_ == "table" and chinese()
    heads = [ORGANISATIONS.column(c).heading if told else c for c in COLUMNS]
    words = ORGANISATION_TYPES | LEVELS if told else {}
    show(format_, heads, [[words.get(row[c], row[c]) if c in ("type", "level") else row[c] for c in COLUMNS] for row in found])


@organisations.command(help=_("Write the registry to a CSV FILE that people edit ('-': standard output)."), short_help=_("Write a CSV to edit."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", metavar="TEXT", help=_("Only those whose name or spelling contains this."))
@store
def export(file: Path, name: str | None, store: str) -> None:
    from flows.organisations_csv import written
    from outputs.registry import entries
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        found = entries(opened, name)
    if str(file) == "-":
        click.echo(written(found), nl=False)
        return
    file.write_text(written(found), "utf-8-sig", newline="")  # the mark makes spreadsheets read it as UTF-8
    click.echo(_("{count} organisations written to {file}. Edit it, then: gouji organisations import {file} --by NAME").format(count=len(found), file=file))


@organisations.command(
    "import",
    help=_(
        "Take over what was changed in an edited CSV FILE: name, type, spellings, years and so on. A row with an empty id makes an entry, which takes its name "
        "and spellings out of others (split); an id or name in the last-but-one column merges a row into that entry. Nothing is taken over if a row is wrong."
    ),
    short_help=_("Take over an edited CSV."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", required=True, metavar="NAME", help=_("Who decides."))
@store
def import_(file: Path, by: str, store: str) -> None:
    from flows.organisations_csv import Comparison, read
    from flows.rows import registry_columns
    from outputs.registry import decide, entries
    from outputs.store import Store

    edited, wrong = read(file)
    with Store.open(store, create=False) as opened:
        if not wrong:
            compared = Comparison(file, edited, entries(opened))
            wrong = compared.wrong
        if wrong:
            for complaint in wrong:
                click.echo(str(complaint), err=True)
            raise Failure(str(file), "import-refused", _("{count} mistakes, nothing was taken over").format(count=len(wrong)), _("mend the lines named above"))
        if compared.changes:
            decide(opened, compared.changes, by, registry_columns)
    click.echo(_("{count} changes taken over.").format(count=len(compared.changes)))
