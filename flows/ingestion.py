"""Ingestion without an orchestrator: find → read, extract, check in worker processes → store → publish. :mod:`flows.ingest` records the same steps with Prefect."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import corpus
from corpus.limits import configured
from corpus.loading import INSIDE
from flows.ahead import Ahead
from flows.engines import Engine, engine
from flows.errors import Complaint, complaint
from flows.finding import SUFFIXES, find, is_bulletin
from flows.messages import _
from flows.pool import Lost
from flows.progress import report
from flows.stamping import PASSING, stamp
from flows.version import pipeline
from flows.worker import Job, Outcome

if TYPE_CHECKING:
    from flows.sharing import Shared
    from outputs.runs import Run
    from outputs.store import Store

BATCH = 500  # files to a step: at least a second of work, so that orchestration stays near 5 %
OPENING = 5.0  # seconds that a run waits for a database that is just being restarted
MEMBERS = 50  # bulletins of one archive to a worker at a time
Summary = dict[str, Any]
"""What a run did: the keys of the contract's ``--json``, and ``problems``, the files set aside."""


@dataclass(frozen=True)
class Request:
    """What to ingest. ``store``: path or URL; ``out``: the folder for the exports; ``since``: only files changed then or later; ``force``: read all again;
    ``again``: look into files that seem unchanged, too; ``engine``: where it is read (:mod:`flows.engines`), ``address``: of the cluster;
    ``wait``: minutes to wait for another run that is writing to the store."""

    paths: Sequence[str]
    store: str
    out: str
    workers: int | None = None
    since: datetime | None = None
    force: bool = False
    again: bool = False
    engine: str = "local"
    address: str | None = None
    wait: float = 0


class Steps(NamedTuple):
    """The steps of a run, so that they can be wrapped (as Prefect tasks) without being written twice."""

    find: Callable[[Sequence[str], datetime | None], list[str]]
    read: Callable[[Reader, Sequence[str], int], int]
    compare: Callable[[Reader], int]
    publish: Callable[[Reader, str], list[str]]
    tell: Callable[[Reader, Summary], None]


