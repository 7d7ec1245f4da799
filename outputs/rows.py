"""The rows of one document on their way into the store: what they are, their addresses, and the rule that a text stands where it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from outputs.errors import StoreError

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""One document: rows by table; exactly one row in ``documents`` and in ``texts``."""

PLACED = ("sentences", "mentions", "figures", "targets", "check_evidence")


def verify(rows: Rows) -> None:
    """Every text that has a place in this document stands there: raises ``offset-mismatch``."""
    document, source = rows["texts"][0]["document"], rows["texts"][0]["text"]
    for table in PLACED:
        for row in rows.get(table, ()):
            if source[row["start"] : row["end"]] != row["text"] and row["document"] == document:
                raise StoreError("offset-mismatch", document=document, start=row["start"], end=row["end"], table=table)


def organisation_id(name: str, type: str) -> str:
    """The permanent address of an entry of the registry."""
    return "o" + hashlib.sha256(f"{type}\0{name}".encode()).hexdigest()[:15]
