"""How exactly articles are found in bulletins that nobody had tuned on: ``python scripts/measure_layouts.py [first second …] [--errors]``.

Prints, for each set in ``tests/corpus/unseen``, how many articles have exact boundaries, title and contributor, and how many were found that are none;
and how many boundaries were exact when the set was read for the first time, before any rule was mended on it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "corpus")]

from unseen_sets import FOLDER, Unseen, sets  # noqa: E402

FIRST_RUN = {"first": 50, "second": 20, "third": 63, "fourth": 27, "fifth": 22, "sixth": 29, "seventh": 20, "eighth": 24, "ninth": 15, "tenth": 25, "eleventh": 25, "twelfth": 14}
"""Articles with exact boundaries at the first reading: what an unseen bulletin may expect of the reader as it was then."""
COLUMNS = ("articles", "boundaries", "title", "contributor", "extra")


def measure(one: Unseen, errors: bool) -> Counter[str]:
    """Counts by :data:`COLUMNS`; title and contributor count where the boundaries are exact."""
    wanted, found = one.expected, one.read()
    by_text = {text: (title, contributor) for text, title, contributor in found}
    out = Counter({"articles": len(wanted), "extra": sum(1 for text, *_ in found if text not in {w[0] for w in wanted})})
    for text, title, contributor in wanted:
        exact = text in by_text
        out["boundaries"] += exact
        out["title"] += exact and by_text[text][0] == title
        out["contributor"] += exact and by_text[text][1] == contributor
        if errors and (not exact or by_text[text] != (title, contributor)):
            print(f"{one.name}: {text[:24]}…{text[-14:]}  {title} | {contributor}" + (f"  ≠ {by_text[text]}" if exact else ""))
    if errors:
        for text, title, _ in found:
            if text not in {w[0] for w in wanted}:
                print(f"{one.name}  found: {text[:24]}…{text[-14:]} ({title})")
    return out


def main() -> None:
    errors = "--errors" in sys.argv
    names = [a for a in sys.argv[1:] if not a.startswith("-")] or sorted(p.stem for p in FOLDER.glob("*.txt"))
    for name in names:
        total: Counter[str] = Counter()
        for one in sets(name):
            total.update(measure(one, errors))
        print(f"{name}: " + ", ".join(f"{column} {total[column]}" for column in COLUMNS) + f" ({total['boundaries'] / total['articles']:.1%} exact{_at_first(name, total['articles'])})")


def _at_first(name: str, articles: int) -> str:
    return f"; at the first run {FIRST_RUN[name]}, {FIRST_RUN[name] / articles:.1%}" if name in FIRST_RUN else ""


if __name__ == "__main__":
    main()
