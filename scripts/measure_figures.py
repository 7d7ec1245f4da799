"""Accuracy of what figures say (measure, period, modality, subject) on the annotated sentences of our own.

    python scripts/measure_figures.py            # a table of all parts, with what each gave when it was first run
    python scripts/measure_figures.py --half g   # one part; each was held out until it was first run
    python scripts/measure_figures.py --errors   # and every difference

How the sentences were made and what the fields mean: the head of tests/extractors/data/figures_own.txt. A field counts as right when it is equal to the
annotation (a measure with or without a closing 总数 or 数量, and without regard to quotation marks; a body of an autonomous division by its short or full name); ``measure~`` also takes a phrase with the same head and more or fewer modifiers (工会会员 for 会员). Figures that the reader of quantities does
not find at the annotated place are counted as missing and in no field.
"""

from __future__ import annotations

import argparse
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractors.divisions import in_full  # noqa: E402
from extractors.measures import describe  # noqa: E402
from extractors.model import Context, Figure  # noqa: E402
from extractors.organisations import find_organisations  # noqa: E402
from extractors.periods import find_periods  # noqa: E402
from extractors.quantities import find_quantities  # noqa: E402

TABLE = ROOT / "tests" / "extractors" / "data" / "figures_own.txt"
PARTS = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o")
FIELDS = ("measure", "measure~", "period", "modality", "subject")
_MARKED = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
_TRIM = re.compile("[“”]|(?:总数|数量|总量)$")
Days = tuple[date | None, date | None]


@dataclass(slots=True)
class Expected:
    """One annotated figure."""

    start: int
    end: int
    measure: str
    subject: str
    period: str
    modality: str


@dataclass(slots=True)
class Block:
    """One annotated text."""

    half: str
    issued: date
    publisher: str
    text: str = ""
    figures: list[Expected] = field(default_factory=list)


def blocks(path: Path = TABLE) -> Iterator[Block]:
    """The annotated texts, markup taken out; parts a and b alternate, the others stand under a line ``## part c``."""
    number = 0
    block: Block | None = None
    defaults = ("", "")
    part = ""
    for line in path.read_text("utf-8").splitlines():
        part = line[8] if line.startswith("## part ") else part
        if line.startswith("@ "):
            number += 1
            head, subject, period = (part.strip() for part in line[2:].split("|"))
            issued, publisher = head.split(" ", 1)
            defaults = subject, period
            block = Block(part or ("a" if number % 2 else "b"), date.fromisoformat(issued), publisher)
        elif block is not None and line.strip() and not line.startswith("#"):
            block.text, block.figures = _plain(line, *defaults)
            yield block
            block = None


def _plain(line: str, subject: str, period: str) -> tuple[str, list[Expected]]:
    line = line.replace("↵", "\n").replace("⇥", "\t")
    parts, out, at, length = [], [], 0, 0
    for m in _MARKED.finditer(line):
        parts += (line[at : m.start()], m[1])
        length += m.start() - at
        fields = [*m[2].split("|"), "", "", ""][:4]
        out.append(Expected(length, length + len(m[1]), fields[0], fields[1] or subject, fields[2] or period, fields[3] or "reported"))
        length += len(m[1])
        at = m.end()
    parts.append(line[at:])
    return "".join(parts), out


def days(notation: str) -> Days:
    """First and last day of 2009, 2009H1, 2009Q2, 2009-06, 2009-06-30, a/b, a/, /b or - (none)."""
    if notation in ("", "-"):
        return None, None
    if "/" in notation:
        first, last = notation.split("/")
        return days(first)[0], days(last)[1]
    year = int(notation[:4])
    rest = notation[4:].lstrip("-")
    if re.fullmatch(r"\d{4}", rest) and "-" in notation:
        return date(year, 1, 1), date(int(rest), 12, 31)
    if not rest:
        first_month, last_month = 1, 12
    elif rest[0] in "HQ":
        size = 6 if rest[0] == "H" else 3
        last_month = size * int(rest[1])
        first_month = last_month - size + 1
    elif len(rest) == 2:
        first_month = last_month = int(rest)
    else:
        day = date.fromisoformat(notation)
        return day, day
    return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])


