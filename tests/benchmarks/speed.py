"""Characters per second beside ``jieba.lcut``: ``python tests/benchmarks/speed.py [FOLDER …] [--rounds 3] [--peers] [--generated 200] [--ingest]``.

For the sample bulletins, each FOLDER of texts, and generated bulletins (``scripts/generate_bulletins.py``): processor time of bare ``jieba.lcut`` over the
lines of the decoded text, of rjieba, of spaCy's Chinese tokenizer with jieba, of ``find_quantities``, of what ``gouji extract`` does to a file (bytes in,
lines of JSON out) and of what a worker of ``gouji ingest`` does (rows out), in turns in one process; the best of the rounds. ``x lcut``: speed as a share of
that of ``jieba.lcut``, file by file in the same minute.

``--ingest``: ``gouji ingest`` into a new SQLite store with one and two workers, processor time of all processes and wall time, start of the interpreters
included. ``--peers``: JioNLP and Recognizers-Text, installed into an environment of their own under the user's cache (they are no part of this project), with
jieba beside them: the lines of the decoded text are read there in turns, and ``x lcut`` is the share of ``jieba.lcut`` in the same process. What cannot be
installed, or does not run, is said to be so; lines at which a peer raises are counted.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import jieba  # noqa: E402
import rjieba  # noqa: E402
import spacy  # noqa: E402

import corpus  # noqa: E402
from corpus.model import Bulletin  # noqa: E402
from extractors.pipeline import load  # noqa: E402
from extractors.quantities import find_quantities  # noqa: E402
from flows.analyse import analyse  # noqa: E402
from flows.jsonl import dumps, objects  # noqa: E402
from flows.rows import rows  # noqa: E402
from scripts.generate_bulletins import bulletins, written  # noqa: E402
from tests.benchmarks.components import forget  # noqa: E402

Texts = list[tuple[str, bytes]]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gouji-benchmark"
PEER_SECONDS = 3600
PEERS = {"jionlp": ("jionlp",), "recognizers-text-suite": ("recognizers-text-suite", "emoji<2")}  # it fails with emoji 2, and does not say so
PEER = """
import json, sys, time
import jieba
jieba.setLogLevel("ERROR")
name, rounds, lines = sys.argv[1], int(sys.argv[2]), json.load(sys.stdin)
if name == "jionlp":
    from jionlp.algorithm.ner import extract_money, extract_time
    readers = {"JioNLP, money": extract_money, "JioNLP, times": extract_time}
else:
    from recognizers_suite import Culture, recognize_datetime, recognize_number
    readers = {
        "Recognizers, numbers": lambda line: recognize_number(line, Culture.Chinese),
        "Recognizers, times": lambda line: recognize_datetime(line, Culture.Chinese),
    }
readers["jieba.lcut"] = jieba.lcut
failed = dict.fromkeys(readers, 0)

def took(which, given):
    began = time.process_time()
    for line in given:
        try:
            readers[which](line)
        except Exception:
            failed[which] += 1
    return time.process_time() - began

for which in readers:
    took(which, ["2013年3月，新建工会120家，投入3万元。"])
failed, best = dict.fromkeys(readers, 0), dict.fromkeys(readers, float("inf"))
for _ in range(rounds):
    for which in readers:
        for one in {"jieba.lcut", which}:
            best[one] = min(best[one], took(one, lines))
