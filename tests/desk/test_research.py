"""Search, saved queries, the SQL box, the board and the charts, over the sample bulletins."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from typing import Any

import openpyxl
import pytest

from outputs.desk import saved, searching
from outputs.desk.follow import indicators
from outputs.desk.follow.board import Asked, board
from outputs.desk.follow.flagged import flagged
from outputs.desk.follow.indicators import Indicator
from outputs.desk.problems import Problem
from outputs.store import Store
from outputs.tracker import targets


@pytest.fixture(scope="module")
def opened(samples: Any) -> Any:
    with Store.open(samples) as store:
        yield store


# -- search


@pytest.mark.parametrize("words", ["工会", "会员", "帮扶", "职工书屋", "工会 会员", "帮扶资金1086万元"])
def test_search_finds_sentences_that_hold_the_words(read_only: Any, words: str) -> None:
    found = read_only.get("/api/search", params={"q": words}).json()["items"]
    assert all(word in found[0]["text"] for word in words.split()), "the words as printed come first"
    for hit in found:
        assert hit["marks"] and all(set(hit["text"][start:end]) <= set(words) for start, end in hit["marks"])
    page = read_only.get("/search", params={"q": words}).text
    assert "<mark>" in page and f"/articles/{found[0]['article']}#s-{found[0]['start']}" in page


def test_search_says_when_there_is_nothing(read_only: Any) -> None:
    assert "没有一句" in read_only.get("/search", params={"q": "从未印过的词语"}).text
    assert "至少输入两个字" in read_only.get("/search", params={"q": "工"}).text
    assert read_only.get("/api/search", params={"q": "工"}).status_code == 422


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("新建工会8家", ["工会"], "新建[工会]8家"),
        ("工会工会", ["工会"], "[工会工会]"),
        ("新建基层工会", ["基层", "层工"], "新建[基层工]会"),
        ("İ工会", ["工会"], "İ[工会]"),
        ("ABC", ["b"], "A[B]C"),
        ("", ["工会"], ""),
        ("工", [" ", ""], "工"),
    ],
)
def test_marks(text: str, words: list[str], shown: str) -> None:
    assert "".join(f"[{part}]" if on else part for part, on in searching.marked(text, words)) == shown


# -- saved queries


def test_saved_queries(store: str) -> None:
    with Store.open(store) as opened:
        saved.keep(opened, "李", "金额", "/figures?kind=money")
        saved.keep(opened, "李", "金额", "/figures?kind=money&sort=-low", shared=True)
        saved.keep(opened, "王", "目标", "/targets")
        assert [(r["name"], r["address"]) for r in saved.own(opened, "李")] == [("金额", "/figures?kind=money&sort=-low")]
        assert [r["owner"] for r in saved.shared(opened, "王")] == ["李"] and saved.shared(opened, "李") == []
        saved.drop(opened, "李", "金额")
        assert saved.own(opened, "李") == saved.shared(opened, "王") == []
        for name, address in (("", "/figures"), ("长" * 81, "/figures"), ("a", "https://example.org"), ("a", "//example.org"), ("a", "/\\example.org"), ("a\0", "/figures")):
            with pytest.raises(Problem):
                saved.keep(opened, "李", name, address)
        with pytest.raises(Problem):
            saved.drop(opened, "李", "目标")


def test_saving_through_pages_and_calls(client: Any) -> None:
    form = {"csrf_token": client.csrf, "name": "我的 金额", "address": "/figures?kind=money", "shared": "1"}
    answer = client.post("/saved", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/figures?kind=money")
    assert "我的 金额" in client.get("/saved").text
    assert client.post("/api/saved", json={"name": "b", "address": "/checks"}).json()["shared"] is False
    assert [row["name"] for row in client.get("/api/saved").json()] == ["b", "我的 金额"]
    assert client.delete("/api/saved", params={"name": "b"}).status_code == 204
    assert client.delete("/api/saved", params={"name": "b"}).status_code == 404
    assert client.post("/api/saved", json={"name": "b", "address": "javascript:1"}).status_code == 422


# -- SQL


def test_the_sql_box_answers_and_exports(read_only: Any) -> None:
    sql = "SELECT kind AS 类别, count(*) AS n FROM figures GROUP BY kind ORDER BY n DESC"
    page, answer = read_only.get("/sql", params={"q": sql}), read_only.get("/api/sql", params={"q": sql}).json()
    assert answer["columns"] == ["类别", "n"] and str(answer["rows"][0][1]) in page.text
    book = openpyxl.load_workbook(io.BytesIO(read_only.get("/sql.xlsx", params={"q": sql}).content))
    assert [list(row) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == answer["rows"]
    few = read_only.get("/api/sql", params={"q": "SELECT id FROM figures", "limit": 3}).json()
    assert len(few["rows"]) == 3 and few["truncated"]


@pytest.mark.parametrize("sql", ["SELECT * FROM audit", 'SELECT * FROM "AUDIT"', "SELECT 1 FROM figures, decisions.saved_queries"])
def test_what_others_did_and_kept_is_not_for_asking(read_only: Any, sql: str) -> None:
    assert read_only.get("/api/sql", params={"q": sql}).json()["code"] == "unknown-table"
    assert read_only.get("/api/sql", params={"q": "SELECT 'audit' AS word"}).status_code == 200


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM figures", "只能读"), ("WITH a AS (SELECT 1) UPDATE runs SET status = 1", "只能读"), ("PRAGMA writable_schema = 1", "只能读"),
        ("SELECT mesure FROM figures", "measure"), ("SELECT * FROM nope", "figures"), ("SELECT", "有误"), ("SELECT 1; SELECT 2", "有误"),
        ("SELECT load_extension('x')", "只能读"),
    ],
)  # fmt: skip
def test_the_sql_box_refuses(read_only: Any, sql: str, says: str) -> None:
    for address in ("/sql", "/api/sql", "/sql.csv"):
        answer = read_only.get(address, params={"q": sql})
        assert answer.status_code in (404, 422) and says in answer.text


@pytest.mark.parametrize("sql", ["SELECT '=1+1' AS a", "SELECT '<script>alert(1)</script>' AS a", "SELECT x'00ff' AS a", "SELECT 1e999 AS a", "SELECT NULL AS a", "SELECT 1 AS a, 2 AS a"])
def test_odd_answers(read_only: Any, sql: str) -> None:
    assert "<script>alert" not in read_only.get("/sql", params={"q": sql}).text
    for format in ("xlsx", "csv", "json"):
        assert read_only.get(f"/sql.{format}", params={"q": sql}).status_code == 200
    assert read_only.get("/sql.csv", params={"q": sql}).text.lstrip("\ufeff").splitlines()[1][:1] != "="


def test_examples_run(read_only: Any) -> None:
    from outputs.desk.sqlbox import EXAMPLES

    assert [name for name, sql in EXAMPLES if read_only.get("/api/sql", params={"q": sql}).status_code != 200] == []


# -- following


@pytest.mark.parametrize("day", [date(2011, 6, 30), date(2012, 1, 31), date(2020, 1, 1)])
def test_the_board_is_the_tracker(opened: Store, day: date) -> None:
    told = targets(opened, day)
    found = board(opened, Asked(day))
    assert {s: n for s, n in found.counts.items() if n} == Counter(t["status"] for t in told)
    assert {t["id"] for t in found.targets} == {t["id"] for t in told} and not found.capped
    owner = max(Counter(t["owner"] for t in told).items(), key=lambda item: item[1])[0]
    assert {t["id"] for t in board(opened, Asked(day, body=owner)).targets} == {t["id"] for t in told if t["owner"] == owner}
    met = board(opened, Asked(day, status="met")).targets
    assert {t["id"] for t in met} == {t["id"] for t in told if t["status"] == "met"}
    assert sum(sum(counts.values()) for _, counts in found.bodies) <= len(told)


def test_the_board_by_deadline(opened: Store) -> None:
    found = board(opened, Asked(date(2020, 1, 1), first=date(2011, 9, 1), last=date(2011, 9, 30))).targets
    wanted = {t["id"] for t in targets(opened, date(2020, 1, 1)) if "2011-09-01" <= (t["deadline"] or "") <= "2011-09-30"}
    assert {t["id"] for t in found} <= wanted and len(found) > 0
    assert {id for id in wanted if ".t" in id} <= {t["id"] for t in found}


@pytest.mark.parametrize("address", ["/board?status=done", "/board?as_of=gestern", "/charts?key=nope", "/charts/flags?first=2011", "/charts/regions.svg?key=x", "/api/board?offset=-1"])
def test_wrong_addresses_of_the_followers(read_only: Any, address: str) -> None:
    assert read_only.get(address).status_code in (404, 422)


BUILT = Indicator("会基层工建新", "个", "浙江省/衢州市/江山市")


def test_an_indicator_over_time(opened: Store) -> None:
    points = indicators.over_time(opened, BUILT)
    assert [p.at for p in points] == sorted(p.at for p in points)
    flagged_texts = {p.text for p in points if any(c.rule == "value-conflict" for c in p.conflicts)}
    assert flagged_texts == {"38家", "35家", "141家", "143家"}
    assert {p.span for p in points} >= {"全年", "年初至今"}


def test_an_indicator_by_region(opened: Store) -> None:
    points = indicators.by_region(opened, Indicator("会基层工建新", "个", "浙江省/衢州市"), 2011)
    assert len({p.place for p in points}) == len(points) >= 5
    assert all(p.place.startswith("浙江省/衢州市/") and p.at.startswith("2011") for p in points)
    beside = indicators.by_region(opened, BUILT, 2011)
    assert {p.place for p in beside} == {p.place for p in points}, "a county is shown among its like"


@pytest.mark.parametrize(
    ("first", "last", "stock", "said"),
    [
        ("2011-01-01", "2011-12-31", 0, "全年"), ("2011-01-01", "2011-06-30", 0, "年初至今"), ("2011-01-01", "2011-01-31", 0, "一月"), ("2011-04-01", "2011-06-30", 0, "一季"),
        ("2011-07-01", "2011-12-31", 0, "半年"), ("2008-01-01", "2012-12-31", 0, "多年"), (None, "2011-12-31", 0, "时点"), ("2011-01-01", "2011-12-31", 1, "时点"),
        ("2011-03-01", "2011-10-31", 0, "数月"),
    ],
)  # fmt: skip
def test_spans(first: str | None, last: str, stock: int, said: str) -> None:
    assert indicators.span({"period_first": first, "period_last": last, "stock": stock}) == said


def test_charts_keep_text_as_text(read_only: Any) -> None:
    where = {"key": BUILT.key, "counted": BUILT.counted, "place": BUILT.place}
    page = read_only.get("/charts", params=where).text
    picture = read_only.get("/charts/series.svg", params=where)
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert ">全年</text>" in picture.text and "<script" not in picture.text and "PingFang SC" in picture.text
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", picture.text), "nothing is fetched"
    assert picture.text.count("stroke=\"#a3161f\"") >= 2, "conflicting points have a ring"
    assert page.count('class="badge error"') >= 4, "and the table beside says so"
    bars = read_only.get("/charts/regions.svg", params=where | {"year": 2011}).text
    assert ">龙游县</text>" in bars


def test_a_hostile_place_is_text_in_a_chart() -> None:
    from outputs.desk.follow import drawing

    evil = '"><script>alert(1)</script><a href="javascript:1">'
    point = indicators.Point(None, evil, 1, 1, "2011-12-31", "2011", "全年", None, f"省/{evil}", False, [])
    for picture in (drawing.by_region([point], evil), drawing.over_time([point], evil), str(drawing.inline(drawing.over_time([point], ""), evil))):
        assert "<script" not in picture and "<a " not in picture


def test_flags_by_month_and_body(read_only: Any, opened: Store) -> None:
    found = flagged(opened)
    total = opened.read("SELECT count(*) AS n FROM flags")[0]["n"]
    assert sum(sum(c.values()) for _, c in found.months) == sum(sum(c.values()) for _, c in found.bodies) == total
    part = flagged(opened, "2011-06", "2011-07")
    assert [month for month, _ in part.months] == ["2011-06", "2011-07"]
    assert ">2011-06</text>" in read_only.get("/charts/flags.svg", params={"first": "2011-06", "last": "2011-07"}).text


def test_the_front_page(read_only: Any) -> None:
    page, now = read_only.get("/").text, read_only.get("/api/overview").json()
    assert "开始审核" in page and str(now["open"]["error"]) in page and "最近的入库" in page
    assert now["runs"][0]["new"] == 12


def test_the_states_of_a_target_are_those_of_the_contract() -> None:
    from typing import get_args

    from outputs.desk.api.following import _Status
    from outputs.desk.follow.board import ORDER
    from outputs.labels import PROGRESS_STATUSES

    assert set(get_args(_Status)) == set(PROGRESS_STATUSES) == set(ORDER)
