"""``gouji up`` as its users have it: a real server, worker and desk; schedules, missed runs, killed runs. One service for all tests here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = [pytest.mark.prefect, pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")]
SECONDS = 240


@pytest.fixture(scope="module")
def service(environment: dict[str, str], bulletins: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """An empty folder with its service: ``folder``, ``api``, ``said`` (what it printed), ``state``, ``gouji`` (runs a command in the folder)."""
    folder = tmp_path_factory.mktemp("site")
    env = {k: v for k, v in environment.items() if not k.startswith("PREFECT_")} | {"TZ": "Asia/Shanghai"}
    command = [sys.executable, "-m", "flows.cli"]

    def gouji(*args: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *map(str, args)], cwd=folder, env=env, capture_output=True, text=True, timeout=SECONDS)

    up = subprocess.Popen([*command, "up", "--port", "0", "--desk-port", "0"], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert up.stdout
    said = []
    for line in up.stdout:
        said.append(line)
        if "gouji down" in line:
            break
    assert up.poll() is None, "".join(said)
    state = json.loads((folder / "outputs/up.json").read_text("utf-8"))
    yield SimpleNamespace(folder=folder, api=state["api"], said="".join(said), state=state, gouji=gouji, process=up, bulletins=bulletins)
    up.send_signal(signal.SIGINT)
    out, _err = up.communicate(timeout=SECONDS)
    assert up.returncode == 0 and "Traceback" not in out, out
    assert _children(folder) == [], "something was left behind"


def _children(folder: Path) -> list[str]:
    """Command lines of the processes that work for the folder."""
    found = []
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit() and f"GOUJI_HOME={folder}/outputs".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def ask(service: Any, path: str, **body: Any) -> Any:
    request = urllib.request.Request(f"{service.api}/{path}/filter", json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def until(true: Callable[[], Any], seconds: float = SECONDS) -> Any:
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "waited for too long"
        time.sleep(0.5)
    return found


def runs(service: Any, name: str) -> dict[str, list[dict[str, Any]]]:
    """Flow runs of a deployment by the name of their state."""
    out: dict[str, list[dict[str, Any]]] = {}
    for run in ask(service, "flow_runs", deployments={"name": {"any_": [name]}}, sort="EXPECTED_START_TIME_ASC"):
        out.setdefault(run["state_name"], []).append(run)
    return out


def test_it_says_where_it_is_and_answers(service: Any) -> None:
    assert "勾稽已启动" in service.said and service.state["door"] in service.said
    with urllib.request.urlopen(service.state["door"], timeout=30) as page:
        assert page.status == 200 and "</html>" in page.read().decode()
    token = service.state["door"].partition("token=")[2]
    assert not any(token in path.read_text("utf-8") for path in (service.folder / "outputs/log").iterdir()), "logs do not open the desk"
    assert (service.folder / "outputs/up.json").stat().st_mode & 0o077 == 0
    assert {d["name"]: d["entrypoint"] for d in ask(service, "deployments")} == {n: f"flows.{n}.{n}" for n in ("ingest", "recheck", "publish", "nightly")}


def test_parameters_are_shown_in_chinese_and_validated_by_the_server(service: Any) -> None:
    [one] = [d for d in ask(service, "deployments") if d["name"] == "ingest"]
    paths = one["parameter_openapi_schema"]["properties"]["paths"]
    assert (paths["title"], paths["minItems"]) == ("读什么", 1) and paths["description"]
    assert one["parameters"] == {"store": str(service.folder / "outputs/tables/gouji.db"), "out": str(service.folder / "outputs/tables")}
    for wrong in ({"paths": []}, {"paths": ["x"], "workers": 0}, {"paths": ["x"], "colour": "red"}):
        request = urllib.request.Request(
            f"{service.api}/deployments/{one['id']}/create_flow_run", json.dumps({"parameters": wrong}).encode(), {"content-type": "application/json"}
        )
        with pytest.raises(urllib.error.HTTPError, match=r"409|422"):
            urllib.request.urlopen(request, timeout=30)


def test_twice_and_status(service: Any) -> None:
    second = service.gouji("up")
    assert (second.returncode, second.stdout) == (1, "") and "already-up" in second.stderr and second.stderr.count("\n") == 1
    status = service.gouji("status", "--json")
    assert status.returncode == 0 and json.loads(status.stdout) == {"up": True} | service.state


@pytest.fixture(scope="module")
def scheduled(service: Any) -> Any:
    """A schedule over a folder whose runs were missed some times while the worker was asleep: ``said`` when it was added, ``missed``: how many."""
    done = service.gouji("schedule", "add", service.bulletins, "--cron", "0 7 * * *", "--name", "晨读")
    assert done.returncode == 0, done.stderr
    [worker] = [p for p in Path("/proc").iterdir() if p.name.isdigit() and b"worker\0start" in _read(p / "cmdline") and str(service.folder).encode() in _read(p / "environ")]
    os.kill(int(worker.name), signal.SIGSTOP)
    try:
        missed = next(n for lead in (12, 30, 90) if (n := _missed(service, "晨读", lead)) > 1)  # a busy server is late itself
    finally:
        os.kill(int(worker.name), signal.SIGCONT)
    until(lambda: len(runs(service, "晨读").get("Merged", [])) == missed - 1 and "Completed" in runs(service, "晨读"))
    return SimpleNamespace(said=done.stdout, missed=missed)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _missed(service: Any, name: str, lead: int) -> int:
    """Add times, one a second from ``lead`` seconds on, let them pass, and give how many runs the server made of them."""
    [one] = ask(service, "deployments", deployments={"name": {"any_": [name]}})
    rule = f"DTSTART:{datetime.now(UTC) + timedelta(seconds=lead):%Y%m%dT%H%M%SZ}\nRRULE:FREQ=SECONDLY;INTERVAL=1;COUNT=5"
    body = json.dumps([{"schedule": {"rrule": rule, "timezone": "UTC"}, "active": True}]).encode()
    request = urllib.request.Request(f"{service.api}/deployments/{one['id']}/schedules", body, {"content-type": "application/json"})
    urllib.request.urlopen(request, timeout=30).close()
    time.sleep(lead + 6)
    waiting = [run for state, some in runs(service, name).items() if state in ("Scheduled", "Late") for run in some]
    return sum(run["expected_start_time"] < _now() for run in waiting)


def test_missed_runs_are_run_once(service: Any, scheduled: Any) -> None:
    found = runs(service, "晨读")
    assert (len(found["Completed"]), len(found["Merged"])) == (1, scheduled.missed - 1)
    assert all("并入" in run["state"]["message"] for run in found["Merged"])


def test_a_run_shows_what_it_did_with_links_into_the_desk(service: Any, scheduled: Any) -> None:
    [run] = runs(service, "晨读")["Completed"]
    shown = {a["key"]: a["data"] for a in ask(service, "artifacts", artifacts={"flow_run_id": {"any_": [run["id"]]}}) if a["key"]}
    assert set(shown) == {"gouji-summary", "gouji-flags", "gouji-quarantine", "gouji-progress"}
    assert "| 新增文件 | 2 |" in shown["gouji-summary"] and f"({service.state['desk']}/flags)" in shown["gouji-summary"]
    [flag] = json.loads(shown["gouji-flags"])
    assert f"({service.state['desk']}/flags/" in flag["说明"] and flag["出处"].startswith(f"{service.bulletins}/2013-03.txt")
    [aside] = json.loads(shown["gouji-quarantine"])
    assert "unreadable" in aside.values()
    assert shown["gouji-progress"] == 100.0
    logs = " ".join(line["message"] for line in ask(service, "logs", logs={"flow_run_id": {"any_": [run["id"]]}}))
    assert "已读 3 / 3 个文件" in logs


def test_schedules_are_listed_paused_and_removed(service: Any, scheduled: Any) -> None:
    assert "Asia/Shanghai" in scheduled.said and "07:00" in scheduled.said
    assert service.gouji("schedule", "pause", "晨读").returncode == 0
    listed = [json.loads(line) for line in service.gouji("schedule", "list", "--format", "jsonl").stdout.splitlines()]
    [cron] = [row for row in listed if row["name"] == "晨读" and row["cron"] == "0 7 * * *"]
    assert (cron["active"], cron["flow"], cron["paths"], cron["timezone"]) == (False, "ingest", [str(service.bulletins)], "Asia/Shanghai")
    wrong = service.gouji("schedule", "remove", "晚读").stderr
    assert "unknown-schedule" in wrong and "晨读, " in wrong.replace("）", ", ") and wrong.count("\n") == 1


@pytest.fixture(scope="module")
def killed(service: Any, scheduled: Any, june: str) -> dict[str, Any]:
    """A run whose process was killed together with its worker while it was reading; the service has a worker again."""
    folder = service.folder / "many"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n}.txt").write_text(june.replace("210家", f"{n + 1000}家"), "utf-8")
    assert service.gouji("schedule", "add", folder, "--cron", "0 3 1 1 *").returncode == 0
    assert service.gouji("schedule", "run", "many").returncode == 0
    run = until(lambda: runs(service, "many").get("Running"))[0]
    until(lambda: _children_of(service, "prefect.engine") and (service.folder / "outputs/running" / run["id"]).exists())
    for pid in (*_children_of(service, "prefect.engine"), *_children_of(service, "worker start")):  # the first would end in order without the second
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(_children_of(service, "worker start")) == 1)
    return run  # type: ignore[no-any-return]


def _children_of(service: Any, words: str) -> list[int]:
    ours = [p for p in Path("/proc").iterdir() if p.name.isdigit() and f"{service.folder}/outputs".encode() in _read(p / "environ")]
    return [int(p.name) for p in ours if words in _read(p / "cmdline").replace(b"\0", b" ").decode(errors="replace")]


def test_a_killed_run_is_closed_as_crashed_and_the_next_one_completes(service: Any, killed: Any) -> None:
    assert "Running" in runs(service, "many"), "Prefect alone does not notice"
    told = service.gouji("doctor", "--json")
    assert told.returncode == 0, told.stdout
    [found] = runs(service, "many")["Crashed"]
    assert found["id"] == killed["id"] and "进程已不在" in found["state"]["message"]
    records = json.loads(service.gouji("query", "SELECT status FROM runs ORDER BY started", "--format", "json").stdout)
    assert [r["status"] for r in records] in (["done", "crashed"], ["done"])  # killed before it got to the store
    until(lambda: any(w["status"] == "ONLINE" for w in ask(service, "work_pools/gouji/workers")))
    done = service.gouji("schedule", "backfill", "many", "--since", "1h", "--wait")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(service.gouji("query", "SELECT count(*) AS n FROM documents", "--format", "json").stdout) == [{"n": 62}]


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
