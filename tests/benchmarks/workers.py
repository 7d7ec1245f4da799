"""How much faster two reading processes are than one: ``python tests/benchmarks/workers.py [--bulletins 200] [--most 2] [--rounds 3]``. For a quiet machine.

Wall time, because that is the question. *reading*: the processes alone, warm, from the first bulletin handed to them to the last one back, as a run has them.
*into SQLite*: with what the writing process does between, warm too; checks across bulletins and exports come once at the end of a run and are left out.
*whole*: ``gouji ingest`` from the command line, start of the interpreters, comparison and exports included.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.benchmarks.cluster import make  # noqa: E402


def reading(files: Sequence[str], workers: int) -> tuple[float, float]:
    """Seconds of reading alone, and of reading into a new store."""
    from flows.engines.local import Local
    from flows.ingestion import Reader
    from flows.version import pipeline
    from flows.worker import Job
    from outputs.store import Store

    jobs = [Job(file, {file: _sha256(file)}, pipeline()) for file in files]
    with Local(workers) as readers, tempfile.TemporaryDirectory() as temporary:
        list(readers.map(jobs[: 4 * workers]))  # start them, and read what is read lazily
        began = time.perf_counter()
        for _ in readers.map(jobs):
            pass
        alone = time.perf_counter() - began
        with Store.open(Path(temporary) / "gouji.db") as store, store.run(pipeline(), []) as run:
            began = time.perf_counter()
            Reader(store, run, readers, total=len(files)).read(files)
            return alone, time.perf_counter() - began


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
    for name, default in (("bulletins", 200), ("most", 2), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = make(Path(temporary) / "in", asked.bulletins)
        files = [str(path) for path in sorted(folder.iterdir())]
        first: tuple[float, ...] = ()
        print(f"| {len(files)} bulletins, seconds (times one worker) | reading | into SQLite | whole |\n|---|---:|---:|---:|")
        for workers in range(1, asked.most + 1):
            took = [(*reading(files, workers), whole(folder, workers)) for _ in range(asked.rounds)]
            best = tuple(map(min, zip(*took, strict=True)))
            first = first or best
            print(f"| {workers} | " + " | ".join(f"{now:.1f} ({one / now:.2f})" for one, now in zip(first, best, strict=True)) + " |", flush=True)


if __name__ == "__main__":
    main()
