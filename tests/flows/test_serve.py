"""``gouji serve`` and ``gouji users`` as they are typed."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.commands.serve import loopback
from outputs.store import Store

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "gouji.db"):
        return tmp_path / "gouji.db"


@pytest.mark.parametrize(("host", "own"), [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("10.1.2.3", False), ("desk.example", False)])  # fmt: skip
def test_which_addresses_are_this_machines_own(host: str, own: bool) -> None:
    assert loopback(host) is own


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--proxy-header", "X-Remote-User"), ("--users", "no-such-file.db")])
def test_without_users_nobody_else_gets_in(gouji: Callable[..., Any], empty: Path, options: tuple[str, ...]) -> None:
    done = gouji("serve", "--store", empty, "--port", 0, "--no-browser", *options)
    assert done.returncode == 1 and "no-users" in done.stderr and "gouji users add" in done.stderr


def test_a_store_that_is_not_there(gouji: Callable[..., Any], tmp_path: Path) -> None:
    done = gouji("serve", "--store", tmp_path / "none.db", "--port", 0, "--no-browser")
    assert done.returncode == 1 and "store-missing" in done.stderr and not (tmp_path / "none.db").exists()


def test_it_says_where_it_is_and_ends_when_told(environment: dict[str, str], empty: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "serve", "--store", str(empty), "--port", "0", "--no-browser", "--name", "李审"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"工作台已启动.*(http://127\.0\.0\.1:\d+/)\?token=(\S+)", line)
        assert found, line
        asked = urllib.request.Request(f"{found[1]}api/session", headers={"Authorization": f"Bearer {found[2]}"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            assert "李审" in answer.read().decode()
    finally:
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert "Traceback" not in complaints


def test_users_from_the_first_to_the_last(gouji: Callable[..., Any], empty: Path) -> None:
    def users(*args: str, stdin: bytes = b"") -> Any:
        return gouji("users", *args, "--store", empty, stdin=stdin)

    assert "已新增：李审（审核）" in users("add", "李审", "--password-stdin", stdin="足够长的口令呢！\n".encode()).stdout
    assert users("add", "吴管", "--role", "administer", "--no-password").returncode == 0
    assert users("role", "吴管", "read").returncode == 0
    assert users("password", "吴管", "--password-stdin", stdin=b"long enough\n").returncode == 0
    assert "吴管" in users("list", "--format", "csv").stdout and "read" in users("list", "--format", "csv").stdout
    assert users("remove", "吴管").returncode == 0 and "吴管" not in users("list").stdout
    assert (empty.parent / "gouji-users.db").exists()


@pytest.mark.parametrize(
    ("args", "stdin", "code"),
    [
        (("add", "甲", "--password-stdin"), b"short\n", "user-invalid"), (("remove", "没有"), b"", "unknown-user"), (("role", "没有", "read"), b"", "unknown-user"),
        (("add", "乙", "--no-password"), b"", "user-exists"), (("add", "", "--no-password"), b"", "user-invalid"),
    ],
)  # fmt: skip
def test_refusals_are_one_line(gouji: Callable[..., Any], empty: Path, args: tuple[str, ...], stdin: bytes, code: str) -> None:
    gouji("users", "add", "乙", "--no-password", "--store", empty)
    done = gouji("users", *args, "--store", empty, stdin=stdin)
    assert done.returncode == 1 and code in done.stderr and done.stderr.count("\n") == 1
