"""How long it takes to add one bulletin to an archive of 100, 1,000 and 10,000: ``python tests/benchmarks/series_growth.py [--out FILE] [SIZE...]``.

Generated bulletins of ten years: as many city federations as the size asks for, a bulletin a month from each, with county lists, targets in February and
reports against them. Every bulletin is read by the whole pipeline and written as ingestion writes it; measured is the step that follows for one more bulletin:
finding reprints (``flows.reprints.link``) and checking across bulletins (``flows.series.recheck``). Medians of several: processor time (the machine may be
busy), statements sent to the database and observations loaded from it; beside it the reading of that bulletin, which is the same for any archive.
``--out`` keeps the curve (docs/measurements/series_growth.json).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from corpus import read
from extractors import divisions
from extractors.pipeline import load
from extractors.series import places
from flows import reprints, series
from flows.analyse import analyse
from flows.rows import rows
from outputs.store import Store

SIZES = (100, 1_000, 10_000)
YEARS = range(2004, 2014)
ADDED = 12
MONTHS = 100


def cities(count: int) -> list[tuple[str, list[str]]]:
    """Cities with four to twelve counties, and the names of those."""
    out = []
    for name in sorted(divisions.index().names):
        found = divisions.find(name, date(2009, 1, 1))
        if name.endswith("市") and len(found) == 1 and found[0].level == divisions.PREFECTURE:
            whole = places.counties(places.path(name), 2009)
            if 4 <= len(whole) <= 12:
                out.append((name, sorted(p.rpartition("/")[2] for p in whole)))
    return out[:count]


def text(city: str, counties: list[str], year: int, month: int) -> str:
    """One bulletin: a plan in February, else the year's running totals, with a list by county at each quarter's end."""
    head = f"{city}工会信息\n第{month}期\n{city}总工会办公室编印　　{year}年{month}月20日\n\n"
    base = 300 + 7 * (year - 2003)
    if month == 2:
        parts = "、".join(f"{c}{base // len(counties)}家" for c in counties)
        return head + f"{year}年，全市要新建基层工会{base}家，发展会员不少于{base * 40}名。新建基层工会任务分解为：{parts}。\n"
    if month == 1:
        year, month = year - 1, 13
    done = (300 + 7 * (year - 2003)) * (month - 1) // 12
    when = f"{year}年" if month == 13 else f"{year}年1—{month - 1}月"
    body = f"{when}，全市新建基层工会{done}家，发展会员{done * 40 + 7}名，发放帮扶资金{done + 11}.5万元，受理劳动争议案件{done // 2 + 3}件。"
    if month % 3 == 1:
        body += f"{when}，新建基层工会{'、'.join(f'{c}{done // len(counties)}家' for c in counties)}、市直系统{done % len(counties)}家。"
    return head + body + "\n"


def bulletins(size: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The archive as ``(path, text)`` by date, a hundred months of as many cities as it takes, and what is added: the first city's next months."""
    chosen = cities(max(1, size // MONTHS))
    months = [(y, m) for y in YEARS for m in range(1, 13)][-MONTHS:]
    made = [(f"{y}-{m:02}-{city}.txt", text(city, counties, y, m)) for y, m in months for city, counties in chosen]
    city, counties = chosen[0]
    return made, [(f"2014-{m:02}-{city}.txt", text(city, counties, 2014, m)) for m in range(1, ADDED + 1)]


def document(nlp: Any, path: str, content: str) -> dict[str, list[dict[str, Any]]]:
    data = content.encode()
    return rows(analyse(read(path, data), nlp), "benchmark", path)


@dataclass
class Counted:
    """What the database was asked for."""

    statements: int = 0
    rows: int = 0


@contextmanager
def counting() -> Iterator[Counted]:
    """Counts statements, whatever connection sends them, and the observations that are loaded."""
    counted, load_row = Counted(), series.entry

    def statement(*_: Any) -> None:
        counted.statements += 1

    def row(given: Any) -> Any:
        counted.rows += 1
        return load_row(given)

    event.listen(Engine, "before_cursor_execute", statement)
    series.entry = row
    try:
        yield counted
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        series.entry = load_row


@dataclass(frozen=True)
class Measured:
    """One size: milliseconds of processor time for one more bulletin, what the database was asked for, and seconds to build the archive."""

    size: int
    check_ms: float
    link_ms: float
    read_ms: float
    statements: float
    observations: float
    build_s: float


def measure(nlp: Any, size: int, folder: Path) -> Measured:
    made, added = bulletins(size)
    times: dict[str, list[float]] = {"check": [], "link": [], "read": []}
    asked, loaded = [], []
    began = time.process_time()
    with Store.open(folder / f"{size}.db") as store, store.run("benchmark") as run:
        run.write(document(nlp, *b) for b in made)
        reprints.link(run)
        series.recheck(run)
        built = time.process_time() - began
        for b in added:
            at = [time.process_time()]
            facts = document(nlp, *b)
            at.append(time.process_time())
            run.write([facts])
            at.append(time.process_time())
            reprints.link(run)
            at.append(time.process_time())
            with counting() as counted:
                series.recheck(run)
            at.append(time.process_time())
            for name, step in (("read", 0), ("link", 2), ("check", 3)):
                times[name].append((at[step + 1] - at[step]) * 1000)
            asked.append(counted.statements)
            loaded.append(counted.rows)
    check, link, read_ = (round(median(times[name]), 1) for name in ("check", "link", "read"))
    return Measured(size, check, link, read_, median(asked), median(loaded), round(built, 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=lambda a: int(a.replace(",", "")), default=SIZES, metavar="SIZE")
    parser.add_argument("--out", type=Path, metavar="FILE")
    given = parser.parse_args()
    nlp, curve = load(), []
    print("| bulletins | check one more, ms | reprints, ms | read one, ms | statements | observations loaded | build archive, s |\n" + "| --: " * 7 + "|")
    with tempfile.TemporaryDirectory() as folder:
        (warm := Path(folder, "warm")).mkdir()
        measure(nlp, 100, warm)  # what only the first run of a process costs
        for size in given.sizes:
            m = measure(nlp, size, Path(folder))
            curve.append(asdict(m))
            row = (f"{m.size:,}", m.check_ms, m.link_ms, m.read_ms, f"{m.statements:.0f}", f"{m.observations:.0f}", m.build_s)
            print("| " + " | ".join(map(str, row)) + " |", flush=True)
    if given.out:
        given.out.write_text(json.dumps(curve, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
