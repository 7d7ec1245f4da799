"""The long series of faults: kill -9 at random moments, restarts of PostgreSQL, killed Dask workers, full disks, clocks that jump.

    python tests/benchmarks/faults.py [--kills 100] [--pgkills 40] [--restarts 20] [--workers 20] [--disks 10] [--clocks 10] [--pairs 10] [--servers 5]
                                      [--bulletins 12] [--seed 1] [--out docs/measurements/faults.json]

After every disturbed run the store is opened and every document in it must be whole; at the end of each series a run completes it, the checker of
``tests/flows/invariants.py`` looks through it, and its exports must be byte for byte those of a run that nobody disturbed. Prints a table; ``--out`` keeps it,
series by series, so that what was done is not lost with the rest; a series that it holds from an earlier day stays until it is done again. Zero leaves a series
out. A fault hits at a random moment between the start of the process and its end; the same ``--seed`` gives the same moments, as shares of the time that an
undisturbed run takes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "flows")]

import disturbing  # noqa: E402
import invariants  # noqa: E402
import servers  # noqa: E402

from outputs.errors import StoreError  # noqa: E402
from outputs.store import Store  # noqa: E402

HALF = {
    "sentences": "SELECT d.id FROM documents d WHERE d.articles > 0 AND NOT EXISTS (SELECT 1 FROM sentences_all s WHERE s.document = d.id)",
    "texts": "SELECT d.id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM texts t WHERE t.document = d.id)",
    "articles": "SELECT d.id FROM documents d WHERE d.articles <> (SELECT count(*) FROM articles_all a WHERE a.document = d.id AND a.part = 'article')",
}


class Series:
    """One kind of fault, many times, in one store after the other."""

    def __init__(self, args: argparse.Namespace, folder: Path) -> None:
        self.folder, self.chance, self.seed, self.bulletins = folder, random.Random(args.seed), args.seed, args.bulletins
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("GOUJI_", "PREFECT_"))} | {"PYTHONPATH": str(ROOT)}
        self.corpus = disturbing.write_corpus(folder / "corpus", args.bulletins)
        self.rows: list[dict[str, Any]] = []
        self.runs: Counter[str] = Counter()
        time.sleep(2.1)
        run = self.run(str(folder / "reference" / "gouji.db"))
        Path(run.store).parent.mkdir()
        self.seconds = run.complete()
        with Store.open(run.store) as store:
            assert invariants.broken(store) == []
            self.digests = invariants.digests(store, folder / "reference" / "all")
        self.megabytes = Path(run.store).stat().st_size / 2**20

    def run(self, store: str, *more: str) -> disturbing.Ingest:
        out = self.folder / f"out-{abs(hash(store))}"
        return disturbing.Ingest(self.corpus, store, out, self.environment, ("--track", "never", "--workers", "1", *more))

    def repeat(self, name: str, times: int, new_store: Callable[[int], str], once: Callable[[str, int], str], every: int = 10) -> None:
        """``once`` disturbs a run and says what became of it; every so often the store is completed, looked through and a new one begun."""
        outcomes: Counter[str] = Counter()
        bad: list[str] = []
        for n in range(times):
            url = new_store(n // every)
            outcomes[once(url, n)] += 1
            with Store.open(url) as store:
                bad += [f"half {what} after {n}" for what, sql in HALF.items() if store.read(sql)]
            if (n + 1) % every == 0 or n + 1 == times:
                bad += self.completed(url)
            print(f"  {name} {n + 1}/{times}: {dict(outcomes)} {bad or ''}", file=sys.stderr, flush=True)
        self.rows.append(
            {"fault": name, "times": times, "bulletins": self.bulletins, "seed": self.seed, "outcomes": dict(sorted(outcomes.items())), "broken": len(bad), "what": bad[:3]}
        )

    def completed(self, url: str) -> list[str]:
        self.run(url).complete()
        with Store.open(url) as store:
            wrong = invariants.broken(store)
            if invariants.digests(store, self.folder / "all") != self.digests:
                wrong.append("other exports")
        return wrong

    def fresh(self, kind: str) -> Callable[[int], str]:
        def new(n: int) -> str:
            folder = self.folder / f"{kind}-{n}"
            folder.mkdir(exist_ok=True)
            return str(folder / "gouji.db")

        return new

    # -- the faults

    def kills(self, times: int) -> None:
        self.repeat("kill -9 of the ingesting process (SQLite)", times, self.fresh("kill"), self.killed)

    def killed(self, url: str, n: int) -> str:
        """Until one is hit: the machine may have become faster since the reference."""
        while not self.run(url, "--force").kill_at(self.chance.uniform(0.1, 1.0) * self.seconds):
            self.seconds *= 0.95
            self.runs[url] += 1
        before, self.runs[url] = self.runs[url], _runs(url)
        return "killed while it started" if self.runs[url] == before else "killed in its run"

    def restarts(self, times: int) -> None:
        with servers.postgres() as postgres:

            def once(url: str, n: int) -> str:
                process = self.run(url, "--force").start()
                time.sleep(self.chance.uniform(0.2, 0.9) * self.seconds)
                postgres.restart()
                _out, err = process.communicate()
                return "went on" if process.returncode == 0 else _code(err)

            self.repeat("immediate restart of PostgreSQL", times, lambda n: f"{postgres.url}?schema=r{n}", once)

    def pgkills(self, times: int) -> None:
        with servers.postgres() as postgres:
            self.repeat("kill -9 of the ingesting process (PostgreSQL)", times, lambda n: f"{postgres.url}?schema=k{n}", self.killed)

    def cluster(self, times: int) -> None:
        with servers.postgres() as postgres, servers.dask(2, self.environment) as dask:

            def once(url: str, n: int) -> str:
                process = self.run(url, "--force", "--engine", "dask", "--address", dask.address).start()
                later, killed = self.chance.uniform(0, 0.5) * self.seconds, []
                killing = threading.Thread(target=lambda: killed.append(dask.kill_busy_worker(after=later, over=lambda: process.poll() is not None)))
                killing.start()
                out, err = process.communicate()
                killing.join()
                if process.returncode:
                    return str(out + err)
                return "went on" if any(killed) else once(url, n)

            self.repeat("kill -9 of a Dask worker", times, lambda n: f"{postgres.url}?schema=d{n}", once)

    def disks(self, times: int) -> None:
        volume = self.folder / "volume"
        volume.mkdir()

        def once(url: str, n: int) -> str:
            kept = Path(url).parent
            run = disturbing.Ingest(self.corpus, str(volume / "gouji.db"), self.folder / "out-disk", self.environment)
            process = disturbing.small_volume(run, self.chance.uniform(0.3, 1.6) * self.megabytes, volume, kept)
            _out, err = process.communicate()
            return "fitted" if process.returncode == 0 else _code(err)

        self.repeat("full disk (0.3 to 1.6 of what the store takes)", times, self.fresh("disk"), once, every=1)

    def clocks(self, times: int) -> None:
        def once(url: str, n: int) -> str:
            environment, jump = disturbing.jumping_clock(self.folder / "clock")
            process = self.run(url, "--force").start(**environment)
            while process.poll() is None:
                time.sleep(self.seconds / 8)
                jump(f"{self.chance.randrange(-2000, 2000):+d}d")
            out, err = process.communicate()
            return "went on" if process.returncode == 0 else out + err

        self.repeat("clock set by up to five years, several times a run", times, self.fresh("clock"), once)

    def pairs(self, times: int) -> None:
        def once(url: str, n: int) -> str:
            both = [self.run(url, "--force").start()]
            time.sleep(self.chance.uniform(0, 0.6) * self.seconds)
            both.append(self.run(url, "--force").start())
            ended = [process.communicate()[1] for process in both]
            return " and ".join(sorted("ended well" if p.returncode == 0 else _code(err) for p, err in zip(both, ended, strict=True)))

        self.repeat("two runs into one store", times, self.fresh("pair"), once)

    def servers(self, times: int) -> None:
        """Prefect's: away from the start, and lost on the way."""
        away = {"PREFECT_API_URL": f"http://127.0.0.1:{servers.free_port()}/api", "PREFECT_HOME": str(self.folder / "prefect")}

        def without(url: str, n: int) -> str:
            process = self.tracked(url).start(**away)
            out, err = process.communicate()
            return "went on, and said so" if process.returncode == 0 and away["PREFECT_API_URL"] in out else out + err

        self.repeat("Prefect server down at the start", times, self.fresh("down"), without, every=5)
        with servers.prefect(self.folder / "prefect", self.environment) as prefect:

            def lost(url: str, n: int) -> str:
                lock = Path(f"{url}.lock")
                lock.unlink(missing_ok=True)
                process = self.tracked(url).start(PREFECT_API_URL=prefect.api, PREFECT_HOME=str(self.folder / "prefect"))
                while not lock.exists() and process.poll() is None:
                    time.sleep(0.02)
                time.sleep(self.chance.uniform(0, 0.6) * self.seconds)
                late = process.poll() is not None
                prefect.kill()
                out, err = process.communicate()
                prefect.start()
                return "was done before" if late else "went on, and said so" if process.returncode == 0 and "失去联系" in out else out + err

            self.repeat("Prefect server killed on the way", times, self.fresh("lost"), lost, every=5)

    def tracked(self, url: str) -> disturbing.Ingest:
        run = self.run(url)
        return disturbing.Ingest(run.corpus, run.store, run.out, run.environment, ("--workers", "1", "--force"))


