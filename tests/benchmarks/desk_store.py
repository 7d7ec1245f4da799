"""A large store for measuring the desk: the rows of a small one, copied by SQL under other identifiers, places and dates.

    python tests/benchmarks/desk_store.py SMALL.db LARGE.db [COPIES]

``SMALL.db`` is any store (``gouji ingest corpus/bulletins --store SMALL.db``); 830 copies of the sample bulletins make about 1 M figures in 10,000 documents. Documents
without facts are added until there are 100,000.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from pathlib import Path

from outputs.contract import Table
from outputs.fulltext import terms
from outputs.metadata import store_metadata
from outputs.schema import TABLES
from outputs.store import Store

DOCUMENTS = 100_000
PLACES = 400
YEARS = 20
IDS = {"document", "article", "sentence", "figure", "check_id", "target", "observation", "relates", "against", "source", "of", "superseded_by", "sha256"}
NAMES = {"subject", "owner", "place", "publisher", "contributor", "name"}
COPIED = ("documents", "files", "texts", "articles", "sentences", "organisations", "spellings", "mentions", "figures", "targets", "observations", "progress", "links",
          "checks", "check_evidence")  # fmt: skip


def copied(table: Table, column: str) -> str:
    """The expression that gives a column of copy ``k``."""
    name = f't."{column}"'
    if column in IDS or column == "id" or (column == "organisation" and table.name != "organisations"):
        return f"printf('%08x', k * 7919 % 4294967291) || substr({name}, 9)"
    if column == "path":
        return f"k || '/' || {name}"
    if column == "fingerprint":
        return f"printf('%06x', k) || substr({name}, 7)"
    if column in NAMES and table.name != "documents":
        return f"{name} || '·' || (k % {PLACES})"
    if column == "measure":
        return f"CASE WHEN k % 5 < 3 THEN {name} ELSE {name} || (k % 97) END"
    if column in (c.name for c in table.columns if c.type == "date"):
        return f"CASE WHEN length({name}) = 10 THEN (substr({name}, 1, 4) - k % {YEARS} + 8) || substr({name}, 5) ELSE {name} END"
    if column == "year":
        return f"{name} - k % {YEARS} + 8"
    return name


def build(small: Path, large: Path, copies: int) -> None:
    for path in (large, large.with_name(f"{large.stem}-decisions.db")):
        path.unlink(missing_ok=True)
    Store.open(large).close()
    db = sqlite3.connect(large, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -800000", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("ATTACH ? AS small", (str(small),))
    indexes = db.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    db.execute("CREATE TEMP TABLE copy AS WITH RECURSIVE c(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM c WHERE k + 1 < ?) SELECT k FROM c", (copies,))
    db.execute("BEGIN")
    for name in COPIED:
        table = TABLES[name]
        physical = store_metadata("sqlite").tables[table.stored_name]
        columns = [c.name for c in physical.columns if c.name not in ("seq", "current")]
        values = ", ".join(copied(table, c) for c in columns)
        db.execute(f"INSERT INTO main.{table.stored_name} ({', '.join(map(quoted, columns))}) SELECT {values} FROM small.{table.stored_name} t, copy")
    rows = db.execute("SELECT seq, words FROM main.sentences_all")
    db.executemany("INSERT INTO main.search (rowid, terms) VALUES (?, ?)", ((seq, " ".join(terms(words))) for seq, words in rows))
    db.execute("INSERT INTO main.runs SELECT * FROM small.runs")
    pad(db)
    for _, sql in indexes:
        db.execute(sql)
    db.execute("COMMIT")
    db.execute("ANALYZE main") if "--analyze" in sys.argv else None
    db.execute("PRAGMA main.journal_mode = WAL")
    db.close()


def pad(db: sqlite3.Connection) -> None:
    """Documents without facts."""
    columns = [c for c in TABLES["documents"].stored_columns if c not in ("id", "path")]
    names = ", ".join(map(quoted, columns))
    there = db.execute("SELECT count(*) FROM main.documents").fetchone()[0]
    db.execute(
        f"INSERT INTO main.documents (id, path, {names}) WITH RECURSIVE c(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM c WHERE k < ?) "
        f"SELECT printf('%016x', k + 4294967296), 'more/' || k || '.txt', {names} FROM c JOIN (SELECT * FROM small.documents LIMIT 1)",
        (max(1, DOCUMENTS - there),),
    )


def quoted(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    began = time.monotonic()
    build(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 830)
    with Store.open(sys.argv[2]) as store:
        for name in COPIED:
            print(f"{name:16} {store.count(name):>10,}")
    print(f"{time.monotonic() - began:.0f} s, {Path(sys.argv[2]).stat().st_size / 2**20:.0f} MiB")
