"""Indicators: one measure of one place, as reported over time; the same measure across the places of a region. Points that conflict are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from outputs import fulltext
from outputs.desk.query.bounded import bounded
from outputs.desk.query.rows import Segment
from outputs.store import Store

MOST = 2_000
"""Points of one indicator."""

OFFERED = 40
RECENT = 200
"""Documents whose indicators are offered without a wish."""

REGIONS = 40
ROLES = "('result', 'base')"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, as the addresses and the calls name it. ``key``, ``counted``: what is counted, whatever the words; ``place``: path of the region; ``scope``: a part of it, or empty."""

    key: str
    counted: str
    place: str
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Indicator):
    """An indicator that there is, by how many dates and figures."""

    measure: str
    dates: int
    figures: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a flag says about a point."""

    fingerprint: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of an indicator. ``at``: the last day of ``period``; ``span``: over what it runs; ``quoted``: told later, as a basis of comparison; ``conflicts``:
    what the checks across bulletins say about it, those dismissed left out."""

    figure: str | None
    text: str
    low: float | None
    high: float | None
    at: str
    period: str
    span: str
    issued: str | None
    place: str
    quoted: bool
    conflicts: list[Conflict]

    @property
    def value(self) -> float | None:
        return self.low if self.low is not None else self.high


def offers(store: Store, words: str = "", segment: Segment | None = None) -> list[Offer]:
    """The indicators in sentences with these words, or in the latest documents; those with most dates first."""
    with bounded(store) as connection:
        if words.strip():
            asked = fulltext.wanted((segment or str.split)(words))
            if not asked:
                return []
            condition, parameters = store.backend.search(asked)
            source = f"""FROM sentences_all s JOIN observations o ON o.document = s.document AND o.start >= s.start AND o.start < s."end"
                WHERE s.current = 1 AND {condition} AND"""
        else:
            source = """FROM (SELECT id FROM documents WHERE status = 'current' AND articles > 0 ORDER BY issued DESC LIMIT :recent) d
                CROSS JOIN observations o WHERE o.document = d.id AND"""
            parameters = {"recent": RECENT}
        sql = f"""SELECT o.measure_key, o.counted, o.place, coalesce(o.scope, '') AS scope, min(o.measure) AS measure, count(DISTINCT o.period_last) AS dates, count(*) AS figures
            {source} o.role IN {ROLES} AND o.title = 0 AND o.place <> '' AND o.measure IS NOT NULL AND o.period_last IS NOT NULL
            GROUP BY o.measure_key, o.counted, o.place, coalesce(o.scope, '') ORDER BY 6 DESC, 7 DESC, 5, 3 LIMIT :offered"""
        rows = connection.execute(sa.text(sql), parameters | {"offered": OFFERED}).mappings()
        return [
            Offer(key=r["measure_key"], counted=r["counted"], place=r["place"], scope=r["scope"], measure=r["measure"], dates=r["dates"], figures=r["figures"]) for r in rows
        ]


def over_time(store: Store, indicator: Indicator) -> list[Point]:
    """Every figure of an indicator by date."""
    where = "o.place = :place AND o.measure_key = :key AND o.counted = :counted AND coalesce(o.scope, '') = :scope"
    return _points(store, where, {"place": indicator.place, "key": indicator.key, "counted": indicator.counted, "scope": indicator.scope})


def by_region(store: Store, indicator: Indicator, year: int) -> list[Point]:
    """The latest figure of a year for each place beneath the indicator's, or beside it where there is none beneath; the largest first."""
    where = "o.measure_key = :key AND o.year = :year AND o.counted = :counted AND coalesce(o.scope, '') = '' AND o.place LIKE :below ESCAPE '/'"
    for above in dict.fromkeys((indicator.place, indicator.place.rpartition("/")[0])):
        escaped = above.replace("/", "//").replace("%", "/%").replace("_", "/_")
        below = f"{escaped}//%" if above else "%"
        points = _points(store, where, {"key": indicator.key, "year": year, "counted": indicator.counted, "below": below})
        level = above.count("/") + (1 if above else 0)
        latest = {p.place: p for p in points if p.place.count("/") == level and not p.quoted and p.value is not None}
        if len(latest) > 1:
            return sorted(latest.values(), key=lambda p: (-(p.value or 0), p.place))[:REGIONS]
    return []


def name_of(store: Store, indicator: Indicator) -> str | None:
    """The measure's usual name; ``None`` where the store has no such indicator."""
    rows = store.read(
        "SELECT measure FROM observations WHERE place = :place AND measure_key = :key AND counted = :counted AND measure IS NOT NULL LIMIT 1",
        place=indicator.place, key=indicator.key, counted=indicator.counted,
    )  # fmt: skip
    return str(rows[0]["measure"]) if rows else None


def _points(store: Store, where: str, parameters: dict[str, Any]) -> list[Point]:
    sql = f"""SELECT o.figure, o.text, o.low, o.high, o.place, o.period_first, o.period_last, o.stock, o.running, o.role, o.issued, o.year, o.measure_key
        FROM observations o WHERE {where} AND o.role IN {ROLES} AND o.title = 0 AND o.period_last IS NOT NULL
        ORDER BY o.period_last, o.issued, o.document, o.start LIMIT :most"""
    with bounded(store) as connection:
        rows = [dict(row) for row in connection.execute(sa.text(sql), parameters | {"most": MOST}).mappings()]
        conflicts = _conflicts(connection, sorted({f"{r['place']}|{r['measure_key']}|{r['year']}" for r in rows}))
    return [
        Point(r["figure"], r["text"], r["low"], r["high"], r["period_last"], _period(r), span(r), r["issued"], r["place"], r["role"] == "base",
              conflicts.get(r["figure"], [])) for r in rows
    ]  # fmt: skip


def _conflicts(connection: sa.Connection, series: Sequence[str]) -> dict[str, list[Conflict]]:
    """What the flags of these series say, by figure."""
    statement = sa.text(
        """SELECT e.figure, f.fingerprint, f.rule, f.message FROM checks c JOIN flags f ON f.check_id = c.id JOIN check_evidence e ON e.check_id = c.id
        WHERE c.series IN :series AND c.verdict = 'fails' AND f.status <> 'dismissed' AND e.figure IS NOT NULL ORDER BY c.id, e.ordinal"""
    ).bindparams(sa.bindparam("series", expanding=True))
    out: dict[str, list[Conflict]] = {}
    for i in range(0, len(series), 500):
        for row in connection.execute(statement, {"series": series[i : i + 500]}).mappings():
            out.setdefault(row["figure"], []).append(Conflict(row["fingerprint"], row["rule"], row["message"]))
    return out


def _period(row: dict[str, Any]) -> str:
    first, last = row["period_first"], row["period_last"]
    return last if not first or first == last else f"{first} – {last}"


def span(row: dict[str, Any]) -> str:
    """Over what a figure runs: only those over the same are one line."""
    if row["stock"] or not row["period_first"]:
        return "时点"
    first, last = date.fromisoformat(row["period_first"]), date.fromisoformat(row["period_last"])
    days = (last - first).days + 1
    if days > 366:
        return "多年"
    if days >= 360:
        return "全年"
    if (first.month, first.day) == (1, 1) and days > 31:
        return "年初至今"
    return "一月" if days <= 31 else "一季" if days <= 92 else "半年" if days <= 184 else "数月"
