"""``gouji train``: a recogniser of organisations made from annotated sentences, for ``gouji extract --model``."""

from __future__ import annotations

from pathlib import Path

import click

from flows.errors import Failure
from flows.messages import _

OWN = Path(__file__).parents[2] / "tests" / "extractors" / "data" / "organisations_own.jsonl"
"""The project's own annotated sentences, in a checkout."""


@click.command(
    help=_(
        "Train a recogniser of organisations with spaCy and write it to the folder OUT_DIR, for gouji extract --model OUT_DIR. It learns from JSON Lines of "
        "texts with their organisations, such as corrected output of gouji extract; without --data from the project's own annotated sentences."
    ),
    short_help=_("Train a recogniser of organisations."),
)
@click.argument("out_dir", type=click.Path(file_okay=False, path_type=Path))
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True, help=_("Annotated texts; may be given several times."))
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("A spaCy configuration instead of extractors/ner.cfg."))
@click.option("--steps", type=click.IntRange(1), help=_("At most so many training steps."))
def train(out_dir: Path, data: tuple[Path, ...], config: Path | None, steps: int | None) -> None:
    from extractors.training import CONFIG, Annotated, TrainingError, annotated
    from extractors.training import train as learn

    if not data and not OWN.exists():
        raise click.UsageError(_("The annotated sentences are not installed: name some with --data FILE."))
    examples: list[Annotated] = []
    path = OWN
    try:
        for path in data or (OWN,):
            with path.open(encoding="utf-8") as lines:
                examples += annotated(lines)
        score = learn(examples, out_dir, config or CONFIG, steps)
    except TrainingError as error:
        subject = f"{path}:{error.line}" if error.line else str(path)
        raise Failure(subject, error.code, error.cause, _('a line is {{"text": …, "organisations": [{{"start": 0, "end": 5}}]}}, ten lines at least').format()) from error
    click.echo(
        _("Written to {folder}: F1 {score:.2f} on texts that it did not learn from. Use it: gouji extract --model {folder} FILE").format(
            folder=out_dir, score=score
        )
    )
