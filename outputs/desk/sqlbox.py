"""Somebody's own SQL: read-only, limited in rows and time, with the tables' meaning beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from outputs.contract import Column, Table
from outputs.errors import StoreError
from outputs.schema import TABLES
from outputs.store import Store

ROWS, FILE_ROWS = 1_000, 10_000
"""Most rows on the page, and in a file."""
SECONDS = 10.0
LONGEST = 10_000
"""Characters of a query."""

HIDDEN = ("audit", "saved_queries", "touched", "stamps")
"""Tables that are none of a researcher's business."""
_PRIVATE = re.compile(r"\b(audit|saved_queries)\b", re.IGNORECASE)
"""Who signed in when, and what others keep for themselves: not for asking here (``gouji query`` on the machine itself can)."""
_TEXTS = re.compile("'(?:[^']|'')*'")

EXAMPLES: Sequence[tuple[str, str]] = (
    ("某一指标逐月的数", "SELECT issued, subject, text, low, high, period\nFROM figures\nWHERE measure = '新建基层工会' AND modality IN ('reported', 'cumulative')\nORDER BY issued DESC\nLIMIT 100"),
    ("各单位的目标个数", "SELECT owner, count(*) AS 目标数, min(deadline) AS 最早期限, max(deadline) AS 最晚期限\nFROM targets\nGROUP BY owner\nORDER BY 目标数 DESC\nLIMIT 50"),
    ("每月的疑点", "SELECT substr(issued, 1, 7) AS 月份, severity, count(*) AS 疑点数\nFROM flags\nGROUP BY 1, 2\nORDER BY 1 DESC\nLIMIT 100"),
    ("每条规则核过多少、几成相符", "SELECT rule, count(*) AS 核对数, round(100.0 * sum(CASE WHEN verdict IN ('holds', 'holds_by_rounding') THEN 1 ELSE 0 END) / count(*)) AS 相符百分比\nFROM checks\nGROUP BY rule\nORDER BY 核对数 DESC"),
    ("提到两家单位的句子", "SELECT s.text, a.name AS 甲, b.name AS 乙\nFROM mentions a JOIN mentions b ON b.sentence = a.sentence AND b.name > a.name\nJOIN sentences s ON s.id = a.sentence\nLIMIT 100"),
    ("目标与报告的进展", "SELECT t.measure, t.place, t.text AS 目标, o.text AS 进展, p.as_of, p.status, p.share, p.arithmetic\nFROM progress p JOIN observations t ON t.id = p.target JOIN observations o ON o.id = p.observation\nORDER BY p.reported DESC\nLIMIT 100"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """``columns``: named as asked, with the heading of the contract where a name stands for one thing only; ``truncated``: there were more rows."""

    columns: list[Column]
    rows: list[tuple[Any, ...]]
    truncated: bool


def ask(store: Store, sql: str, limit: int = ROWS, seconds: float = SECONDS) -> Answer:
    """The rows of one SELECT. Raises :class:`StoreError`: ``write-refused``, ``unknown-table``, ``unknown-column``, ``query-syntax``, ``query-timeout``."""
    if len(sql) > LONGEST or "\0" in sql:
        raise StoreError("query-syntax", cause=f"> {LONGEST}" if "\0" not in sql else "\\0")
    if private := _PRIVATE.search(_TEXTS.sub("''", sql)):
        raise StoreError("unknown-table", name=private[1], choices=", ".join(t.name for t in schema()))
    result = store.query(sql, limit, seconds)
    columns = [_column(name, [row[i] for row in result.rows[:50]]) for i, name in enumerate(result.columns)]
    return Answer(columns, [tuple(map(_sound, row)) for row in result.rows], result.truncated)


def _sound(value: Any) -> Any:
    """A value that every kind of file can hold."""
    if isinstance(value, bytes):
        return value.hex()
    return None if isinstance(value, float) and not isfinite(value) else value


def _column(name: str, values: Sequence[Any]) -> Column:
    """A column of an answer: numbers as numbers, everything else as text, values as they stand."""
    numbers = all(isinstance(v, int | float) for v in values if v is not None) and any(v is not None for v in values)
    known = {c.heading: c for t in TABLES.values() for c in t.columns if c.name == name}
    meaning = next(iter(known.values())).meaning if len(known) == 1 else ""
    return Column(name, "real" if numbers and name not in ("year", "valid_from", "valid_to") else "text", name, meaning)


def schema() -> list[Table]:
    """The tables that are shown beside the box."""
    return [t for t in TABLES.values() if t.name not in HIDDEN]
