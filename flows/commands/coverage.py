"""``gouji coverage``: how many figures take part in a decided check, article by article, and why the others do not."""

from __future__ import annotations

from typing import Any

import click

from flows.commands.extract import each, files_argument
from flows.commands.options import output_format
from flows.commands.show import show, show_objects
from flows.messages import _

COLUMNS = ("file", "article", "title", "figures", "checked", "share", "reasons")


@click.command(
    help=_("Count, for each article of each FILE, the figures that a decided check binds, and say why the others are in none."),
    short_help=_("How many figures the checks reach."),
)
@output_format("table", "jsonl", "csv")
@files_argument
def coverage(files: tuple[str, ...], format_: str) -> None:
    import corpus
    from extractors.checks import Coverage
    from extractors.checks import coverage as covered
    from extractors.pipeline import load
    from flows.analyse import analyse
    from flows.checking import checks_config

    nlp, rows, total = load(checks_config=checks_config()), [], Coverage(0, 0, ())

    def count(name: str, data: bytes) -> None:
        nonlocal total
        bulletin = analyse(corpus.read(name, data), nlp, series=False)
        for analysed in bulletin.articles:
            if analysed.facts.figures:
                found = covered(analysed.facts.figures, analysed.facts.checks)
                title = analysed.article.title
                rows.append(_row(name, analysed.article.ordinal, bulletin.source.text[slice(*title)] if title else None, found))
                total = total + found

    try:
        each(files, count)
    finally:
        rows.append(_row(_("all"), None, None, total))
        if format_ == "jsonl":
            show_objects(rows)
        else:
            show(format_, COLUMNS, [[_cell(row[column]) for column in COLUMNS] for row in rows])


def _row(file: str, article: int | None, title: str | None, found: Any) -> dict[str, Any]:
    reasons = dict(found.reasons)
    return dict(zip(COLUMNS, (file, article, title, found.figures, found.checked, round(found.share, 4), reasons), strict=True))


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return "；".join(f"{reason} {count}" for reason, count in value.items())
    return f"{value:.0%}" if isinstance(value, float) else "" if value is None else " ".join(str(value).split())
