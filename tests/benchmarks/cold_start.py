"""Cold start: ``gouji extract`` on one article against a bare ``import spacy, jieba; jieba.initialize()``, in turns, each in a new process.

Prints the median of both and their ratio; the aim is 1.2. ``--most RATIO`` exits with 1 above that, ``--rounds N`` sets how often.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = "永丰市总工会新建工会120家\n今年以来，永丰市总工会共新建工会120家，其中非公企业90家、事业单位30家，发展会员4500余人。（永丰市总工会）\n"
BARE = "import spacy, jieba; jieba.initialize()"


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    return time.perf_counter() - started


def measure(rounds: int) -> tuple[float, float]:
    """Median seconds of the bare imports and of the command; the first round of each only warms the disk cache."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        article.write_text(ARTICLE, "utf-8")
        bare, ours = [sys.executable, "-c", BARE], [sys.executable, "-m", "flows.cli", "extract", str(article)]
        pairs = [(seconds(bare), seconds(ours)) for _ in range(rounds + 1)][1:]
    return statistics.median(b for b, _ in pairs), statistics.median(o for _, o in pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=float)
    options = parser.parse_args()
    bare, ours = measure(options.rounds)
    print(f"import spacy, jieba; jieba.initialize()  {bare:.2f} s")
    print(f"gouji extract                            {ours:.2f} s")
    print(f"ratio                                    {ours / bare:.2f}")
    if options.most is not None and ours / bare > options.most:
        sys.exit(1)


if __name__ == "__main__":
    main()
