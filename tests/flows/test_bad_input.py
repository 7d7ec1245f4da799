"""Wrong input: one line on standard error that names the thing, a code and what would be accepted; nothing on standard output."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "no-bulletins").mkdir()
    (folder / "no-bulletins" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "text.db").write_text("not a database, but long enough to be taken for one " * 40)
    (folder / "newer.db").touch()
    with sqlite3.connect(folder / "newer.db") as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        connection.execute("INSERT INTO meta VALUES ('schema', '999')")
    return folder


@pytest.fixture(scope="module")
def store(gouji: Any, bulletins: Path, here: Path) -> Path:
    """A sound store to ask."""
    gouji("ingest", bulletins / "2013-06.txt", "--store", here / "sound" / "gouji.db", "--track", "never")
    return here / "sound" / "gouji.db"


def refused(done: Any, status: int, *named: str) -> None:
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("gouji: ")
    for name in named:
        assert name in done.stderr


FAILS = [
    ("extract missing.txt", "missing.txt: not-found: "),
    ("extract empty.txt", "empty.txt: empty: "),
    ("extract blank.txt", "blank.txt: empty: "),
    ("extract binary.txt", "binary.txt: binary: "),
    ("extract no-bulletins", "no-bulletins: no-bulletins: "),
    ("text missing.txt", "missing.txt: not-found: "),
    ("ingest missing.txt", "missing.txt: not-found: "),
    ("ingest no-bulletins", "no-bulletins: no-bulletins: "),
    ("ingest *.pdf", "*.pdf: no-bulletins: "),
    ("ingest ftq://x/y", "ftq://x/y: unknown-protocol: "),
    ("ingest empty.txt --track never --store text.db", "text.db"),
    ("ingest empty.txt --track never --store /proc/nowhere/gouji.db", "store-unopenable: "),
    ("ingest empty.txt --track never --store oracle://x/y", "store-url: "),
    ("flags --store missing.db", "store-missing: "),
    ("query SELECT --store text.db", "text.db"),
    ("tables nothing", "unknown-table: "),
    ("export --format csv out --store missing.db", "store-missing: "),
]
WRONG_USAGE = [
    ("", None),
    ("nothing", "unknown-command: "),
    ("extract", "missing-argument: "),
    ("extract --nothing x", "unknown-option: "),
    ("extract --date 2008-02-31 x", "bad-value: "),
    ("ingest x --workers 0", "bad-value: "),
    ("ingest x --since yesterday", "bad-value: "),
    ("ingest x --track sometimes", "bad-value: "),
    ("flags --status lost", "bad-value: "),
    ("query", "missing-argument: "),
    ("query a b", "wrong-usage: "),
    ("export out", "missing-argument: "),
]


def test_exit_code_and_streams_of_a_process(gouji_process: Any, here: Path) -> None:
    refused(gouji_process("extract", "missing.txt", cwd=here), 1, "missing.txt: not-found: ")
    refused(gouji_process("extract", "--nothing", cwd=here), 2, "unknown-option: ")


@pytest.mark.parametrize(("command", "named"), FAILS)
def test_failure(gouji: Any, here: Path, command: str, named: str) -> None:
    refused(gouji(*command.split(), cwd=here), 1, named)


@pytest.mark.parametrize(("command", "named"), WRONG_USAGE)
def test_wrong_usage(gouji: Any, here: Path, command: str, named: str | None) -> None:
    done = gouji(*command.split(), cwd=here)
    if named is None:  # no command at all: the help
        assert (done.returncode, done.stdout) == (2, "")
        assert "ingest" in done.stderr
    else:
        refused(done, 2, named, "--help")


QUERIES = [
    ("SELECT mesure FROM figures", "unknown-column: ", "measure"),
    ("SELECT * FROM figure", "unknown-table: ", "figures"),
    ("DELETE FROM figures", "write-refused: ", "SELECT"),
    ("WITH x AS (SELECT 1) INSERT INTO figures SELECT * FROM x", "write-refused: ", "SELECT"),
    ("SELECT 1; DROP TABLE figures_all", "query-syntax: ", "SELECT"),
    ("hello", "query-syntax: ", "SELECT"),
]


@pytest.mark.parametrize(("sql", "code", "accepted"), QUERIES)
def test_query(gouji: Any, store: Path, sql: str, code: str, accepted: str) -> None:
    before = store.read_bytes()
    refused(gouji("query", sql, "--store", store), 1, "query: ", code, accepted)
    assert store.read_bytes() == before


def test_bad_files_do_not_stop_a_run(gouji: Any, here: Path, bulletins: Path, tmp_path: Path) -> None:
    files = [here / "empty.txt", here / "binary.txt", bulletins / "2013-06.txt"]
    done = gouji("ingest", *files, "--store", tmp_path / "gouji.db", "--track", "never")
    assert (done.returncode, done.stderr) == (0, "")
    asked = gouji("query", "SELECT code FROM quarantine ORDER BY code", "--store", tmp_path / "gouji.db", "--format", "csv")
    assert asked.stdout.split() == ["code", "binary", "empty"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(gouji: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("秘密")
    (tmp_path / "a.txt").chmod(0)
    refused(gouji("extract", tmp_path / "a.txt"), 1, "a.txt: unreadable: ")


def test_english(gouji_process: Any, here: Path) -> None:
    done = gouji_process("ingest", "missing.txt", cwd=here, env={"GOUJI_LANG": "en"})
    refused(done, 1, "missing.txt: not-found: no such file or folder (give ")
    assert done.stderr.isascii()


def test_debug_shows_the_traceback(environment: dict[str, str], here: Path) -> None:
    for command in (["--debug", "extract", "missing.txt"], ["ingest", "missing.txt", "--debug"]):
        done = subprocess.run([sys.executable, "-m", "flows.cli", *command], capture_output=True, text=True, cwd=here, env=environment)
        assert done.returncode == 1
        assert "Traceback (most recent call last)" in done.stderr
        assert done.stderr.splitlines()[-1].startswith("gouji: missing.txt: not-found: ")


def test_a_reader_that_leaves_early_is_no_error(environment: dict[str, str], bulletins: Path) -> None:
    command = f"{sys.executable} -m flows.cli text {bulletins / '2013-03.txt'} {bulletins}/*.txt {bulletins}/*.txt | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
