"""What reading and storing cost apart: CPU of the readers, of the one process that writes, and of Dask between them. It tells how many readers one writer feeds.

    python tests/benchmarks/cluster.py [--bulletins 300]

The samples, copied with other numbers, are ingested into SQLite and PostgreSQL by processes of this machine, and into PostgreSQL from a Dask cluster. CPU
seconds, because they do not depend on what else the machine does; PostgreSQL's own are not among them.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import servers  # noqa: E402

SAMPLES = sorted((ROOT / "corpus" / "bulletins").glob("*.txt"))


def make(folder: Path, count: int) -> Path:
    """The samples again and again, each with a line of its own so that no two are the same."""
    from corpus import extract

    folder.mkdir()
    texts = [extract(str(sample)).text for sample in SAMPLES]
    for n in range(count):
        (folder / f"{n:05}.txt").write_text(f"{texts[n % len(texts)]}\n编号{n}\n", "utf-8")
    return folder


def main() -> None:
    from flows.ingestion import PLAIN, Request, travel

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, default=300)
    count = parser.parse_args().bulletins
    folder = Path(tempfile.mkdtemp(prefix="gouji-cluster-"))
    only_reading = PLAIN._replace(compare=lambda reader: 0, publish=lambda reader, out: [])
    try:
        where = make(folder / "in", count)
        with servers.postgres() as postgres:
            print(f"| {count} bulletins | seconds | writer, ms CPU each | readers, ms CPU each | readers to one writer |\n|---|---:|---:|---:|---:|")
            for name, url, more in (
                ("SQLite, 2 processes", str(folder / "gouji.db"), {}),
                ("PostgreSQL, 2 processes", f"{postgres.url}?schema=local", {}),
                ("PostgreSQL, Dask with 2 workers", f"{postgres.url}?schema=dask", {"engine": "dask"}),
            ):
                began, mine, theirs = time.perf_counter(), time.process_time(), _children()
                done = travel(Request([str(where)], url, str(folder / "out"), workers=2, **more), only_reading)  # type: ignore[arg-type]
                assert done["new"] == count, done
                seconds, mine, theirs = time.perf_counter() - began, time.process_time() - mine, _children() - theirs
                print(f"| {name} | {seconds:.0f} | {1000 * mine / count:.1f} | {1000 * theirs / count:.1f} | {theirs / mine:.1f} |", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
