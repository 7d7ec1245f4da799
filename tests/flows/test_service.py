"""``gouji up`` as its users have it: a real server, worker and desk; schedules, missed runs, killed runs, a lost server. One service for all tests here."""

from __future__ import annotations

import json
import os
import signal
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from serving import LIMIT, Service, until

from flows.tracking import answers

pytestmark = [pytest.mark.prefect, pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")]


def test_it_says_where_it_is_and_answers(service: Service) -> None:
    assert "勾稽已启动" in service.said and service.state["door"] in service.said
    with urllib.request.urlopen(service.state["door"], timeout=60) as page:
        assert page.status == 200 and "</html>" in page.read().decode()
    token = service.state["door"].partition("token=")[2]
    assert not any(token in path.read_text("utf-8") for path in (service.folder / "outputs/log").iterdir()), "logs do not open the desk"
    assert (service.folder / "outputs/up.json").stat().st_mode & 0o077 == 0
    names = "ingest", "recheck", "publish", "nightly"
    assert {d["name"]: d["entrypoint"] for d in service.post("deployments/filter") if d["name"] in names} == {n: f"flows.{n}.{n}" for n in names}


def test_parameters_are_shown_in_chinese_and_validated_by_the_server(service: Service) -> None:
    [one] = [d for d in service.post("deployments/filter") if d["name"] == "ingest"]
    paths = one["parameter_openapi_schema"]["properties"]["paths"]
    assert (paths["title"], paths["minItems"]) == ("读什么", 1) and paths["description"]
    assert one["parameters"] == {"store": str(service.folder / "outputs/tables/gouji.db"), "out": str(service.folder / "outputs/tables")}
    for wrong in ({"paths": []}, {"paths": ["x"], "workers": 0}, {"paths": ["x"], "colour": "red"}):
        with pytest.raises(urllib.error.HTTPError, match=r"409|422"):
            service.post(f"deployments/{one['id']}/create_flow_run", parameters=wrong)


def test_twice_and_status(service: Service) -> None:
    second, status = service.gouji(["up"], ["status", "--json"])
    assert (second.returncode, second.stdout) == (1, "") and "already-up" in second.stderr and second.stderr.count("\n") == 1
    assert status.returncode == 0 and json.loads(status.stdout) == {"up": True} | service.state


@pytest.fixture(scope="module")
def scheduled(service: Service, bulletins: Path, june: str) -> SimpleNamespace:
    """Two schedules; the first was missed some times while the worker was asleep. ``said`` when it was added, ``missed``: how many times."""
    many = service.folder / "many"
    many.mkdir()
    for n in range(60):
        (many / f"{n}.txt").write_text(june.replace("210家", f"{n + 1000}家"), "utf-8")
    done = service.gouji(["schedule", "add", bulletins, "--cron", "0 7 * * *", "--name", "晨读"], ["schedule", "add", many, "--cron", "0 3 1 1 *"])
    assert [d.returncode for d in done] == [0, 0], done
    [one] = service.post("deployments/filter", deployments={"name": {"any_": ["晨读"]}})
    now = datetime.now(UTC)
    for worker in service.processes("worker start"):
        os.kill(worker, signal.SIGSTOP)
    service.post(f"deployments/{one['id']}/schedule", start_time=str(now - timedelta(days=4)), end_time=str(now), min_runs=9, max_runs=9)
    missed = sum(run["expected_start_time"] < now.isoformat() for some in service.runs("晨读").values() for run in some)
    for worker in service.processes("worker start"):
        os.kill(worker, signal.SIGCONT)
    until(lambda: len((found := service.runs("晨读")).get("Merged", [])) == missed - 1 and "Completed" in found)
    return SimpleNamespace(said=done[0].stdout, missed=missed, folder=bulletins)


def test_missed_runs_are_run_once(service: Service, scheduled: Any) -> None:
    found = service.runs("晨读")
    assert (len(found["Completed"]), len(found["Merged"]), scheduled.missed) == (1, 3, 4)
    assert all("并入" in run["state"]["message"] for run in found["Merged"])


def test_a_run_shows_what_it_did_with_links_into_the_desk(service: Service, scheduled: Any) -> None:
    [run] = service.runs("晨读")["Completed"]
    shown = {a["key"]: a["data"] for a in service.post("artifacts/filter", artifacts={"flow_run_id": {"any_": [run["id"]]}}) if a["key"]}
    assert set(shown) == {"gouji-summary", "gouji-flags", "gouji-quarantine", "gouji-progress"}
    assert "| 新增文件 | 2 |" in shown["gouji-summary"] and f"({service.state['desk']}/flags)" in shown["gouji-summary"]
    [flag] = json.loads(shown["gouji-flags"])
    assert f"({service.state['desk']}/flags/" in flag["说明"] and flag["出处"].startswith(f"{scheduled.folder}/2013-03.txt")
    [aside] = json.loads(shown["gouji-quarantine"])
    assert "unreadable" in aside.values()
    assert shown["gouji-progress"] == 100.0

    def told() -> bool:  # logs are sent behind the run's back
        lines = service.post("logs/filter", logs={"flow_run_id": {"any_": [run["id"]]}})
        return "已读 3 / 3 个文件" in " ".join(line["message"] for line in lines)

    until(told)


def test_schedules_are_listed_paused_and_removed(service: Service, scheduled: Any) -> None:
    assert "Asia/Shanghai" in scheduled.said and "07:00" in scheduled.said
    paused, listed, wrong = service.gouji(["schedule", "pause", "晨读"], ["schedule", "list", "--format", "jsonl"], ["schedule", "remove", "晚读"])
    assert paused.returncode == 0
    [cron] = [row for line in listed.stdout.splitlines() if (row := json.loads(line))["name"] == "晨读"]
    assert (cron["active"], cron["flow"], cron["cron"], cron["timezone"]) == (False, "ingest", "0 7 * * *", "Asia/Shanghai")
    assert cron["paths"] == [str(scheduled.folder)]
    assert "unknown-schedule" in wrong.stderr and "晨读, " in wrong.stderr.replace("）", ", ") and wrong.stderr.count("\n") == 1


def test_a_killed_run_is_closed_as_crashed(service: Service, scheduled: Any) -> None:
    asking = service.start("schedule", "backfill", "many", "--since", "1h", "--wait")
    run = until(lambda: service.runs("many").get("Running"))[0]
    assert run["parameters"]["again"] and run["parameters"]["since"]
    until(lambda: (service.folder / "outputs/running" / run["id"]).exists())
    workers = service.processes("worker start")
    for pid in (*service.processes("prefect.engine"), *workers):  # the first would end in order without the second
        os.kill(pid, signal.SIGKILL)
    until(lambda: (found := service.processes("worker start")) and not set(found) & set(workers))
    assert service.runs("many").keys() == {"Scheduled", "Running"}, "Prefect alone does not notice"
    told, kept = service.gouji(["doctor", "--json"], ["query", "SELECT status FROM runs ORDER BY started", "--format", "json"])
    assert told.returncode == 0, told.stdout
    [found] = service.runs("many")["Crashed"]
    assert found["id"] == run["id"] and "进程已不在" in found["state"]["message"]
    assert [r["status"] for r in json.loads(kept.stdout)] in (["done", "crashed"], ["done"])  # killed before it got to the store
    out, _err = asking.communicate(timeout=LIMIT)
    assert asking.returncode == 1 and "Crashed" in out


def test_a_server_that_is_lost_while_somebody_else_uses_it(service: Service, scheduled: Any, bulletins: Path, tmp_path: Path) -> None:
    """The last test of the service: it goes on without a record, and the service has a server again."""
    store = tmp_path / "gouji.db"
    brief = {"PREFECT_CLIENT_MAX_RETRIES": "0"}  # every call asks a silent server four times in four seconds, not twelve times in seventeen
    running = service.start("ingest", bulletins / "2013-03.txt", bulletins / "2013-06.txt", "--store", store, "--json", **brief)
    until(lambda: store.with_name("gouji.db.lock").exists() or running.poll() is not None)
    [server] = service.processes("prefect server start")
    os.kill(service.state["pid"], signal.SIGSTOP)  # who would start it again at once
    os.kill(server, signal.SIGKILL)
    out, err = running.communicate(timeout=LIMIT)
    os.kill(service.state["pid"], signal.SIGCONT)
    assert (running.returncode, err) == (0, "")
    assert "Prefect 服务器途中失去联系" in out
    said = json.loads(out.splitlines()[-1])
    assert (said["new"], said["unchanged"], said["tables"]["documents"], said["flags_opened"]) == (2, 0, 2, 1)
    assert (tmp_path / "gouji.xlsx").exists()
    until(lambda: answers(service.api) and server not in service.processes("prefect server start"))


def test_without_a_service(gouji_process: Any, tmp_path: Path) -> None:
    for command in (("schedule", "list"), ("schedule", "add", tmp_path, "--cron", "0 7 * * *")):
        done = gouji_process(*command, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "") and "no-server" in done.stderr and "gouji up" in done.stderr
    assert gouji_process("status", cwd=tmp_path).returncode == 1
    (tmp_path / "outputs").mkdir(exist_ok=True)
    (tmp_path / "outputs" / "up.json").write_text('{"pid": 1, "api": "http://127.0.0.1:9/api", "ready": true}')
    (tmp_path / "outputs" / "up.lock").touch()
    assert "没有正在运行" in gouji_process("down", cwd=tmp_path).stdout
    assert not (tmp_path / "outputs" / "up.json").exists(), "what a killed service left is recognised"
