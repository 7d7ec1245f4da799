"""How much faster a second run is on a folder that nobody touched: ``python tests/benchmarks/rerun.py [--files 5000]``.

Both runs are ``gouji ingest --track never`` in a process of its own; the times are those of the run itself (its summary) and of the whole process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.hostile_files import CONTAINERS, bulletin  # noqa: E402


def ingest(folder: Path, store: Path) -> tuple[float, float, int]:
    """Seconds of the run, seconds of the process, bulletins unchanged."""
    command = [sys.executable, "-m", "flows.cli", "ingest", str(folder), "--store", str(store), "--track", "never", "--json"]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    summary = json.loads(done.stdout.splitlines()[-1])
    return summary["seconds"], time.monotonic() - began, summary["unchanged"]


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
        runs = [ingest(root / "in", root / "out" / "gouji.db") for _ in range(2)]
    for name, (run, process, unchanged) in zip(("first", "again"), runs, strict=True):
        print(f"{name}: run {run:.2f} s, process {process:.2f} s, {unchanged} unchanged")
    print(f"{files} files: run {runs[0][0] / runs[1][0]:.0f} times faster, process {runs[0][1] / runs[1][1]:.0f} times")


if __name__ == "__main__":
    main()
