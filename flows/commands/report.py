"""``gouji report``: a printable report on a bulletin, a run or a body."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands.options import store
from flows.messages import _

if TYPE_CHECKING:
    from outputs.desk.reports.gathering import Report

FORMATS = ("pdf", "html", "json")


@click.command(help=_("Write a report on one bulletin, run or body to FILE: its flags, decisions and coverage."), short_help=_("A printable report."))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--document", metavar="ID", help=_("The bulletin, by its id (gouji query \"SELECT id, path FROM documents\")."))
@click.option("--run", metavar="ID", help=_("The run, by its id."))
@click.option("--body", metavar="NAME", help=_("The body, by its full name."))
@click.option("--format", "format_", type=click.Choice(FORMATS), help=_("Format of the file; default: what the name of FILE ends with, else pdf."))
@store
def report(file: Path, document: str | None, run: str | None, body: str | None, format_: str | None, store: str) -> None:
    from outputs.desk.problems import Problem
    from outputs.desk.reports.gathering import report as gather
    from outputs.errors import StoreError, one_line
    from outputs.export import published
    from outputs.store import Store

    asked = [(kind, key) for kind, key in (("documents", document), ("runs", run), ("bodies", body)) if key]
    if len(asked) != 1:
        raise click.UsageError(_("Give one of --document, --run and --body."))
    with Store.open(store, create=False) as opened:
        try:
            made = gather(opened, *asked[0])
        except Problem as problem:
            raise StoreError("unknown-document", name=asked[0][1]) from problem
        content = _written(made, format_ or file.suffix.lower().lstrip("."))
        try:
            with published(file) as part:
                part.write_bytes(content)
        except OSError as error:
            raise StoreError("export-unwritable", path=file, cause=one_line(error)) from error
    click.echo(str(file))


def _written(made: Report, format_: str) -> bytes:
    if format_ == "json":
        return json.dumps(made.plain(), ensure_ascii=False, indent=1).encode()
    if format_ == "html":
        from outputs.desk.reports.html import html

        return html(made).encode()
    from outputs.desk.reports.pdf import pdf

    return pdf(made)
