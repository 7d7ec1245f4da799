"""The tables and plots of docs/SCALING.md from what ``tests/benchmarks/growth.py --out`` recorded: ``python scripts/plot_scaling.py``.

Writes ``docs/scaling-*.svg`` and prints the tables in Markdown, the plan for ten million bulletins (:func:`plan`) among them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import altair as alt

DOCS = Path(__file__).parents[1] / "docs"
RECORDED = DOCS / "measurements" / "growth.json"
LIMIT = 200
"""Milliseconds that a page of the desk may take."""
MANY = 10_000_000
HOURLY, STORAGE = 0.35, 0.35
"""RMB: an hour of one core of a rented machine, a month of one GiB of its disk. Assumed, to be replaced by one's own."""
CORES = 64


def charts(rows: list[dict[str, Any]]) -> dict[str, alt.TopLevelMixin]:
    data = alt.Data(values=[{
        "size": r["size"], "lcut": r["lcut"], "cpu": r["cpu_ms"], "memory": r["memory"] / 2**20, "writer": r["memory_writer"] / 2**20,
        "store": r["store"] / r["size"] / 1024, "slowest": max(r["desk_ms"].values()),
    } for r in rows])  # fmt: skip
    size = alt.X("size:Q", scale=alt.Scale(type="log"), title="bulletins in the archive")

    def line(field: str, title: str) -> alt.Chart:
        return alt.Chart(data, width=420, height=240).mark_line(point=True).encode(x=size, y=alt.Y(f"{field}:Q", title=title, scale=alt.Scale(zero=True)))

    limit = alt.Chart(alt.Data(values=[{"limit": LIMIT}])).mark_rule(strokeDash=[4, 4]).encode(y="limit:Q")
    return {
        "time": line("lcut", "processor time of ingestion, in jieba.lcut of the same text"),
        "memory": line("memory", "most memory of all processes, MiB"),
        "store": line("store", "store, KiB per bulletin"),
        "desk": line("slowest", "slowest main page of the desk, ms of processor") + limit,
    }


def table(rows: list[dict[str, Any]]) -> str:
    head = "| bulletins | processor ms each | in lcut | memory, all processes MiB | memory, writer MiB | store KiB each | exports KiB each | slowest page ms |"
    out = [head, "|" + " --: |" * 8]
    out += [
        f"| {r['size']:,} | {r['cpu_ms']:.1f} | {r['lcut']:.1f} | {r['memory'] / 2**20:.0f} | {r['memory_writer'] / 2**20:.0f} "
        f"| {r['store'] / r['size'] / 1024:.1f} | {r['exports'] / r['size'] / 1024:.1f} | {max(r['desk_ms'].values()):.0f} |"
        for r in rows
    ]
    return "\n".join(out)


def pages(rows: list[dict[str, Any]]) -> str:
    head = "| page | " + " | ".join(f"{r['size']:,}" for r in rows) + " |"
    return "\n".join([head, "|" + " --- |" * (len(rows) + 1), *(f"| `{page}` | " + " | ".join(f"{r['desk_ms'][page]:.0f}" for r in rows) + " |" for page in rows[0]["desk_ms"])])


def plan(largest: dict[str, Any]) -> str:
    """Ten million bulletins at the rate of the largest archive measured. A bulletin of another length costs in proportion to its characters."""
    hours = largest["cpu_ms"] * MANY / 3_600_000
    store = largest["store"] / largest["size"] * MANY / 2**30
    days = hours / CORES / 24
    return "\n".join((
        "| | |", "| --- | --: |",
        f"| characters | {largest['characters'] / largest['size'] * MANY / 1e9:.1f} billion |",
        f"| processor hours | {hours:,.0f} |",
        f"| wall time on {CORES} cores | {days:.1f} days |",
        f"| store | {store:,.0f} GiB |",
        f"| exports, once | {largest['exports'] / largest['size'] * MANY / 2**30:,.0f} GiB |",
        f"| renting the cores | {hours * HOURLY:,.0f} RMB |",
        f"| keeping the store, a month | {store * STORAGE:,.0f} RMB |",
    ))  # fmt: skip


def main(recorded: Path) -> None:
    rows = json.loads(recorded.read_text("utf-8"))
    for name, chart in charts(rows).items():
        chart.save(DOCS / f"scaling-{name}.svg")
    print(table(rows), pages(rows), plan(rows[-1]), sep="\n\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDED)
