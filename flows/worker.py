"""What a worker process does: bytes in, the rows of every table out, or the reason why not. Never raises for a file."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import corpus
from flows import messages
from flows.errors import Complaint, complaint
from flows.messages import _

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Job:
    """Bulletins of one file: the file itself, or some of the members of an archive, by name and sha256. ``pipeline``: the version to note; ``data``: the file's bytes
    where they come with the job."""

    path: str
    wanted: dict[str, str]
    pipeline: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one bulletin: ``rows`` by table for the store, or the ``problem`` for quarantine."""

    path: str
    sha256: str | None
    rows: dict[str, list[dict[str, Any]]] | None = None
    problem: Complaint | None = None


def prepare() -> None:
    """What a new process does before its first file, so that no file's time is spent on it."""
    messages.install()
    _language()


def work(job: Job) -> Iterator[Outcome]:
    """What became of the job's bulletins, one by one in the order in which they were asked for."""
    left = dict(job.wanted)
    try:
        for name, data in corpus.expand(job.path, on_error=lambda error: None, data=job.data):  # told when the archive was searched
            if name in left:
                yield _bulletin(name, data, left.pop(name), job.pipeline)
        for name, sha256 in left.items():
            yield Outcome(name, sha256, problem=Complaint(name, "missing", _("it is not there any more"), _("run the command again")))
    except Exception as error:
        for name, sha256 in left.items():
            yield Outcome(name, sha256, problem=complaint(error, name))


def _bulletin(path: str, data: bytes, sha256: str, pipeline: str) -> Outcome:
    from flows.analyse import analyse
    from flows.dating import date_in_name
    from flows.rows import rows

    try:
        return Outcome(path, sha256, rows(analyse(corpus.read(path, data), _language(), date_in_name(path)), pipeline))
    except Exception as error:
        return Outcome(path, sha256, problem=complaint(error, path))


@cache
def _language() -> Language:
    from extractors.pipeline import load
    from flows.checking import checks_config

    nlp = load(checks_config=checks_config())
    gc.freeze()  # lexicons and modules stay: the collector need not walk through them again and again
    return nlp
