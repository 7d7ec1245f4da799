"""What the recorded flows add, as far as it needs no server: parameters, deployments, retries, limits, checking again, waiting for another run."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from prefect import Flow

from flows import ingest, nightly, parameters, publish, recheck, rechecking
from flows.errors import Failure
from flows.recorded import may_pass
from outputs.errors import StoreError
from outputs.store import Store

FLOWS: dict[str, Flow[..., Any]] = {"ingest": ingest.ingest, "recheck": recheck.recheck, "publish": publish.publish, "nightly": nightly.nightly}
DEPLOYED = {d["name"]: d for d in yaml.safe_load(Path(ingest.__file__).with_name("prefect.yaml").read_text("utf-8"))["deployments"]}


@pytest.mark.parametrize("name", FLOWS)
def test_every_flow_is_deployed_and_every_parameter_explained(name: str) -> None:
    assert DEPLOYED[name]["entrypoint"] == f"flows.{name}.{name}"
    properties = parameters.schema(FLOWS[name])["properties"]
    assert {"store", "out"} <= set(properties)
    for parameter in properties.values():
        assert not parameter["title"].isascii() and parameter["description"]


def test_a_request_of_the_command_line_is_one_of_the_flow() -> None:
    from dataclasses import fields

    assert {f.name for f in fields(ingest.Request)} <= set(parameters.schema(ingest.ingest)["properties"])


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (StoreError("store-busy", url="x", cause="database is locked"), True),
        (StoreError("store-lost", url="x", cause="server closed"), True),
        (Failure("s3://x", "unreachable", "no route"), True),
        (StoreError("store-full", url="x"), False),
        (Failure("x", "not-found", "no such file"), False),
        (ValueError("x"), False),
    ],
)
def test_only_what_may_pass_is_tried_again(error: Exception, again: bool) -> None:
    assert may_pass(None, None, SimpleNamespace(result=lambda raise_on_failure: error)) is again


def test_a_run_ends_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "read", lambda reader, files, number: len(files))
    reader: Any = None
    assert ingest.until(time.monotonic() + 60, reader, ["a.txt"], 1) == 1
    with pytest.raises(Failure, match="time-limit"):
        ingest.until(time.monotonic() - 1, reader, ["a.txt"], 2)


@pytest.fixture(scope="module")
def read(gouji: Any, bulletins: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bulletins in it."""
    store = tmp_path_factory.mktemp("flows") / "gouji.db"
    assert gouji("ingest", bulletins, "--store", store, "--track", "never").returncode == 0
    return store


def test_checking_again_changes_nothing(read: Path, gouji: Any) -> None:
    select = "SELECT id, verdict, fingerprint FROM checks ORDER BY id"
    before = gouji("query", select, "--store", read).stdout
    done = rechecking.recheck(str(read))
    assert done.series > 0 and done.flags_opened == 0
    assert gouji("query", select, "--store", read).stdout == before


def test_what_is_known(read: Path, bulletins: Path) -> None:
    assert rechecking.known_inputs(str(read)) == [str(bulletins)]
    assert rechecking.known_files(str(read)) == [str(bulletins / "2013-03.txt"), str(bulletins / "2013-06.txt")]


def test_ingest_waits_for_another_run_as_long_as_it_is_told(read: Path, gouji: Any, bulletins: Path) -> None:
    command = ("ingest", bulletins, "--store", read, "--track", "never", "--wait")
    with Store.open(read) as store:
        run = store.run("1")
        done = gouji(*command, "0.005")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "store-locked" in done.stderr
        threading.Timer(1, run.finish).start()
        assert gouji(*command, "5").returncode == 0


def test_doctor_without_a_service(read: Path, gouji: Any, tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text("[notify]\nevents = ['all']\n", "utf-8")
    with Store.open(read) as store, store.backend.creating() as connection:
        connection.exec_driver_sql("UPDATE runs SET status = 'running', finished = NULL WHERE id = (SELECT max(id) FROM runs)")
    told = gouji("doctor", "--store", read, cwd=tmp_path)
    assert told.returncode == 1 and "notify.events" in told.stdout, "settings that cannot be understood must be mended"
    assert "gouji up" in told.stdout and "已记为中断" in told.stdout
    with Store.open(read) as store:
        assert [r["status"] for r in store.runs() if r["status"] != "done"] == ["crashed"]
