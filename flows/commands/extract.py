"""``gouji extract`` and ``gouji text``: files in, standard output; no store, no server."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import click

from flows.commands.options import Day
from flows.errors import complaint
from flows.messages import _

if TYPE_CHECKING:
    from spacy.language import Language

STDIN = "-"
files_argument = click.argument("files", metavar="FILE...", nargs=-1, required=True)


@click.command(
    help=_("Print the facts of each FILE as JSON Lines, one object per article. '-' is standard input."),
    short_help=_("Facts of files as JSON Lines."),
)
@click.option("--date", "issued", type=Day(), help=_("Issue date where the bulletin states none."))
@click.option("--publisher", metavar="NAME", help=_("Publisher where the bulletin states none."))
@click.option("--model", metavar="NAME", help=_("A spaCy pipeline (package or folder) for a second opinion on organisations."))
@files_argument
def extract(files: tuple[str, ...], issued: date | None, publisher: str | None, model: str | None) -> None:
    import corpus
    from flows.analyse import analyse
    from flows.jsonl import dumps, objects

    @cache
    def language() -> Language:  # not before there is something to read
        from extractors.pipeline import load
        from flows.checking import checks_config

        nlp = load(checks_config=checks_config(), model=model)
        gc.freeze()  # lexicons and modules stay: the collector need not walk through them again and again
        return nlp

    if model:
        _usable(model, language)

    def show(name: str, data: bytes) -> None:
        bulletin = corpus.read(name, data)
        for article in objects(analyse(bulletin, language(), issued, publisher, series=False)):
            click.echo(dumps(article))

    each(files, show)


def _usable(model: str, language: Callable[[], Language]) -> None:
    """Load the pipeline with its second opinion now: a mistake in the option is told once, not for every file."""
    from extractors.second_opinion import NoRecogniser
    from flows.errors import Failure

    try:
        language()
    except NoRecogniser as error:
        raise Failure(
            f"--model {model}",
            "model-unusable",
            error.cause,
            _("name an installed spaCy package or a folder made by gouji train, with an ner component"),
            2,
        ) from error


@click.command(
    help=_("Print the text of each FILE as the program reads it: the text that all offsets count in."),
    short_help=_("Text of files, as offsets count in it."),
)
@files_argument
def text(files: tuple[str, ...]) -> None:
    import corpus

    def show(name: str, data: bytes) -> None:
        source = corpus.extract(name, data)
        sys.stdout.buffer.write(source.text.encode("utf-8", "surrogatepass"))  # past the text layer: line ends stay as they are

    each(files, show)


def each(files: Sequence[str], show: Callable[[str, bytes], None]) -> None:
    """``show`` every file; one that cannot be read is told about and keeps no other from being shown."""
    failed: list[str] = []
    for given in files:
        with _told(given, failed):
            for name, data in _contents(given, failed):
                with _told(name, failed):
                    show(name, data)
    if failed:
        raise click.exceptions.Exit(1)


@contextmanager
def _told(name: str, failed: list[str]) -> Iterator[None]:
    """Print the error of the block in one line instead of raising it, and note the name."""
    try:
        yield
    except BrokenPipeError:
        raise
    except Exception as error:
        click.echo(str(complaint(error, name)), err=True)
        failed.append(name)


def _contents(given: str, failed: list[str]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what a path stands for: a file, the files of an archive, a folder or a glob, standard input."""
    import corpus
    from flows.finding import find

    def tell(error: corpus.CorpusError) -> None:
        with _told(error.path, failed):
            raise error

    if given == STDIN:
        yield STDIN, sys.stdin.buffer.read()
        return
    for path in find([given]):
        yield from corpus.expand(path, on_error=tell)
