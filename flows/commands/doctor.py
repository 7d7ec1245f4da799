"""``gouji doctor``: a self-check of the installation."""

from __future__ import annotations

import click

from flows.commands.options import store
from flows.messages import _


@click.command(help=_("Check the installation and say how to mend what is missing."), short_help=_("Check the installation."))
@store
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object per line."))
def doctor(store: str, as_json: bool) -> None:
    from dataclasses import asdict

    from flows.columns import lines
    from flows.doctor import examine
    from flows.jsonl import dumps

    found = list(examine(store))
    broken = any(f.state == "broken" for f in found)
    if as_json:
        for f in found:
            click.echo(dumps(asdict(f)))
    else:
        words = {"ok": _("fine"), "optional": _("missing, optional"), "broken": _("BROKEN")}
        for line in lines((_("What"), _("State"), _("Found"), _("To mend")), [(f.what, words[f.state], f.detail, f.remedy) for f in found]):
            click.echo(line)
        click.echo(_("Something must be mended first.") if broken else _("Gouji is ready."))
    if broken:
        raise click.exceptions.Exit(1)
