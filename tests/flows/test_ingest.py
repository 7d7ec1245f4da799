"""``gouji ingest`` without a record, and the commands that ask the store."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from flows.summary import KEYS


@pytest.fixture(scope="module")
def first(gouji: Any, bulletins: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The store's folder and what the first run said."""
    folder = tmp_path_factory.mktemp("out")
    return folder, gouji("ingest", bulletins, "--store", folder / "gouji.db", "--track", "never", "--json")


def summary(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    last: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return last


def published(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx")}


def test_summary(first: Any, bulletins: Path) -> None:
    folder, done = first
    said = summary(done)
    assert done.returncode == 0
    assert tuple(said) == KEYS
    assert (said["new"], said["unchanged"], said["updated"], said["quarantined"]) == (2, 0, 0, 1)
    assert (said["flags_opened"], said["flags_open"], said["out"]) == (1, 1, str(folder))
    assert all(said["tables"][t] > 0 for t in ("documents", "articles", "sentences", "mentions", "figures", "targets", "checks", "check_evidence"))
    assert "新增 2" in done.stdout
    assert f"{bulletins / 'broken.docx'}: unreadable" in done.stdout


def test_exports_are_there(first: Any) -> None:
    names = set(published(first[0]))
    assert {"gouji.xlsx", "figures.csv", "figures.parquet", "flags.csv"} <= names


def test_a_second_run_changes_nothing(first: Any, gouji: Any, bulletins: Path) -> None:
    folder, _done = first
    before = published(folder), [gouji("query", f"SELECT * FROM {t}", "--store", folder / "gouji.db").stdout for t in ("documents", "checks")]
    said = summary(gouji("ingest", bulletins, "--store", folder / "gouji.db", "--track", "never", "--json"))
    assert (said["new"], said["unchanged"], said["updated"], said["flags_opened"], set(said["tables"].values())) == (0, 2, 0, 0, {0})
    assert before == (published(folder), [gouji("query", f"SELECT * FROM {t}", "--store", folder / "gouji.db").stdout for t in ("documents", "checks")])


def test_strict(first: Any, gouji: Any, bulletins: Path) -> None:
    assert gouji("ingest", bulletins, "--store", first[0] / "gouji.db", "--track", "never", "--strict").returncode == 1


def test_changed_file_archive_and_force(gouji: Any, june: str, tmp_path: Path) -> None:
    store = tmp_path / "store" / "gouji.db"
    archive = tmp_path / "a.zip"

    def ingest(*more: str) -> list[int]:
        said = summary(gouji("ingest", archive, "--store", store, "--track", "never", "--json", *more))
        return [said[key] for key in ("new", "unchanged", "updated", "quarantined")]

    def pack(**texts: str) -> None:
        with zipfile.ZipFile(archive, "w") as z:
            for name, text in texts.items():
                z.writestr(f"{name}.txt", text)

    pack(a=june, b=june.replace("210家", "220家"))
    assert ingest() == [2, 0, 0, 0]
    pack(a=june, b=june.replace("210家", "230家"))
    assert ingest() == [0, 1, 1, 0]
    assert ingest("--force") == [0, 0, 2, 0]


def test_flags(first: Any, gouji: Any, bulletins: Path) -> None:
    store = first[0] / "gouji.db"
    [flag] = [json.loads(line) for line in gouji("flags", "--store", store, "--format", "jsonl").stdout.splitlines()]
    assert " ".join(flag) == "fingerprint check scope severity status message equation evidence"
    assert {" ".join(e) for e in flag["evidence"]} == {"file document article start end text"}
    assert (flag["check"], flag["scope"], flag["status"]) == ("sum-of-parts", "article", "open")
    assert flag["evidence"][0]["text"] == "350人"
    [row] = csv.DictReader(io.StringIO(gouji("flags", "--store", store, "--format", "csv").stdout))
    assert row["fingerprint"] == flag["fingerprint"]
    assert "350人" in gouji("flags", "--store", store).stdout
    assert gouji("flags", "--store", store, "--scope", "corpus").stdout == "没有疑点。\n"


def test_decision_outlives_the_tables(first: Any, gouji: Any, bulletins: Path, tmp_path: Path) -> None:
    shutil.copytree(first[0], tmp_path / "copy")
    store = tmp_path / "copy" / "gouji.db"
    [flag] = [json.loads(line) for line in gouji("flags", "--store", store, "--format", "jsonl").stdout.splitlines()]
    assert gouji("decide", flag["fingerprint"], "dismiss", "--by", "林审核", "--reason", "corrected", "--store", store).returncode == 0
    store.unlink()
    said = summary(gouji("ingest", bulletins / "2013-03.txt", "--store", store, "--track", "never", "--json"))
    assert (said["flags_opened"], said["flags_open"]) == (0, 0)
    assert [json.loads(line)["status"] for line in gouji("flags", "--store", store, "--status", "all", "--format", "jsonl").stdout.splitlines()] == ["dismissed"]


def test_query(first: Any, gouji: Any) -> None:
    def ask(form: str) -> str:
        return str(gouji("query", "SELECT text, low FROM figures WHERE text = '120家' LIMIT 1", "--format", form, "--store", first[0] / "gouji.db").stdout)

    assert json.loads(ask("json")) == [{"text": "120家", "low": 120}]
    assert ask("csv") == "text,low\n120家,120\n"
    assert ask("table") == "text   low\n-----  ---\n120家  120\n"


def test_tables_name_every_column(first: Any, gouji: Any) -> None:
    contract = {t["table"]: [c["column"] for c in t["columns"]] for t in json.loads(gouji("tables", "--format", "json").stdout)}
    for table in ("documents", "figures", "flags"):
        columns = gouji("query", f"SELECT * FROM {table} LIMIT 1", "--format", "csv", "--store", first[0] / "gouji.db").stdout.splitlines()[0].split(",")
        assert set(contract[table]) <= set(columns)


def test_targets_and_export(first: Any, gouji: Any, tmp_path: Path) -> None:
    store = first[0] / "gouji.db"
    [target] = [json.loads(line) for line in gouji("targets", "--store", store, "--format", "jsonl").stdout.splitlines()]
    assert (target["text"], target["deadline"]) == ("不少于200家", "2013-06-30")
    assert "不少于200家" in gouji("targets", "--store", store).stdout
    assert gouji("export", "--format", "jsonl", "--format", "xlsx", tmp_path / "x", "--store", store).returncode == 0
    assert {"gouji.xlsx", "targets.jsonl"} <= {p.name for p in (tmp_path / "x").iterdir()}


def test_interrupted_run_says_so_in_one_line_and_can_be_completed(gouji: Any, june: str, environment: dict[str, str], tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n}.txt").write_text(june.replace("210家", f"{n + 100}家"), "utf-8")
    store = tmp_path / "out" / "gouji.db"
    command = [sys.executable, "-m", "flows.cli", "ingest", str(tmp_path), "--store", str(store), "--track", "never"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    while not store.exists() and running.poll() is None:
        time.sleep(0.05)
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=600)
    assert (running.returncode, out, err.count("\n")) == (130, "", 1)
    assert err.startswith("gouji: interrupted: ")
    said = summary(gouji("ingest", tmp_path, "--store", store, "--track", "never", "--json"))
    assert said["new"] + said["unchanged"] == 40


def test_a_run_waits_for_a_database_that_is_being_restarted(june: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.ingestion import Request, travel
    from outputs.errors import StoreError
    from outputs.store import Store

    (tmp_path / "june.txt").write_text(june, "utf-8")
    there, trouble = Store.open, ["store-lost", "store-unavailable"]

    def starting(where: str) -> Store:
        if trouble:
            raise StoreError(trouble.pop(), url=where, cause="the database system is starting up")
        return there(where)

    monkeypatch.setattr(Store, "open", starting)
    done = travel(Request([str(tmp_path)], str(tmp_path / "s.db"), str(tmp_path / "out"), workers=1))
    assert not trouble and done["new"] == 1