def travel(request: Request, steps: Steps | None = None) -> Summary:
    """The whole road. Raises :class:`flows.errors.Failure` or :class:`outputs.errors.StoreError`; a bad file raises nothing, it is quarantined."""
    from flows.sharing import Shared
    from outputs.patience import patiently
    from outputs.schema import DOCUMENTS, FACTS
    from outputs.schema_series import PROGRESS, RELATIONS
    from outputs.store import Store

    steps = steps or PLAIN
    files = steps.find(request.paths, request.since)
    workers = max(1, min(request.workers or os.cpu_count() or 1, -(-len(files) // 4)))
    opened = patiently(lambda: Store.open(request.store), OPENING)
    with opened as store, patiently(lambda: store.run(pipeline(), request.paths, request.wait * 60), OPENING) as run, Shared(store, workers) as shared:
        with engine(request.engine, workers, request.address) as readers:  # who leave their memory to the steps behind them
            reader = Reader(store, run, readers, request.force, len(files), again=request.again, shared=shared)
            size = max(BATCH, readers.width * BATCH // 2)  # on many machines too, readers seldom wait for the end of a step
            for number, start in enumerate(range(0, len(files), size), 1):
                steps.read(reader, files[start : start + size], number)
        steps.compare(reader)
        steps.publish(reader, request.out)
        summary = run.summary() | {"out": request.out}
        summary["tables"] = {t.name: summary["tables"].get(t.name, 0) for t in (DOCUMENTS, *FACTS, PROGRESS, RELATIONS) if t.exported}
        steps.tell(reader, summary)
    return summary | {"problems": reader.problems, "warned": reader.warned}


@dataclass
class Reader:
    """Reads files into the store within one run."""

    store: Store
    run: Run
    engine: Engine
    force: bool = False
    total: int = 0
    done: int = 0
    warned: int = 0
    """Bulletins read with a warning: damaged bytes, an uncertain encoding."""
    problems: list[Complaint] = field(default_factory=list)
    again: bool = False
    shared: Shared | None = None
    """Who share what comes after reading."""
    _ahead: Ahead = field(default_factory=Ahead)

    def read(self, files: Sequence[str]) -> int:
        """Bring the store up to date with ``files``; gives how many bulletins had to be read."""
        stamps = {file: found for file in files if (found := stamp(file))}
        files = self._changed(files, stamps)
        fingerprints = dict(self._fingerprints(files))
        self._resolve(files, fingerprints)
        states = self.store.classify([(name, sha256) for name, (_file, sha256) in fingerprints.items()], self.run.pipeline)
        if self.force:
            states = {name: state if state == "erased" else "updated" for name, state in states.items()}
        jobs: dict[str, dict[str, str]] = {}
        for name, state in states.items():
            if state in ("new", "updated"):
                file, sha256 = fingerprints[name]
                jobs.setdefault(file, {})[name] = sha256
        self.run.unchanged(sum(state in ("unchanged", "withdrawn", "erased") for state in states.values()))
        self.run.place({name: fingerprints[name][1] for name, state in states.items() if state == "moved"})
        self._progress(len(files) - len(jobs))
        self.run.write(self._documents([Job(file, part, self.run.pipeline, self._ahead.of(file)) for file, names in jobs.items() for part in _parts(names)]))
        self._stamp({file: stamps[file] for file in files if file in stamps}, fingerprints)
        return sum(map(len, jobs.values()))

    def _changed(self, files: Sequence[str], stamps: Mapping[str, str]) -> list[str]:
        """``files`` without those that look as they did when the store learned all about them; what is set aside of those stays so."""
        known = {} if self.force or self.again else self.store.stamps(stamps, self.run.pipeline)
        same = {file: count for file, (found, count) in known.items() if found == stamps[file]}
        aside = [row for file in same for row in self._aside.get(file, ())]
        self.problems += (Complaint(row["path"], row["code"], row["reason"], row["remedy"] or "") for row in aside)
        self.run.still_aside(len(aside))
        self.run.unchanged(sum(same.values()))
        self._progress(len(same))
        return [file for file in files if file not in same]

    @cached_property
    def _aside(self) -> dict[str, list[dict[str, Any]]]:
        """What was set aside before this run, by file."""
        out: dict[str, list[dict[str, Any]]] = {}
        for row in self.store.quarantined():
            out.setdefault(row["path"].split(INSIDE)[0], []).append(row)
        return out

    def _stamp(self, stamps: Mapping[str, str], fingerprints: Mapping[str, tuple[str, str]]) -> None:
        """Note the files about which the store knows all there is to know by now."""
        bad = {problem.subject for problem in self.problems}
        passing = {problem.subject.split(INSIDE)[0] for problem in self.problems if problem.code in PASSING}
        counts = Counter(file for name, (file, _sha256) in fingerprints.items() if name not in bad)
        self.run.stamp({file: (found, counts[file]) for file, found in stamps.items() if file not in passing})

    def _fingerprints(self, files: Sequence[str]) -> Iterator[tuple[str, tuple[str, str]]]:
        """Name → (file, sha256) of every bulletin; a name differs from its file inside archives only."""
        for file, ahead in self._ahead.fetch(files):
            told, found = len(self.problems), False
            try:
                for name, data in corpus.expand(file, on_error=self._archive_problem, data=ahead):
                    if name == file or is_bulletin(Path(name.removeprefix(file).lstrip("!/"))):
                        found = True
                        yield name, (file, hashlib.sha256(data).hexdigest())
                if not found and told == len(self.problems):
                    kinds = " ".join(sorted(SUFFIXES))
                    self._set_aside(Complaint(file, "no-bulletins", _("no bulletin in it"), _("accepted: {kinds}").format(kinds=kinds)), None)
            except Exception as error:
                self._set_aside(complaint(error, file), None)

    def _resolve(self, files: Sequence[str], names: Collection[str]) -> None:
        """Off the list: members that their archive has lost, and archives whose members can be read now."""
        known = {*names, *(problem.subject for problem in self.problems)}
        if gone := [row["path"] for file in files for row in self._aside.get(file, ()) if row["path"] not in known]:
            self.run.resolve(gone)

    def _archive_problem(self, error: corpus.CorpusError) -> None:
        self._set_aside(complaint(error), None)

    def _documents(self, jobs: Sequence[Job]) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """The rows of documents as workers hand them in; what could not be read is set aside on the way."""
        while jobs:
            again: list[Job] = []
            for job, result in self.engine.map(jobs):
                outcomes, rest = _lost(job, result) if isinstance(result, Lost) else (result, [])
                for outcome in outcomes:
                    if outcome.problem:
                        self._set_aside(outcome.problem, outcome.sha256)
                    elif outcome.rows:
                        self.warned += bool(outcome.rows["documents"][0]["warnings"])
                        yield outcome.rows
                again += rest
                self._progress(not rest)
            jobs = again

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


def _lost(job: Job, lost: Lost[Outcome]) -> tuple[list[Outcome], list[Job]]:
    """What a job gave before its worker was lost, the bulletin that it was at as a problem, and a job for those behind it."""
    reason = _("reading it took longer than {seconds:g} s").format(seconds=configured().seconds) if lost.why == "timeout" else _("the process that read it died")
    remedy = _("split the file, or save it again as plain text")
    done = {outcome.path for outcome in lost.done}
    guilty, *others = [name for name in job.wanted if name not in done] or [""]
    rest = [Job(job.path, {name: job.wanted[name] for name in others}, job.pipeline, job.data)] if others else []
    if not guilty:
        return list(lost.done), rest
    return [*lost.done, Outcome(guilty, job.wanted[guilty], problem=Complaint(guilty, lost.why, reason, remedy))], rest


def compare(reader: Reader) -> int:
    """The checks across bulletins, over the series that the run touched; gives how many flags they opened."""
    from outputs import correcting, reprints, series

    if correcting.behind(reader.store):
        from flows.corrected import follow

        follow(reader.run)
    if not reprints.waiting(reader.store) and not series.waiting(reader.store):
        return 0  # without importing what compares
    from flows.reprints import link
    from flows.series import recheck

    link(reader.run, reader.shared)  # before the series, which count a reprint once
    return recheck(reader.run, shared=reader.shared)


def publish(reader: Reader, out: str) -> list[str]:
    """Write the exports unless they show all that is in the store already; gives their paths."""
    from flows.publishing import publish

    return publish(reader.store, out, reader.shared)


PLAIN = Steps(find, lambda reader, files, number: reader.read(files), compare, publish, lambda reader, summary: None)
