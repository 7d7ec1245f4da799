"""Speed of find_quantities beside jieba.lcut on the same text, in one process.

    python scripts/measure_numbers.py FILE...

Prints characters per second of both and their ratio, best of three, by processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import jieba  # noqa: E402

from extractors.quantities import find_quantities  # noqa: E402


def seconds(run: Callable[[str], object], text: str) -> float:
    """The best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run(text)
        best = min(best, time.process_time() - start)
    return best


def main(paths: list[str]) -> None:
    text = "".join(Path(path).read_text("utf-8") for path in paths)
    jieba.setLogLevel(60)
    jieba.initialize()
    words, figures = seconds(jieba.lcut, text), seconds(find_quantities, text)
    print(f"characters {len(text)}  quantities {len(find_quantities(text))}")
    print(f"jieba.lcut      {len(text) / words / 1e6:.3f} M/s")
    print(f"find_quantities {len(text) / figures / 1e6:.3f} M/s  ratio {words / figures:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
