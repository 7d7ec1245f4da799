"""The run that ``make run`` does, against real Prefect servers: one that the command starts itself, and a configured one."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import serving

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


def ask(service: serving.Service, path: str, **body: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = service.post(f"{path}/filter", **body)
    return found


def ended(service: serving.Service, parameter: str, value: object) -> list[str]:
    """How the flow runs ended that were given this."""
    return [r["state_type"] for r in ask(service, "flow_runs") if r["parameters"].get(parameter) == str(value)]


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


def test_run_tasks_and_artifacts_are_on_record(first: Any, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "prefect" / "prefect.db")) as record:
        [(state, parameters)] = record.execute("SELECT state_type, parameters FROM flow_run")
        tasks = record.execute("SELECT name, state_type FROM task_run").fetchall()
        artifacts = {key: json.loads(str(data)) for key, data in record.execute("SELECT key, data FROM artifact WHERE key IS NOT NULL")}
    assert (state, json.loads(parameters)["paths"]) == ("COMPLETED", [str(SAMPLES)])
    assert {name.split("-")[0] for name, _ in tasks} == {"find", "batch", "compare", "publish", "tell"}
    assert {state for _, state in tasks} == {"COMPLETED"}
    assert f"| 新增文件 | {last(first)['new']} |" in artifacts["gouji-summary"]
    assert len(json.loads(artifacts["gouji-flags"])) == last(first)["flags_open"]


def test_second_run_on_a_configured_server_changes_nothing(service: serving.Service, first: Any, folder: Path, gouji_process: Any) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx")}
    done = gouji_process("ingest", SAMPLES, "--store", folder / "gouji.db", "--json", env={"PREFECT_API_URL": service.api})
    assert (done.returncode, done.stderr) == (0, "")
    said = last(done)
    assert (said["new"], said["updated"], said["unchanged"], set(said["tables"].values())) == (0, 0, last(first)["new"], {0})
    assert before == {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx")}
    assert ended(service, "store", folder / "gouji.db") == ["COMPLETED"]


def test_nightly_reads_checks_and_publishes(service: serving.Service, first: Any, folder: Path, environment: dict[str, str]) -> None:
    script = f"from flows.nightly import nightly\nprint(nightly({str(folder / 'gouji.db')!r}, {str(folder / 'night')!r}, formats=['jsonl'])['files'])"
    done = subprocess.run([sys.executable, "-c", script], env=environment | {"PREFECT_API_URL": service.api, "GOUJI_HOME": str(folder)}, capture_output=True, text=True)
    assert done.returncode == 0 and int(done.stdout) == len(list((folder / "night").glob("*.jsonl"))) > 10, done.stderr
    assert {"录入", "重新核对", "发布", "每夜"} <= {r["name"] for r in ask(service, "flow_runs") if r["state_type"] == "COMPLETED"}
    assert not list((folder / "running").iterdir())


def test_a_failure_is_recorded_and_told_in_one_line(service: serving.Service, gouji_process: Any) -> None:
    done = gouji_process("ingest", SAMPLES, "--store", "/proc/nowhere/gouji.db", env={"PREFECT_API_URL": service.api})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "store-unopenable" in done.stderr
    assert ended(service, "store", "/proc/nowhere/gouji.db") == ["FAILED"]


def test_a_configured_server_that_does_not_answer(gouji_process: Any, bulletins: Path, tmp_path: Path) -> None:
    done = gouji_process("ingest", bulletins / "2013-06.txt", "--store", tmp_path / "gouji.db", env={"PREFECT_API_URL": "http://127.0.0.1:9/api"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "http://127.0.0.1:9/api" in done.stdout


def test_chunks_on_a_cluster_are_tasks_on_record(service: serving.Service, gouji_process: Any, bulletins: Path, tmp_path: Path) -> None:
    pytest.importorskip("prefect_dask", reason="needs gouji[dask]")
    told = ("--store", tmp_path / "gouji.db", "--engine", "dask", "--workers", "1", "--json")
    done = gouji_process("ingest", bulletins / "2013-03.txt", bulletins / "2013-06.txt", *told, env={"PREFECT_API_URL": service.api})
    assert done.returncode == 0, done.stderr
    assert last(done)["new"] == 2
    assert "COMPLETED" in {t["state_type"] for t in ask(service, "task_runs") if t["name"].startswith("read-on-cluster")}
