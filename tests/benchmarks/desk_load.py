"""Reviewers at work while an ingestion runs: how long the desk takes to answer, and whether every decision is there afterwards.

    python tests/benchmarks/desk_load.py [--seconds 300] [--reviewers 50] [--pause 3.0] [--store FILE] [--no-ingestion]

Each reviewer opens the queue, thinks for ``--pause`` seconds on average (exponentially distributed; people who read a sentence and its sum take longer), looks at a flag, thinks, decides with the number of the
latest decision that they saw, and goes on; a refusal because a colleague was faster is an answer like others. They begin when the ingestion has stored its first bulletins, which must become more until the end.

Prints what a page costs the server in processor time, asked one at a time, which does not depend on what else the machine does; then a table by kind of request under load. Ends with 1 if there was an error,
a decision lost, a p95 above 300 ms, or an ingestion that stored nothing meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import httpx

from corpus.reading import extract
from outputs.store import Store

ROOT = Path(__file__).parent.parent.parent
LIMIT = 0.3
Times = defaultdict[str, list[float]]


async def review(client: httpx.AsyncClient, rng: random.Random, end: float, pause: float, times: Times, answers: Counter[str], made: list[int]) -> None:
    """One reviewer until ``end``."""

    async def ask(kind: str, method: str, path: str, **options: object) -> httpx.Response:
        began = time.monotonic()
        try:
            answer = await client.request(method, path, **options)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            answers[f"{kind} {type(error).__name__}"] += 1
            raise
        times[kind].append(time.monotonic() - began)
        answers[f"{kind} {answer.status_code}"] += 1
        return answer

    while time.monotonic() < end:
        await asyncio.sleep(rng.expovariate(1 / pause))
        try:
            listed = await ask("queue page", "GET", "/flags", params={"page": rng.randint(1, 3), "sort": rng.choice(["severity", "-issued", "rule"])})
            found = re.findall(r'href="/flags/([0-9a-f]{16})', listed.text)
            for fingerprint in rng.sample(found, min(5, len(found))):
                await asyncio.sleep(rng.expovariate(1 / pause))
                await ask("flag page", "GET", f"/flags/{fingerprint}")
                seen = await ask("flag (API)", "GET", f"/api/flags/{fingerprint}")
                await asyncio.sleep(rng.expovariate(1 / pause))
                given = rng.choice([{"action": "confirm"}, {"action": "dismiss", "reason": "rounding"}, {"action": "note", "note": "再看"}, {"action": "reopen"}])
                decided = await ask("decision", "POST", f"/api/flags/{fingerprint}/decisions", json=given | {"after": seen.json()["after"]})
                if decided.status_code == 201:
                    made.append(decided.json()["id"])
        except (httpx.HTTPError, KeyError, ValueError):
            await asyncio.sleep(pause)


async def office(url: str, token: str, options: argparse.Namespace, times: Times, answers: Counter[str], made: list[int]) -> None:
    limits = httpx.Limits(max_connections=options.reviewers, max_keepalive_connections=options.reviewers)
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30, limits=limits) as client:
        end = time.monotonic() + options.seconds
        await asyncio.gather(*(review(client, random.Random(n), end, options.pause, times, answers, made) for n in range(options.reviewers)))


def desk(store: Path) -> tuple[subprocess.Popen[str], str, str]:
    """``gouji serve`` as its users start it; its address and token."""
    command = [sys.executable, "-m", "flows.cli", "serve", "--store", str(store), "--port", "0", "--no-browser"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"(http://\S+?)/\?token=(\S+)", line)
    assert found, line
    return process, found[1], found[2]


def processor(pid: int) -> float:
    """Milliseconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def costs(url: str, token: str, pid: int, times: int = 50) -> None:
    """Processor time of the server for each kind of page, asked ``times`` times by one client."""
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
        flags = re.findall(r'href="/flags/([0-9a-f]{16})', client.get("/flags").text)
        document = re.search(r"/documents/([0-9a-f]{16})", client.get(f"/flags/{flags[0]}").text + client.get("/").text)
        paths = ["/healthz", "/", "/flags", f"/flags/{flags[0]}", f"/api/flags/{flags[0]}", "/figures", "/targets", "/board", "/search?q=工会", "/runs"]
        paths += [f"/documents/{document[1]}", f"/documents/{document[1]}/source"] if document else []
        print(f"{'processor time, one client':40} {'a page':>9}")
        for path in paths:
            client.get(path).raise_for_status()
            before = processor(pid)
            for _ in range(times):
                client.get(path)
            print(f"{path:40} {(processor(pid) - before) / times:>6.1f} ms")


