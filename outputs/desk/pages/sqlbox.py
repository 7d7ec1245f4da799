"""The SQL box."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.desk import sqlbox
from outputs.desk.deps import StoreDep, page, user
from outputs.desk.pages.tables import attachment
from outputs.desk.problems import STATUS, Problem
from outputs.desk.query.files import FORMATS, written
from outputs.errors import StoreError

router = APIRouter()
NAV = (("/sql", "SQL", 95),)

Sql = Annotated[str, Query(alias="q", max_length=sqlbox.LONGEST)]


@router.get("/sql")
def box(request: Request, store: StoreDep, sql: Sql = "") -> Response:
    answer, fault = None, None
    if sql.strip():
        try:
            answer = sqlbox.ask(store, sql)
        except StoreError as error:
            fault = error
    context = {"sql": sql, "answer": answer, "fault": fault, "tables": sqlbox.schema(), "examples": sqlbox.EXAMPLES, "formats": FORMATS}
    return page(request, "sql.html", STATUS.get(fault.code, 422) if fault else 200, most=sqlbox.ROWS, file_most=sqlbox.FILE_ROWS, seconds=sqlbox.SECONDS, **context)


@router.get("/sql.{format}")
def file(request: Request, store: StoreDep, format: str, sql: Sql) -> Response:
    if format not in FORMATS:
        raise Problem(404, "export-format", f"不认识的导出格式 {format[:20]}", f"可用：{', '.join(FORMATS)}")
    answer = sqlbox.ask(store, sql, sqlbox.FILE_ROWS)
    notes = [("查询", sql), ("行数", str(len(answer.rows))), ("导出人", user(request).name)]
    if answer.truncated:
        notes.append(("注意", f"结果多于 {sqlbox.FILE_ROWS} 行，文件只含前 {sqlbox.FILE_ROWS} 行"))
    return attachment(written(format, "查询结果", answer.columns, answer.rows, notes), format, f"查询结果.{format}", answer.truncated)
