"""A bank of paragraphs: what each check finds of the items that must fire, and its flags on those that must stay silent.

python scripts/measure_bank.py [bank|voices|voices_unseen] [--list] [CHECK …]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.bank import BANKS, failing, found, items, kind, stray


def main() -> None:
    """Prints one row per check: found of those that must fire, silent items with a flag, stray flags beside the expected one."""
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    bank = next((n for n in names if n in BANKS), BANKS[0])
    wanted = set(names) - {bank}
    hits, fires, silent, false, beside = (Counter[str]() for _ in range(5))
    for item in items(bank):
        if wanted and kind(item) not in wanted:
            continue
        checks = failing(item)
        strays = stray(item, checks)
        if item["expect"]:
            fires[kind(item)] += 1
            hits[kind(item)] += found(item, checks)
            beside[kind(item)] += bool(strays)
            note = [] if found(item, checks) else ["missed"]
        else:
            silent[kind(item)] += 1
            false[kind(item)] += bool(strays)
            note = []
        if "--list" in sys.argv and (note or strays):
            print(" ".join([item["id"], item["issued"], *note]), item["text"], sep="\n    ")
            for check in strays:
                print(f"    ! {check.check}: {check.message} | {check.equation}")
    for name in sorted(fires | silent):
        print(
            f"{name:24} found {hits[name]:3} of {fires[name]:3}   false {false[name]:2} of {silent[name]:3} silent   stray {beside[name]:2}"
        )
    print(
        f"{'all':24} found {hits.total():3} of {fires.total():3}   false {false.total():2} of {silent.total():3} silent   stray {beside.total():2}"
    )


if __name__ == "__main__":
    main()
