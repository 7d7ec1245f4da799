"""What runs on the workers of a cluster in a recorded run: the same, as a Prefect task."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows import remote
from flows.worker import Job, Outcome


@task(name="read-on-cluster", cache_policy=NO_CACHE, persist_result=False)
def read(jobs: list[Job]) -> list[list[Outcome]]:
    """Not persisted: the rows go to the store, and a chunk whose worker died is read again."""
    return remote.read(jobs)
