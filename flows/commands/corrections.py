"""``gouji corrections``: what people mended by hand, and the sentences it annotates."""

from __future__ import annotations

import json
from pathlib import Path

import click

from flows.commands.options import output_format, store
from flows.commands.show import show, show_objects
from flows.messages import _

KEYS = ("id", "kind", "document", "start", "end", "text", "action", "reading", "note", "corrected_by", "corrected_at")


@click.group(help=_("Corrections made by hand at the desk: list them, export the articles they are about."), short_help=_("Corrections made by hand."))
def corrections() -> None:
    """The group; its help text is given above because it is translated."""


@corrections.command("list", help=_("List the corrections that hold, the latest first."), short_help=_("List the corrections."))
@store
@output_format("table", "jsonl", "csv")
def list_(store: str, format_: str) -> None:
    from outputs.corrections import holding
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        found = holding(opened, limit=1_000_000)
    if format_ == "jsonl":
        show_objects({key: row[key] for key in KEYS} for row in found)
    else:
        show(format_, KEYS, [[json.dumps(row[key], ensure_ascii=False) if key == "reading" else row[key] for key in KEYS] for row in found])


@corrections.command(help=_("Write the corrected articles to FILE as annotated text (JSON Lines)."), short_help=_("Annotated articles."))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@store
def export(file: Path, store: str) -> None:
    from outputs.desk.correct.annotated import lines
    from outputs.errors import StoreError, one_line
    from outputs.export import published
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        try:
            with published(file) as part:
                part.write_text("".join(f"{line}\n" for line in lines(opened)), "utf-8")
        except OSError as error:
            raise StoreError("export-unwritable", path=file, cause=one_line(error)) from error
    click.echo(str(file))
