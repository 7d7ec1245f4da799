"""Backups: made beside a run that is writing, whole or refused, put back without throwing anything away."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from outputs import backup as b
from outputs.errors import StoreError
from outputs.export import export
from outputs.store import Store


@pytest.fixture
def full(tmp_path: Path, make: Any, ingest: Any) -> Path:
    """A store with two documents, a flag and a decision on it."""
    path = tmp_path / "desk" / "gouji.db"
    with Store.open(path) as store:
        ingest(store, make("｛市总工会｝完成《10家》，其中《8家》。", path="a.txt", fails=True), make("《3家》。", path="b.txt"))
        store.decide(store.flags()[0]["fingerprint"], "confirm", "王审")
    return path


def published(path: Path, folder: Path) -> dict[str, bytes]:
    with Store.open(path) as store:
        return {p.name: p.read_bytes() for p in export(store, folder, ["csv"])}


def test_what_is_put_back_is_what_was_there(full: Path, tmp_path: Path, make: Any, ingest: Any) -> None:
    wanted = published(full, tmp_path / "before")
    made = b.backup(str(full), tmp_path / "backups", "1.0")
    assert set(b.check(made)["files"]) == {"gouji.db", "gouji-decisions.db"}
    with Store.open(full) as store:
        ingest(store, make("《5家》。", path="c.txt"))
        store.decide(store.flags(status="all")[0]["fingerprint"], "reopen", "李审")
    aside = b.restore(made, str(full))
    assert published(full, tmp_path / "after") == wanted
    with Store.open(full) as store:
        assert [d["decided_by"] for d in store.decisions()] == ["王审"]
    assert [path.name.partition(".before")[0] for path in aside] == ["gouji.db", "gouji-decisions.db"]
    assert all(path.exists() for path in aside)


def test_tables_only_leaves_the_decisions(full: Path, tmp_path: Path) -> None:
    made = b.backup(str(full), tmp_path / "backups")
    with Store.open(full) as store:
        store.decide(store.flags(status="all")[0]["fingerprint"], "reopen", "李审")
    b.restore(made, str(full), tables_only=True)
    with Store.open(full) as store:
        assert [d["decided_by"] for d in store.decisions()] == ["王审", "李审"]


def test_into_an_empty_folder_under_another_name(full: Path, tmp_path: Path) -> None:
    made = b.backup(str(full), tmp_path / "backups")
    assert b.restore(made, str(tmp_path / "new" / "other.db")) == []
    with Store.open(tmp_path / "new" / "other.db", create=False) as store:
        assert store.flags(status="confirmed")[0]["decided_by"] == "王审"


def test_a_backup_beside_a_writer_is_whole(tmp_path: Path, make: Any) -> None:
    path, stop = tmp_path / "gouji.db", threading.Event()
    documents = [make("｛市总工会｝" + "完成《7个》，" * 30 + f"第{n}号。", path=f"{n}.txt", fails=True) for n in range(40)]
    begun = threading.Event()

    def write() -> None:
        with Store.open(path) as store, store.run("1") as run:
            run.exists = lambda path: True
            while not stop.is_set():
                for n in range(0, 40, 4):
                    run.write(documents[n : n + 4])
                    begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(60)
        copies = [b.backup(str(path), tmp_path / str(n)) for n in range(4)]
        with pytest.raises(StoreError, match="store-locked"):
            b.restore(copies[0], str(path))
    finally:
        stop.set()
        writer.join()
    for n, copy in enumerate(copies):
        b.restore(copy, str(tmp_path / f"r{n}" / "gouji.db"))
        with Store.open(tmp_path / f"r{n}" / "gouji.db") as store:
            by_document = store.read("SELECT count(*) AS n FROM figures_all GROUP BY document")
            assert {row["n"] for row in by_document} == {30} and len(by_document) == store.count("documents") == store.count("texts")


@pytest.mark.parametrize("harm", ["gouji.db", "gouji-decisions.db", b.MANIFEST])
def test_a_damaged_backup_is_refused_and_the_store_untouched(full: Path, tmp_path: Path, harm: str) -> None:
    made = b.backup(str(full), tmp_path / "backups")
    data = (made / harm).read_bytes()
    (made / harm).write_bytes(data[:-20] + b"x" * 20)
    before = full.read_bytes()
    with pytest.raises(StoreError, match="backup-damaged"):
        b.restore(made, str(full))
    assert full.read_bytes() == before


def test_what_cannot_be_copied_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="store-missing"):
        b.backup(str(tmp_path / "none.db"), tmp_path)
    with pytest.raises(StoreError, match="backup-kind") as caught:
        b.backup("postgresql://secret:word@host/db", tmp_path)
    assert "secret" not in str(caught.value) and "pg_dump" in caught.value.remedy


def test_old_copies_go(full: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for n in range(3):
        b.backup(str(full), folder).rename(folder / f"gouji-2026010{n}T000000Z")
    (folder / "gouji-notes").mkdir()
    assert [p.name for p in b.prune(folder, str(full), 2)] == ["gouji-20260100T000000Z"]
    assert sorted(p.name for p in folder.iterdir()) == ["gouji-20260101T000000Z", "gouji-20260102T000000Z", "gouji-notes"]
