"""Failures as answers: a page in Chinese for people, ``application/problem+json`` (RFC 9457) with a stable code for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from outputs.desk.headers import FIXED, POLICY
from outputs.errors import StoreError

STATUS = {
    "unknown-flag": 404, "unknown-document": 404, "unknown-table": 404, "unknown-column": 422, "decision-invalid": 422, "correction-invalid": 422, "unknown-correction": 404, "unknown-rule": 404, "ambiguous-flag": 422, "decision-conflict": 409,
    "query-syntax": 422, "write-refused": 422, "query-timeout": 422, "export-format": 422, "store-locked": 503, "store-busy": 503, "store-lost": 503,
    "store-full": 507,
}  # fmt: skip
"""HTTP status by the code of a :class:`StoreError`; 500 for the others."""

HEADINGS = {
    401: "请先登录", 403: "没有权限", 404: "没有找到", 405: "不能这样访问", 409: "他人已先处理", 413: "内容过大", 422: "填写有误", 429: "尝试过多，请稍后再来",
    500: "程序出错", 503: "数据库正忙",
}  # fmt: skip


HINTS = {404: "没有这一页：地址可能写错了，或所指的内容已随文件更新或撤回。", 405: "这个地址不能这样打开，请从页面上的链接或按钮进入。"}
"""What a page says where nothing more is known."""


class Problem(Exception):
    """A refusal with a stable ``code``, what to say (``reason``, Chinese) and what would help (``remedy``). ``extra``: further members of the JSON."""

    def __init__(self, status: int, code: str, reason: str, remedy: str = "", **extra: Any) -> None:
        self.status, self.code, self.reason, self.remedy, self.extra = status, code, reason, remedy, extra
        super().__init__(code, reason)


class Refusal(BaseModel):
    """RFC 9457. ``code`` stays the same and can be built upon; ``detail`` and ``remedy`` are for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    remedy: str | None = None


def _documented(status: int) -> dict[str, Any]:
    return {"description": HEADINGS[status], "content": {"application/problem+json": {"schema": Refusal.model_json_schema()}}}


REFUSALS: dict[int | str, dict[str, Any]] = {status: _documented(status) for status in (401, 403, 404, 409, 422, 503)}
"""What every call may answer, for the documentation of a router."""


class SignInNeeded(Exception):
    """Nobody is signed in."""


def install(app: FastAPI) -> None:
    """Answer for every kind of failure."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(StoreError, _store)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _defect)


def is_api(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/") or request.url.path == "/api"


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as JSON or as a page."""
    heading = HEADINGS.get(problem.status) or HTTPStatus(problem.status).phrase
    if is_api(request):
        body = {"type": f"/docs#{problem.code}", "title": heading, "status": problem.status, "code": problem.code, "detail": problem.reason}
        body |= {"remedy": problem.remedy} if problem.remedy else {}
        return JSONResponse(body | problem.extra, problem.status, headers=headers, media_type="application/problem+json")
    from outputs.desk.deps import page

    made = page(request, "problem.html", problem.status, heading=heading, problem=problem, hints=HINTS)
    made.headers.update(headers or {})
    return made


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answer(request, error)


def _sign_in(request: Request, error: Exception) -> Response:
    from urllib.parse import quote

    if is_api(request):
        return answer(request, Problem(401, "sign-in-needed", "请先登录", "POST /api/session，或带上 Authorization: Bearer"))
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"
    return RedirectResponse("/signin" + (f"?next={quote(wanted, safe='/')}" if wanted != "/" else ""), 303)


def _store(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    extra = {"latest": error.data["latest"]} if "latest" in error.data else {}
    return answer(request, Problem(STATUS.get(error.code, 500), error.code, error.reason, error.remedy, **extra))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [{"in": ".".join(str(part) for part in e["loc"]), "message": e["msg"]} for e in error.errors()]
    return answer(request, Problem(422, "invalid-parameters", _told(faults), errors=faults))


def _told(faults: Sequence[Mapping[str, str]]) -> str:
    return "；".join(f"{f['in']}：{f['message']}" for f in faults[:5])


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if not hasattr(request.state, "user") and request.method == "GET":  # no such address: the guard has not been asked who it is
        from outputs.desk.access.guard import TokenGiven, guard

        with suppress(SignInNeeded, TokenGiven):
            await guard(request)
    codes = {400: "malformed", 404: "not-found", 405: "method-not-allowed"}
    told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    return answer(request, Problem(error.status_code, codes.get(error.status_code, "refused"), told), error.headers)


def _defect(request: Request, error: Exception) -> Response:
    told = Problem(500, "defect", "这是程序的缺陷，详情已记入服务端日志", "请把时间和所做的操作告诉管理员")
    return answer(request, told, FIXED | {"Content-Security-Policy": POLICY})  # this handler stands outside of the middleware
