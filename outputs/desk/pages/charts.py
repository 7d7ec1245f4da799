"""Charts: an indicator over time and by region, flags by body and month. Each has its table beside it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from outputs.desk.deps import StoreDep, desk, page
from outputs.desk.follow import drawing, flagged, indicators
from outputs.desk.follow.indicators import Indicator
from outputs.desk.problems import Problem
from outputs.desk.query.question import LONGEST
from outputs.labels import SEVERITIES

router = APIRouter()
NAV = (("/charts", "图表", 80),)

Text = Annotated[str, Query(max_length=LONGEST)]
Year = Annotated[int | None, Query(ge=1900, le=2100)]
Month = Annotated[str, Query(pattern=r"^$|^\d{4}-(0[1-9]|1[0-2])$")]


async def asked(key: Text = "", counted: Text = "", place: Text = "", scope: Text = "") -> Indicator:
    """The indicator that an address names."""
    return Indicator(key, counted, place, scope)


IndicatorDep = Annotated[Indicator, Depends(asked)]


@router.get("/charts")
def charts(request: Request, store: StoreDep, indicator: IndicatorDep, q: Text = "", year: Year = None) -> Response:
    if not indicator.key:
        drawing.warm()
        offers = indicators.offers(store, q, desk(request).settings.segment)
        return page(request, "charts.html", offers=[(o, _address("/charts", o)) for o in offers], q=q)
    measure = indicators.name_of(store, indicator)
    if measure is None:
        raise Problem(404, "not-found", "没有这个指标", "请从图表页重新选择")
    points = indicators.over_time(store, indicator)
    years = sorted({int(p.at[:4]) for p in points}, reverse=True)
    shown = year or (years[0] if years else None)
    places = indicators.by_region(store, indicator, shown) if shown else []
    series = drawing.inline(drawing.over_time(points, indicator.counted), f"{measure}随时间的变化，{len(points)} 个数；数字见下表")
    bars = drawing.inline(drawing.by_region(places, indicator.counted), f"{shown}年各地{measure}，{len(places)} 处；数字见下表") if places else ""
    return page(
        request, "indicator.html", indicator=indicator, measure=measure, points=points, years=years, year=shown, regions=places, series=series, bars=bars,
    )  # fmt: skip


@router.get("/charts/series.svg")
def series(store: StoreDep, indicator: IndicatorDep) -> Response:
    return svg(drawing.over_time(indicators.over_time(store, indicator), indicator.counted))


@router.get("/charts/regions.svg")
def regions(store: StoreDep, indicator: IndicatorDep, year: Annotated[int, Query(ge=1900, le=2100)]) -> Response:
    return svg(drawing.by_region(indicators.by_region(store, indicator, year), indicator.counted))


@router.get("/charts/flags")
def flags(request: Request, store: StoreDep, first: Month = "", last: Month = "") -> Response:
    found = flagged.flagged(store, first, last)
    chart = drawing.inline(drawing.by_month(found), "每月的疑点，错误与存疑；数字见下表")
    return page(request, "flagged.html", flagged=found, first=first, last=last, severities={s: SEVERITIES[s] for s in flagged.SHOWN}, chart=chart, most=flagged.MOST)


@router.get("/charts/flags.svg")
def flags_svg(store: StoreDep, first: Month = "", last: Month = "") -> Response:
    return svg(drawing.by_month(flagged.flagged(store, first, last)))


def svg(drawing: str) -> Response:
    """A picture of its own: as an image nothing in it runs."""
    return Response(drawing, media_type="image/svg+xml", headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"})


def _address(path: str, indicator: Indicator, **more: object) -> str:
    given = {"key": indicator.key, "counted": indicator.counted, "place": indicator.place, "scope": indicator.scope} | more
    return f"{path}?{urlencode([(k, v) for k, v in given.items() if v])}"
