"""Documents go in whole, once, and the newest version counts."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from outputs import series
from outputs.errors import CODES, StoreError
from outputs.schema import FACTS
from outputs.store import Store, still_there

OLD = "｛市总工会｝新建工会《10家》。其中外资《8家》、内资《3家》。"
NEW = "｛市总工会｝新建工会《11家》。其中外资《8家》、内资《3家》。"


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is in force, without what tells when it came in."""
    names = [t.name for t in FACTS] + ["organisations"]
    return {n: sorted(store.query(f"SELECT * FROM {n}").rows, key=str) for n in names}


def test_rows_come_back_as_they_went_in(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(OLD, fails=True))
    [figure] = store.read("SELECT * FROM figures WHERE low = 10")
    assert (figure["text"], figure["value"], figure["unit"], figure["issued"]) == ("10家", "10", "家", "2009-03-31")
    [article] = store.read("SELECT text, title FROM articles")
    assert article["text"] == store.source(figure["document"]) == "市总工会新建工会10家。其中外资8家、内资3家。"
    assert [s["ordinal"] for s in store.read('SELECT ordinal FROM sentences ORDER BY "start"')] == [1, 2]
    assert [e["text"] for e in store.read("SELECT text FROM check_evidence ORDER BY ordinal")] == ["10家", "8家", "3家"]


def test_writing_again_changes_nothing(store: Store, make: Any, ingest: Any) -> None:
    documents = [make(OLD, fails=True), make("｛省总｝会员《5人》。", path="b.txt")]
    ingest(store, *documents)
    before = contents(store)
    run = ingest(store, *documents)
    assert contents(store) == before
    assert (run.counts.new, run.counts.updated, run.counts.flags_opened) == (0, 2, 0)


def test_classify_knows_what_needs_work(store: Store, make: Any, ingest: Any) -> None:
    old, new = make(OLD), make(NEW)
    sha_old, sha_new = old["documents"][0]["sha256"], new["documents"][0]["sha256"]
    ingest(store, old)
    states = store.classify([("a.txt", sha_old), ("c.txt", sha_old), ("d.txt", sha_new)], "1")
    assert states == {"a.txt": "unchanged", "c.txt": "moved", "d.txt": "new"}
    assert store.classify([("a.txt", sha_new)], "1") == {"a.txt": "updated"}
    assert store.classify([("a.txt", sha_old)], "2") == {"a.txt": "updated"}, "another version of the extractors"


def test_a_changed_file_supersedes_its_earlier_version(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(OLD, fails=True))
    run = ingest(store, make(NEW))
    assert (run.counts.new, run.counts.updated) == (0, 1)
    assert [r["low"] for r in store.read('SELECT low FROM figures ORDER BY "start"')] == [11, 8, 3]
    assert store.flags() == []
    documents = store.read("SELECT id, status, superseded_by FROM documents ORDER BY status")
    assert [d["status"] for d in documents] == ["current", "superseded"]
    assert documents[1]["superseded_by"] == documents[0]["id"]
    assert store.read("SELECT count(*) AS n FROM figures_all")[0]["n"] == 6, "history is kept"
    assert store.read("SELECT mentions FROM organisations")[0]["mentions"] == 1
    assert store.search("10", ["10"]) == []


def test_a_file_that_goes_back_is_in_force_again(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(OLD))
    before = contents(store)
    ingest(store, make(NEW))
    assert store.classify([("a.txt", make(OLD)["documents"][0]["sha256"])], "1") == {"a.txt": "updated"}
    ingest(store, make(OLD))
    assert contents(store) == before


def test_a_copy_keeps_a_version_in_force(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(OLD, path="a.txt"))
    ingest(store, make(OLD, path="b.txt"))
    ingest(store, make(NEW, path="a.txt"))
    rows = store.read("SELECT path, status FROM documents ORDER BY path")
    assert rows == [{"path": "a.txt", "status": "current"}, {"path": "b.txt", "status": "current"}]
    assert store.count("figures") == 6


def test_a_moved_file_keeps_its_identity(store: Store, make: Any, ingest: Any) -> None:
    old = make(OLD)
    ingest(store, old)
    before = contents(store)
    with store.run("1") as run:
        run.exists = lambda path: path != "a.txt"
        run.place({"z.txt": old["documents"][0]["sha256"]})
    assert contents(store) == before
    assert store.read("SELECT path, status FROM documents") == [{"path": "z.txt", "status": "current"}]
    assert store.read("SELECT path, status FROM files ORDER BY path") == [
        {"path": "a.txt", "status": "moved"},
        {"path": "z.txt", "status": "current"},
    ]
    assert run.counts.unchanged == 1


