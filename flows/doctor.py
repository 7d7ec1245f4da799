"""Is everything here that Gouji needs, and how to mend what is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from flows.errors import complaint
from flows.messages import _

State = Literal["ok", "optional", "broken"]
LOW_DISK = 2**30  # bytes; a run over a few thousand bulletins fits


@dataclass(frozen=True, slots=True)
class Finding:
    """``state``: ``optional`` = something that is only sometimes needed is missing; ``broken`` = Gouji cannot work like this."""

    what: str
    state: State
    detail: str
    remedy: str = ""


def examine(store: str) -> Iterator[Finding]:
    """Look at everything, cheapest first; put in order what the records say of runs whose process is gone."""
    from flows import examinations

    yield _python()
    yield from _packages()
    yield _store(store)
    yield _disk(store)
    yield _tool("antiword", _("old .doc files"), "apt install antiword")
    yield _tool("soffice", _(".wps files and .doc files that antiword cannot read"), "apt install libreoffice-writer")
    yield _fonts()
    yield from examinations.driver()
    yield examinations.desk_files()
    yield from examinations.store_records(store)
    yield from examinations.service()
    yield examinations.settings()
    yield _terminal()


def _python() -> Finding:
    ok = sys.version_info >= (3, 11)
    return Finding("Python", "ok" if ok else "broken", sys.version.split()[0], "" if ok else _("Python 3.11 or newer is needed"))


def _packages() -> Iterator[Finding]:
    """The installed packages against what this distribution asks for."""
    from packaging.requirements import Requirement

    for line in metadata.requires("gouji") or ():
        wanted = Requirement(line)
        extra = wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})
        try:
            found = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            found = ""
        if found and wanted.specifier.contains(found, prereleases=True):
            yield Finding(wanted.name, "ok", found)
        elif not extra:
            detail = _("{found} is installed, {wanted} is needed").format(found=found or "-", wanted=wanted.specifier)
            yield Finding(wanted.name, "broken", detail, "pip install -r requirements.lock")


def _store(url: str) -> Finding:
    from outputs.store import Store

    if "://" not in url and not Path(url).exists():
        return Finding(_("store"), "optional", _("{url}: not there yet").format(url=url), _("gouji ingest makes it"))
    try:
        with Store.open(url, create=False) as opened, opened.backend.deciding():  # what lies on a read-only disk can be opened, too
            return Finding(_("store"), "ok", url)
    except Exception as error:
        told = complaint(error, url)
        return Finding(_("store"), "broken", f"{told.code}: {told.reason}", told.remedy)


def _disk(url: str) -> Finding:
    folder = Path(url if "://" not in url else ".").absolute()
    while not folder.is_dir():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = _("{free:.1f} GB free in {folder}").format(free=free / 1e9, folder=folder)
    return Finding(_("disk"), "ok", detail) if free > LOW_DISK else Finding(_("disk"), "broken", detail, _("free at least 1 GB"))


def _tool(name: str, purpose: str, remedy: str) -> Finding:
    path = shutil.which(name)
    return Finding(name, "ok", path) if path else Finding(name, "optional", _("only needed for {purpose}").format(purpose=purpose), remedy)


def _fonts() -> Finding:
    """Charts with Chinese labels that are turned into pictures need a font that has them."""
    name, remedy = _("Chinese font"), "apt install fonts-noto-cjk"
    if not shutil.which("fc-list"):
        return Finding(name, "optional", _("cannot tell: fc-list is missing"), "apt install fontconfig")
    found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, timeout=30).stdout.splitlines()
    return (
        Finding(name, "ok", found[0].split(",")[0]) if found else Finding(name, "optional", _("none; charts as pictures need one"), remedy)
    )


def _terminal() -> Finding:
    encoding = sys.getfilesystemencoding()
    ok = encoding.lower().replace("-", "") == "utf8"
    return Finding(_("encoding"), "ok" if ok else "optional", encoding, "" if ok else "export LANG=C.UTF-8")
