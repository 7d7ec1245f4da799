"""What checking costs beside the rest of the pipeline (words, sentences, periods, organisations, figures, targets), in CPU time, and where it goes.

python scripts/measure_check_cost.py [FILE OR FOLDER …] [--by-check]

Default: ``corpus/bulletins``. Texts are read once to warm up; every part is the best of four runs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from extractors.checks import all_checks, run_checks
from extractors.checks.reading import Reading
from extractors.model import Facts
from extractors.pipeline import load
from tests.benchmarks.seeded_faults import ROOT, Article, articles

T = TypeVar("T")
RUNS = 4


def cpu(work: Callable[[], T]) -> tuple[float, T]:
    """The least CPU seconds of several runs, and the last result."""
    best, out = float("inf"), None
    for _ in range(RUNS):
        start = time.process_time()
        out = work()
        best = min(best, time.process_time() - start)
    assert out is not None
    return best, out


def by_check(read: list[Facts]) -> Counter[str]:
    """CPU seconds of every check in the order of a run: a binding that several checks share is paid by the first."""
    spent: Counter[str] = Counter()
    for each in read:
        start = time.process_time()
        reading = Reading(each)
        spent["(skeleton)"] += time.process_time() - start  # type: ignore[assignment]
        for check in all_checks():
            start = time.process_time()
            list(check.run(reading))
            spent[check.id] += time.process_time() - start  # type: ignore[assignment]
    return spent


def main() -> None:
    """Prints characters, CPU seconds of extraction and of checking, and their ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*", type=Path, default=[ROOT / "corpus" / "bulletins"])
    options.add_argument("--by-check", action="store_true")
    given = options.parse_args()
    texts: list[Article] = list(articles(given.paths, None))
    nlp = load()
    nlp.remove_pipe("gouji_checks")

    def extract() -> list[Facts]:
        out = []
        for article in texts:
            doc = nlp.make_doc(article.text)
            doc._.context = article.context
            out.append(nlp(doc)._.facts)
        return out

    extraction, read = cpu(extract)
    checking, found = cpu(lambda: [run_checks(f) for f in read])
    size = sum(len(a.text) for a in texts)
    print(f"{len(texts)} articles, {size} characters, {sum(map(len, found))} checks decided or tried")
    print(f"extraction {extraction:.3f} s   checking {checking:.3f} s   checking / extraction {checking / extraction:.2f}")
    if given.by_check:
        for name, seconds in by_check(read).most_common():
            print(f"  {name:22} {seconds:7.3f} s   {seconds / checking:.2f} of checking")


if __name__ == "__main__":
    main()