def test_two_files_that_swap_places_stay_in_force(store: Store, make: Any, ingest: Any) -> None:
    one, two = make(OLD, path="a.txt"), make(NEW, path="b.txt")
    ingest(store, one, two)
    before = contents(store)
    with store.run("1") as run:
        run.place({"a.txt": two["documents"][0]["sha256"], "b.txt": one["documents"][0]["sha256"]})
    assert contents(store) == before
    assert {r["path"]: r["sha256"] for r in store.read("SELECT path, sha256 FROM documents")} == {
        "a.txt": two["documents"][0]["sha256"],
        "b.txt": one["documents"][0]["sha256"],
    }


def test_known_content_in_the_place_of_other_supersedes_it(store: Store, make: Any, ingest: Any) -> None:
    one, two = make(OLD, path="a.txt"), make(NEW, path="b.txt")
    ingest(store, one, two)
    with store.run("1") as run:
        run.exists = lambda path: True
        run.place({"b.txt": one["documents"][0]["sha256"]})
    assert run.counts.updated == 1
    assert [r["status"] for r in store.read("SELECT status FROM documents ORDER BY status")] == ["current", "superseded"]
    assert [r["low"] for r in store.read('SELECT low FROM figures ORDER BY "start"')] == [10, 8, 3]
    assert store.read("SELECT mentions FROM organisations")[0]["mentions"] == 1


def test_the_registry_does_not_depend_on_the_order(tmp_path: Path, make: Any, ingest: Any) -> None:
    from datetime import date

    documents = [
        make(f"｛市总工会｝与｛工会{n % 3}｝《{n}家》。", path=f"{n}.txt", issued=date(2009, 1 + n, 1) if n != 4 else None)
        for n in range(1, 9)
    ]
    results = []
    for name, ordered in (("a", documents), ("b", documents[::-1])):
        with Store.open(tmp_path / f"{name}.db") as store:
            for d in ordered:
                ingest(store, d)
            ingest(store, *ordered[2:5])  # and again
            results.append(store.query("SELECT * FROM organisations ORDER BY name").rows)
    assert results[0] == results[1]
    row = next(r for r in results[0] if r[1] == "甲市总工会")
    assert row[-3:] == (8, "2009-02-01", "2009-09-01")


def test_withdrawing_takes_out_of_force_and_keeps(store: Store, make: Any, ingest: Any) -> None:
    old = make(OLD, fails=True)
    ingest(store, old)
    with store.run("1") as run:
        run.withdraw(old["documents"][0]["sha256"])
    assert store.flags() == [] and store.count("figures") == 0 and store.count("organisations") == 0
    assert store.read("SELECT status FROM documents") == [{"status": "withdrawn"}]
    assert store.classify([("a.txt", old["documents"][0]["sha256"])], "1") == {"a.txt": "withdrawn"}
    with store.run("1") as run, pytest.raises(StoreError, match="unknown-document"):
        run.withdraw("0" * 16)


def test_a_withdrawal_is_on_the_run_s_record(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(OLD))
    with store.run("1") as run:
        run.withdraw(make(OLD)["documents"][0]["id"], "李编：误传")
    assert [(r["status"], r["message"]) for r in store.read("SELECT status, message FROM runs ORDER BY started DESC, id LIMIT 1")] == [("done", "李编：误传")]


def test_what_is_not_there_any_more_leaves_the_quarantine(store: Store) -> None:
    with store.run("1") as run:
        run.quarantine("a.doc", "unreadable", "打不开")
        run.quarantine("b.doc", "unreadable", "打不开")
        run.resolve(["a.doc"])
    assert [row["path"] for row in store.quarantined()] == ["b.doc"]


def test_a_text_that_is_elsewhere_is_refused_and_leaves_nothing(store: Store, make: Any) -> None:
    good, bad = make(OLD), make("｛省总｝会员《5人》。", path="b.txt")
    bad["figures"][0]["start"] += 1
    with pytest.raises(StoreError) as caught, store.run("1") as run:
        run.write([good, bad])
    assert caught.value.code == "offset-mismatch"
    assert store.count("documents") == 0
    assert store.runs()[0]["status"] == "failed"


def test_two_contents_with_one_identifier_are_refused(store: Store, make: Any, ingest: Any) -> None:
    ingest(store, make(OLD))
    forged = make(OLD)
    forged["documents"][0]["sha256"] = forged["documents"][0]["sha256"][:16] + "0" * 48
    with pytest.raises(StoreError, match="document-collision"):
        ingest(store, forged)


