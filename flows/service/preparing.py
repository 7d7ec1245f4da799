"""Run between the start of the server and of the worker, and between their ends, in a process of its own so that the service itself stays small: deployments, and records put in order."""

from __future__ import annotations

import json
import sys

from flows.service.deployments import Place, register
from flows.service.reconcile import close_dead, merge_missed


def main(place: Place) -> dict[str, int]:
    """Gives how many deployments there are, runs were closed as crashed, and missed runs were merged."""
    from prefect import get_client

    with get_client(sync_client=True) as client:
        registered = register(client, place)
        return {"deployments": len(registered), "crashed": len(close_dead(client, no_worker=True)), "merged": len(merge_missed(client))}


def close() -> None:
    """Between the end of the worker and of the server: runs that ended with the worker are closed as crashed."""
    from prefect import get_client

    with get_client(sync_client=True) as client:
        close_dead(client, no_worker=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(main(Place(*sys.argv[1:]))))
    else:
        close()
