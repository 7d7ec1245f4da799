"""A few bulletins, and two ways to run the command line: within the test, and as its users do, as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from unittest import mock

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.append(str(Path(__file__).parent))  # for the helpers beside the tests
import serving  # noqa: E402

Done = subprocess.CompletedProcess[str]
Gouji = Callable[..., Done]

MARCH = """永丰工会信息
第3期（总第41期）
永丰市总工会办公室编　　　　　2013年3月28日

永丰市新建工会120家
今年一季度，永丰市总工会共新建工会120家，其中非公企业工会90家、事业单位工会30家，发展会员4500余人。市总工会要求，6月底前全市新建工会不少于200家。（永丰市总工会）

石桥区总工会慰问一线职工
石桥区总工会走访慰问一线职工共350人，其中环卫工人200人、公交司机130人，送去慰问金17.5万元。（石桥区总工会）
"""
JUNE = """永丰工会信息
第6期（总第44期）
永丰市总工会办公室编　　　　　2013年6月27日

永丰市上半年新建工会210家
上半年，永丰市总工会新建工会210家，培训工会干部300人次。（永丰市总工会）
"""


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A process's environment without what a developer may have set for Gouji or Prefect."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOUJI_", "PREFECT_"))}
    return kept | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect"))}


@pytest.fixture(scope="session")
def june() -> str:
    return JUNE


@pytest.fixture(scope="session")
def gouji(environment: dict[str, str]) -> Gouji:
    """Runs ``gouji`` with the given arguments; ``cwd``, ``stdin`` and ``env`` may be given."""
    from flows import cli

    def run(*args: object, cwd: Path = ROOT, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        streams = [io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="") for content in (stdin, b"", b"")]
        names = ("stdin", "stdout", "stderr")
        before = [getattr(sys, name) for name in names]
        with chdir(cwd), mock.patch.dict(os.environ, environment | (dict(env) if env else {}), clear=True):
            cli.flows.messages.install()
            try:
                for name, stream in zip(names, streams, strict=True):
                    setattr(sys, name, stream)
                status = cli.run([str(arg) for arg in args])
            finally:
                for name, stream in zip(names, before, strict=True):
                    setattr(sys, name, stream)
        out, err = [(s.flush(), s.buffer.getvalue().decode())[1] for s in streams[1:]]  # type: ignore[attr-defined]
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(args, status, out, err)

    return run


@pytest.fixture(scope="session")
def gouji_process(environment: dict[str, str]) -> Gouji:
    """The same in a process of its own, as real as it gets and a second slower."""

    def run(*args: object, cwd: Path = ROOT, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        command = [sys.executable, "-m", "flows.cli", *map(str, args)]
        done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=environment | (dict(env) if env else {}), timeout=600)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(args, done.returncode, out, err)

    return run


@pytest.fixture(scope="session")
def bulletins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two bulletins and a file that is none."""
    folder = tmp_path_factory.mktemp("bulletins")
    (folder / "2013-03.txt").write_text(MARCH, "utf-8")
    (folder / "2013-06.txt").write_bytes(JUNE.encode("gb18030"))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not a document")
    return folder


@pytest.fixture(scope="session")
def service(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Service]:
    """``gouji up`` in an empty folder: the Prefect server of all tests that need one."""
    with serving.service(tmp_path_factory.mktemp("site"), environment) as there:
        yield there
