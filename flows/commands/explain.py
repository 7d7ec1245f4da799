"""``gouji explain``: for the figure at an offset, the words that each of its fields was read from, and the checks it takes part in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands.options import Day
from flows.errors import Failure
from flows.messages import _

if TYPE_CHECKING:
    from extractors.model import Check, Exact, Figure, Offsets
    from flows.analyse import AnalysedArticle, AnalysedBulletin

Line = tuple[str, str, "Offsets | None"]
"""A field's name, its value for a reader, and where its words stand."""


@click.command(
    help=_("Explain the figure at an offset of FILE: its fields, each with the words that it was read from, and the checks that use it."),
    short_help=_("The words that a figure's fields were read from."),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--at",
    "offset",
    type=click.IntRange(0),
    required=True,
    metavar="OFFSET",
    help=_("Where the figure stands: a character offset as gouji extract prints it."),
)
@click.option("--date", "issued", type=Day(), help=_("Issue date where the bulletin states none."))
@click.option("--publisher", metavar="NAME", help=_("Publisher where the bulletin states none."))
def explain(file: str, offset: int, issued: date | None, publisher: str | None) -> None:
    import corpus
    from extractors.pipeline import load
    from flows.analyse import analyse
    from flows.checking import checks_config

    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    bulletin = analyse(corpus.read(file, data), load(checks_config=checks_config()), issued, publisher, series=False)
    article, figure = _figure(bulletin, file, offset)
    raw = bulletin.source.text
    click.echo(
        _("{text}  (characters {start} to {end} of {file})").format(
            text=_one_line(figure.text), start=figure.start, end=figure.end, file=file
        )
    )
    _print(_fields(figure, raw), raw)
    checks = [c for c in article.facts.checks if (figure.start, figure.end) in c.figures]
    click.echo(_("Checks: {count}").format(count=len(checks)))
    for check in checks:
        click.echo("  " + _check(check))


def _figure(bulletin: AnalysedBulletin, file: str, offset: int) -> tuple[AnalysedArticle, Figure]:
    """The figure at the offset, with its article."""
    every = [(a, f) for a in bulletin.articles for f in a.facts.figures]
    for article, figure in every:
        if figure.start <= offset < figure.end:
            return article, figure
    near = sorted(every, key=lambda pair: min(abs(pair[1].start - offset), abs(pair[1].end - offset)))[:3]
    nearest = _(", ").join(f"{_one_line(f.text)} ({f.start})" for _a, f in sorted(near, key=lambda pair: pair[1].start))
    reason = _("no figure stands at {offset}").format(offset=offset)
    raise Failure(file, "no-figure-here", reason, _("nearest: {figures}").format(figures=nearest) if nearest else "")


def _fields(f: Figure, raw: str) -> Iterator[Line]:
    """The figure's fields in the order in which a reader asks for them."""
    from outputs.labels import KINDS, MODALITIES

    sources = dict(f.sources)
    yield _("number"), _bounds(f), f.number
    unit = f.number_unit or _unit_span(f, raw)
    yield from ((name, _effect(f), span) for name, span in _around(f, unit) if raw[slice(*span)].strip())
    yield _("unit"), f.unit or "—", unit
    yield _("kind"), KINDS.get(f.kind, f.kind), None
    yield _("step"), _number(f.step), None
    yield _("measure"), f.measure or "—", sources.get("measure")
    yield _("subject"), f.subject or "—", sources.get("subject")
    yield _("period"), _days(f), sources.get("period")
    yield _("scope"), f.scope or "—", sources.get("scope")
    yield _("modality"), MODALITIES.get(f.modality, f.modality), sources.get("modality")
    if f.cell:
        heads = " / ".join((*f.cell.row_heads, *f.cell.column_heads))
        yield (
            _("cell"),
            _("table {table}, row {row}, column {column}").format(table=f.cell.table, row=f.cell.row, column=f.cell.column) + f"  {heads}",
            None,
        )


def _around(f: Figure, unit: Offsets | None) -> Iterator[tuple[str, Offsets]]:
    """What stands in the figure before and behind its digits and unit: 不少于, 近, 以上, 左右."""
    yield _("before the number"), (f.start, f.number[0])
    if unit and f.number[1] <= unit[0] and unit[1] <= f.end:
        yield _("after the number"), (f.number[1], unit[0])
        yield _("after the unit"), (unit[1], f.end)
    else:
        yield _("after the number"), (f.number[1], f.end)


def _unit_span(f: Figure, raw: str) -> Offsets | None:
    """Where the unit stands behind the digits."""
    at = raw.find(f.unit, f.number[1], f.end) if f.unit else -1
    return (at, at + len(f.unit)) if f.unit and at >= 0 else None


def _bounds(f: Figure) -> str:
    if f.low is None or f.high is None:
        return f"{f.comparator or ''} {_number(f.high if f.low is None else f.low)}".strip()
    return ("≈ " if f.approx else "") + (_number(f.low) if f.low == f.high else f"{_number(f.low)} – {_number(f.high)}")


def _number(value: Exact | None) -> str:
    return "—" if value is None else f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def _effect(f: Figure) -> str:
    """What the words around the number did to its bounds."""
    if f.comparator:
        return _("bound {comparator}").format(comparator=f.comparator)
    return _("approximate") if f.approx else "—"


def _days(f: Figure) -> str:
    if f.period is None:
        return "—"
    first, last = f.period.first, f.period.last
    days = str(first) if first and first == last else f"{first or '…'} – {last or '…'}"
    roles = {
        "during": _("during"),
        "until": _("up to then"),
        "by": _("a deadline"),
        "since": _("since then"),
        "previous": _("a basis of comparison"),
    }
    return f"{days}  {roles[f.period.role]}"


def _print(fields: Iterator[Line], raw: str) -> None:
    from flows.columns import lines

    rows = [
        (name, value, f"“{_one_line(raw[slice(*span)])}”" if span else "", f"{span[0]}–{span[1]}" if span else "")
        for name, value, span in fields
    ]
    click.echo("\n".join(lines((_("field"), _("value"), _("read from"), _("at")), rows)))


def _check(check: Check) -> str:
    from outputs.labels import SEVERITIES, VERDICTS

    verdict = VERDICTS.get(check.verdict, check.verdict)
    severity = f"{_(', ')}{SEVERITIES.get(check.severity, check.severity)}" if check.verdict == "fails" else ""
    return f"{check.check}  {verdict}{severity}  {check.equation}  {_one_line(check.message)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
