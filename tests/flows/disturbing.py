"""Runs that are disturbed: a corpus that takes a while, ``gouji ingest`` as a process, and ways to do it harm."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
Process = subprocess.Popen[str]
FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))

_PLACES = ("云川市", "石桥区", "青禾县", "白塔镇")
_BULLETIN = """{place}工会信息
第{number}期
{place}总工会办公室编　　　　　{year}年{month}月28日

{place}新建工会{built}家
今年前{month}个月，{place}总工会共新建工会{built}家，其中非公企业工会{private}家、事业单位工会{public}家，发展会员{members}余人。{place}总工会要求，年底前新建工会不少于{goal}家。（{place}总工会）

{place}总工会慰问一线职工
{place}总工会走访慰问一线职工共{all}人，其中环卫工人{some}人、公交司机{others}人，送去慰问金{money}万元。（{place}总工会）
"""


def write_corpus(folder: Path, count: int) -> Path:
    """``count`` short bulletins of some places over some years; in every seventh the parts do not make up the whole. The same each time."""
    chance = random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        private, public, some = (chance.randrange(20, 90) for _ in range(3))
        month, year = 1 + (n // len(_PLACES)) % 12, 2012 + n // (12 * len(_PLACES))
        others = some + 30
        text = _BULLETIN.format(
            place=_PLACES[n % len(_PLACES)], number=month, month=month, year=year, built=private + public, private=private, public=public,
            members=100 * private, goal=2 * private + 200, all=some + others + (20 if n % 7 == 3 else 0), some=some, others=others, money=some / 10,
        )  # fmt: skip
        (folder / f"{year}-{month:02}-{n:04}.txt").write_text(text, "utf-8")
    return folder


@dataclass
class Ingest:
    """``gouji ingest CORPUS --store STORE --out OUT`` as its users run it. ``more``: further options; ``environment``: of the process."""

    corpus: Path
    store: str
    out: Path
    environment: Mapping[str, str]
    more: Sequence[str] = ("--track", "never", "--workers", "1")
    before: Sequence[str] = ()

    def start(self, **changes: str) -> Process:
        command = [*self.before, sys.executable, "-m", "flows.cli", "ingest", str(self.corpus), "--store", self.store, "--out", str(self.out), *self.more]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**self.environment, **changes}, cwd=ROOT)

    def complete(self, **changes: str) -> float:
        """Run to the end; gives the seconds that it took."""
        began = time.monotonic()
        process = self.start(**changes)
        out, err = process.communicate(timeout=900)
        assert process.returncode == 0, out + err
        return time.monotonic() - began

    def kill_at(self, seconds: float) -> bool:
        """Kill -9 after so many seconds; whether it was still running."""
        process = self.start()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        return process.returncode == -signal.SIGKILL


def one_line(process: Process) -> tuple[int, str]:
    """Exit code and complaint of a run that is to fail; the complaint is a single line."""
    out, err = process.communicate(timeout=900)
    assert err.count("\n") == 1 and "Traceback" not in err, out + err
    return process.returncode, err


def small_volume(run: Ingest, megabytes: float, volume: Path, kept: Path) -> Process:
    """Start ``run``, whose store is on ``volume``, with ``volume`` a file system of that size; what is on it afterwards is copied to ``kept``."""
    script = 'mount -t tmpfs -o size=$0k none "$1" && { "${@:3}"; code=$?; cp -a "$1/." "$2"; exit $code; }'
    own = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-rm"]
    return Ingest(run.corpus, run.store, run.out, run.environment, run.more, [*own, "bash", "-c", script, str(int(megabytes * 1024)), str(volume), str(kept)]).start()


def volumes_can_be_made(folder: Path) -> bool:
    """Whether this user may mount a file system of its own."""
    if not shutil.which("unshare"):
        return False
    own = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-rm"]
    return subprocess.run([*own, "mount", "-t", "tmpfs", "none", str(folder)], capture_output=True).returncode == 0


def jumping_clock(file: Path) -> tuple[dict[str, str], Callable[[str], None]]:
    """The environment of a process whose wall clock is set by hand (libfaketime), and what sets it: ``+2d``, ``-1y``. Monotonic clocks go on as they do."""
    file.write_text("+0")
    environment = {"LD_PRELOAD": str(FAKETIME[-1]), "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def jump(offset: str) -> None:
        part = file.with_suffix(".part")
        part.write_text(offset)
        part.replace(file)

    return environment, jump
