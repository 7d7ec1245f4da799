"""News that was printed twice: linked whatever came in first, counted once, and let go with the document that it repeats."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import corpus
from extractors.pipeline import load
from extractors.reprints import bands, same_news
from flows.analyse import analyse
from flows.commands.targets import targets
from flows.reprints import link
from flows.rows import rows
from flows.series import recheck
from outputs.store import Store

HEAD = "{name}\n第{number}期\n{name}编辑部编印　　　　2014年{month}月20日\n\n"
NEWS = (
    "海州市上半年新建基层工会315家\n今年上半年，海州市新建基层工会315家，发展会员12600人，其中农民工会员7800人。市总工会在各开发区设立流动服务站，"
    "上门为小微企业职工办理入会手续，并把建会工作纳入各县区年度考核。（海州市总工会）\n"
)
AGAIN = NEWS.replace("今年上半年，", "据统计，今年上半年，").replace("（海州市总工会）", "（市总工会组织部）")
WRONG = AGAIN.replace("315家", "351家")
OTHER = "海州市总工会举办职工运动会\n6月12日，海州市总工会在体育中心举办职工运动会，来自48个单位的1500名职工参加了拔河、跳绳、接力等项目的比赛。（海州市总工会）\n"
FORM = NEWS.replace("上半年", "前三季度").replace("315", "420").replace("12600", "16900").replace("7800", "9100")

Add = Callable[..., str]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load()


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "gouji.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def add(nlp: Any) -> Add:
    """``add(store, name, month, articles …)`` stores a bulletin and gives its id."""

    def put(store: Store, name: str, month: int, *articles: str, path: str = "") -> str:
        text = HEAD.format(name=name, number=month, month=month) + "\n".join(articles)
        with store.run("1") as run:
            read = rows(analyse(corpus.read(path or f"{name}{month}.txt", text.encode()), nlp), "1")
            run.exists = lambda path: True
            run.write([read])
            link(run)
            recheck(run)
        return str(read["documents"][0]["id"])

    return put


def linked(store: Store) -> set[tuple[str, str]]:
    return {(r["document"], r["of_document"]) for r in store.read("SELECT document, of_document FROM duplicates")}


def counted(store: Store, text: str) -> int:
    return int(store.read("SELECT count(*) AS n FROM observations WHERE text = :text AND repeats IS NULL", text=text)[0]["n"])


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_linked_in_any_order(store: Store, add: Add, order: tuple[int, ...]) -> None:
    bulletins = [("海州工会信息", 7, NEWS), ("工运简报", 8, AGAIN, OTHER), ("职工之声", 9, NEWS)]
    ids = {n: add(store, *bulletins[n]) for n in order}
    assert linked(store) == {(ids[1], ids[0]), (ids[2], ids[0]), (ids[2], ids[1])}
    assert [counted(store, text) for text in ("12600人", "7800人")] == [1, 1]
    assert store.read("SELECT document FROM unlinked") == []


def test_twice_in_one_file(store: Store, add: Add) -> None:
    document = add(store, "海州工会信息", 7, NEWS, OTHER, AGAIN)
    assert linked(store) == {(document, document)}
    assert counted(store, "12600人") == 1


def test_a_changed_figure_is_compared_the_others_are_not(store: Store, add: Add) -> None:
    add(store, "海州工会信息", 7, NEWS)
    add(store, "工运简报", 8, WRONG)
    assert len(linked(store)) == 1
    assert (counted(store, "315家"), counted(store, "351家"), counted(store, "12600人")) == (2, 2, 1)  # in the title and in the text
    [flag] = [f for f in store.flags("corpus", "open") if f["check"] == "value-conflict"]
    assert {e["text"] for e in flag["evidence"]} == {"315家", "351家"}


def test_the_same_form_with_other_numbers_is_other_news(store: Store, add: Add) -> None:
    add(store, "海州工会信息", 7, NEWS)
    add(store, "海州工会信息", 10, FORM)
    assert linked(store) == set()
    assert set(bands(NEWS)) & set(bands(FORM))  # it was worth the comparison


def test_a_reprint_is_found_among_many_of_its_form(store: Store, nlp: Any) -> None:
    filled = [NEWS.replace("315", str(3000 + 7 * n)).replace("12600", str(20000 + 13 * n)).replace("7800", str(9000 + 11 * n)) for n in range(60)]
    texts = [HEAD.format(name="海州工会信息", number=n, month=7) + text for n, text in enumerate([*filled, filled[30]], 1)]
    with store.run("1") as run:
        run.write([rows(analyse(corpus.read(f"{n}.txt", text.encode()), nlp), "1") for n, text in enumerate(texts)])
        link(run)
    assert len(linked(store)) == 1


def test_a_withdrawn_or_changed_original_lets_go(store: Store, add: Add) -> None:
    first, then, last = (add(store, name, month, NEWS) for name, month in (("海州工会信息", 7), ("工运简报", 8), ("职工之声", 9)))
    with store.run("1") as run:
        run.withdraw(first)
        assert counted(store, "12600人") == 2  # both wait to be compared
        link(run)
    assert linked(store) == {(last, then)} and counted(store, "12600人") == 1
    add(store, "工运简报", 8, OTHER)
    assert linked(store) == set() and counted(store, "12600人") == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [("", ""), ("会议召开", "会议召开"), (NEWS, OTHER), (NEWS, FORM), ("一" * 500, "一" * 500)],
)
def test_not_the_same(a: str, b: str) -> None:
    assert same_news(a, b) == 0


def test_form_does_not_matter() -> None:
    full = NEWS.translate(str.maketrans("0123456789", "０１２３４５６７８９")).replace("，", ", ").replace("\n", "\r\n")
    assert same_news(NEWS, full) == 1 and bands(NEWS) == bands(full)


def test_erased_for_good(store: Store, add: Add) -> None:
    first = add(store, "海州工会信息", 7, NEWS, path="a.txt")
    then = add(store, "海州工会信息", 7, WRONG, path="a.txt")  # a new version at the same path
    other = add(store, "工运简报", 8, OTHER)
    assert store.search("农民工会员")
    with store.run("1") as run:
        assert run.erase(then, "李编：误传") == 2
        link(run)
        recheck(run)
    for table in store.backend.metadata.tables:
        held = {column.name for column in store.backend.metadata.tables[table].columns} & {"text", "words", "title", "message"}
        for column in held - ({"message"} if table == "runs" else set()):
            assert not store.read(f"SELECT 1 FROM {table} WHERE {column} LIKE '%农民工会员%'"), table
    assert not store.search("农民工会员") and store.search("拔河")
    assert b"\xe5\x86\x9c\xe6\xb0\x91\xe5\xb7\xa5\xe4\xbc\x9a\xe5\x91\x98" not in Path(store.url).read_bytes()
    states = {row["id"]: row["status"] for row in store.read("SELECT id, status FROM documents")}
    assert states == {first: "erased", then: "erased", other: "current"}
    sha256 = store.read("SELECT sha256 FROM documents WHERE id = :id", id=then)[0]["sha256"]
    assert store.classify([("b.txt", sha256)], "1") == {"b.txt": "erased"}
    assert store.read("SELECT message FROM runs WHERE message IS NOT NULL") == [{"message": "李编：误传"}]


PLAN = (
    "海州市总工会部署全年工作\n2014年，海州市总工会要求全市新建基层工会不少于600家，发展会员2.4万名，6月底前完成新建基层工会任务的50%以上。"
    "会议指出，各级工会要把组建工作摆上重要位置，加强调查研究，深入车间班组听取意见，以点带面稳步推进各项工作。（海州市总工会）\n"
)


def test_a_reprinted_target_is_listed_once(store: Store, add: Add) -> None:
    add(store, "海州工会信息", 2, PLAN)
    add(store, "工运简报", 3, PLAN.replace("各级工会要", "全市各级工会要"))
    add(store, "海州工会信息", 7, NEWS)
    assert store.read("SELECT count(*) AS n FROM targets WHERE repeats IS NULL")[0]["n"] * 2 == store.count("targets")
    found = store.targets(as_of=date(2014, 8, 1))
    told = [(t["text"], t["status"], t["relation"], t["depth"], [r["file"] for r in t["reprints"]]) for t in found]
    again = ["工运简报3.txt"]
    assert told == [
        ("不少于600家", "on-track", None, 0, again), ("50%以上", "overdue", "interim", 1, again), ("2.4万名", "on-track", None, 0, again),
    ]  # fmt: skip


def test_the_command_lists_what_is_asked_for(tmp_path: Path, add: Add) -> None:
    with Store.open(tmp_path / "gouji.db") as opened:
        add(opened, "海州工会信息", 2, PLAN)

    def ask(*options: str) -> str:
        told = CliRunner().invoke(targets, ["--store", str(tmp_path / "gouji.db"), "--as-of", "2014-03-01", *options])
        assert told.exit_code == 0, told.output
        return told.output

    assert [t["text"] for t in json.loads(ask("--format", "json", "--measure", "会员"))] == ["2.4万名"]
    assert json.loads(ask("--format", "json", "--owner", "乙市")) == []
    assert [row["text"] for row in csv.DictReader(ask("--format", "csv", "--until", "2014-06-30").splitlines())] == ["50%以上"]
    assert len(ask("--format", "jsonl", "--from", "2014-07-01", "--status", "open").splitlines()) == 2
    assert "└" in ask() and "不少于600家" in ask("--details")
