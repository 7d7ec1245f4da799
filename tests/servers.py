"""Real servers for tests and benchmarks, on free loopback ports, gone afterwards: PostgreSQL, an S3-compatible store, a Dask cluster,
Prefect."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Options = dict[str, Any]


class Missing(Exception):
    """What a server needs is not installed."""


@contextmanager
def postgres(folder: Path | None = None) -> Iterator[SimpleNamespace]:
    """PostgreSQL: ``url``, ``restart()`` as after a crash, ``stop()``. ``folder``: on another volume than the temporary files. Raises :class:`Missing`."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise Missing("PostgreSQL tests need psycopg") from error
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(p) for p in [shutil.which("initdb")] if p]
    if not found:
        raise Missing("PostgreSQL tests need its server (Debian: apt-get install postgresql)")
    home = Path(tempfile.mkdtemp(prefix="gouji-postgres-", dir=folder))  # pytest's own folders are closed to other users
    become = _other_user(home)
    port = free_port()
    quiet: Options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": home, **become}
    subprocess.run([found[-1], "-D", "data", "-A", "trust", "-U", "gouji", "-E", "UTF8", "--locale=C"], check=True, **quiet)
    settings = ("listen_addresses=127.0.0.1", "fsync=off")
    command = [found[-1].with_name("postgres"), "-D", "data", "-p", str(port), "-k", str(home), *(x for s in settings for x in ("-c", s))]
    there = SimpleNamespace(url=f"postgresql://gouji@127.0.0.1:{port}/postgres", server=_serving(command, port, quiet))

    def stop(how: int = signal.SIGQUIT) -> None:
        """As a crash would: open sessions are cut off."""
        there.server.send_signal(how)
        try:
            there.server.wait(30)
        except subprocess.TimeoutExpired:
            there.server.kill()
            there.server.wait()

    def start() -> None:
        there.server = _serving(command, port, quiet)

    def restart() -> None:
        stop()
        start()

    there.stop, there.start, there.restart = stop, start, restart
    try:
        yield there
    finally:
        stop(signal.SIGINT)
        shutil.rmtree(home, ignore_errors=True)


def _other_user(home: Path) -> Options:
    """The server refuses to run as root."""
    if os.getuid() != 0:
        return {}
    import pwd

    try:
        user = pwd.getpwnam("postgres")
    except KeyError as error:
        raise Missing("PostgreSQL tests need a user postgres when run as root") from error
    os.chown(home, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _serving(command: list[Any], port: int, options: Options) -> subprocess.Popen[bytes]:
    import psycopg

    server = subprocess.Popen(command, **options)
    for _ in range(600):
        try:
            psycopg.connect(f"postgresql://gouji@127.0.0.1:{port}/postgres", connect_timeout=5).close()
            return server
        except psycopg.OperationalError:
            assert server.poll() is None, "the server ended at once"
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@contextmanager
def s3(bucket: str) -> Iterator[SimpleNamespace]:
    """An S3-compatible store with an empty bucket: ``put(key, bytes)``, and the ``environment`` in which s3fs finds it. Raises :class:`Missing`."""
    try:
        import boto3
        import s3fs  # noqa: F401
        from moto.server import ThreadedMotoServer
    except ImportError as error:
        raise Missing(f"tests of remote corpora need s3fs and moto[server] ({error})") from error
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1"}
    client = boto3.client("s3", endpoint_url=environment["AWS_ENDPOINT_URL"], aws_access_key_id="k", aws_secret_access_key="s", region_name="us-east-1")
    client.create_bucket(Bucket=bucket)
    try:
        yield SimpleNamespace(environment=environment, put=lambda key, body: client.put_object(Bucket=bucket, Key=key, Body=body))
    finally:
        server.stop()


@contextmanager
def dask(workers: int, environment: dict[str, str]) -> Iterator[SimpleNamespace]:
    """A Dask cluster of processes of its own, as ``dask scheduler`` and ``dask worker`` start it: ``address``, ``kill_busy_worker()``."""
    from distributed import Client, LocalCluster

    options: Options = {"n_workers": workers, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with LocalCluster(**options, env=environment) as cluster:

        def kill_busy_worker(seconds: float = 120, after: float = 0, over: Callable[[], bool] = lambda: False) -> int | None:
            """Kill -9 of a worker that is reading, ``after`` seconds after the first was; gives its process id, or nothing when it is all ``over`` before."""
            end, first = time.monotonic() + seconds, 0.0
            with Client(cluster.scheduler_address, set_as_default=False) as client:
                while time.monotonic() < end and not over():
                    busy = [worker for worker, tasks in client.processing().items() if tasks]
                    if busy and not first:
                        first = time.monotonic()
                    if busy and time.monotonic() - first >= after:
                        pid = next(iter(client.run(os.getpid, workers=busy[-1:]).values()))
                        os.kill(pid, signal.SIGKILL)
                        return int(pid)
                    time.sleep(0.02)
            assert over(), "no worker was busy"
            return None

        yield SimpleNamespace(address=cluster.scheduler_address, kill_busy_worker=kill_busy_worker)


@contextmanager
def prefect(home: Path, environment: dict[str, str]) -> Iterator[SimpleNamespace]:
    """A Prefect server with its records in ``home``: ``api``, ``kill()`` (-9), and ``start()`` after that at the same address."""
    from flows.tracking import QUIET, answers

    port = free_port()
    own = {**QUIET, **environment, "PREFECT_HOME": str(home), "PREFECT_UI_ENABLED": "false"}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    there = SimpleNamespace(api=f"http://127.0.0.1:{port}/api", server=None)

    def start() -> None:
        there.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=own)
        for _ in range(900):
            if answers(there.api, 2):
                return
            assert there.server.poll() is None, "the server ended at once"
            time.sleep(0.2)
        raise AssertionError("the server does not answer")

    def kill() -> None:
        with suppress(ProcessLookupError):
            os.killpg(there.server.pid, signal.SIGKILL)
        there.server.wait()

    there.start, there.kill = start, kill
    try:
        start()
        yield there
    finally:
        kill()


def free_port() -> int:
    """One below those that the system gives to outgoing connections: a slow server finds it free still."""
    while True:
        port = random.SystemRandom().randrange(20_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
