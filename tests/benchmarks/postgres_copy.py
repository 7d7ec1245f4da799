"""Rows into PostgreSQL: COPY, which the store uses, beside executemany through psycopg and through SQLAlchemy.

    python tests/benchmarks/postgres_copy.py [--rows 200000]

A server is started for it and stopped. Prints rows per second and ratios; CPU is that of this process, without the server's.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import servers  # noqa: E402

COLUMNS = ("id", "document", "article", "start", "end", "text", "low", "high", "unit", "measure")


def rows(count: int) -> list[tuple[object, ...]]:
    return [(f"{n // 100:016x}.f{n}-{n + 4}", f"{n // 100:016x}", f"{n // 100:016x}.a0", n, n + 4, f"{n}人", float(n), float(n), "人", "新发展会员") for n in range(count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    wanted = rows(parser.parse_args().rows)
    with servers.postgres() as postgres:
        engine = sa.create_engine(postgres.url.replace("postgresql:", "postgresql+psycopg:"))
        types = {"start": sa.Integer, "end": sa.Integer, "low": sa.Double, "high": sa.Double}
        table = sa.Table("figures", sa.MetaData(), *(sa.Column(c, types.get(c, sa.Text), primary_key=c == "id") for c in COLUMNS))
        names = ", ".join(f'"{c}"' for c in COLUMNS)

        def copy(connection: sa.Connection) -> None:
            with connection.connection.cursor() as cursor, cursor.copy(f"COPY figures ({names}) FROM STDIN") as stream:
                for row in wanted:
                    stream.write_row(row)

        def driver(connection: sa.Connection) -> None:
            with connection.connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO figures ({names}) VALUES ({', '.join(['%s'] * len(COLUMNS))})", wanted)

        def core(connection: sa.Connection) -> None:
            connection.execute(table.insert(), [dict(zip(COLUMNS, row, strict=True)) for row in wanted])

        ways: dict[str, Callable[[sa.Connection], None]] = {"COPY": copy, "executemany, psycopg": driver, "executemany, SQLAlchemy": core}
        print(f"| {len(wanted):,} rows of {len(COLUMNS)} columns | rows/s | ratio | CPU s |\n|---|---:|---:|---:|")
        first = 0.0
        for name, way in ways.items():
            table.metadata.drop_all(engine)
            table.metadata.create_all(engine)
            began, cpu = time.perf_counter(), time.process_time()
            with engine.begin() as connection:
                way(connection)
            seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
            first = first or seconds
            print(f"| {name} | {len(wanted) / seconds:,.0f} | {first / seconds:.2f} | {cpu:.1f} |", flush=True)
        engine.dispose()


if __name__ == "__main__":
    main()
