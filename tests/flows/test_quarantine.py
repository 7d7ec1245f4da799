"""``gouji quarantine`` and ``gouji withdraw``: what was set aside and what became of it; a document out of the tables, on record."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def read_once(gouji: Any, june: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder ``in`` with one good bulletin, one broken, an archive with a broken member, an archive that is none; read into a store in ``out``."""
    root = tmp_path_factory.mktemp("read")
    box = root / "in"
    box.mkdir()
    (box / "good.txt").write_text(june, "utf-8")
    (box / "bad.docx").write_bytes(b"PK\x03\x04 not a document")
    with zipfile.ZipFile(box / "some.zip", "w") as z:
        z.writestr("empty.txt", "  \n")
    (box / "cut.zip").write_bytes(b"PK\x03\x04 no archive")
    with zipfile.ZipFile(box / "photos.zip", "w") as z:
        z.writestr("a.jpg", "x")
    assert gouji("ingest", "in", "--track", "never", "--store", "out/gouji.db", cwd=root).returncode == 0
    return root


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(read_once, tmp_path / "copy")
    return tmp_path / "copy" / "in"


@pytest.fixture
def run(gouji: Any, folder: Path) -> Any:
    """Runs ``gouji`` beside the folder, so that its paths are those on record."""

    def call(*args: object) -> Any:
        named = [arg.relative_to(folder.parent) if isinstance(arg, Path) else arg for arg in args]
        return gouji(*named, "--store", "out/gouji.db", cwd=folder.parent)

    return call


def rows(done: Any) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_list(run: Any, folder: Path) -> None:
    found = {Path(row["path"]).name: row for row in rows(run("quarantine", "list", "--format", "jsonl"))}
    assert {name: row["code"] for name, row in found.items()} == {"bad.docx": "unreadable", "empty.txt": "empty", "cut.zip": "unreadable", "photos.zip": "no-bulletins"}
    assert found["empty.txt"]["reason"] == "文件没有内容" and found["empty.txt"]["remedy"]
    table = list(csv.DictReader(io.StringIO(run("quarantine", "list", "--format", "csv").stdout)))
    assert [row["code"] for row in table] == [row["code"] for row in rows(run("quarantine", "list", "--format", "jsonl"))]
    assert "文件没有内容" in run("quarantine", "list").stdout


def test_retry_tells_what_became_of_each(run: Any, folder: Path, june: str) -> None:
    (folder / "bad.docx").write_text(june.replace("210", "211"), "utf-8")
    (folder / "some.zip").unlink()
    assert {Path(row["path"]).name: row["fate"] for row in rows(run("quarantine", "retry", "--format", "jsonl"))} == {
        "bad.docx": "read", "cut.zip": "quarantined", "photos.zip": "quarantined", "empty.txt": "gone",
    }  # fmt: skip
    left = rows(run("quarantine", "list", "--format", "jsonl"))
    assert [(Path(row["path"]).name, row["attempts"]) for row in left] == [("cut.zip", 2), ("photos.zip", 2)]


def test_retry_of_one(run: Any, folder: Path, june: str) -> None:
    with zipfile.ZipFile(folder / "cut.zip", "w") as z:
        z.writestr("mended.txt", june.replace("210", "212"))
    (one,) = rows(run("quarantine", "retry", folder / "cut.zip", "--format", "jsonl"))
    assert one["fate"] == "read"
    assert {Path(row["path"]).name for row in rows(run("quarantine", "list", "--format", "jsonl"))} == {"bad.docx", "empty.txt", "photos.zip"}
    refused = run("quarantine", "retry", folder / "good.txt")
    assert refused.returncode == 1 and "not-quarantined" in refused.stderr


def test_a_mended_archive_leaves_the_quarantine_with_any_run(run: Any, folder: Path, june: str) -> None:
    with zipfile.ZipFile(folder / "some.zip", "w") as z:
        z.writestr("other.txt", june.replace("210", "213"))
    run("ingest", folder, "--track", "never")
    assert {Path(row["path"]).name for row in rows(run("quarantine", "list", "--format", "jsonl"))} == {"bad.docx", "cut.zip", "photos.zip"}


def test_nothing_set_aside(gouji: Any, run: Any, folder: Path) -> None:
    for name in ("bad.docx", "some.zip", "cut.zip", "photos.zip"):
        (folder / name).unlink()
    run("quarantine", "retry")
    assert run("quarantine", "list").stdout == run("quarantine", "retry").stdout == "没有被隔离的文件。\n"


