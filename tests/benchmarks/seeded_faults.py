"""Seeded faults: true ties of sound bulletins, broken one operand at a time; how many are noticed, by kind and by check.

    python tests/benchmarks/seeded_faults.py [FILE OR FOLDER ...] [--banks] [--date YYYY-MM-DD] [--misses] [--markdown] [--least SHARE]

Every tie whose verdict holds is broken in each realistic way that fits it: a digit changed, two digits swapped, 万 dropped, a decimal point moved, a part
printed above its whole, an item of a counted list left out, another day of the week. Only the leading digits are changed: what rounding would cover is
no fault. A change that leaves the printed statement possible is not seeded either: one that rounding, 余, 约 or an open bound absorbs, and one in a list of
categories that may overlap (农民工, 党员), whose sum claims nothing. A fault is found if a flag (severity error or warning) that the sound text does not have lies over the changed place or its tie. Default
folder: ``corpus/bulletins``. ``--banks``: the sound paragraphs of the checks' banks too. ``--markdown``: tables for the documentation. ``--least`` exits with 1 below that share.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from corpus.model import CorpusError
from corpus.reading import read
from extractors.checks import run_checks
from extractors.checks.bounds import Value, judge, summed, value
from extractors.checks.words import overlaps
from extractors.measures import describe
from extractors.model import Check, Context, Facts, Offsets, Verdict
from extractors.organisations import find_organisations
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.sentences import sentences
from extractors.tables import find_tables

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
NO_ARITHMETIC = {"list-order", "stacked-approximators", "unit-word", "body-existed", "chronology"}
ORDERS = {"part-of", "indicator-order", "bounds"}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
DAY = re.compile("(?<=[期周])[一二三四五六日]")


@dataclass(frozen=True)
class Article:
    name: str
    text: str
    context: Context


@dataclass(frozen=True)
class Fault:
    """``start``/``end`` in the sound text are printed as ``instead``."""

    kind: str
    start: int
    end: int
    instead: str


def facts(article: Article) -> Facts:
    text, context = article.text, article.context
    quantities, periods = find_quantities(text), find_periods(text, context.issued)
    organisations = find_organisations(text, context)
    figures = describe(text, quantities, periods, organisations, context)
    return Facts(text, context, tuple(sentences(text)), tuple(figures), tuple(organisations), tuple(periods))


def articles(paths: list[Path], issued: date | None) -> Iterator[Article]:
    files = [f for p in paths for f in (sorted(p.iterdir()) if p.is_dir() else [p]) if f.is_file() and f.suffix != ".yaml"]
    for file in files:
        try:
            bulletin = read(str(file))
        except CorpusError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        for n, a in enumerate(bulletin.articles, 1):
            issue = bulletin.issues[a.issue]
            title = a.view.to_view(*a.title) if a.title else None
            context = Context(issue.date or issued, issue.publisher, title=title, tables=tuple(find_tables(a.view.text)))
            yield Article(f"{file.name}#{n}", a.view.text, context)


def banked() -> Iterator[Article]:
    """The paragraphs of the banks that must stay silent, save those with tables."""
    from tests.bank import BANKS, context, items

    for bank in BANKS:
        for item in items(bank):
            if not item["expect"] and not (given := context(item)).tables:
                yield Article(f"{bank} {item['id']}", item["text"], given)


def faults(text: str, check: Check) -> Iterator[Fault]:
    """Each way to break the tie that fits it, one operand each (the operand drawn by the tie's fingerprint, so that runs agree)."""
    draw = random.Random(check.fingerprint)
    if check.check == "calendar":
        at = DAY.search(text, *check.evidence[0])
        if at:
            yield Fault("weekday", at.start(), at.end(), draw.choice([d for d in "一二三四五六日" if d != at.group()]))
        return
    if check.check == "list-count":
        yield from _item_removed(text, check)
        return
    numbers = [(s, e, m) for s, e in check.figures if (m := NUMBER.search(text, s, e)) and len(m.group().rstrip("0.")) > 0]
    draw.shuffle(numbers)
    if check.check in ORDERS:
        if (
            check.check == "part-of"
            and len(check.figures) == 2
            and (whole := NUMBER.search(text, *check.figures[0]))
            and "万" not in text[slice(*check.figures[0])]
        ):
            s, e = check.figures[1]
            if (part := NUMBER.search(text, s, e)) and "." not in whole.group() and "万" not in text[s:e]:
                yield Fault("part above whole", part.start(), part.end(), str(int(whole.group()) + max(1, int(whole.group()) // 8)))
        return
    for kind in ("digit changed", "digits swapped", "point moved", "万 dropped"):
        for _, end, m in numbers:
            fault = _number_fault(kind, text, end, m, draw)
            if fault is not None:
                yield fault
                break


def _number_fault(kind: str, text: str, end: int, m: re.Match[str], draw: random.Random) -> Fault | None:
    printed = m.group()
    if kind == "digit changed":
        digit = next(i for i, c in enumerate(printed) if c.isdigit() and c != "0")
        other = draw.choice([d for d in "123456789" if abs(int(d) - int(printed[digit])) >= 2])
        return Fault(kind, m.start(), m.end(), printed[:digit] + other + printed[digit + 1 :])
    if kind == "digits swapped":
        if len(printed) > 1 and printed[0] != printed[1] and printed[1] not in "0.":
            return Fault(kind, m.start(), m.end(), printed[1] + printed[0] + printed[2:])
        return None
    if kind == "point moved":
        if "." in printed and printed[0] != "0":
            return Fault(kind, m.start(), m.end(), printed.replace(".", ""))
        return Fault(kind, m.start(), m.end(), printed + "0") if "." not in printed else None
    at = text.find("万", m.end(), end)
    return Fault(kind, at, at + 1, "") if at >= 0 else None


def possible(article: Article, fault: Fault, tie: Check) -> bool:
    """Whether the broken text could still be true: by the tie's own arithmetic, or because its categories may overlap."""
    text = article.text[: fault.start] + fault.instead + article.text[fault.end :]
    shift = len(fault.instead) - (fault.end - fault.start)
    starts = [s + shift * (s > fault.start) for s, _ in tie.figures]
    printed = {q.start: q for q in find_quantities(text)}
    if tie.check in SUMS and any(overlaps(article.text[a:b]) for (_, a), (b, _) in pairwise(tie.figures)) and "元" not in tie.equation:
        return True
    if tie.check not in RELATIONS or "(" in tie.equation or any(s not in printed for s in starts):
        return False
    try:
        return RELATIONS[tie.check](*(value(printed[s]) for s in starts)) != "fails"
    except ValueError:
        return False


def _reachable(share: Value, whole: Value) -> bool:
    return any(Fraction(100 * k) / whole.best in share.range for k in range(int(whole.best or 0) + 1) if whole.best)


SUMS = ("sum-of-parts", "interval-sum", "nested-sum")
RELATIONS: dict[str, Callable[..., Verdict]] = {
    **dict.fromkeys(SUMS, lambda whole, *parts: judge(whole, summed(parts))),
    **dict.fromkeys(("percent-of", "completion"), lambda share, part, whole: judge(share, (part / whole).scaled(100))),
    "average": lambda mean, total, *counts: judge(mean, total / summed(counts)),
    "title-body": judge,
    "percent-reachable": lambda share, whole: "holds" if _reachable(share, whole) else "fails",
}


def _item_removed(text: str, check: Check) -> Iterator[Fault]:
    spans = check.evidence
    if len(spans) < 3 or "等" in text[spans[-1][0] : spans[-1][1] + 2] or "=" not in check.equation:
        return
    (start, _), (end, _) = spans[1], spans[2]
    if "、" in text[start:end] and not re.search("[。\n]", text[start:end]):
        yield Fault("item removed", start, end, "")


def flags(article: Article) -> list[Check]:
    return [c for c in run_checks(facts(article)) if c.verdict == "fails" and c.severity != "info"]


def found(article: Article, fault: Fault, known: set[str], tie: Check) -> list[Check]:
    """New flags of the broken text over the changed place, or over operands of its tie."""
    shift = len(fault.instead) - (fault.end - fault.start)
    title = article.context.title
    if title and fault.start < title[1]:
        title = (title[0], title[1] + shift)
    text = article.text[: fault.start] + fault.instead + article.text[fault.end :]
    broken = replace(article, text=text, context=replace(article.context, title=title, tables=tuple(find_tables(text))))
    places: list[Offsets] = [(fault.start, fault.start + max(1, len(fault.instead)))]
    places += [(s + shift * (s > fault.start), e + shift * (e > fault.start)) for s, e in tie.figures]
    return [
        c
        for c in flags(broken)
        if c.fingerprint not in known and any(s < e2 and s2 < e for s, e in c.figures + c.evidence for s2, e2 in places)
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*", type=Path, default=[ROOT / "corpus" / "bulletins"])
    options.add_argument("--date", type=date.fromisoformat, help="issue date where the bulletin states none")
    options.add_argument("--misses", action="store_true", help="list every fault that was not noticed")
    options.add_argument("--banks", action="store_true", help="the sound paragraphs of the banks too")
    options.add_argument("--markdown", action="store_true", help="print tables in Markdown")
    options.add_argument("--least", type=float, default=0.0)
    given = options.parse_args()
    seeded: Counter[tuple[str, str]] = Counter()
    noticed: Counter[tuple[str, str]] = Counter()
    untouched: list[str] = []
    for article in (*articles(given.paths, given.date), *(banked() if given.banks else ())):
        sound = run_checks(facts(article))
        failing = [c for c in sound if c.verdict == "fails" and c.severity != "info"]
        untouched += [f"{article.name} {c.check}: {c.equation}" for c in failing]
        known = {c.fingerprint for c in failing}
        for tie in sound:
            if tie.verdict not in ("holds", "holds_by_rounding") or tie.check in NO_ARITHMETIC:
                continue
            for fault in faults(article.text, tie):
                if possible(article, fault, tie):
                    continue
                seeded[tie.check, fault.kind] += 1
                if found(article, fault, known, tie):
                    noticed[tie.check, fault.kind] += 1
                elif given.misses:
                    print(
                        f"missed {article.name} {tie.check}: {tie.equation} | {fault.kind}: {article.text[fault.start : fault.end]} -> {fault.instead}"
                    )
    _print(
        given.markdown,
        "kind",
        {
            k: (sum(n for (_, b), n in noticed.items() if b == k), sum(n for (_, b), n in seeded.items() if b == k))
            for k in dict.fromkeys(b for _, b in seeded)
        },
    )
    _print(
        given.markdown,
        "check",
        {
            k: (sum(n for (a, _), n in noticed.items() if a == k), sum(n for (a, _), n in seeded.items() if a == k))
            for k in sorted({a for a, _ in seeded})
        },
    )
    if not given.markdown:
        print(f"\nflags on the untouched text: {len(untouched)}", *untouched, sep="\n  ")
    if sum(noticed.values()) < given.least * sum(seeded.values()):
        sys.exit(1)


def _print(markdown: bool, head: str, rows: dict[str, tuple[int, int]]) -> None:
    rows = {**rows, "all": (sum(a for a, _ in rows.values()), sum(b for _, b in rows.values()))}
    if markdown:
        print(f"\n| {head} | found | seeded | share |\n|---|---:|---:|---:|")
    else:
        print(f"\n{head:22}{'found':>7}{'seeded':>8}{'share':>8}")
    for name, (hit, of) in rows.items():
        share = f"{hit / of if of else 1:.3f}"
        print(f"| {name} | {hit} | {of} | {share} |" if markdown else f"{name:22}{hit:>7}{of:>8}{share:>8}")


if __name__ == "__main__":
    main()