def read(block: Block) -> list[Figure]:
    """The figures of a block as the extractors describe them."""
    context = Context(issued=block.issued, publisher=block.publisher)
    periods = find_periods(block.text, block.issued)
    organisations = find_organisations(block.text, context)
    return describe(block.text, find_quantities(block.text), periods, organisations, context)


def verdicts(expected: Expected, got: Figure) -> dict[str, tuple[bool, object, object]]:
    """For each field: right or not, what was expected, what came."""
    measure, period = got.measure or "", (got.period.first, got.period.last) if got.period else (None, None)
    bare, want = (_TRIM.sub("", m) for m in (measure, expected.measure))
    near = bare == want or (bool(bare) and (bare.endswith(want) or want.endswith(bare)))
    return {
        "measure": (bare == want, expected.measure, measure),
        "measure~": (near, expected.measure, measure),
        "period": (period == days(expected.period), expected.period, got.period),
        "modality": (got.modality == expected.modality, expected.modality, got.modality),
        "subject": (_whole(got.subject) == _whole(expected.subject), expected.subject, got.subject),
    }


def _whole(name: str | None) -> str:
    """延边州总工会 and 延边朝鲜族自治州总工会 are one body."""
    return in_full(name) if name else ""


def measure(half: str, errors: bool = False) -> tuple[int, int, Counter[str]]:
    """``(annotated, found, right per field)`` of one half."""
    right: Counter[str] = Counter()
    annotated = found = 0
    for block in blocks():
        if block.half != half:
            continue
        got = read(block)
        for expected in block.figures:
            annotated += 1
            figure = next((f for f in got if f.start < expected.end and expected.start < f.end), None)
            if figure is None:
                if errors:
                    print(f"missing  {block.text[expected.start : expected.end]}  in {block.text}")
                continue
            found += 1
            for name, (ok, want, came) in verdicts(expected, figure).items():
                right[name] += ok
                if errors and not ok and name != "measure~":
                    print(f"{name:9}{figure.text}: {came} for {want}  in {block.text}")
    return annotated, found, right


def first_measured(path: Path = TABLE) -> dict[str, dict[str, str]]:
    """What each part gave when it was first run, from the head of the table."""
    lines = re.findall(r"^# first (\w): (.*)$", path.read_text("utf-8"), re.M)
    return {part: dict(re.findall(r"(\S+) ([\d.]+)", said)) for part, said in lines}


def table() -> Iterator[str]:
    """A Markdown table of all parts: now, and in brackets when first run."""
    yield f"| part | figures | found | {' | '.join(FIELDS)} |"
    yield "|---" * (3 + len(FIELDS)) + "|"
    first = first_measured()
    everything: Counter[str] = Counter()
    sizes = [0, 0]
    for part in PARTS:
        annotated, found, right = measure(part)
        everything += right
        sizes = [sizes[0] + annotated, sizes[1] + found]
        cells = [f"{right[n] / max(1, found):.3f}" + (f" ({first[part][n]})" if n in first.get(part, {}) else "") for n in FIELDS]
        yield f"| {part} | {annotated} | {found} | {' | '.join(cells)} |"
    yield f"| all | {sizes[0]} | {sizes[1]} | {' | '.join(f'{everything[n] / max(1, sizes[1]):.3f}' for n in FIELDS)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=PARTS, help="one part only; without it a table of all")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    options = parser.parse_args()
    if options.half is None and not options.errors:
        print("\n".join(table()))
        print("In brackets: when the part was first run. Those of parts n and o are to be quoted: their errors have not been used.")
        return
    for part in options.half or PARTS:
        annotated, found, right = measure(part, options.errors)
        print(f"part {part}: {annotated} figures annotated, {found} found")
        for name in FIELDS:
            print(f"{name:9} {right[name] / max(1, found):.3f}  ({right[name]}/{found})")


if __name__ == "__main__":
    main()