def test_quarantine_is_counted_and_resolved_when_the_file_reads(store: Store, make: Any) -> None:
    for _ in range(2):
        with store.run("1") as run:
            run.quarantine("a.txt", "empty-file", "文件为空", "请换一份")
    [row] = store.quarantined()
    assert (row["code"], row["attempts"], run.counts.quarantined) == ("empty-file", 2, 1)
    with store.run("1") as run:
        run.write([make(OLD)])
    assert store.quarantined() == []
    assert store.read("SELECT status FROM quarantine") == [{"status": "resolved"}]


def test_a_file_that_reads_again_as_before_leaves_quarantine(store: Store, make: Any, ingest: Any) -> None:
    old = make(OLD)
    ingest(store, old)
    with store.run("1") as run:
        run.quarantine("a.txt", "timeout", "超时")
    assert store.count("figures") == 3, "what was read before stays"
    file = ("a.txt", old["documents"][0]["sha256"])
    assert store.classify([file], "1") == {"a.txt": "moved"}
    with store.run("1") as run:
        run.place(dict([file]))
    assert store.quarantined() == [] and store.classify([file], "1") == {"a.txt": "unchanged"}
    assert run.counts.unchanged == 1


def test_exact_values_survive(store: Store, make: Any, ingest: Any) -> None:
    document = make("完成《10个》。")
    document["figures"][0] |= {"value": "0.30000000000000000001", "low": 0.3, "high": 0.3}
    ingest(store, document)
    assert store.query("SELECT value, low FROM figures").rows == [("0.30000000000000000001", 0.3)]
    assert store.query("SELECT 1 / low FROM figures").rows[0][0] == pytest.approx(3.3333333)


# -- opening


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("mysql://host/db", "store-url"), ("sqlite://", "store-url"), (":memory:", "store-url"), ("postgresql://%zz:no port/", "store-url"),
        ("postgresql://127.0.0.1:1/none", "store-unavailable"),
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere(where: str, code: str) -> None:
    if "postgres" in where:
        pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        Store.open(where)
    assert caught.value.code == code


def test_files_that_are_no_store(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "text.db").write_text("不是数据库" * 100, "utf-8")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE mine (x)")
    (tmp_path / "file").write_text("x")
    for name in ("folder.db", "text.db", "other.db", "file/under.db"):
        with pytest.raises(StoreError) as caught:
            Store.open(tmp_path / name)
        assert caught.value.code == "store-unopenable", name
    with sqlite3.connect(tmp_path / "other.db") as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)], "left as it was"


def test_many_processes_may_make_the_same_store(url: str) -> None:
    code = "import sys; from outputs.store import Store; Store.open(sys.argv[1]).count('figures')"
    root = Path(__file__).parents[2]
    made = [subprocess.Popen([sys.executable, "-c", code, url], cwd=root, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [p.communicate()[1] for p in made] == [""] * 4
    assert [p.returncode for p in made] == [0] * 4


def test_a_missing_store_can_be_refused(url: str) -> None:
    with pytest.raises(StoreError, match="store-missing"):
        Store.open(url, create=False)
    Store.open(url).close()
    Store.open(url, create=False).close()


def test_default_place_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOUJI_STORE", raising=False)
    Store.open().close()
    assert (tmp_path / "outputs/tables/gouji.db").is_file() and (tmp_path / "outputs/tables/gouji-decisions.db").is_file()
    monkeypatch.setenv("GOUJI_STORE", "sqlite:///elsewhere.db")
    Store.open().close()
    assert (tmp_path / "elsewhere.db").is_file()


def test_errors_speak_both_languages_and_travel(monkeypatch: pytest.MonkeyPatch) -> None:
    import pickle

    error = pickle.loads(pickle.dumps(StoreError("store-missing", url="x.db")))
    assert "还没有数据库 x.db" in str(error)
    monkeypatch.setenv("GOUJI_LANG", "en")
    assert "there is no store at x.db" in str(error)
    for zh_reason, zh_remedy, reason, remedy in CODES.values():
        assert not zh_reason.isascii() and reason.isascii() and zh_remedy and remedy.replace("…", "").isascii()


def test_still_there(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"")
    for path in ("s3://bucket/key", str(archive), f"{archive}/inner.txt", f"{archive}!inner.txt"):
        assert still_there(path), path
    assert not still_there(str(tmp_path / "gone.txt"))


def test_nothing_is_asked_of_no_place(store: Store) -> None:
    assert series.of_measure(store, (), ("新建工会",), 2009, 2010) == series.of_measure(store, ("甲市",), (), 2009, 2010) == []
    assert series.of_year(store, (), 2009) == series.of_documents(store, ()) == series.of_values(store, ()) == {}
