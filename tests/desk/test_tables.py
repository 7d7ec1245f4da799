"""The tables of the desk: what is shown, chosen, sorted, counted and exported, over the sample bulletins."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from outputs.desk.query import rows
from outputs.desk.query.facets import facets
from outputs.desk.query.listings import LISTINGS
from outputs.desk.query.question import parse
from outputs.desk.query.rows import Asking
from outputs.store import Store


@pytest.fixture(scope="module")
def opened(samples: Any) -> Iterator[Store]:
    with Store.open(samples) as store:
        yield store


def ask(store: Store, name: str, **parameters: Any) -> Asking:
    pairs = [(key.replace("__", "."), str(v)) for key, value in parameters.items() for v in (value if isinstance(value, list) else [value])]
    return Asking(store, parse(LISTINGS[name], pairs))


@pytest.mark.parametrize(
    ("name", "parameters", "sql"),
    [
        ("figures", {}, "1 = 1"),
        ("figures", {"kind": ["money", "percent"]}, "kind IN ('money', 'percent')"),
        ("figures", {"measure__has": "工会", "modality": "reported"}, "measure LIKE '%工会%' AND modality = 'reported'"),
        ("figures", {"scope__none": 1, "unit": "元"}, "scope IS NULL AND unit = '元'"),
        ("figures", {"low__min": 100, "low__max": 1000}, "low BETWEEN 100 AND 1000"),
        ("figures", {"issued": ["2012", "2011-06"]}, "issued LIKE '2012%' OR issued LIKE '2011-06%'"),
        ("figures", {"issued__max": "2011-06"}, "issued <= '2011-06-31'"),
        ("figures", {"publisher__has": "衢州"}, "document IN (SELECT id FROM documents WHERE publisher LIKE '%衢州%')"),
        ("figures", {"title__has": "工会"}, "article IN (SELECT id FROM articles WHERE title LIKE '%工会%')"),
        ("figures", {"q": "会员"}, "sentence IN (SELECT id FROM sentences WHERE ' ' || words || ' ' LIKE '%会员%')"),
        ("targets", {"deadline": "2011"}, "deadline LIKE '2011%'"),
        ("organisations", {"q": "江山"}, "name LIKE '%江山%' OR aliases LIKE '%江山%'"),
        ("issues", {}, "ordinal = 1 OR (document, issue, start) IN (SELECT document, issue, min(start) FROM articles GROUP BY 1, 2)"),
        ("checks", {"verdict": "fails", "scope": "corpus"}, "verdict = 'fails' AND scope = 'corpus'"),
    ],
)
def test_conditions_mean_what_they_say(opened: Store, name: str, parameters: dict[str, Any], sql: str) -> None:
    table = {"issues": "articles"}.get(name, name)
    if name == "issues":
        sql = "(document, issue, start) IN (SELECT document, issue, min(start) FROM articles GROUP BY 1, 2)"
    wanted = {row["id"] for row in opened.read(f"SELECT id FROM {table} WHERE {sql}")}
    found = ask(opened, name, **parameters).all()
    assert {row["id"] for row in found.rows} == wanted and found.total == len(wanted) > 0


@pytest.mark.parametrize(("sort", "down"), [("low", False), ("-low", True), ("measure", False), ("-issued", True), ("issued", False), ("-title", True)])
def test_sorting(opened: Store, sort: str, down: bool) -> None:
    column = sort.removeprefix("-")
    values = [row[column] for row in ask(opened, "figures", sort=sort, columns=column).all().rows]
    there = [v for v in values if v is not None]
    assert there == sorted(there, reverse=down)
    assert values == there + [None] * (len(values) - len(there)), "what has no value comes last"


def test_pages_follow_each_other(opened: Store) -> None:
    whole = [row["id"] for row in ask(opened, "figures", sort="measure").all().rows]
    paged = [row["id"] for number in range(1, 8) for row in ask(opened, "figures", sort="measure", page=number, per=200).page().rows]
    assert paged == whole and len(set(whole)) == len(whole)


def test_facets_count_what_choosing_would_show(opened: Store) -> None:
    asking = ask(opened, "figures", kind="money", q="资金")
    for facet in facets(asking, asking.page()):
        for choice in facet.choices[:3]:
            column, _, operator = choice.key.partition(".")
            without = {} if column == "kind" else {"kind": "money"}
            key = f"{column}__none" if operator else column
            assert ask(opened, "figures", q="资金", **without, **{key: choice.value}).page().total == choice.count, (choice.key, choice.value)


def test_many_rows_are_sorted_by_an_index_only(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST", 100)
    page = ask(opened, "figures", sort="measure").page()
    assert (page.total, page.capped, page.sorted) == (100, True, "-issued")
    assert ask(opened, "figures", sort="-low").page().sorted == "-issued"
    assert ask(opened, "figures", sort="-low", unit="元").page().sorted == "-low"
    assert ask(opened, "figures", sort="measure", kind="age").page().sorted == "measure"


@pytest.mark.parametrize("name", LISTINGS)
def test_pages_and_calls(read_only: Any, name: str) -> None:
    page = read_only.get(f"/{name}?per=20")
    call = read_only.get(f"/api/{name}", params={"per": 20}).json()
    assert page.status_code == 200 and LISTINGS[name].heading in page.text
    assert page.text.count("<tr>") - 1 == len(call["items"]) == min(20, call["total"])
    if call["next"]:
        after = read_only.get(call["next"]).json()
        assert not {row["id"] for row in after["items"]} & {row["id"] for row in call["items"]}


@pytest.mark.parametrize("name", ["figures", "targets", "organisations", "documents", "checks"])
def test_every_row_has_a_page(read_only: Any, name: str) -> None:
    for row in read_only.get(f"/api/{name}", params={"per": 20}).json()["items"][::7]:
        page = read_only.get(f"/{name}/{row['id']}")
        assert page.status_code == 200 and row["id"] in page.text
        whole = read_only.get(f"/api/{name}/{row['id']}").json()
        assert all(whole[key] == value for key, value in row.items() if key in whole)
    assert read_only.get(f"/{name}/nothing").status_code == read_only.get(f"/api/{name}/nothing").status_code == 404


def test_a_figure_leads_to_its_sentence(read_only: Any) -> None:
    row = read_only.get("/api/figures", params={"q": "帮扶资金", "kind": "money"}).json()["items"][0]
    page = read_only.get(f"/figures/{row['id']}").text
    start = row["sentence"].rpartition(".s")[2].partition("-")[0]
    assert f"/articles/{row['article']}#s-{start}" in page
    assert f"<mark>{row['text']}</mark>" in page


QUESTION = "/figures{}?kind=money&measure.has=资金&sort=-low&columns=text,kind,low,approx,issued,measure,sentence_text&per=200"


def test_a_workbook_holds_what_the_page_shows(read_only: Any) -> None:
    shown = read_only.get("/api" + QUESTION.format("")).json()["items"]
    answer = read_only.get(QUESTION.format(".xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, *lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert head == ("原文", "类别", "下限", "约数", "印发日期", "指标", "所在句")
    assert [(line[0], line[2], line[5], line[6]) for line in lines] == [(r["text"], r["low"], r["measure"], r["sentence_text"]) for r in shown]
    assert {line[1] for line in lines} == {"金额"} and {line[3] for line in lines} <= {"是", "否"}
    notes = dict(book.worksheets[1].iter_rows(values_only=True))
    assert notes["行数"] == str(len(shown)) and "指标含“资金”" in notes["查询"]


def test_csv_and_json_hold_the_same(read_only: Any) -> None:
    shown = read_only.get("/api" + QUESTION.format("")).json()["items"]
    text = read_only.get(QUESTION.format(".csv")).content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head[0] == "原文" and [line[0] for line in lines] == [r["text"] for r in shown]
    content = json.loads(read_only.get(QUESTION.format(".json")).content)
    assert [r["low"] for r in content["rows"]] == [r["low"] for r in shown] and content["columns"][1]["heading"] == "类别"


HOSTILE = ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "<script>alert(1)</script>", "\t=1", "＝1"]


def test_no_text_is_a_formula_or_markup(client: Any, store: str) -> None:
    ids = [row["id"] for row in client.get("/api/figures").json()["items"][: len(HOSTILE)]]
    with sqlite3.connect(store) as db:
        for id, text in zip(ids, HOSTILE, strict=True):
            db.execute("UPDATE figures_all SET measure = ?, subject = ? WHERE id = ?", (text, text, id))
        db.execute("UPDATE articles_all SET title = ?", (HOSTILE[0],))
    db.close()
    where = "?columns=measure,subject,title&" + "&".join(f"id={id}" for id in ids)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/figures.xlsx{where}").content))
    cells = [cell for row in book.worksheets[0].iter_rows(min_row=2) for cell in row]
    assert len(cells) == 3 * len(HOSTILE) and all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)
    lines = list(csv.reader(io.StringIO(client.get(f"/figures.csv{where}").content.decode("utf-8-sig"), newline="")))[1:]
    assert len(lines) == len(HOSTILE) and all(not cell.startswith(("=", "+", "-", "@", "\t", "＝")) for line in lines for cell in line)
    for page in (f"/figures{where}", f"/figures/{ids[4]}", "/board", "/"):
        assert "<script>alert" not in client.get(page).text


@pytest.mark.parametrize("address", ["/figures?nope=1", "/figures?low.min=x", "/figures.pdf", "/api/figures?per=7", "/api/figures.pdf", "/mentions?columns=x", "/figures?page=501"])
def test_a_wrong_address_is_told_so(read_only: Any, address: str) -> None:
    answer = read_only.get(address)
    assert answer.status_code in (404, 422)
    assert "可用" in answer.text
