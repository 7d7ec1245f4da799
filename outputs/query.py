"""Reading for others: their SQL, the flags with their evidence, the tables' meaning. Nothing here can write."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from outputs.backend import Backend, Result
from outputs.contract import Table
from outputs.errors import StoreError
from outputs.labels import SCOPES, STATUSES
from outputs.schema import TABLES
from outputs.values import tidy

if TYPE_CHECKING:
    from outputs.store import Store

_COMMENT = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)
_READS = ("select", "with", "values", "explain", "(")
_WRITES = re.compile(r"(insert|update|delete|replace|create|drop|alter|truncate|attach|detach|pragma|vacuum|reindex|analyze|copy|grant|revoke|merge|begin"
                     r"|commit|rollback|savepoint|release|end|set|reset|call|do|lock|comment|refresh|load|listen|notify|prepare|execute|discard)\b", re.IGNORECASE)  # fmt: skip
_DML_IN_CURSOR = re.compile(r'at or near "(?:insert|update|delete|merge)"', re.IGNORECASE)
_MISSING = re.compile(
    r'no such (table|column): ?"?([^"\s]+)|(relation|column) "?([^"\s]+?)"? (?:.*)?does not exist|(\w+\.\w+) does not exist'
)


def run(backend: Backend, sql: str, limit: int = 10_000, seconds: float = 10) -> Result:
    """The rows of one SELECT statement.

    ``limit``: most rows that are given (``Result.truncated`` tells that there were more); ``seconds``: time limit. Raises :class:`StoreError` with
    ``write-refused``, ``unknown-table``, ``unknown-column`` (naming what there is), ``query-syntax`` or ``query-timeout``.
    """
    start = _COMMENT.match(sql)
    body = sql[start.end() if start else 0 :]
    if _WRITES.match(body):
        raise StoreError("write-refused")
    if not body.lower().startswith(_READS):
        raise StoreError("query-syntax", cause=body[:40] or "∅")
    try:
        result = backend.query(sql, limit, seconds)
    except StoreError as error:
        raise _explained(error, sql) from error
    return Result(result.columns, [tuple(tidy(v) for v in row) for row in result.rows], result.truncated)


def _explained(error: StoreError, sql: str) -> StoreError:
    """A missing table or column, with the names that there are."""
    if error.code == "query-syntax" and _DML_IN_CURSOR.search(str(error.data.get("cause", ""))):
        return StoreError("write-refused")
    found = _MISSING.search(str(error.data.get("cause", ""))) if error.code == "query-syntax" else None
    if not found:
        return error
    kind, name = found[1] or found[3] or "column", (found[2] or found[4] or found[5])
    if kind in ("table", "relation"):
        return StoreError("unknown-table", name=name, choices=", ".join(TABLES))
    named = [t for t in TABLES.values() if re.search(rf"\b{t.name}\b", sql, re.IGNORECASE)] or list(TABLES.values())
    columns = {c.name: t.name for t in named for c in t.columns}
    close = difflib.get_close_matches(name.rpartition(".")[2], columns, 3, 0.5)
    lists = "；".join(f"{t.name}: {', '.join(c.name for c in t.columns)}" for t in named[:4])
    return StoreError("unknown-column", name=name, choices=(f"{' / '.join(close)} ？ " if close else "") + lists)


def known_table(name: str) -> Table:
    """A table of the contract by name. Raises ``unknown-table``."""
    if name not in TABLES:
        raise StoreError("unknown-table", name=name, choices=", ".join(TABLES))
    return TABLES[name]


def tables() -> list[dict[str, Any]]:
    """The contract as data: what ``gouji tables`` prints."""
    return [
        {
            "table": t.name, "heading": t.heading, "meaning": t.meaning,
            "columns": [
                {"column": c.name, "type": c.type, "heading": c.heading, "meaning": c.meaning, "values": dict(c.labels)} for c in t.columns
            ],
        }
        for t in TABLES.values()
    ]  # fmt: skip


def flags(store: Store, scope: str = "all", status: str = "open") -> list[dict[str, Any]]:
    """The flags, one per fingerprint, with the keys of the contract and the evidence of every place where the same flag stands.

    ``scope``: article, corpus or all; ``status``: open, confirmed, dismissed or all. Errors come before warnings, then the order of the documents.
    """
    for value, choices in ((scope, SCOPES), (status, STATUSES)):
        if value != "all" and value not in choices:
            raise StoreError("query-syntax", cause=f"{value}（{', '.join([*choices, 'all'])}）")
    from outputs.store import evidence

    chosen = {"scope": scope, "status": status}
    where = " AND ".join(f"{key} = :{key}" for key, value in chosen.items() if value != "all") or "1 = 1"
    parameters = {key: value for key, value in chosen.items() if value != "all"}
    order = "CASE severity WHEN 'error' THEN 0 ELSE 1 END, issued IS NULL, issued, path, check_id"
    rows = store.read(f"SELECT * FROM flags WHERE {where} ORDER BY {order}", **parameters)
    spans = evidence(store, [row["check_id"] for row in rows])
    out: dict[str, dict[str, Any]] = {}
    for row in rows:
        flag = out.setdefault(row["fingerprint"], {
            "fingerprint": row["fingerprint"], "check": row["rule"], "scope": row["scope"], "severity": row["severity"], "status": row["status"],
            "message": row["message"], "equation": row["equation"], "check_id": row["check_id"], "title": row["title"], "issued": row["issued"],
            "reason": row["reason"], "note": row["note"], "decided_by": row["decided_by"], "decided_at": row["decided_at"], "evidence": [],
        })  # fmt: skip
        flag["evidence"] += [{k: v for k, v in span.items() if k != "check_id"} for span in spans[row["check_id"]]]
    return list(out.values())
