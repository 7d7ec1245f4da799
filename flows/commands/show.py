"""Printing rows: an aligned table for people, csv and JSON for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from flows.columns import lines
from flows.jsonl import dumps


def show(form: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """``form``: ``table``, ``csv``, ``json`` (one array of objects) or ``jsonl`` (an object a line)."""
    if form == "table":
        click.echo("\n".join(lines(heads, rows)))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)
    elif form == "jsonl":
        show_objects(dict(zip(heads, row, strict=True)) for row in rows)
    else:
        click.echo(dumps([dict(zip(heads, row, strict=True)) for row in rows]))


def show_objects(objects: Iterable[Mapping[str, Any]]) -> None:
    for one in objects:
        click.echo(dumps(one))
