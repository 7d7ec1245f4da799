"""The same input gives the same tables, byte for byte: SQLite here, PostgreSQL here, PostgreSQL filled from a Dask cluster, a corpus in an object store —
while PostgreSQL is restarted and workers are killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import invariants
import pytest
import servers

from flows.engines import engine, names
from flows.errors import Failure
from flows.finding import find
from flows.ingestion import Request, travel
from outputs.export import export
from outputs.store import Store

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "bulletins"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The samples in SQLite, read here."""
    folder = tmp_path_factory.mktemp("reference")
    said = travel(Request([str(SAMPLES)], str(folder / "gouji.db"), str(folder / "out"), workers=1))
    with Store.open(folder / "gouji.db") as store:
        assert invariants.broken(store) == []
        return SimpleNamespace(said=said, out=folder / "out", digests=invariants.digests(store, folder / "all"), jsonl=jsonl(store, folder / "jsonl"))


def jsonl(store: Store, folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in export(store, folder, ("jsonl",))}


@pytest.fixture(scope="module")
def cluster(s3: SimpleNamespace) -> Iterator[SimpleNamespace]:
    pytest.importorskip("distributed", reason="needs gouji[dask]")
    with servers.dask(2, s3.environment) as there:
        yield there


def assert_same(url: str, said: dict[str, Any], reference: SimpleNamespace, folder: Path) -> None:
    with Store.open(url) as store:
        assert invariants.broken(store) == []
        assert invariants.digests(store, folder) == reference.digests
    keys = ("new", "unchanged", "updated", "quarantined", "tables", "flags_opened", "flags_open")
    assert {key: said[key] for key in keys} == {key: reference.said[key] for key in keys}


def test_postgresql_restarted_twice_while_a_run_writes(reference: SimpleNamespace, postgres: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outputs.runs.BATCH", 2)  # more moments at which it can be hit
    url = f"{postgres.url}?schema=local"
    done = threading.Event()

    def twice() -> None:
        with Store.open(url) as store:
            for wanted in (1, 6):
                while not done.is_set() and _documents(store) < wanted:
                    time.sleep(0.02)
                if not done.is_set():
                    postgres.restart()

    restarting = threading.Thread(target=twice)
    with Store.open(url):
        restarting.start()
    try:
        said = travel(Request([str(SAMPLES)], url, str(tmp_path / "out"), workers=1))
    finally:
        done.set()
        restarting.join()
    assert_same(url, said, reference, tmp_path / "all")


def _documents(store: Store) -> int:
    from outputs.errors import StoreError

    try:
        return store.count("documents")
    except StoreError:
        return 0


def test_dask_and_postgresql_with_a_worker_killed(
    reference: SimpleNamespace, postgres: SimpleNamespace, cluster: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for few in ("flows.reprints.MANY", "flows.series.MANY", "flows.publishing.LARGE"):
        monkeypatch.setattr(few, 1)  # comparing and publishing in several processes, too
    url = f"{postgres.url}?schema=dask"
    killing = threading.Thread(target=cluster.kill_busy_worker)
    killing.start()
    said = travel(Request([str(SAMPLES)], url, str(tmp_path / "out"), engine="dask", address=cluster.address))
    killing.join()
    assert_same(url, said, reference, tmp_path / "all")
    assert invariants.lying(tmp_path / "out") == invariants.lying(reference.out)


def test_a_corpus_in_an_object_store(
    reference: SimpleNamespace, postgres: SimpleNamespace, cluster: SimpleNamespace, s3: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    for path in SAMPLES.iterdir():
        s3.put(f"2011/{path.name}", path.read_bytes())
    request = Request(["s3://archive/2011"], f"{postgres.url}?schema=remote", str(tmp_path / "out"), engine="dask", address=cluster.address)
    assert travel(request)["new"] == reference.said["new"]
    with Store.open(request.store) as store:
        assert invariants.broken(store) == []
        found = {name: text.replace("s3://archive/2011", str(SAMPLES)) for name, text in jsonl(store, tmp_path / "jsonl").items()}
        assert found == reference.jsonl
        before = store.count("stamps")
    again = travel(request)
    assert (again["unchanged"], again["new"], before) == (reference.said["new"], 0, reference.said["new"])


@pytest.mark.parametrize(
    ("url", "changes", "code"),
    [
        ("s3://archive/nothing", {}, "not-found"),
        ("s3://nobody/2011", {}, "not-found"),
        ("s3://archive/2011", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "unreachable"),
        ("s3://archive/2011", {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true"}, "not-permitted"),
        ("nosuch://archive/2011", {}, "unknown-protocol"),
    ],
)
def test_what_is_wrong_with_an_object_store_is_told(s3: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, url: str, changes: dict[str, str], code: str) -> None:
    import s3fs

    for name, value in {**s3.environment, **changes}.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()  # it keeps sessions, and what they were given
    with pytest.raises(Failure) as caught:
        find([url])
    assert (caught.value.subject, caught.value.code) == (url, code) and caught.value.remedy
    s3fs.S3FileSystem.clear_instance_cache()


def test_a_corpus_in_memory_and_an_archive(june: str, tmp_path: Path) -> None:
    import io
    import zipfile

    import fsspec

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("六月.txt", june)
    memory = fsspec.filesystem("memory")
    memory.pipe("/bulletins/a.zip", packed.getvalue())
    memory.pipe("/bulletins/b.txt", june.replace("210家", "220家").encode())
    said = travel(Request(["memory://bulletins"], str(tmp_path / "gouji.db"), str(tmp_path)))
    with Store.open(tmp_path / "gouji.db") as store:
        assert [row["path"] for row in store.read("SELECT path FROM documents ORDER BY path")] == ["memory:///bulletins/a.zip!/六月.txt", "memory:///bulletins/b.txt"]
    assert (said["new"], said["quarantined"]) == (2, 0)


def test_engines_are_found_by_name() -> None:
    assert names() == ["local", "dask"]


def test_no_cluster_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs gouji[dask]")
    monkeypatch.setattr("flows.engines.dask.ANSWER_SECONDS", 1)
    with pytest.raises(Failure) as caught, engine("dask", 2, f"tcp://127.0.0.1:{servers.free_port()}"):
        pass
    assert caught.value.code == "dask-unreachable" and "dask scheduler" in caught.value.remedy


def test_dask_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(Failure) as caught, engine("dask", 2):
        pass
    assert (caught.value.code, caught.value.remedy) == ("dask-missing", "pip install 'gouji[dask]'")


def test_an_address_is_for_a_cluster(gouji: Any, tmp_path: Path) -> None:
    done = gouji("ingest", SAMPLES, "--store", tmp_path / "gouji.db", "--track", "never", "--address", "tcp://127.0.0.1:8786")
    assert done.returncode == 2 and done.stderr.startswith("gouji: --address: bad-value: ")


def test_workers_of_another_version(cluster: SimpleNamespace) -> None:
    from flows.worker import Job

    with pytest.raises(Failure) as caught, engine("dask", 2, cluster.address) as readers:
        list(readers.map([Job("a.txt", {"a.txt": "0"}, "0.0.1+0000000000", b"")]))
    assert caught.value.code == "dask-other-version"
