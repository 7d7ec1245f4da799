"""The deployments of the service: those of ``flows/prefect.yaml``, and one for each schedule that a person adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import yaml

from flows.errors import Failure
from flows.messages import _

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.responses import DeploymentResponse

POOL = "gouji"
SCHEDULE = "定时"
"""The tag of deployments that ``gouji schedule add`` made."""
ENTRYPOINTS = {"ingest": "flows.ingest.ingest", "nightly": "flows.nightly.nightly"}
"""The flows that a person can schedule for a folder."""


@dataclass(frozen=True)
class Place:
    """Where the service works: ``folder`` is the working directory of its runs, ``store`` and ``out`` what they take unless told otherwise."""

    folder: str
    store: str
    out: str


def register(client: SyncPrefectClient, place: Place) -> list[str]:
    """Make or renew the work pool and the deployments of ``flows/prefect.yaml``; gives their names. Schedules that exist stay as people left them."""
    _pool(client)
    listed = yaml.safe_load(Path(__file__).parents[1].joinpath("prefect.yaml").read_text("utf-8"))["deployments"]
    for one in listed:
        schedules = [(s["cron"], s.get("active", True)) for s in one.get("schedules", ())]
        _deploy(client, one["entrypoint"], one["name"], place, one["tags"], one["description"], schedules)
    return [one["name"] for one in listed]


def add(client: SyncPrefectClient, name: str, flow: str, parameters: dict[str, Any], cron: str, timezone: str, place: Place) -> None:
    """Make or replace the schedule ``name``: ``flow`` (a key of :data:`ENTRYPOINTS`) with these parameters at the times of ``cron``."""
    if (there := find(client, name, missing_ok=True)) is not None:
        client.delete_deployment(there.id)
    told = _("every time: {cron} ({timezone})").format(cron=cron, timezone=timezone)
    _pool(client)
    _deploy(client, ENTRYPOINTS[flow], name, place, ["gouji", SCHEDULE], told, [(cron, True)], timezone, parameters)


def find(client: SyncPrefectClient, name: str, missing_ok: bool = False) -> DeploymentResponse | None:
    """The deployment with that name. Raises :class:`Failure` ``unknown-schedule``, naming those that there are."""
    known = {d.name: d for d in deployments(client)}
    if name not in known and not missing_ok:
        raise Failure(name, "unknown-schedule", _("there is no schedule of that name"), _("there are: {names}").format(names=", ".join(sorted(known)) or "-"))
    return known.get(name)


def deployments(client: SyncPrefectClient) -> list[DeploymentResponse]:
    """All deployments of our flows, by name."""
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName

    ours = FlowFilter(name=FlowFilterName(like_="gouji-"))
    found: list[DeploymentResponse] = []
    while page := client.read_deployments(flow_filter=ours, limit=200, offset=len(found)):
        found += page
    return sorted(found, key=lambda d: d.name)


def run(client: SyncPrefectClient, name: str, since: datetime | None = None) -> tuple[UUID, str]:
    """Have a deployment run now; ``since``: over files changed then or later. Gives the flow run's id and name."""
    there = find(client, name)
    assert there is not None
    asked = {} if since is None else {"since": since.isoformat(), "again": True}
    created = client.create_flow_run_from_deployment(there.id, parameters=asked, tags=["backfill"] if since else [])
    return created.id, created.name


def _pool(client: SyncPrefectClient) -> None:
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.exceptions import ObjectNotFound
    from prefect.workers.process import ProcessWorker

    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        template = ProcessWorker.get_default_base_job_template()
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", description="勾稽的运行", base_job_template=template))


def _deploy(
    client: SyncPrefectClient, entrypoint: str, name: str, place: Place, tags: list[str], description: str, schedules: list[tuple[str, bool]],
    timezone: str | None = None, given: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    from importlib import import_module
    from importlib.metadata import version

    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.schedules import CronSchedule
    from prefect.exceptions import ObjectNotFound

    from flows.parameters import schema

    module, _dot, attribute = entrypoint.rpartition(".")
    flow = getattr(import_module(module), attribute)
    try:
        kept = client.read_deployment_by_name(f"{flow.name}/{name}")
    except ObjectNotFound:
        kept = None
    made = [
        DeploymentScheduleCreate(schedule=CronSchedule(cron=cron, timezone=timezone or local_timezone()), active=active)
        for cron, active in schedules
    ]
    if kept is not None:  # as people left it
        made = [DeploymentScheduleCreate(schedule=s.schedule, active=s.active) for s in kept.schedules]
    client.create_deployment(
        flow_id=client.create_flow_from_name(flow.name),
        name=name,
        version=version("gouji"),
        schedules=made,
        parameters={"store": place.store, "out": place.out} | (given or {}),
        description=description,
        work_pool_name=POOL,
        tags=tags,
        entrypoint=entrypoint,
        parameter_openapi_schema=schema(flow),
        enforce_parameter_schema=True,
        job_variables={"working_dir": place.folder},
        pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": place.folder}}],  # the flows are installed: nothing to fetch
        paused=kept.paused if kept is not None else None,
    )


def local_timezone() -> str:
    """This machine's time zone by its IANA name; UTC where it has none."""
    import os

    named = os.environ.get("TZ", "").removeprefix(":")
    real = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return next((name for name in (named, real) if _is_zone(name)), "UTC")


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        return bool(name) and bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False
