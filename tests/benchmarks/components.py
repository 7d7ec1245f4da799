"""Where the time of reading goes: ``python tests/benchmarks/components.py FOLDER [--rounds 3]``.

Processor time of each step from the bytes of a file to lines of JSON and to rows, in µs per character and as a share of the time of ``jieba.lcut`` over the
same lines, measured file by file in the same minute; the best of the rounds.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import jieba  # noqa: E402

import corpus  # noqa: E402
from extractors.goals import _ends  # noqa: E402
from extractors.organisations.tokens import tokenised  # noqa: E402
from extractors.pipeline import load  # noqa: E402
from extractors.quantities import find_quantities  # noqa: E402
from extractors.sentences import _sentences  # noqa: E402
from extractors.series import find_observations  # noqa: E402
from flows.analyse import AnalysedArticle, AnalysedBulletin, _context, _full_names, _words, infer_home  # noqa: E402
from flows.jsonl import dumps, objects  # noqa: E402
from flows.offsets import WayBack  # noqa: E402
from flows.rows import rows  # noqa: E402


def forget() -> None:
    """What is remembered of the very texts: each round meets them for the first time."""
    for remembered in (tokenised, _sentences, _ends):
        remembered.cache_clear()


class Clock:
    """Processor time by name."""

    def __init__(self) -> None:
        self.took: defaultdict[str, float] = defaultdict(float)
        self.at = time.process_time()

    def start(self) -> None:
        self.at = time.process_time()

    def lap(self, name: str) -> None:
        now = time.process_time()
        self.took[name] += now - self.at
        self.at = time.process_time()


def one(path: str, data: bytes, nlp: object) -> tuple[int, Clock]:
    """Characters of a file, and the time of each step."""
    forget()
    clock = Clock()
    bulletin = corpus.read(path, data)
    clock.lap("reading (corpus)")
    for line in bulletin.source.text.splitlines():
        jieba.lcut(line)
    clock.lap("jieba.lcut")
    names = _full_names(bulletin)
    home = None if all(i.publisher for i in bulletin.issues) else infer_home((a.view.text for a in bulletin.articles), bulletin.issues[0].date)
    clock.lap("names and home")
    found = []
    for article in bulletin.articles:
        clock.start()
        doc = nlp.make_doc(article.view.text)  # type: ignore[attr-defined]
        doc._.context = _context(article, bulletin.issues[article.issue], names, home)
        clock.lap("words, Doc")
        find_quantities(article.view.text)
        clock.lap("find_quantities")
        for name, component in nlp.pipeline:  # type: ignore[attr-defined]
            doc = component(doc)
            clock.lap(name.removeprefix("gouji_"))
        facts, back = doc._.facts, WayBack(bulletin.source.text, article)
        there = back.facts(facts)
        clock.lap("way back")
        seen = find_observations(facts)
        found.append(AnalysedArticle(article, there, _words(doc, facts.sentences), tuple(map(back.observation, seen))))
        clock.lap("observations")
    analysed = AnalysedBulletin(bulletin.source, bulletin.issues, tuple(found))
    clock.start()
    for article_ in objects(analysed):
        dumps(article_)
    clock.lap("JSON")
    rows(analysed, "benchmark")
    clock.lap("rows")
    return len(bulletin.source.text), clock


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    nlp = load()
    gc.freeze()  # as the commands do
    files = [(str(p), p.read_bytes()) for p in sorted(asked.folder.rglob("*")) if p.suffix in (".txt", ".docx", ".html")]
    best: defaultdict[str, float] = defaultdict(float)
    characters = 0
    for path, data in files:
        taken = [one(path, data, nlp) for _ in range(asked.rounds + 1)][1:]
        characters += taken[0][0]
        for name in taken[0][1].took:
            best[name] += min(clock.took[name] for _, clock in taken)
    lcut = best.pop("jieba.lcut")
    print(f"{characters:,} characters; jieba.lcut {1e6 * lcut / characters:.2f} µs each\n{'':18}{'µs/char':>9}{'of lcut':>9}")
    for name, seconds in best.items():
        print(f"{name:18}{1e6 * seconds / characters:9.2f}{seconds / lcut:9.2f}")
    finding = best.pop("find_quantities")
    describing = best["figures"] - finding + best["periods"]
    extract = sum(best.values()) - best["rows"] - best["observations"]  # which only a store keeps
    print(f"{'extract':18}{1e6 * extract / characters:9.2f}{extract / lcut:9.2f}   {lcut / extract:.2f} x lcut")
    print(f"find_quantities, part of figures, {lcut / finding:.1f} x lcut; what they say, with periods, {lcut / describing:.1f} x lcut, costs {describing / finding:.2f} times that")


if __name__ == "__main__":
    main()
