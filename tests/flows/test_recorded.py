"""The run that ``make run`` does, against real Prefect servers: one that the command starts itself, and a configured one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.tracking import own_server

pytestmark = pytest.mark.prefect
SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "bulletins"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recorded")


@pytest.fixture(scope="module")
def first(gouji_process: Any, folder: Path) -> subprocess.CompletedProcess[str]:
    """The samples with a server of the command's own; its database is kept under the output folder."""
    env = {"PREFECT_HOME": str(folder / "prefect")}
    done: subprocess.CompletedProcess[str] = gouji_process("ingest", SAMPLES, "--store", folder / "gouji.db", "--track", "always", "--json", env=env)
    return done


@pytest.fixture(scope="module")
def api(first: Any, folder: Path) -> Iterator[str]:
    """A standing server that has the first run on record."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(folder / "prefect"))
        with own_server(folder / "prefect") as address:
            yield address


def ask(api: str, path: str, **body: Any) -> list[dict[str, Any]]:
    request = urllib.request.Request(f"{api}/{path}/filter", json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        found: list[dict[str, Any]] = json.load(reply)
    return found


def last(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def test_first_run_reads_all_and_says_nothing_but_what_matters(first: Any, folder: Path) -> None:
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("\n") == 1  # that a server is being started
    said = last(first)
    assert said["new"] == len([p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".docx", ".html", ".pdf")])
    assert (said["quarantined"], said["flags_open"] > 0) == (0, True)
    assert (folder / "prefect" / "server.log").exists()
    assert (folder / "gouji.xlsx").exists()


def test_no_server_is_left_behind(first: Any, folder: Path) -> None:
    processes = [p for p in Path("/proc").iterdir() if p.name.isdigit() and p.name != str(os.getpid())]
    homes = []
    for process in processes:
        try:
            homes += [process for entry in (process / "environ").read_bytes().split(b"\0") if entry == f"PREFECT_HOME={folder}/prefect".encode()]
        except OSError:
            continue
    assert homes == []


def test_run_tasks_and_artifacts_are_on_record(api: str, first: Any) -> None:
    [run] = ask(api, "flow_runs")
    assert run["state_type"] == "COMPLETED"
    assert run["parameters"]["paths"] == [str(SAMPLES)]
    assert {t["name"].split("-")[0] for t in ask(api, "task_runs")} == {"find", "batch", "compare", "publish", "tell"}
    assert {t["state_type"] for t in ask(api, "task_runs")} == {"COMPLETED"}
    artifacts = {a["key"]: a["data"] for a in ask(api, "artifacts") if a["key"]}
    assert f"| 新增文件 | {last(first)['new']} |" in artifacts["gouji-summary"]
    assert len(json.loads(artifacts["gouji-flags"])) == last(first)["flags_open"]


def test_second_run_on_a_configured_server_changes_nothing(api: str, first: Any, folder: Path, gouji_process: Any) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx")}
    done = gouji_process("ingest", SAMPLES, "--store", folder / "gouji.db", "--json", env={"PREFECT_API_URL": api})
    assert (done.returncode, done.stderr) == (0, "")
    said = last(done)
    assert (said["new"], said["updated"], said["unchanged"], set(said["tables"].values())) == (0, 0, last(first)["new"], {0})
    assert before == {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx")}
    assert [r["state_type"] for r in ask(api, "flow_runs")] == ["COMPLETED"] * 2


def test_nightly_reads_checks_and_publishes(api: str, first: Any, folder: Path, environment: dict[str, str]) -> None:
    script = f"from flows.nightly import nightly\nprint(nightly({str(folder / 'gouji.db')!r}, {str(folder / 'night')!r}, formats=['jsonl'])['files'])"
    done = subprocess.run([sys.executable, "-c", script], env=environment | {"PREFECT_API_URL": api, "GOUJI_HOME": str(folder)}, capture_output=True, text=True)
    assert done.returncode == 0 and int(done.stdout) == len(list((folder / "night").glob("*.jsonl"))) > 10, done.stderr
    assert {"录入", "重新核对", "发布", "每夜"} <= {r["name"] for r in ask(api, "flow_runs") if r["state_type"] == "COMPLETED"}
    assert not list((folder / "running").iterdir())


def test_a_failure_is_recorded_and_told_in_one_line(api: str, gouji_process: Any) -> None:
    done = gouji_process("ingest", SAMPLES, "--store", "/proc/nowhere/gouji.db", env={"PREFECT_API_URL": api})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "store-unopenable" in done.stderr
    assert "FAILED" in {r["state_type"] for r in ask(api, "flow_runs")}


def test_a_configured_server_that_does_not_answer(gouji_process: Any, bulletins: Path, tmp_path: Path) -> None:
    done = gouji_process("ingest", bulletins / "2013-06.txt", "--store", tmp_path / "gouji.db", env={"PREFECT_API_URL": "http://127.0.0.1:9/api"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "http://127.0.0.1:9/api" in done.stdout


def test_chunks_on_a_cluster_are_tasks_on_record(api: str, gouji_process: Any, bulletins: Path, tmp_path: Path) -> None:
    pytest.importorskip("prefect_dask", reason="needs gouji[dask]")
    told = ("--store", tmp_path / "gouji.db", "--engine", "dask", "--workers", "1", "--json")
    done = gouji_process("ingest", bulletins / "2013-03.txt", bulletins / "2013-06.txt", *told, env={"PREFECT_API_URL": api})
    assert done.returncode == 0, done.stderr
    assert last(done)["new"] == 2
    assert "COMPLETED" in {t["state_type"] for t in ask(api, "task_runs") if t["name"].startswith("read-on-cluster")}


def test_a_server_that_is_lost_on_the_way(api: str, bulletins: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """The last test of this module: it ends the server."""
    store = tmp_path / "gouji.db"
    command = [sys.executable, "-m", "flows.cli", "ingest", bulletins / "2013-03.txt", bulletins / "2013-06.txt", "--store", store, "--json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment | {"PREFECT_API_URL": api})
    while not store.with_name("gouji.db.lock").exists() and running.poll() is None:
        time.sleep(0.05)
    [server] = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _listens(p, api.split(":")[2].removesuffix("/api"))]
    os.kill(server, signal.SIGKILL)
    out, err = running.communicate(timeout=600)
    assert (running.returncode, err) == (0, "")
    assert "Prefect 服务器途中失去联系" in out
    said = json.loads(out.splitlines()[-1])
    assert (said["new"], said["unchanged"], said["tables"]["documents"], said["flags_opened"]) == (2, 0, 2, 1)
    assert (tmp_path / "gouji.xlsx").exists()


def _listens(process: Path, port: str) -> bool:
    try:
        words = (process / "cmdline").read_bytes().decode().split("\0")
    except OSError:
        return False
    return "prefect" in words and "server" in words and port in words
