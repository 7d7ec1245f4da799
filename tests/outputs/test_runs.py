"""One writer at a time, and a record that is true whatever happens to the process."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from outputs.errors import StoreError
from outputs.store import Store

KILLS = 3
ROOT = Path(__file__).resolve().parents[2]

# writes documents of 30 figures each without end
WRITER = """
import sys
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/tests/outputs"]
from conftest import bulletin
from flows.rows import rows
from outputs import runs
from outputs.store import Store
runs.BATCH = 5
documents = [rows(bulletin("｛市总工会｝" + "完成《7个》，" * 30 + f"第{n}号。", path=f"{n}.txt", fails=True), "1") for n in range(40)]
with Store.open(sys.argv[1]) as store, store.run("1", wait=60) as run:
    run.exists = lambda path: True
    print("ready", flush=True)
    while True:
        for n in range(0, 40, 8):
            run.write(documents[n : n + 8])
"""


def writer(url: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, url, str(ROOT)], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "ready\n"
    return process


def await_end(store: Store) -> None:
    """A database server notices a killed client when it next listens to it, and may be committing for it meanwhile: the writer's lock goes with the session."""
    store.backend.writer(60, lambda: "?").release()


def assert_whole(store: Store) -> int:
    """Every document has all of its rows and no others are there; gives how many there are."""
    documents = store.count("documents")
    by_document = "SELECT count(*) AS n FROM {} GROUP BY document"
    for table, rows in (("figures_all", 30), ("sentences_all", 1), ("check_evidence_all", 30), ("texts", 1), ("files", 1)):
        found = [r["n"] for r in store.read(by_document.format(table))]
        assert found == [rows] * documents, table
    assert sum(r["mentions"] for r in store.read("SELECT mentions FROM organisations")) == documents
    assert len(store.search("完成", ["完成"], limit=100)) == documents, "the full-text index follows"
    return documents


def test_kill_leaves_whole_documents_or_none(url: str) -> None:
    chance = random.Random(KILLS)
    for _ in range(KILLS):
        process = writer(url)
        time.sleep(chance.uniform(0.05, 0.4))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with Store.open(url) as store:
            await_end(store)
            assert_whole(store)
            record = store.runs(1)[0]
            assert (record["status"], record["pid"]) == ("running", process.pid)
            if store.backend.dialect == "sqlite":
                assert store.read("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    with Store.open(url) as store:
        with store.run("1"):
            pass
        assert [r["status"] for r in store.runs(KILLS + 1)] == ["done"] + ["crashed"] * KILLS
        assert all(r["finished"] and r["message"] for r in store.runs()[1:])


def test_the_record_counts_what_was_committed(store: Store, make: Any) -> None:
    run = store.run("1", ["folder"])
    run.write([make("《1家》。", path="a.txt"), make("《2家》。", path="b.txt")])
    run.quarantine("c.txt", "empty-file", "空")
    record = store.runs()[0]
    assert (record["status"], record["new"], record["quarantined"], record["inputs"]) == ("running", 2, 1, "folder")
    assert '"figures": 2' in record["tables_written"] and record["rows_written"] == 8
    run.unchanged(3)
    run.finish()
    record = store.runs()[0]
    assert (record["status"], record["unchanged"], record["pid"]) == ("done", 3, os.getpid())


def test_a_failure_is_recorded_with_its_reason(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.run("1"):
        _ = 1 / 0
    assert store.runs()[0]["status"] == "failed" and "ZeroDivisionError" in store.runs()[0]["message"]


def test_summary_has_the_keys_of_the_contract(store: Store, make: Any) -> None:
    with store.run("1") as run:
        run.write([make("《10家》，其中《8家》。", fails=True)])
    summary = run.summary()
    assert set(summary) == {"run", "new", "unchanged", "updated", "quarantined", "tables", "flags_opened", "flags_open", "store", "seconds"}
    assert (summary["new"], summary["tables"]["figures"], summary["flags_opened"], summary["flags_open"]) == (1, 2, 1, 1)


def test_a_second_run_says_who_is_in_the_way(store: Store) -> None:
    with store.run("1"), pytest.raises(StoreError) as caught:
        store.run("1")
    assert caught.value.code == "store-locked" and f"pid {os.getpid()}" in caught.value.reason
    with store.run("1"):
        pass


def test_a_second_process_waits(url: str, make: Any) -> None:
    process = writer(url)
    try:
        with Store.open(url) as store:
            with pytest.raises(StoreError, match="store-locked"):
                store.run("1")
            threading.Timer(0.5, lambda: os.kill(process.pid, signal.SIGKILL)).start()
            with store.run("1", wait=60) as run:
                run.write([make("《1家》。", path="later.txt")])
            assert [r["status"] for r in store.runs()] == ["done", "crashed"]
    finally:
        process.kill()
        process.wait()


def test_readers_and_auditors_never_wait_for_a_run(url: str) -> None:
    process = writer(url)
    try:
        with Store.open(url) as store:
            while not (flags := store.flags()):
                time.sleep(0.05)
            for n in range(20):
                store.decide(flags[0]["fingerprint"], "note", "王审", note=f"第{n}次")
            assert process.poll() is None and store.runs()[0]["status"] == "running", "all of them while the run goes on"
    finally:
        process.kill()
        process.wait()


def test_a_restart_of_the_server_is_survived(postgres: SimpleNamespace, make: Any) -> None:
    with Store.open(f"{postgres.url}?schema=restarted") as store:
        with store.run("1") as run:
            run.write([make("《1家》。", path="a.txt")])
            postgres.restart()
            run.write([make("《2家》。", path="b.txt")])
        assert store.count("figures") == 2 and store.runs()[0]["status"] == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="needs RLIMIT_FSIZE")
def test_a_full_disk_is_named_and_costs_nothing_written(tmp_path: Path, make: Any) -> None:
    import resource

    path = tmp_path / "gouji.db"
    with Store.open(path) as store:
        with store.run("1") as run:
            run.write([make("《1家》。", path="a.txt")])
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            with pytest.raises(StoreError) as caught, store.run("1") as run:
                resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
                run.write([make("《2家》。" + "工会会员大会" * 60_000, path="b.txt")])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, handler)
        assert caught.value.code in ("store-full", "store-error")
        assert store.count("documents") == 1
        with store.run("1") as run:
            run.write([make("《2家》。", path="b.txt")])
        assert store.count("documents") == 2
