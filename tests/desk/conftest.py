"""A desk over the sample bulletins: in-process for the API and the pages, served and in a real browser for what people do."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from starlette.testclient import TestClient

from flows.desk import settings
from flows.finding import find
from flows.ingestion import Reader, compare
from flows.version import pipeline
from flows.worker import Job, Outcome, work
from outputs.desk.app import create_app
from outputs.desk.settings import Access
from outputs.store import Store

ROOT = Path(__file__).parent.parent.parent
TOKEN = "a-token-of-the-tests"
CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if os.path.exists(p)), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")


class Here:
    """Reads in this process: no other has to start first."""

    width = 1

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, list[Outcome]]]:
        return ((job, list(work(job))) for job in jobs)


def ingest(folder: Path | str, store: Path) -> None:
    """Fill a store by the steps of a run, without the exports."""
    with chdir(ROOT), Store.open(store) as opened, opened.run(pipeline(), [str(folder)]) as run:
        reader = Reader(opened, run, Here())
        reader.read(find([str(folder)], None))
        compare(reader)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample bulletins, made once. Never write to it: copy it."""
    store = tmp_path_factory.mktemp("samples") / "gouji.db"
    ingest("corpus/bulletins", store)
    return store


HOSTILE = """<script>document.title="owned"</script>工会简报
第7期
清河市总工会<img src=x onerror=alert(1)>办公室编　　2013年7月30日

=HYPERLINK("http://evil.example","点这里")<script>alert(2)</script>
上半年，清河市总工会{{ 7*7 }}共新建工会100家，其中非公企业工会60家、事业单位工会30家。"><svg onload=alert(3)>（清河市总工会）
"""
"""A bulletin that tries everything, and whose sum does not add up."""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of :data:`HOSTILE`, in a file whose name is no better. Never write to it: copy it."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    (folder / "in" / '"><script>alert(4)<!--.txt').write_text(HOSTILE, "utf-8")
    ingest(folder / "in", folder / "gouji.db")
    return folder / "gouji.db"


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Argon2 as ever, but not as slow."""
    import argon2

    from outputs.desk.access import users

    with mock.patch.object(users, "_hasher", lambda: argon2.PasswordHasher(1, 64, 1)):
        yield


@pytest.fixture
def store(samples: Path, tmp_path: Path) -> str:
    """A copy of the samples' store for one test."""
    return copy(samples, tmp_path)


def copy(samples: Path, to: Path) -> str:
    for file in samples.parent.glob("gouji*.db"):
        shutil.copy(file, to / file.name)
    return str(to / "gouji.db")


@pytest.fixture(scope="session")
def a_flag(samples: Path) -> str:
    """The fingerprint of a flag of the samples within one article: an average that does not fit."""
    with Store.open(samples) as opened:
        return str(opened.read("SELECT fingerprint FROM flags WHERE rule = 'average' AND scope = 'article' ORDER BY fingerprint LIMIT 1")[0]["fingerprint"])


@pytest.fixture(scope="session")
def read_only(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client, signed in, over a store that its tests do not change: made once."""
    with client_of(copy(samples, tmp_path_factory.mktemp("read-only"))) as opened:
        yield opened


@pytest.fixture
def client(store: str) -> Iterator[TestClient]:
    """A client, signed in, over a store of its own; ``client.csrf``: what every form brings back."""
    with client_of(store) as opened:
        yield opened


@pytest.fixture(scope="session")
def open_client() -> Callable[..., TestClient]:
    """Makes clients: of a store, with other access than the token."""
    return client_of


def client_of(store: str, access: Access | None = None, **options: Any) -> TestClient:
    """A client of a desk; signed in when it is opened by the tests' token."""
    app = create_app(settings(store, access or Access(token=TOKEN, owner="李审"), 0))
    made = TestClient(app, base_url="http://127.0.0.1", **options)
    made.csrf = ""  # type: ignore[attr-defined]
    if access is None:
        made.get("/signin", params={"token": TOKEN}, follow_redirects=False)
        made.csrf = made.get("/api/session").json()["csrf_token"]  # type: ignore[attr-defined]
        made.headers["X-CSRF-Token"] = made.csrf  # type: ignore[attr-defined]
    return made


@dataclass
class Served:
    """A desk that listens: ``url`` without a slash at the end; ``entry``: the address that signs in."""

    url: str
    store: str

    @property
    def entry(self) -> str:
        return f"{self.url}/?token={TOKEN}"


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[..., Served]]:
    """Serves a store on a free port in a thread of this process; all are stopped at the end."""
    import uvicorn

    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(store: str, access: Access | None = None) -> Served:
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        app = create_app(settings(store, access or Access(token=TOKEN, owner="李审"), port))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the desk ended at once"
            time.sleep(0.02)
        running.append((server, thread))
        return Served(f"http://127.0.0.1:{port}", store)

    yield start
    for server, _thread in running:
        server.should_exit = True
    for _server, thread in running:
        thread.join(10)


@pytest.fixture
def served(serving: Callable[..., Served], store: str) -> Served:
    """A desk over a store of this test's own."""
    return serving(store)


@pytest.fixture(scope="package")  # not longer: while it lives an event loop runs in this thread, where Dask wants its own
def chromium() -> Iterator[Any]:
    """A real browser. Without one its tests are skipped on a developer's machine, and fail in CI."""
    if CHROMIUM is None:
        reason = "tests in a browser need chromium (Debian: apt-get install chromium)"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages, each in a context of its own (as another person's browser would); what the page logs as an error fails the test."""
    contexts, faults = [], []

    def open_page(**options: Any) -> Any:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"} | options))
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: Callable[..., Any], served: Served) -> Any:
    """A page signed in to the desk of this test."""
    page = new_page()
    page.goto(served.entry)
    return page
