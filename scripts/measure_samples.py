"""Planted inconsistencies of the sample and held-out bulletins: found, missed, and flags that nothing planted explains.

python scripts/measure_samples.py [--list]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.samples import HELDOUT, SAMPLES, compare, entries


def main() -> None:
    """Prints one row per check and one line per folder."""
    for folder in (SAMPLES, HELDOUT):
        found, missed, false = Counter[str](), Counter[str](), Counter[str]()
        for entry in entries(folder):
            result = compare(folder, entry["file"])
            found.update(f["check"] for f in result.found)
            missed.update(f["check"] for f in result.missed)
            false.update(c.check for c in result.false)
            if "--list" in sys.argv:
                for fault in result.missed:
                    print(f"  missed {entry['file']} {fault['check']}: {fault['why']}")
                for flag in result.false:
                    print(f"  false  {entry['file']} {flag.check}: {flag.message} | {flag.equation}")
        print(
            f"{folder.name}: {found.total()} of {found.total() + missed.total()} planted inconsistencies found, {false.total()} other flags"
        )
        for check in sorted({*found, *missed, *false}):
            print(f"  {check:22} found {found[check]:2}  missed {missed[check]:2}  other {false[check]:2}")


if __name__ == "__main__":
    main()
