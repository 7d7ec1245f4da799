"""Charts as SVG, made here: text stays text, so that the page's fonts draw it; nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from threading import Thread
from typing import Any

from markupsafe import Markup, escape

from outputs.desk.follow.flagged import Flagged
from outputs.desk.follow.indicators import Point
from outputs.labels import SEVERITIES

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', 'Gouji Sans', sans-serif"
COLOURS = ("#1f4e79", "#d55e00", "#117733", "#882255", "#56b4e9", "#8a6d00", "#555555")
"""Told apart by everybody; the marks' shapes differ as well."""

SPANS = ("全年", "年初至今", "半年", "一季", "一月", "时点", "数月", "多年")
CONFLICT, ERROR, WARNING = "#a3161f", "#a3161f", "#d9a441"
WIDTH, HEIGHT = 860, 320
ABOVE = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -34, "titleY": -14}
"""An axis title that is read without turning one's head."""

Spec = dict[str, Any]
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def over_time(points: Sequence[Point], unit: str) -> str:
    """Figures of one indicator by date: a line for each kind of period, a ring around every point that a check across bulletins flags."""
    values = [
        {"日期": p.at, "数": p.value, "低": p.low, "高": p.high, "时期": p.span, "引用": p.quoted, "疑": bool(p.conflicts)} for p in points if p.value is not None
    ]
    spans = [s for s in SPANS if any(v["时期"] == s for v in values)]
    x = {"field": "日期", "type": "temporal", "title": None, "axis": {"format": "%Y-%m", "labelOverlap": True, "tickCount": 10}}
    y = {"field": "数", "type": "quantitative", "title": unit, "axis": {"format": ",~f", **ABOVE}, "scale": {"zero": True}}
    colour = {"field": "时期", "type": "nominal", "title": None, "scale": {"domain": spans, "range": list(COLOURS)}, "sort": spans}
    shape = {"field": "时期", "type": "nominal", "title": None, "sort": spans, "scale": {"domain": spans}}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.55}, "transform": [{"filter": "!datum['引用']"}], "encoding": {"x": x, "y": y, "color": colour}},
        {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.35}, "transform": [{"filter": "datum['低'] !== null && datum['高'] !== null && datum['低'] < datum['高']"}],
         "encoding": {"x": x, "y": {"field": "低", "type": "quantitative", "title": unit}, "y2": {"field": "高"}, "color": colour}},
        {"mark": {"type": "point", "size": 55, "filled": True, "opacity": 1}, "encoding": {"x": x, "y": y, "color": colour, "shape": shape}},
        {"mark": {"type": "point", "size": 260, "filled": False, "shape": "circle", "strokeWidth": 2, "color": CONFLICT, "opacity": 1},
         "transform": [{"filter": "datum['疑']"}], "encoding": {"x": x, "y": y}},
    ]  # fmt: skip
    return drawn({"data": {"values": values}, "layer": layers, "width": WIDTH, "height": HEIGHT})


def by_region(points: Sequence[Point], unit: str) -> str:
    """One bar for each place; a red end where the figure is flagged."""
    values = [{"地区": p.place.rpartition("/")[2], "数": p.value, "字": p.text, "疑": bool(p.conflicts)} for p in points]
    y = {"field": "地区", "type": "nominal", "title": None, "sort": None}
    x = {"field": "数", "type": "quantitative", "title": unit, "axis": {"format": ",~f"}}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "color": COLOURS[0], "height": {"band": 0.7}}, "encoding": {"x": x, "y": y}},
        {"mark": {"type": "tick", "color": CONFLICT, "thickness": 5}, "transform": [{"filter": "datum['疑']"}], "encoding": {"x": x, "y": y}},
        {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": {"x": x, "y": y, "text": {"field": "字"}}},
    ]  # fmt: skip
    return drawn({"data": {"values": values}, "layer": layers, "width": WIDTH - 120, "height": {"step": 24}})


def by_month(flagged: Flagged) -> str:
    """Flags of each month, errors and warnings on top of each other."""
    values = [{"月": month, "程度": SEVERITIES[s], "疑点": n, "层": i} for month, counts in flagged.months for i, (s, n) in enumerate(counts.items())]
    names = [SEVERITIES[s] for s in ("error", "warning")]
    encoding = {
        "x": {"field": "月", "type": "ordinal", "title": None, "axis": {"labelAngle": -45, "labelOverlap": True}},
        "y": {"field": "疑点", "type": "quantitative", "title": "疑点", "axis": {"format": ",d", "tickMinStep": 1, **ABOVE}},
        "color": {"field": "程度", "type": "nominal", "title": None, "scale": {"domain": names, "range": [ERROR, WARNING]}}, "order": {"field": "层", "type": "quantitative"},
    }  # fmt: skip
    return drawn({"data": {"values": values}, "mark": "bar", "encoding": encoding, "width": WIDTH, "height": 220})


def inline(svg: str, label: str) -> Markup:
    """The SVG as a part of a page, where the page's own font reaches it (it reaches no image); what it shows is told by ``label``, its numbers by
    the table beside it."""
    return Markup(_ROLES.sub("", svg).replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1))


def drawn(spec: Spec) -> str:
    """The SVG of a Vega-Lite specification."""
    return _drawn(json.dumps({"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": "white", "config": CONFIG} | spec, ensure_ascii=False))


CONFIG: Spec = {
    "font": FONT, "view": {"stroke": None}, "legend": {"orient": "top", "labelFontSize": 13, "symbolSize": 80}, "text": {"fontSize": 12, "font": FONT},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "gridColor": "#e6e4de", "domainColor": "#999", "tickColor": "#999",
             "labelColor": "#333", "titleColor": "#333", "labelLimit": 260},
}  # fmt: skip


@lru_cache(maxsize=1)
def warm() -> None:
    """Start the renderer in the background: its first picture takes a second, all others some hundredths."""
    Thread(target=drawn, args=({"data": {"values": []}, "mark": "point"},), daemon=True).start()


@lru_cache(maxsize=128)
def _drawn(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
