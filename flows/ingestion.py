"""Ingestion without an orchestrator: find → read, extract, check in worker processes → store → publish. :mod:`flows.ingest` records the same steps with Prefect."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import corpus
from corpus.loading import INSIDE
from flows.errors import Complaint, complaint
from flows.finding import find, is_bulletin
from flows.messages import _
from flows.pool import Lost, Pool
from flows.progress import report
from flows.version import pipeline
from flows.worker import Job, Outcome, work

if TYPE_CHECKING:
    from outputs.runs import Run
    from outputs.store import Store

BATCH = 500  # files to a step: at least a second of work, so that orchestration stays near 5 %
CHUNK = 16  # files to a worker at a time
MEMBERS = 200  # bulletins of one archive to a worker at a time
Summary = dict[str, Any]
"""What a run did: the keys of the contract's ``--json``, and ``problems``, the files set aside."""


@dataclass(frozen=True)
class Request:
    """What to ingest. ``store``: path or URL; ``out``: the folder for the exports; ``since``: only files changed then or later; ``force``: read all again."""

    paths: Sequence[str]
    store: str
    out: str
    workers: int | None = None
    since: datetime | None = None
    force: bool = False


class Steps(NamedTuple):
    """The steps of a run, so that they can be wrapped (as Prefect tasks) without being written twice."""

    find: Callable[[Sequence[str], datetime | None], list[str]]
    read: Callable[[Reader, Sequence[str], int], int]
    compare: Callable[[Reader], int]
    publish: Callable[[Reader, str], list[str]]
    tell: Callable[[Reader, Summary], None]


def travel(request: Request, steps: Steps | None = None) -> Summary:
    """The whole road. Raises :class:`flows.errors.Failure` or :class:`outputs.errors.StoreError`; a bad file raises nothing, it is quarantined."""
    from outputs.schema import DOCUMENTS, FACTS
    from outputs.store import Store

    steps = steps or PLAIN
    files = steps.find(request.paths, request.since)
    workers = max(1, min(request.workers or os.cpu_count() or 1, -(-len(files) // 4)))
    with Store.open(request.store) as store, store.run(pipeline(), request.paths) as run, Pool(work, workers) as pool:
        reader = Reader(store, run, pool, request.force, len(files))
        for start in range(0, len(files), BATCH):
            steps.read(reader, files[start : start + BATCH], start // BATCH + 1)
        steps.compare(reader)
        steps.publish(reader, request.out)
        summary = run.summary() | {"out": request.out}
        summary["tables"] = {t.name: summary["tables"].get(t.name, 0) for t in (DOCUMENTS, *FACTS)}
        steps.tell(reader, summary)
    return summary | {"problems": reader.problems, "warned": reader.warned}


@dataclass
class Reader:
    """Reads files into the store within one run."""

    store: Store
    run: Run
    pool: Pool[Job, list[Outcome]]
    force: bool = False
    total: int = 0
    done: int = 0
    warned: int = 0
    """Bulletins read with a warning: damaged bytes, an uncertain encoding."""
    problems: list[Complaint] = field(default_factory=list)

    def read(self, files: Sequence[str]) -> int:
        """Bring the store up to date with ``files``; gives how many bulletins had to be read."""
        fingerprints = dict(self._fingerprints(files))
        self._resolve(files, fingerprints)
        states = self.store.classify([(name, sha256) for name, (_file, sha256) in fingerprints.items()], self.run.pipeline)
        if self.force:
            states = dict.fromkeys(states, "updated")
        jobs: dict[str, dict[str, str]] = {}
        for name, state in states.items():
            if state in ("new", "updated"):
                file, sha256 = fingerprints[name]
                jobs.setdefault(file, {})[name] = sha256
        self.run.unchanged(sum(state in ("unchanged", "withdrawn") for state in states.values()))
        self.run.place({name: fingerprints[name][1] for name, state in states.items() if state == "moved"})
        self._progress(len(files) - len(jobs))
        self.run.write(self._documents([Job(file, part, self.run.pipeline) for file, names in jobs.items() for part in _parts(names)]))
        return sum(map(len, jobs.values()))

    def _fingerprints(self, files: Sequence[str]) -> Iterator[tuple[str, tuple[str, str]]]:
        """Name → (file, sha256) of every bulletin; a name differs from its file inside archives only."""
        for file in files:
            try:
                for name, data in corpus.expand(file, on_error=self._archive_problem):
                    if name == file or is_bulletin(Path(name.removeprefix(file).lstrip("!/"))):
                        yield name, (file, hashlib.sha256(data).hexdigest())
            except Exception as error:
                self._set_aside(complaint(error, file), None)

    def _resolve(self, files: Sequence[str], names: Collection[str]) -> None:
        """Off the list: members that their archive has lost, and archives whose members can be read now."""
        given, known = set(files), {*names, *(problem.subject for problem in self.problems)}
        aside = (row["path"] for row in self.store.quarantined())
        if gone := [path for path in aside if path not in known and path.split(INSIDE)[0] in given]:
            self.run.resolve(gone)

    def _archive_problem(self, error: corpus.CorpusError) -> None:
        self._set_aside(complaint(error), None)

    def _documents(self, jobs: Sequence[Job]) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """The rows of documents as workers hand them in; what could not be read is set aside on the way."""
        for job, result in self.pool.map(jobs, min(CHUNK, -(-len(jobs) // 4) or 1)):
            for outcome in _lost(job, result) if isinstance(result, Lost) else result:
                if outcome.problem:
                    self._set_aside(outcome.problem, outcome.sha256)
                elif outcome.rows:
                    self.warned += bool(outcome.rows["documents"][0]["warnings"])
                    yield outcome.rows
            self._progress(1)

    def _progress(self, files: int) -> None:
        self.done = min(self.total, self.done + files)
        report.get()(self.done, self.total)

    def _set_aside(self, problem: Complaint, sha256: str | None) -> None:
        self.problems.append(problem)
        self.run.quarantine(problem.subject, problem.code, problem.reason, problem.remedy, sha256)


def _parts(names: dict[str, str]) -> Iterator[dict[str, str]]:
    listed = list(names.items())
    for i in range(0, len(listed), MEMBERS):
        yield dict(listed[i : i + MEMBERS])


def _lost(job: Job, lost: Lost) -> list[Outcome]:
    reason = _("reading it took too long") if lost.why == "timeout" else _("the process that read it died")
    remedy = _("split the file, or save it again as plain text")
    return [Outcome(name, sha256, problem=Complaint(name, lost.why, reason, remedy)) for name, sha256 in job.wanted.items()]


def compare(reader: Reader) -> int:
    """The checks across bulletins, over the series that the run touched; gives how many flags they opened."""
    from flows.series import recheck

    return recheck(reader.run)


def publish(reader: Reader, out: str) -> list[str]:
    """Write the exports unless they show all that is in the store already; gives their paths."""
    from outputs.export import export

    workbook, counts = Path(out, "gouji.xlsx"), reader.run.counts
    if not (counts.new or counts.updated) and workbook.exists() and not _decided_since(reader.store, workbook):
        return []
    return [str(path) for path in export(reader.store, out)]


def _decided_since(store: Store, workbook: Path) -> bool:
    written = datetime.fromtimestamp(workbook.stat().st_mtime, UTC).isoformat()
    return (store.read("SELECT max(decided_at) AS at FROM decisions")[0]["at"] or "") > written


PLAIN = Steps(find, lambda reader, files, number: reader.read(files), compare, publish, lambda reader, summary: None)
