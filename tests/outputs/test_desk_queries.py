"""The desk asks both databases the same and gets the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from outputs.desk import overview, saved, searching, sqlbox
from outputs.desk.follow import board, flagged, indicators
from outputs.desk.query import rows
from outputs.desk.query.detail import RELATED, detail
from outputs.desk.query.facets import facets
from outputs.desk.query.listings import LISTINGS
from outputs.desk.query.question import parse
from outputs.desk.query.rows import Asking
from outputs.store import Store

TEXTS = ("｛市总工会｝新建工会《10家》。其中外资《8家》、内资《3家》。", "｛市总工会｝要求新建工会【12家】，已建《5家》。")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, new_store: Any, bulletin_rows: Any) -> Iterator[Store]:
    with Store.open(new_store(request.param)) as store:
        with store.run("1") as run:
            run.exists = lambda path: True
            run.write([bulletin_rows(TEXTS[0], fails=True), bulletin_rows(TEXTS[1], path="b.txt", issued=date(2009, 6, 30)), bulletin_rows("无日期《7家》。", path="c.txt", issued=None)])
        yield store


def ask(store: Store, name: str, *parameters: tuple[str, str]) -> Asking:
    return Asking(store, parse(LISTINGS[name], parameters), lambda text: [text])


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_by_every_column(filled: Store, name: str) -> None:
    everything = ask(filled, name).page()
    assert everything.total == len(everything.rows) > 0
    for number, column in enumerate(LISTINGS[name].columns):
        for sign in ("", "-")[number % 2 :: 2]:  # up and down by turns
            sorted_ = ask(filled, name, ("sort", sign + column), ("columns", column)).page()
            values = [row[column] for row in sorted_.rows]
            assert sorted_.total == everything.total and values == [v for v in values if v is not None] + [None] * values.count(None)
    asking = ask(filled, name)
    assert all(sum(c.count for c in f.choices) == everything.total for f in facets(asking, everything))


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ([("low.min", "8")], {"10家", "8家", "12家"}), ([("issued", "2009")], {"10家", "8家", "3家", "12家", "5家"}), ([("issued.none", "1")], {"7家"}),
        ([("measure.has", "工会"), ("low.max", "3")], {"3家"}), ([("q", "内资")], {"8家", "3家"}), ([("title.has", "要求")], set()), ([("path", "b.txt")], {"12家", "5家"}),
        ([("unit", "家"), ("sort", "-low")], {"10家", "8家", "3家", "12家", "5家", "7家"}), ([("approx", "1")], set()),
    ],
)  # fmt: skip
def test_conditions(filled: Store, parameters: list[tuple[str, str]], found: set[str]) -> None:
    page = ask(filled, "figures", *parameters).page()
    assert {row["text"] for row in page.rows} == found
    facets(ask(filled, "figures", *parameters), page)


def test_many(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST", 3)
    monkeypatch.setattr(rows, "FEW", 0)
    page = ask(filled, "figures", ("publisher.none", "1"), ("measure.has", "新建"), ("sort", "measure")).page()
    assert (page.total, page.capped, page.sorted) == (3, True, "-issued")


def test_details_search_and_following(filled: Store) -> None:
    for name in RELATED:
        for row in ask(filled, name).page().rows:
            found = detail(filled, LISTINGS[name], row["id"])
            assert found.fields and all(excerpt.rows for excerpt in found.beside)
    assert [hit.row["text"] for hit in searching.search(filled, "内资", segment=lambda text: [text]).hits] == ["其中外资8家、内资3家。"]
    assert [t["text"] for t in board.board(filled, board.Asked(date(2010, 1, 1), body="甲市总工会", first=date(2009, 1, 1), last=date(2009, 12, 31))).targets] == ["12家"]
    assert indicators.offers(filled, "工会", lambda text: [text]) == indicators.offers(filled) == []
    assert indicators.by_region(filled, indicators.Indicator("键", "个", "省/市"), 2009) == indicators.over_time(filled, indicators.Indicator("键", "个", "省/市")) == []
    assert flagged.flagged(filled, "2009-01", "2009-12").months == [("2009-03", {"error": 1, "warning": 0})]
    assert overview.overview(filled, date(2010, 1, 1)).open == {"error": 1, "warning": 0}
    saved.keep(filled, "李", "一", "/figures", shared=True)
    assert [r["name"] for r in saved.own(filled, "李")] == [r["name"] for r in saved.shared(filled, "王")] == ["一"]


@pytest.mark.parametrize("example", sqlbox.EXAMPLES, ids=lambda example: example[0])
def test_the_examples_of_the_sql_box(filled: Store, example: tuple[str, str]) -> None:
    assert sqlbox.ask(filled, example[1]).columns
