"""How much faster two reading processes are than one: ``python tests/benchmarks/workers.py [--bulletins 1500] [--articles 5] [--most 2] [--rounds 1]``.
For a quiet machine, and for many bulletins: starting takes seconds, whatever the workers.

Generated bulletins (``scripts/generate_bulletins.py``). Wall time, because that is the question. *reading*: the processes alone, warm, from the first bulletin handed to them to the last one back, as a run has them.
*into SQLite*: with what the writing process does between, warm too; *comparing*: checks across bulletins, and *publishing*: the exports, both as at the end of
a run. *whole*: ``gouji ingest`` from the command line, start of the interpreters and all of these included. With one worker, too, the process that writes
works beside the one that reads, and so on two cores the second worker has less than a core to win.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from scripts.generate_bulletins import written  # noqa: E402


def steps(files: Sequence[str], workers: int) -> tuple[float, ...]:
    """Seconds of reading alone, of reading into a new store, of comparing, of publishing."""
    from flows.engines.local import Local
    from flows.ingestion import Reader, compare, publish
    from flows.sharing import Shared
    from flows.version import pipeline
    from flows.worker import Job
    from outputs.store import Store

    jobs = [Job(file, {file: _sha256(file)}, pipeline()) for file in files]
    with tempfile.TemporaryDirectory() as temporary, Store.open(Path(temporary) / "gouji.db") as store, store.run(pipeline(), []) as run, Shared(store, workers) as shared:
        with Local(workers) as readers:
            list(readers.map(jobs[: 4 * workers]))  # start them, and read what is read lazily
            alone = _timed(lambda: deque(readers.map(jobs), 0))
            reader = Reader(store, run, readers, total=len(files), shared=shared)
            into = _timed(lambda: [reader.read(files[at : at + 500]) for at in range(0, len(files), 500)])
        return alone, into, _timed(lambda: compare(reader)), _timed(lambda: publish(reader, temporary))


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def whole(folder: Path, workers: int) -> float:
    with tempfile.TemporaryDirectory() as temporary:
        command = [sys.executable, "-m", "flows.cli", "ingest", str(folder), "--store", f"{temporary}/gouji.db", "--out", temporary, "--workers", str(workers)]
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("GOUJI_", "PREFECT_"))} | {"PYTHONPATH": str(ROOT)}
        began = time.perf_counter()
        subprocess.run([*command, "--track", "never"], cwd=ROOT, env=environment, check=True, capture_output=True)
        return time.perf_counter() - began


def _sha256(file: str) -> str:
    from hashlib import sha256

    return sha256(Path(file).read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    for name, default in (("bulletins", 1500), ("articles", 5), ("most", 2), ("rounds", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        written(folder := Path(temporary) / "in", asked.bulletins, articles=asked.articles)
        files = [str(path) for path in sorted(folder.rglob("*.txt"))]
        first: tuple[float, ...] = ()
        print(f"| {len(files)} bulletins, seconds (times one worker) | reading | into SQLite | comparing | publishing | whole |\n|---|---:|---:|---:|---:|---:|")
        for workers in range(1, asked.most + 1):
            took = [(*steps(files, workers), whole(folder, workers)) for _ in range(asked.rounds)]
            best = tuple(map(min, zip(*took, strict=True)))
            first = first or best
            print(f"| {workers} | " + " | ".join(f"{now:.1f} ({one / now:.2f})" for one, now in zip(first, best, strict=True)) + " |", flush=True)


if __name__ == "__main__":
    main()