def copies(folder: Path, count: int) -> Path:
    """The sample bulletins again and again, each time with other numbers, so that there is something to ingest."""
    texts = [extract(str(p)).text for p in sorted((ROOT / "corpus" / "bulletins").glob("*.txt"))]
    folder.mkdir(exist_ok=True)
    for n in range(count):
        (folder / f"{n:05}.txt").write_text(_other(texts[n % len(texts)], n), "utf-8")
    return folder


def _other(text: str, by: int) -> str:
    return re.sub(r"\d{3,4}(?=[人家名户])", lambda m: str(int(m[0]) + by), text)


def ingesting(store: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flows.cli", "ingest", str(folder), "--store", str(store), "--out", str(store.parent), "--track", "never", "--workers", "1"]
    return subprocess.Popen(["nice", "-n", "10", *command], cwd=ROOT, stdout=subprocess.DEVNULL)


def report(times: Times, answers: Counter[str]) -> bool:
    print(f"{'':12} {'requests':>9} {'median':>9} {'p95':>9} {'p99':>9} {'longest':>9}")
    good = True
    for kind, taken in sorted(times.items()):
        taken.sort()
        median, p95, p99 = (taken[int(len(taken) * q)] for q in (0.5, 0.95, 0.99))
        print(f"{kind:12} {len(taken):>9,} {median * 1000:>6.0f} ms {p95 * 1000:>6.0f} ms {p99 * 1000:>6.0f} ms {taken[-1] * 1000:>6.0f} ms")
        good &= p95 < LIMIT
    strange = {what: n for what, n in answers.items() if what.split()[-1] not in ("200", "201", "409")}
    print("answers:", ", ".join(f"{what}: {n:,}" for what, n in sorted(answers.items())))
    return good and not strange


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--reviewers", type=int, default=50)
    parser.add_argument("--pause", type=float, default=3.0)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--no-ingestion", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "gouji.db"
        if options.store:
            for suffix in (".db", "-decisions.db"):
                shutil.copy(options.store.with_name(options.store.stem + suffix), store.with_name("gouji" + suffix))
        else:
            ingesting(store, ROOT / "corpus" / "bulletins").wait()
        process, url, token = desk(store)
        costs(url, token, process.pid)
        times: Times = defaultdict(list)
        answers: Counter[str] = Counter()
        made: list[int] = []
        running = None if options.no_ingestion else ingesting(store, copies(Path(folder) / "new", int(options.seconds * 40)))
        try:
            before = _writing(store, running) if running else 0
            used = processor(process.pid)
            asyncio.run(office(url, token, options, times, answers, made))
            went_on = running is not None and running.poll() is None
            used = processor(process.pid) - used
            stored = _documents(store) - before if running else 0
        finally:
            for each in (process, running):
                if each is not None:
                    each.terminate()
                    each.wait()
        with Store.open(store) as opened:
            kept = {row["id"] for row in opened.decisions()}
            documents = opened.count("documents")
    asked = sum(map(len, times.values()))
    good = report(times, answers)
    lost = len(set(made) - kept)
    print(f"decisions: {len(made):,} told as recorded, {lost} lost, {len(made) - len(set(made))} doubled")
    print(f"server: {used / max(asked, 1):.1f} ms of processor time a request, {asked / options.seconds:.0f} requests a second; load of the machine {os.getloadavg()[0]:.1f}")
    if running:
        print(f"ingestion: {stored:,} bulletins stored meanwhile ({documents:,} in all), {'still at it' if went_on else 'at its end before the reviewers'}")
    return 0 if good and not lost and len(set(made)) == len(made) and (stored or not running) else 1


def _documents(store: Path) -> int:
    with Store.open(store) as opened:
        return opened.count("documents")


def _writing(store: Path, running: subprocess.Popen[bytes], patience: float = 300) -> int:
    """Wait until an ingestion has stored something more; how much there is then."""
    before, end = _documents(store), time.monotonic() + patience
    while (now := _documents(store)) == before:
        if running.poll() is not None or time.monotonic() > end:
            raise SystemExit("the ingestion stores nothing")
        time.sleep(0.5)
    return now


if __name__ == "__main__":
    sys.exit(main())
