"""The workbook's sheets of progress and of links: the rows of the tables with what a person needs beside them in place of addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from outputs.contract import Column, Table
from outputs.labels import LINKS, PROGRESS_STATUSES
from outputs.schema_series import PROGRESS, RELATIONS


@dataclass(frozen=True)
class Joined:
    """A sheet: its ``table``, the columns shown, and the statement that gives them in that order (``{collation}``: see :meth:`rows`)."""

    table: Table
    columns: tuple[Column, ...]
    statement: str

    def rows(self, connection: sa.Connection, most: int) -> Iterator[Sequence[Any]]:
        """The first ``most`` rows, in the same order on every database."""
        collation = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
        yield from connection.execute(sa.text(self.statement.format(collation=collation)), {"most": most})


def _text(name: str, heading: str, meaning: str) -> Column:
    return Column(name, "text", heading, meaning)


_WHERE = (_text("place", "地区", "地区的路径"), _text("measure", "指标", "归一之后的指标名称"))

JOINED = {
    "progress": Joined(
        PROGRESS,
        (
            Column("status", "text", "状态", "据这次报告的状态", labels=PROGRESS_STATUSES), *_WHERE,
            _text("target_text", "目标数", "目标，照印"), Column("deadline", "date", "期限", "目标的最后一天"), _text("text", "进展数", "报告的数，照印"),
            Column("as_of", "date", "截止日", "进展数的截止日"), Column("share", "real", "完成率", "完成数为目标的百分之几"), _text("arithmetic", "算式", "完成数、目标与完成率"),
            Column("reported", "date", "报告日期", "报告它的一期的印发日期"), _text("path", "报告所在文件", "路径"), _text("target_path", "目标所在文件", "路径"),
            _text("observation", "观测", "即 observations.id"), _text("target", "目标", "即 observations.id"),
        ),
        """SELECT p.status, t.place, t.measure, t.text, t.period_last, o.text, p.as_of, p.share, p.arithmetic, p.reported, d.path, e.path, p.observation, p.target
FROM progress p JOIN observations t ON t.id = p.target JOIN observations o ON o.id = p.observation
JOIN documents d ON d.id = o.document JOIN documents e ON e.id = t.document
ORDER BY t.place{collation}, t.measure{collation}, p.target{collation}, p.reported, p.observation{collation} LIMIT :most""",
    ),
    "links": Joined(
        RELATIONS,
        (
            Column("kind", "text", "关系", "关系的种类", labels=LINKS), *_WHERE,
            _text("text", "后者", "更正、调整、重述后的数，下级或阶段目标，照印"), Column("issued", "date", "后者印发", "印发日期"),
            _text("of_text", "前者", "被更正、被调整的数，上级目标，照印"), Column("of_issued", "date", "前者印发", "印发日期"),
            _text("path", "后者所在文件", "路径"), _text("of_path", "前者所在文件", "路径"),
            _text("source", "后者编号", "即 observations.id"), _text("of", "前者编号", "即 observations.id"),
        ),
        """SELECT l.kind, s.place, s.measure, s.text, s.issued, o.text, o.issued, d.path, e.path, l.source, l.of
FROM links l JOIN observations s ON s.id = l.source JOIN observations o ON o.id = l.of
JOIN documents d ON d.id = s.document JOIN documents e ON e.id = o.document
ORDER BY l.kind{collation}, s.place{collation}, s.measure{collation}, s.issued, l.source{collation}, l.of{collation} LIMIT :most""",
    ),
}  # fmt: skip
"""The sheets by table."""
