"""The files that could not be read: why, what would help, and reading them again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from outputs import audit
from outputs.desk.deps import ReviewerDep, StoreDep, client_address, desk, page, redirect
from outputs.desk.problems import Problem

router = APIRouter()
NAV = (("/quarantine", "未读文件", 84),)
PER_PAGE = 50
FATES = {"read": "已读出", "quarantined": "仍读不了", "gone": "已不在原处"}
ROWS = "SELECT * FROM quarantine WHERE status = :status ORDER BY last_seen DESC, path LIMIT :limit OFFSET :offset"
CODES = "SELECT code, min(reason) AS reason, count(*) AS n FROM quarantine WHERE status = 'open' GROUP BY code ORDER BY n DESC, code"


@router.get("/quarantine")
def listing(
    request: Request, store: StoreDep, page_: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1, resolved: Annotated[bool, Query()] = False
) -> Response:
    rows = store.read(ROWS, status="resolved" if resolved else "open", limit=PER_PAGE + 1, offset=(page_ - 1) * PER_PAGE)
    return page(
        request, "quarantine.html", rows=rows[:PER_PAGE], more=len(rows) > PER_PAGE, number=page_, codes=store.read(CODES), resolved=resolved,
        can=desk(request).settings.retry is not None,
    )  # fmt: skip


@router.post("/quarantine/retry")
def retry(request: Request, store: StoreDep, user: ReviewerDep, path: Annotated[str, Form(max_length=4000)] = "") -> Response:
    """Read one file again, or all. Raises :class:`Problem` ``retry-unavailable``; ``store-locked`` while a run writes."""
    again = desk(request).settings.retry
    if again is None:
        raise Problem(409, "retry-unavailable", "这里不能重试", "请在命令行执行 gouji quarantine retry")
    found = again([path] if path else [])
    told = "；".join(f"{FATES[fate]} {n} 个" for fate in FATES if (n := sum(one["fate"] == fate for one in found)))
    audit.record(store, user.name, "retry", path or None, told or None, client_address(request))
    reason = f"：{found[0]['reason']}" if len(found) == 1 and found[0]["fate"] == "quarantined" else ""
    return redirect(request, "/quarantine", (told or "没有可重试的文件") + reason)
