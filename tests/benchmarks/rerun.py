"""How much faster a second run is on a folder that nobody touched: ``python tests/benchmarks/rerun.py [--files 5000]``.

Both runs are ``gouji ingest --track never`` in a process of its own; the times are those of the run itself (its summary), of the whole process, and of the
processors (its children included), which other work on the machine does not lengthen. Files younger than two seconds are read again, so it waits for three.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.hostile_files import CONTAINERS, bulletin  # noqa: E402


def ingest(folder: Path, store: Path) -> tuple[float, float, float, int]:
    """Seconds of the run, of the process, of the processors; bulletins unchanged."""
    command = [sys.executable, "-m", "flows.cli", "ingest", str(folder), "--store", str(store), "--track", "never", "--json"]
    began, before = time.monotonic(), processors()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    summary = json.loads(done.stdout.splitlines()[-1])
    return summary["seconds"], time.monotonic() - began, processors() - before, summary["unchanged"]


def processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=5_000)
    files = parser.parse_args().files
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        (root / "in").mkdir()
        for number in range(files):
            suffix = list(CONTAINERS)[number % len(CONTAINERS)]
            (root / "in" / f"{number:05}{suffix}").write_bytes(CONTAINERS[suffix](bulletin(number)))
        time.sleep(3)
        runs = [ingest(root / "in", root / "out" / "gouji.db") for _ in range(2)]
    for name, (run, process, processor, unchanged) in zip(("first", "again"), runs, strict=True):
        print(f"{name}: run {run:.2f} s, process {process:.2f} s, processors {processor:.2f} s, {unchanged} unchanged")
    run, process, processor = (runs[0][n] / runs[1][n] for n in range(3))
    print(f"{files} files: run {run:.0f} times faster, process {process:.0f} times, processors {processor:.0f} times")


if __name__ == "__main__":
    main()
