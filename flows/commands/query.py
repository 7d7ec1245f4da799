"""``gouji query`` and ``gouji tables``: read-only SQL, and what there is to ask for."""

from __future__ import annotations

import click

from flows.commands.options import output_format, store
from flows.commands.show import show
from flows.messages import _


@click.command(
    help=_('Run one read-only SQL statement over the store, e.g. gouji query "SELECT measure, text FROM figures LIMIT 10". Tables: gouji tables.'),
    short_help=_("Read-only SQL over the store."),
)
@click.argument("sql")
@store
@output_format("table", "csv", "json")
@click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True, help=_("Most rows to print."))
@click.option("--seconds", type=click.FloatRange(0.1), default=10, show_default=True, help=_("Time limit."))
def query(sql: str, store: str, format_: str, limit: int, seconds: float) -> None:
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        result = opened.query(sql, limit, seconds)
    show(format_, result.columns, result.rows)
    if result.truncated:
        click.echo(_("Only the first {limit} rows are shown; --limit shows more.").format(limit=limit), err=True)


@click.command(help=_("List the tables and what each column means; NAME: one table only."), short_help=_("The tables and their columns."))
@click.argument("name", required=False)
@output_format("table", "csv", "json")
def tables(name: str | None, format_: str) -> None:
    from flows.jsonl import dumps
    from outputs.query import known_table
    from outputs.query import tables as contract

    wanted = [t for t in contract() if name is None or t["table"] == known_table(name).name]
    if format_ == "json":
        click.echo(dumps(wanted))
        return
    heads = (_("column"), _("type"), _("heading"), _("meaning"))
    if format_ == "csv":
        show("csv", (_("table"), *heads), [(t["table"], *(c[k] for k in ("column", "type", "heading", "meaning"))) for t in wanted for c in t["columns"]])
        return
    for table in wanted:
        click.echo(f"{table['table']}  {table['heading']}：{table['meaning']}")
        show("table", heads, [[c[k] for k in ("column", "type", "heading", "meaning")] for c in table["columns"]])
        click.echo()
