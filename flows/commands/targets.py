"""``gouji targets``: what was aimed at and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from flows.commands.options import Day, output_format, store
from flows.commands.show import show, show_objects
from flows.messages import _

COLUMNS = (
    "status", "deadline", "owner", "measure", "comparator", "text", "progress", "file", "responsible", "share", "relation", "parent", "history", "reprints", "id",
)  # fmt: skip
"""The columns of csv."""
STATUSES = ("open", "on-track", "met", "missed", "overdue", "revised", "all")


@click.command(
    help=_("List the targets with owner, deadline, latest progress and status, each once; interim goals and parts below the target that they belong to."),
    short_help=_("Targets and how far they have come."),
)
@store
@click.option("--owner", default="", metavar="NAME", help=_("Only those of this body or region: a part of its name will do."))
@click.option("--measure", default="", metavar="WORDS", help=_("Only those whose measure contains these words."))
@click.option("--status", type=click.Choice(STATUSES), default="all", show_default=True, help=_("Only these."))
@click.option("--from", "first", type=Day(), help=_("Only those due on this day or later."))
@click.option("--until", "last", type=Day(), help=_("Only those due on this day or before."))
@click.option("--as-of", type=Day(), help=_("The day that statuses are told for; default: today."))
@click.option("--details", is_flag=True, help=_("With every target its history, the reports on it with their arithmetic, and where it was printed again."))
@output_format("table", "json", "jsonl", "csv")
def targets(
    store: str, owner: str, measure: str, status: str, first: date | None, last: date | None, as_of: date | None, details: bool, format_: str
) -> None:
    from flows.jsonl import dumps
    from outputs.store import Store
    from outputs.tracker import chosen

    with Store.open(store, create=False) as opened:
        found = chosen(opened.targets(as_of=as_of), status, owner, measure, first, last)
    if format_ == "json":
        click.echo(dumps(found))
    elif format_ == "jsonl":
        show_objects(found)
    elif format_ == "csv":
        show("csv", COLUMNS, [_row(t) for t in found])
    elif details:
        click.echo("\n".join(line for t in found for line in _card(t)))
        click.echo(_summary(found))
    else:
        heads = (_("status"), _("deadline"), _("owner"), _("target"), _("progress"), _("file"))
        show("table", heads, [[_status(t), t["deadline"] or t["deadline_text"], t["owner"], _aim(t), _progress(t), t["file"]] for t in found])
        click.echo(_summary(found))


def _row(t: dict[str, Any]) -> list[Any]:
    share = t["progress"].get("share") if t["progress"] else None
    told = {
        "deadline": t["deadline"] or t["deadline_text"], "progress": _progress(t), "share": share,
        "history": " | ".join(f"{h['text']} ({h['issued'] or '?'})" for h in t["history"]),
        "reprints": " | ".join(f"{r['file']} #{r['article']}" for r in t["reprints"]),
    }  # fmt: skip
    return [told[c] if c in told else t[c] for c in COLUMNS]


def _status(t: dict[str, Any]) -> str:
    from flows.messages import chinese
    from outputs.labels import PROGRESS_STATUSES

    return PROGRESS_STATUSES[t["status"]] if chinese() else str(t["status"])


def _aim(t: dict[str, Any]) -> str:
    """The target as people read it, below what it belongs to."""
    tie = {"interim": _("interim"), "breakdown": _("part"), "restates": _("again"), "revises": _("before")}
    below = f"{'　' * (t['depth'] - 1)}└{tie[t['relation']]} " if t["depth"] else ""
    again = "" if not t["reprints"] else _(" (printed {count} times)").format(count=len(t["reprints"]) + 1)
    base = f"{t['base']}的" if t["base"] else ""
    return f"{below}{t['observed'] or t['measure'] or ''} {base}{t['text']}{again}"


def _progress(t: dict[str, Any]) -> str:
    return f"{t['progress'].get('arithmetic') or t['progress']['text']} ({t['progress']['issued'] or '?'})" if t["progress"] else ""


def _summary(found: Sequence[dict[str, Any]]) -> str:
    counts = Counter(map(_status, found))
    again = sum(len(t["reprints"]) for t in found)
    told = _(", ").join(f"{name} {n}" for name, n in counts.most_common())
    line = _("{count} targets: {told}").format(count=len(found), told=told) if found else _("No targets.")
    return line + (_("; {count} reprints counted with them").format(count=again) if again else "")


def _card(t: dict[str, Any]) -> Iterator[str]:
    """A target with all that its status rests on."""
    indent = "  " * t["depth"]
    due = _(", due {day}").format(day=t["deadline"] or t["deadline_text"]) if t["deadline"] or t["deadline_text"] else ""
    yield f"{indent}[{_status(t)}] {t['owner'] or ''} {_aim(t)}{due}"
    yield from (f"{indent}   {name}: {told}" for name, told in dict.fromkeys(_told(t)))
    yield ""


def _told(t: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if t["responsible"]:
        yield _("carried out by"), t["responsible"]
    yield _("set"), f"{t['issued'] or '?'}  {t['file']} #{t['article_ordinal']}" + _title(t)
    for h in t["history"]:
        yield _("before"), f"{h['text']} ({h['issued'] or '?'}, {h['file']})"
    for r in t["reprints"]:
        yield _("printed again"), f"{r['issued'] or '?'}  {r['file']} #{r['article']}" + _title(r)
    for e in t["evidence"]:
        yield _("reported"), f"{e['issued'] or '?'}  {e['arithmetic']}  {e['file']}"
    if t["progress"] and not t["evidence"]:
        yield _("reported"), _progress(t)


def _title(of: dict[str, Any]) -> str:
    return f"《{of['title']}》" if of["title"] else ""
