"""What ``gouji doctor`` looks at besides the installation: the service, its schedules, and the records of runs, which it puts in order."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from flows.doctor import Finding
from flows.errors import Failure
from flows.messages import _
from flows.service.home import Home
from flows.tracking import answers, configured_server

LATE = 5  # late runs that make one look


def service() -> Iterator[Finding]:
    """The Prefect server in use, its worker, deployments and schedules, and runs whose process is gone."""
    api = configured_server()
    name = _("Prefect server")
    if not api:
        yield Finding(name, "optional", _("none is up; runs are not recorded and nothing is scheduled"), "gouji up")
        return
    if not answers(api):
        yield Finding(name, "optional", _("{api} does not answer").format(api=api), _("gouji up, or gouji down and then gouji up"))
        return
    yield Finding(name, "ok", api)
    try:
        yield from _records(api)
    except (OSError, ValueError, KeyError) as error:
        yield Finding(_("records"), "broken", f"{type(error).__name__}: {error}", _("gouji down, then gouji up; the log is server.log"))
    if door := Home.here().told().get("desk"):
        yield _desk(door)


def _records(api: str) -> Iterator[Finding]:
    workers = _ask(api, "work_pools/gouji/workers/filter", missing=[])
    online = [w for w in workers if w["status"] == "ONLINE"]
    told = _("{count} at work").format(count=len(online)) if online else _("none is at work: scheduled runs wait")
    yield Finding(_("worker"), "ok" if online else "broken", told, "" if online else _("gouji down, then gouji up; the log is worker.log"))
    ours = {"flows": {"name": {"like_": "gouji-"}}}
    found = _ask(api, "deployments/filter", **ours)
    lacking = sorted(set(_wanted()) - {d["name"] for d in found})
    what = _("{count} registered").format(count=len(found)) if not lacking else _("not registered: {names}").format(names=", ".join(lacking))
    yield Finding(_("deployments"), "broken" if lacking else "ok", what, "gouji up" if lacking else "")
    active = sum(bool(s["active"]) and not d["paused"] for d in found for s in d["schedules"])
    late = _ask(api, "flow_runs/filter", **ours, flow_runs={"state": {"name": {"any_": ["Late"]}}})
    detail = _("{active} active, {late} runs late").format(active=active, late=len(late))
    yield Finding(_("schedules"), "ok" if len(late) < LATE else "optional", detail, "" if len(late) < LATE else _("see whether a run hangs, and worker.log"))
    running = _ask(api, "flow_runs/filter", **ours, flow_runs={"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}})
    closed = _close(api) if running else 0
    detail = _("{running} running").format(running=len(running) - closed)
    yield Finding(_("runs"), "ok", detail + (_("; {closed} whose process is gone were closed as crashed").format(closed=closed) if closed else ""))


def _close(api: str) -> int:
    from flows import tracking

    with tracking.server(api):
        from prefect import get_client

        from flows.service.reconcile import close_dead

        with get_client(sync_client=True) as client:
            return len(close_dead(client))


def _wanted() -> list[str]:
    import yaml

    return [d["name"] for d in yaml.safe_load(Path(__file__).with_name("prefect.yaml").read_text("utf-8"))["deployments"]]


def _ask(api: str, path: str, missing: Any = None, **body: Any) -> Any:
    request = urllib.request.Request(f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        if error.code == 404 and missing is not None:
            return missing
        raise


def _desk(address: str) -> Finding:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return Finding(_("desk"), "ok", address)
    except OSError as error:
        return Finding(_("desk"), "broken", f"{address}: {error}", _("gouji down, then gouji up; the log is desk.log"))


def desk_files() -> Finding:
    """Whether the desk's pages came with the installation."""
    import outputs.desk

    folder = Path(next(iter(outputs.desk.__path__)))
    counts = {name: sum(1 for p in (folder / name).rglob("*") if p.is_file()) for name in ("templates", "static")}
    detail = ", ".join(f"{name} {count}" for name, count in counts.items())
    return Finding(_("desk's pages"), "ok", detail) if all(counts.values()) else Finding(_("desk's pages"), "broken", detail, _("install gouji again"))


def settings() -> Finding:
    from flows.settings import notifications, path

    try:
        found = notifications()
    except Failure as error:
        return Finding(_("notices"), "broken", error.reason, error.remedy)
    if not found:
        return Finding(_("notices"), "optional", _("nobody is told of failures ({file})").format(file=path()), _("docs/OPERATIONS.md shows an example"))
    return Finding(_("notices"), "ok", str(path()))


def store_records(url: str) -> Iterator[Finding]:
    """The store's own record of runs, those whose process is gone closed."""
    from outputs.crashes import close_crashed
    from outputs.store import Store

    with suppress(Exception), Store.open(url, create=False) as store:  # that it cannot be opened has been told
        closed = close_crashed(store)
        running = store.read("SELECT host, pid, started FROM runs WHERE status = 'running' LIMIT 1")
        if closed:
            yield Finding(_("runs in the store"), "ok", _("{closed} whose process is gone were closed as crashed").format(closed=closed))
        elif running:
            yield Finding(_("runs in the store"), "ok", _("one is writing: {host} pid {pid}, since {started}").format(**running[0]))


def driver() -> Iterator[Finding]:
    """The driver for PostgreSQL, which is not in the default installation; where it is, it has been told with the other packages."""
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        yield Finding("psycopg", "optional", _("only needed for {purpose}").format(purpose=_("a store in PostgreSQL")), "pip install 'gouji[postgres]'")