def test_withdraw(run: Any, folder: Path) -> None:
    good = folder / "good.txt"
    done = run("withdraw", good, "--by", "李编", "--reason", "误传")
    assert done.returncode == 0 and "in/good.txt" in done.stdout
    counted = run("query", "SELECT count(*) AS n FROM figures", "--format", "json")
    assert json.loads(counted.stdout) == [{"n": 0}]
    recorded = json.loads(run("query", "SELECT message FROM runs WHERE message IS NOT NULL", "--format", "json").stdout)
    assert recorded == [{"message": "李编：误传"}]


def test_withdrawn_stays_out_unless_forced(run: Any, folder: Path) -> None:
    id = json.loads(run("query", "SELECT id FROM documents", "--format", "json").stdout)[0]["id"]
    assert run("withdraw", id, "--by", "李编", "--reason", "误传").returncode == 0
    again = run("withdraw", id, "--by", "李编", "--reason", "误传")
    assert again.returncode == 1 and "already-withdrawn" in again.stderr
    status = "SELECT status FROM documents"
    run("ingest", folder / "good.txt", "--track", "never")
    assert json.loads(run("query", status, "--format", "json").stdout) == [{"status": "withdrawn"}]
    run("ingest", folder / "good.txt", "--track", "never", "--force")
    assert json.loads(run("query", status, "--format", "json").stdout) == [{"status": "current"}]


def test_withdraw_needs_a_document_a_name_and_a_reason(run: Any, folder: Path) -> None:
    unknown = run("withdraw", folder / "bad.docx", "--by", "李编", "--reason", "误传")
    assert unknown.returncode == 1 and "unknown-document" in unknown.stderr
    assert run("withdraw", folder / "good.txt", "--by", "李编").returncode == 2


def test_damaged_bytes_are_told(gouji: Any, tmp_path: Path, june: str) -> None:
    data = june.encode()
    (tmp_path / "a.txt").write_bytes(data[:-40] + b"\xff" + data[-40:])
    done = gouji("ingest", tmp_path / "a.txt", "--store", tmp_path / "gouji.db", "--track", "never")
    assert "1 个文件有损坏字节、编码难定" in done.stdout
    asked = gouji("query", "SELECT warnings FROM documents", "--store", tmp_path / "gouji.db", "--format", "json")
    assert "有 1 处字节损坏" in json.loads(asked.stdout)[0]["warnings"]


def test_what_is_unchanged_is_not_read_again(run: Any, folder: Path, june: str) -> None:
    """Not even what was set aside: it is told again, but not tried. A change is seen whatever the times say."""
    good = folder / "good.txt"
    os.utime(good, (1e9, 1e9))
    time.sleep(2.1)
    run("ingest", folder, "--track", "never")
    before = rows(run("quarantine", "list", "--format", "jsonl"))
    said = json.loads(run("ingest", folder, "--track", "never", "--json").stdout.splitlines()[-1])
    assert (said["new"], said["unchanged"], said["updated"], said["quarantined"]) == (0, 1, 0, 4)
    assert rows(run("quarantine", "list", "--format", "jsonl")) == before
    retried = rows(run("quarantine", "retry", "--format", "jsonl"))
    assert {row["fate"] for row in retried} == {"quarantined"}
    assert {row["attempts"] for row in rows(run("quarantine", "list", "--format", "jsonl"))} == {before[0]["attempts"] + 1}
    good.write_text(june.replace("210家", "219家"), "utf-8")  # as long as before
    os.utime(good, (1e9, 1e9))
    said = json.loads(run("ingest", folder, "--track", "never", "--json").stdout.splitlines()[-1])
    assert (said["unchanged"], said["updated"], said["quarantined"]) == (0, 1, 4)


def test_erase(run: Any, folder: Path) -> None:
    assert "已抹去" in run("withdraw", folder / "good.txt", "--by", "李编", "--reason", "误传", "--erase").stdout
    assert json.loads(run("query", "SELECT count(*) AS n FROM texts", "--format", "json").stdout) == [{"n": 0}]
    again = run("withdraw", folder / "good.txt", "--by", "李编", "--reason", "误传", "--erase")
    assert again.returncode == 1 and "already-erased" in again.stderr
    run("ingest", folder / "good.txt", "--track", "never", "--force")
    assert json.loads(run("query", "SELECT status, characters FROM documents", "--format", "json").stdout) == [{"status": "erased", "characters": 0}]
