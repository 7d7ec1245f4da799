"""How long it takes to add one bulletin to an archive of 100, 1,000 and 10,000: ``python tests/benchmarks/series_growth.py``.

Generated bulletins of ten years: as many city federations as the size asks for, a bulletin a month from each, with county lists, targets in February and
reports against them. The archive's rows are written as ingestion writes them; measured is the step that checks across bulletins (``flows.series.recheck``)
for one more bulletin, the median of several: processor time (the machine may be busy), statements sent to the database and observations loaded from it;
beside it the reading of that bulletin, which is the same for any archive.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
from flows import series
from flows.analyse import analyse
from flows.rows import rows
from outputs.store import Store

SIZES = (100, 1_000, 10_000)
YEARS = range(2004, 2014)
ADDED = 5
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


def measure(nlp: Any, size: int, folder: Path) -> tuple[float, float, float, float, float]:
    """Processor seconds to check across bulletins after one more, statements and rows that took, seconds to read that one, and to build the archive."""
    made, added = bulletins(size)
    step, reading, asked, loaded = [], [], [], []
    began = time.process_time()
    with Store.open(folder / f"{size}.db") as store, store.run("benchmark") as run:
        run.write(document(nlp, *b) for b in made)
        series.recheck(run)
        built = time.process_time() - began
        for b in added:
            at = time.process_time()
            facts = document(nlp, *b)
            read_at = time.process_time()
            run.write([facts])
            with counting() as counted:
                checked = time.process_time()
                series.recheck(run)
                step.append(time.process_time() - checked)
            reading.append(read_at - at)
            asked.append(counted.statements)
            loaded.append(counted.rows)
    return median(step), median(asked), median(loaded), median(reading), built


def main(sizes: list[int]) -> None:
    nlp = load()
    print("archive   check one more (CPU ms)   statements   observations loaded   read one (CPU ms)   build archive (CPU s)")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            step, asked, loaded, reading, built = measure(nlp, size, Path(folder))
            print(f"{size:7,} {step * 1000:25.1f} {asked:12.0f} {loaded:21.0f} {reading * 1000:19.1f} {built:23.1f}", flush=True)


if __name__ == "__main__":
    main([int(a.replace(",", "")) for a in sys.argv[1:]] or list(SIZES))