def _runs(url: str) -> int:
    """How many runs are on record."""
    with Store.open(url) as store:
        return store.count("runs")


def _code(complaint: str) -> str:
    """The reason code of a complaint in one line."""
    return complaint.split(": ")[2] if complaint.count(": ") > 1 and complaint.count("\n") == 1 else complaint


def keep(file: Path, rows: list[dict[str, Any]]) -> None:
    """Put ``rows`` in the place of what the record holds of the same faults."""
    before = json.loads(file.read_text("utf-8"))["series"] if file.exists() else []
    new = {row["fault"]: row for row in rows if row["times"]}
    series = [new.pop(row["fault"], row) for row in before] + list(new.values())
    file.write_text(json.dumps({"series": series}, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    series = {"kills": 100, "pairs": 10, "clocks": 10, "disks": 10, "servers": 5, "restarts": 20, "pgkills": 40, "workers": 20}
    for name, times in {**series, "bulletins": 12, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=times)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gouji-faults-"))
    try:
        done = Series(args, folder)
        faults = {"workers": done.cluster} | {name: getattr(done, name) for name in series if name != "workers"}
        for name in series:
            if times := getattr(args, name):
                try:
                    faults[name](times)
                except (servers.Missing, StoreError) as error:
                    done.rows.append({"fault": name, "times": 0, "outcomes": {}, "broken": 0, "what": [str(error)]})
                if args.out:
                    keep(args.out, done.rows)
        print("| fault | times | what became of the run | stores found broken | what |\n|---|---:|---|---:|---|")
        for row in done.rows:
            told = ", ".join(f"{what} {count}" for what, count in row["outcomes"].items())
            print("|", " | ".join(map(str, (row["fault"], row["times"], told, row["broken"], "; ".join(row["what"])))), "|")
        print(f"\n{args.bulletins} bulletins; an undisturbed run took {done.seconds:.1f} s; seed {args.seed}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
