"""Reports: a page that prints well, and PDF."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from outputs.desk.deps import StoreDep, page
from outputs.desk.reports.gathering import KINDS, Report, report
from outputs.desk.reports.pdf import pdf

router = APIRouter()
NAV = (("/reports", "报告", 82),)
_LATEST = "SELECT id, path, name, number, issued FROM documents WHERE status = 'current' ORDER BY issued DESC LIMIT 20"
_BODIES = "SELECT publisher, count(*) AS n FROM (SELECT publisher FROM documents WHERE status = 'current' ORDER BY issued DESC LIMIT 5000) d WHERE publisher IS NOT NULL GROUP BY publisher ORDER BY n DESC, publisher LIMIT 30"


@router.get("/reports")
def index(request: Request, store: StoreDep, body: str | None = None) -> Response:
    if body and body.strip():
        return RedirectResponse(f"/reports/bodies/{quote(body.strip(), safe='')}", 303)
    return page(request, "reports.html", documents=store.read(_LATEST), runs=store.runs(10), bodies=store.read(_BODIES))


@router.get("/reports/{kind}/{key:path}")
def show(request: Request, store: StoreDep, kind: str, key: str) -> Response:
    name, dot, format = key.rpartition(".")
    if dot and format == "pdf":
        return attachment(report(store, kind, name))
    return page(request, "report.html", report=report(store, kind, key), kinds=KINDS, pdf=f"/reports/{kind}/{quote(key, safe='')}.pdf")


def attachment(made: Report) -> Response:
    """The PDF, shown by the browser and named in Chinese when it is kept."""
    name = quote(f"{made.subtitle}-{made.title}.pdf"[:120])
    return Response(pdf(made), media_type="application/pdf", headers={"Content-Disposition": f"inline; filename=\"gouji-report.pdf\"; filename*=UTF-8''{name}"})
