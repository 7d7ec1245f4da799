"""What an archive costs as it grows: ``python tests/benchmarks/growth.py [--sizes 1000 10000 100000] [--articles N] [--out docs/measurements/growth.json]``.

For each size the generated bulletins (``scripts/generate_bulletins.py``) are ingested into a new store by ``gouji ingest --track never`` in a process of its
own. Recorded, printed and added to the JSON file: wall and processor time per bulletin, the most memory that the processes together and the writing one held,
the size of store and exports, and the processor time of the desk's main pages (second call). Beside the run a fixed text is cut with ``jieba.lcut`` every few
seconds: ``reference`` is the mean processor time of that in µs per character, and ``lcut`` the processor time per character of the bulletins over it, a
number that a busy machine changes little. ``scripts/plot_scaling.py`` draws the file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scripts.generate_bulletins import bulletin, written  # noqa: E402
from tests.benchmarks.desk_queries import TOKEN  # noqa: E402

PAGES = (
    "/", "/flags", "/figures", "/figures?kind=money&modality=target", "/targets", "/board", "/organisations", "/search?q=新建基层工会", "/checks?verdict=fails",
    "/charts", "/documents", "/api/overview",
)  # fmt: skip
EVERY = 5.0
"""Seconds between two looks at memory and reference."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Reference:
    """How fast the machine is just now: µs of processor time per character of ``jieba.lcut``."""

    def __init__(self) -> None:
        import jieba

        jieba.setLogLevel("ERROR")
        jieba.initialize()
        self._cut, self._lines = jieba.lcut, [line for n in range(12) for line in bulletin(n).text.splitlines()]
        self._characters = sum(map(len, self._lines))
        self.taken: list[float] = []

    def take(self) -> None:
        began = time.process_time()
        for line in self._lines:
            self._cut(line)
        self.taken.append(1e6 * (time.process_time() - began) / self._characters)


def family(pid: int) -> dict[int, int]:
    """Resident bytes of a process and of all below it."""
    parents: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1]), int(fields[21]) * _PAGE
    found = {pid}
    while more := {child for child, (parent, _) in parents.items() if parent in found and child not in found}:
        found |= more
    return {one: parents[one][1] for one in found if one in parents}


def ingest(folder: Path, store: Path, workers: int, reference: Reference) -> dict[str, Any]:
    """Run ``gouji ingest`` and look at it from outside."""
    command = [sys.executable, "-m", "flows.cli", "ingest", str(folder), "--store", str(store), "--out", str(store.parent / "out")]
    command += ["--track", "never", "--workers", str(workers), "--json"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GOUJI_", "PREFECT_"))} | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as process:
        most = writer = 0
        while process.poll() is None:
            held = family(process.pid)
            most, writer = max(most, sum(held.values())), max(writer, held.get(process.pid, 0))
            reference.take()
            try:
                process.wait(EVERY)
            except subprocess.TimeoutExpired:
                continue
        wall = time.monotonic() - began
        assert process.stdout is not None
        summary = json.loads(process.stdout.read().splitlines()[-1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "memory": most, "memory_writer": writer, "summary": summary}


def desk(store: Path) -> dict[str, float]:
    """Milliseconds of processor time of each main page, the second time that it is asked for."""
    from starlette.testclient import TestClient

    from flows.desk import segment, settings
    from outputs.desk.app import create_app
    from outputs.desk.settings import Access

    segment("预热")
    app = create_app(settings(str(store), Access(token=TOKEN, owner="bench"), 0))
    out = {}
    with TestClient(app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        for page in PAGES:
            assert client.get(page).status_code == 200, page
            began = time.process_time()
            client.get(page)
            out[page] = round(1000 * (time.process_time() - began), 1)
    return out


def measured(size: int, folder: Path, workers: int, articles: int | None) -> dict[str, Any]:
    written(folder / "in", size, articles=articles)
    reference = Reference()
    found = ingest(folder / "in", folder / "store" / "gouji.db", workers, reference)
    summary, speed = found.pop("summary"), sum(reference.taken) / len(reference.taken)
    tables, characters = summary["tables"], sum(len(path.read_text("utf-8")) for path in (folder / "in").rglob("*.txt"))
    return {
        "size": size, "articles": articles, "workers": workers, "characters": characters, **{name: round(value, 1) for name, value in found.items()},
        "wall_ms": round(1000 * found["wall"] / size, 2), "cpu_ms": round(1000 * found["cpu"] / size, 2), "reference": round(speed, 3),
        "lcut": round(1e6 * found["cpu"] / characters / speed, 2), "store": sum(path.stat().st_size for path in (folder / "store").glob("*.db")),
        "exports": sum(path.stat().st_size for path in (folder / "store" / "out").iterdir()), "figures": tables["figures"], "checks": tables["checks"],
        "observations": tables["observations"], "flags": summary["flags_open"], "quarantined": summary["quarantined"],
        "desk_ms": desk(folder / "store" / "gouji.db"),
    }  # fmt: skip


def told(row: dict[str, Any]) -> str:
    return (
        f"{row['size']:9,} {row['wall_ms']:9.1f} {row['cpu_ms']:8.1f} {row['lcut']:8.2f} {row['memory'] / 2**20:9.0f} {row['memory_writer'] / 2**20:9.0f} "
        f"{row['store'] / row['size'] / 1024:9.1f} {row['exports'] / row['size'] / 1024:9.1f} {row['flags']:7,} {max(row['desk_ms'].values()):9.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--articles", type=int, metavar="N", help="articles of each bulletin; default: two or three")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folder", type=Path, help="where the archives are made (default: a temporary folder)")
    asked = parser.parse_args()
    print(f"{'bulletins':>9} {'wall ms':>9} {'cpu ms':>8} {'x lcut':>8} {'all MiB':>9} {'main MiB':>9} {'store KiB':>9} {'files KiB':>9} {'flags':>7} {'desk ms':>9}")
    rows = {row["size"]: row for row in json.loads(asked.out.read_text("utf-8"))} if asked.out and asked.out.exists() else {}
    for size in asked.sizes:
        folder = Path(tempfile.mkdtemp(dir=asked.folder, prefix="growth-"))
        try:
            rows[size] = row = measured(size, folder, asked.workers, asked.articles)
        finally:
            shutil.rmtree(folder)
        print(told(row), flush=True)
        for page, took in row["desk_ms"].items():
            print(f"{took:40.0f} ms  {page}", flush=True)
        if asked.out:
            asked.out.parent.mkdir(parents=True, exist_ok=True)
            asked.out.write_text(json.dumps([rows[size] for size in sorted(rows)], ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
