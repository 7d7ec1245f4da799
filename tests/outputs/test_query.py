"""Reading for others: their SQL can look at everything and change nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outputs.errors import StoreError
from outputs.store import Store

SUM = "｛市总工会｝新建工会《10家》。其中外资《8家》、内资《3家》。"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, new_store: Any, bulletin_rows: Any) -> Iterator[Store]:
    """A store that these tests only look at."""
    with Store.open(new_store(request.param)) as store:
        with store.run("1") as run:
            run.write([bulletin_rows(SUM, fails=True)])
        yield store


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT count(*) FROM figures", [(3,)]),
        ("SELECT text, low FROM figures ORDER BY low DESC LIMIT 1;", [("10家", 10)]),
        ("  -- 数据\n/* 多行 */ select sum(low) from figures", [(21,)]),
        ("WITH a AS (SELECT low FROM figures) SELECT max(low) FROM a", [(10,)]),
        ("SELECT text FROM figures WHERE text LIKE '1%家'", [("10家",)]),
        ("SELECT status, count(*) FROM flags GROUP BY status", [("open", 1)]),
        ("SELECT count(*) FROM decisions", [(0,)]),
        ("VALUES (1, 'a')", [(1, "a")]),
        ("SELECT min(low) / max(low) FROM figures", [(0.3,)]),
    ],
)
def test_questions(filled: Store, sql: str, rows: list[tuple[object, ...]]) -> None:
    assert filled.query(sql).rows == rows


@pytest.mark.parametrize(
    ("sql", "code", "says"),
    [
        ("SELECT mesure FROM figures", "unknown-column", "measure"),
        ("SELECT f.nonesuch FROM figures f", "unknown-column", "figures: id"),
        ("SELECT * FROM figure", "unknown-table", "figures"),
        ("DELETE FROM figures", "write-refused", ""),
        ("delete from figures_all", "write-refused", ""),
        ("INSERT INTO decisions (fingerprint) VALUES ('x')", "write-refused", ""),
        ("UPDATE runs SET status = 'done'", "write-refused", ""),
        ("WITH a AS (SELECT 1) DELETE FROM runs", "write-refused", ""),
        ("DROP TABLE meta", "write-refused", ""),
        ("PRAGMA journal_mode = DELETE", "write-refused", ""),
        ("ATTACH 'x.db' AS x", "write-refused", ""),
        ("COPY figures TO '/tmp/x'", "write-refused", ""),
        ("/* SELECT */ VACUUM", "write-refused", ""),
        ("SELECT 1; DROP TABLE meta", "query-syntax", ""),
        ("COMMIT; DROP TABLE meta", "write-refused", ""),
        ("SELECT * FROM", "query-syntax", ""),
        ("", "query-syntax", ""),
        ("-- 只有注释", "query-syntax", ""),
        ("查一下", "query-syntax", ""),
    ],
)
def test_refusals(filled: Store, sql: str, code: str, says: str) -> None:
    with pytest.raises(StoreError) as caught:
        filled.query(sql)
    assert caught.value.code == code and says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert filled.count("figures") == 3


def test_an_endless_query_is_stopped(filled: Store) -> None:
    began = time.monotonic()
    with pytest.raises(StoreError, match="query-timeout"):
        filled.query("WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) SELECT sum(n) FROM a", seconds=0.3)
    assert time.monotonic() - began < 60


def test_rows_are_limited_and_it_says_so(filled: Store) -> None:
    result = filled.query("SELECT id FROM figures", limit=2)
    assert len(result.rows) == 2 and result.truncated
    assert not filled.query("SELECT id FROM figures", limit=3).truncated


@pytest.mark.parametrize("sql", ["SELECT load_extension('x')", "SELECT zeroblob(2000000000)", "SELECT writefile('x', 'y')", "SELECT * FROM pragma_database_list"])  # fmt: skip
def test_sqlite_functions_that_reach_out(tmp_path: Path, sql: str) -> None:
    with Store.open(tmp_path / "gouji.db") as store, pytest.raises(StoreError):
        store.query(sql)


def test_a_query_leaves_the_file_alone(tmp_path: Path, make: Any, ingest: Any) -> None:
    path = tmp_path / "gouji.db"
    with Store.open(path) as store:
        ingest(store, make("《1家》。"))
    before = path.read_bytes()
    with Store.open(path, create=False) as store:
        store.query("SELECT * FROM figures ORDER BY text")
        store.flags()
    assert path.read_bytes() == before


# -- flags


def test_flags_have_the_keys_of_the_contract(filled: Store) -> None:
    [flag] = filled.flags()
    assert {"fingerprint", "check", "scope", "severity", "status", "message", "equation", "evidence"} <= set(flag)
    assert [e["text"] for e in flag["evidence"]] == ["10家", "8家", "3家"]
    assert all({"file", "document", "article", "start", "end", "text"} <= set(e) for e in flag["evidence"])
    first = flag["evidence"][0]
    assert (first["file"], first["article"]) == ("a.txt", 1) and len(first["document"]) == 64
    assert filled.source(first["document"])[first["start"] : first["end"]] == "10家"


def test_the_same_flag_in_two_bulletins_is_one(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(SUM, fails=True))
    run = ingest(store, make("转载：新建《10家》，外资《8家》，内资《3家》。", path="b.txt", fails=True))
    [flag] = store.flags()
    assert len(flag["evidence"]) == 6 and run.counts.flags_opened == 0


def test_flags_are_chosen_by_scope_and_status(filled: Store) -> None:
    assert filled.flags(scope="corpus") == [] and len(filled.flags(scope="article")) == 1
    assert filled.flags(status="dismissed") == [] and len(filled.flags(status="all")) == 1
    with pytest.raises(StoreError, match="confirmed"):
        filled.flags(status="closed")


# -- search


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def searched(request: pytest.FixtureRequest, new_store: Any, bulletin_rows: Any) -> Iterator[Store]:
    texts = {"a": "市总工会发文。", "b": "全市新建工会12家。", "c": "召开职工会议。", "d": "签订集体合同。"}
    with Store.open(new_store(request.param)) as store:
        with store.run("1") as run:
            run.write(bulletin_rows(text, path=path) for path, text in texts.items())
        yield store


@pytest.mark.parametrize(
    ("query", "words", "found"),
    [
        ("工会", ["工会"], {"a", "b"}),  # a word of its own, and inside 总工会; not in 职工会议
        ("总工会", ["总工会"], {"a"}),
        ("集体合同", ["集体合同"], {"d"}),
        ("合同", ["合同"], {"d"}),  # two characters inside a word of four
        ("会议", ["会议"], {"c"}),
        ("新建工会", ["新建", "工会"], {"b"}),
        ("建工会", [], {"b"}),  # no word: looked for as it stands
        ("工会 12", ["工会", "12"], {"b"}),
        ("没有的词", ["没有", "的", "词"], set()),
        ("' OR 1=1 --", [], set()),
        ('"*^:(', [], set()),
        ("", [], set()),
        ("  ", [], set()),
    ],
)
def test_search(searched: Store, query: str, words: list[str], found: set[str]) -> None:
    assert {hit["path"] for hit in searched.search(query, words)} == found


def test_search_gives_newest_first_and_pages(store: Store, make: Any, ingest: Any) -> None:
    from datetime import date

    ingest(store, *(make(f"工会活动第{n}次。", path=f"{n}", issued=date(2009, n, 1)) for n in range(1, 8)))
    hits = store.search("工会", ["工会"], limit=3)
    assert [h["path"] for h in hits] == ["7", "6", "5"]
    assert [h["path"] for h in store.search("工会", ["工会"], limit=3, offset=3)] == ["4", "3", "2"]
    assert hits[0]["issued"] == "2009-07-01" and hits[0]["title"]


def test_search_takes_any_query(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make("工会AB'C%_\\ “引号” 4.7万。"))
    for query in ("AB'C", "%_", "\\", "“引号”", "4.7万", "ab", "工会" * 500, "\0", "NEAR(", "a OR b"):
        store.search(query, [query])
    assert store.search("4.7", ["4.7"]) and store.search("ab", ["AB"])


# -- targets


def test_the_target_tracker(store: Store, make: Any, ingest: Any) -> None:
    from datetime import date

    ingest(
        store,
        make("｛市总工会｝年底前新建工会【180家】。", path="1", issued=date(2009, 2, 1), publisher="甲市总工会"),
        make("至六月底已新建工会《126家》。", path="2", issued=date(2009, 7, 1), publisher="甲市总工会"),
        make("他市新建工会《300家》。", path="3", issued=date(2009, 8, 1), publisher="乙市总工会"),
    )
    [target] = store.targets(as_of=date(2009, 8, 1))
    assert (target["owner"], target["deadline"], target["low"]) == ("甲市总工会", "2009-12-31", 180)
    assert (target["status"], target["progress"]["text"]) == ("open", "126家")
    assert store.targets(as_of=date(2010, 2, 1))[0]["status"] == "missed"
    ingest(store, make("全年新建工会《182家》。", path="4", issued=date(2010, 1, 5), publisher="甲市总工会"))
    assert store.targets(as_of=date(2010, 2, 1), status="met")[0]["progress"]["low"] == 182
    assert store.targets(status="overdue") == []