print(json.dumps({which: (best[which], failed[which] // rounds) for which in readers}))
"""


def texts(folder: Path) -> Texts:
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".docx", ".html")]


def steps() -> dict[str, Callable[[str, bytes, Bulletin], object]]:
    """What is timed, by name: each is given path, bytes and the bulletin as read."""
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    ours, theirs = load(), spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    gc.freeze()  # as the commands do
    return {
        "jieba.lcut": lambda path, data, read: [jieba.lcut(line) for line in read.source.text.splitlines()],
        "rjieba": lambda path, data, read: [rjieba.cut(line) for line in read.source.text.splitlines()],
        "spaCy zh + jieba": lambda path, data, read: [theirs(line) for line in read.source.text.splitlines() if line],
        "reading (corpus)": lambda path, data, read: corpus.read(path, data),
        "find_quantities": lambda path, data, read: [find_quantities(article.view.text) for article in read.articles],
        "extract": lambda path, data, read: [dumps(article) for article in objects(analyse(corpus.read(path, data), ours, series=False))],
        "ingest, to rows": lambda path, data, read: rows(analyse(corpus.read(path, data), ours), "benchmark"),
    }


def measure(given: Texts, rounds: int) -> tuple[int, dict[str, float]]:
    """Characters, and by step the sum over the files of the best time."""
    doing = steps()
    read = [(path, data, corpus.read(path, data)) for path, data in given]
    best = {name: [float("inf")] * len(read) for name in doing}
    for _ in range(rounds):
        for index, of in enumerate(read):
            for name, do in doing.items():
                forget()
                began = time.process_time()
                do(*of)
                best[name][index] = min(best[name][index], time.process_time() - began)
    return sum(len(b.source.text) for *_, b in read), {name: sum(took) for name, took in best.items()}


def show(title: str, characters: int, took: dict[str, float]) -> None:
    print(f"\n{title}: {characters:,} characters\n{'':22}{'µs/char':>9}{'M char/s':>10}{'x lcut':>8}")
    for name, seconds in took.items():
        print(f"{name:22}{1e6 * seconds / characters:9.2f}{characters / seconds / 1e6:10.3f}{took['jieba.lcut'] / seconds:8.2f}", flush=True)


def ingested(folder: Path, workers: int) -> tuple[float, float]:
    """Processor seconds of all processes and wall seconds of ``gouji ingest`` into a new store."""
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary, "gouji.db")
        command = [sys.executable, "-m", "flows.cli", "ingest", str(folder), "--store", str(store), "--out", temporary, "--workers", str(workers), "--track", "never"]
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def show_ingest(folder: Path, characters: int, lcut: float) -> None:
    alone = 0.0
    for workers in (1, 2):
        cpu, wall = ingested(folder, workers)
        alone = alone or wall
        print(
            f"gouji ingest, {workers} worker{'s'[: workers - 1]}: {cpu:.1f} s of processor, {wall:.1f} s, {characters / wall / 1e6:.3f} M char/s, "
            f"{lcut / wall:.2f} x lcut by the clock, {alone / wall:.2f} x one worker",
            flush=True,
        )


def show_peers(given: Texts, rounds: int) -> None:
    lines = [line for path, data in given for line in corpus.read(path, data).source.text.splitlines() if line.strip()]
    characters = sum(map(len, lines))
    for name in PEERS:
        took, trouble = peer(name, lines, rounds)
        if trouble:
            print(f"{name}: {trouble}", flush=True)
            continue
        lcut, _ = took.pop("jieba.lcut")
        for which, (seconds, failed) in took.items():
            told = f"   raised at {failed} of {len(lines)} lines" if failed else ""
            print(f"{which:22}{1e6 * seconds / characters:9.2f}{characters / seconds / 1e6:10.3f}{lcut / seconds:8.3f}{told}", flush=True)


def peer(name: str, lines: Sequence[str], rounds: int) -> tuple[dict[str, tuple[float, int]], str]:
    """By reader its seconds and the lines that it failed at; or why there are none."""
    python = CACHE / name / "bin" / "python"
    if not python.exists():
        venv.create(CACHE / name, with_pip=True)
    installed = subprocess.run([python, "-m", "pip", "install", "-q", "jieba", *PEERS[name]], capture_output=True, text=True)
    if installed.returncode:
        return {}, f"cannot be installed here ({_last(installed.stderr)})"
    command = [python, "-W", "ignore", "-c", PEER, name, str(rounds)]
    try:
        done = subprocess.run(command, input=json.dumps(lines), capture_output=True, text=True, timeout=PEER_SECONDS)
    except subprocess.TimeoutExpired:
        return {}, f"had not ended after {PEER_SECONDS} s"
    if done.returncode:
        return {}, f"does not run here ({_last(done.stderr)})"
    return json.loads(done.stdout.splitlines()[-1]), ""


def _last(complaint: str) -> str:
    return (complaint.strip().splitlines() or ["?"])[-1][:120]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--generated", type=int, default=200, help="how many generated bulletins")
    parser.add_argument("--ingest", action="store_true")
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args(arguments)
    generated = [(made.path, made.text.encode()) for made in bulletins(asked.generated)]
    sets = {"samples": texts(ROOT / "corpus" / "bulletins"), "generated": generated, **{str(folder): texts(folder) for folder in asked.folders}}
    for title, given in sets.items():
        characters, took = measure(given, asked.rounds)
        show(title, characters, took)
        if asked.peers:
            show_peers(given, asked.rounds)
        if asked.ingest and title == "generated":
            with tempfile.TemporaryDirectory() as temporary:
                written(Path(temporary), asked.generated)
                show_ingest(Path(temporary), characters, took["jieba.lcut"])


if __name__ == "__main__":
    main()
