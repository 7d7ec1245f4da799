"""``gouji flags`` and ``gouji decide``: what the checks found, and what an auditor says to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from flows.commands.options import output_format, store
from flows.commands.show import show, show_objects
from flows.messages import _

KEYS = ("fingerprint", "check", "scope", "severity", "status", "message", "equation", "evidence")
"""The keys of ``--format jsonl``, in order."""
EVIDENCE_KEYS = ("file", "document", "article", "start", "end", "text")


@click.command(help=_("List the flags: checks that fail, with the printed figures."), short_help=_("What does not add up."))
@store
@click.option("--scope", type=click.Choice(["article", "corpus", "all"]), default="all", show_default=True, help=_("Within an article, across bulletins."))
@click.option("--status", type=click.Choice(["open", "confirmed", "dismissed", "all"]), default="open", show_default=True, help=_("Decided how."))
@output_format("table", "jsonl", "csv")
def flags(store: str, scope: str, status: str, format_: str) -> None:
    from outputs.store import Store

    with Store.open(store, create=False) as opened:
        found = opened.flags(scope, status)
    if format_ == "jsonl":
        show_objects({k: f[k] for k in KEYS[:-1]} | {"evidence": [{k: e[k] for k in EVIDENCE_KEYS} for e in f["evidence"]]} for f in found)
    elif format_ == "csv":
        show("csv", (*KEYS[:-1], "file", "article", "evidence"), [_row(f) for f in found])
    else:
        for number, flag in enumerate(found, 1):
            click.echo("\n".join(_card(number, flag)))
        click.echo(_("{count} flags. Decide: gouji decide FINGERPRINT confirm|dismiss --by NAME").format(count=len(found)) if found else _("No flags."))


def _row(flag: Mapping[str, Any]) -> list[str]:
    first = flag["evidence"][0] if flag["evidence"] else {"file": "", "article": ""}
    return [*(flag[k] for k in KEYS[:-1]), first["file"], first["article"], " | ".join(e["text"] for e in flag["evidence"])]


def _card(number: int, flag: Mapping[str, Any]) -> Iterator[str]:
    """A flag as people read it: what is wrong, the equation, where it stands, the fingerprint to decide on it."""
    from flows.messages import chinese
    from outputs.labels import SEVERITIES

    severity = SEVERITIES[flag["severity"]] if chinese() else flag["severity"]
    status = "" if flag["status"] == "open" else f" [{_said(flag['status'])}]"
    yield f"{number}. [{severity}]{status} {flag['message']}"
    yield f"   {flag['equation']}"
    places: dict[str, list[str]] = {}
    for e in flag["evidence"]:
        places.setdefault(_("{file}, article {article}").format(**e) + (f"《{e['title']}》" if e["title"] else ""), []).append(e["text"])
    for place, texts in places.items():
        yield f"   {place}: {_(', ').join(' '.join(t.split()) for t in texts)}"
    if flag["decided_by"]:
        action = {"confirmed": "confirm", "dismissed": "dismiss", "open": "reopen"}[flag["status"]]
        yield f"   {flag['decided_at'][:10]}  {_decided({**flag, 'action': action})}"
    yield f"   {flag['check']}  {flag['fingerprint']}"
    yield ""


@click.command(
    help=_("Record an auditor's decision on a flag, or show those made on it (history). FINGERPRINT: its first characters will do, four or more."),
    short_help=_("Confirm or dismiss a flag."),
)
@click.argument("fingerprint")
@click.argument("action", type=click.Choice(["confirm", "dismiss", "reopen", "note", "history"]))
@click.option("--by", metavar="NAME", help=_("Who decides."))
@click.option("--reason", help=_("Why it is dismissed: different-scope, different-period, rounding, misread, corrected or other."))
@click.option("--note", help=_("A remark."))
@click.option("--as-rule", is_flag=True, help=_("With dismiss: silence this check for this series from now on (see gouji rules)."))
@store
def decide(fingerprint: str, action: str, by: str | None, reason: str | None, note: str | None, as_rule: bool, store: str) -> None:
    from outputs import exemptions
    from outputs.decisions import flag_of
    from outputs.store import Store

    if as_rule and action != "dismiss":
        raise click.UsageError(_("--as-rule goes with dismiss only."))
    if action != "history" and not by:
        raise click.UsageError(_("A decision needs --by NAME."))
    with Store.open(store, create=False) as opened:
        flag = flag_of(opened, fingerprint)
        if by and action != "history":
            name = exemptions.exempt(opened, flag["fingerprint"], by, reason, note) if as_rule else None
            number = opened.decide(flag["fingerprint"], action, by, reason, note)
            click.echo(_("Recorded as decision {number}.").format(number=number))
            if name:
                click.echo(_("Rule: {name}").format(name=name))
                click.echo(_("To take it back: gouji rules --remove '{name}' --by NAME").format(name=name))
            flag = flag_of(opened, flag["fingerprint"])
        made = opened.decisions(flag["fingerprint"])
    click.echo(f"[{_said(flag['status'])}] {flag['message']}")
    for decision in made if action == "history" else []:
        click.echo(f"  {decision['id']}  {decision['decided_at'][:16].replace('T', ' ')}  {_decided(decision)}")


def _said(status: str) -> str:
    from flows.messages import chinese
    from outputs.labels import STATUSES

    return STATUSES[status] if chinese() else status


def _decided(made: Mapping[str, Any]) -> str:
    """Who decided what and why, in a line."""
    from flows.messages import chinese
    from outputs.labels import ACTIONS, REASONS

    actions, reasons = (ACTIONS, REASONS) if chinese() else ({}, {})
    why = [reasons.get(made["reason"], made["reason"]), made["note"]]
    return f"{made['decided_by']}  {actions.get(made['action'], made['action'])}  {'  '.join(w for w in why if w)}".rstrip()
