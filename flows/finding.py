"""Which files a command is about: files, folders, globs, archives and fsspec URLs, in a stable order. What is inside an archive is found when it is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from glob import glob, has_magic
from pathlib import Path
from stat import S_ISREG

from flows.errors import Failure
from flows.messages import _

SUFFIXES = frozenset({".txt", ".text", ".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".xhtml", ".zip"})
HIDDEN = (".", "~$", "__MACOSX")  # the second: what Word leaves beside an open document
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|[a-z0-9]+::")


def find(paths: Iterable[str], since: datetime | None = None) -> list[str]:
    """The files that ``paths`` name, each once, sorted within one given path.

    In folders only files with a bulletin's suffix count, hidden ones are left out; a file that is named itself always counts. ``since``: only
    files changed at that time or later. Raises :class:`Failure` ``not-found`` for a path that does not exist and ``no-bulletins`` for a folder or
    glob without any.
    """
    seen: dict[str, None] = {}
    for given in paths:
        found = False
        for path, changed in _remote(given) if _URL.match(given) else _local(given):
            found = True
            if since is None or changed is None or changed >= since:
                seen.setdefault(path)
        if not found:
            raise Failure(given, "no-bulletins", _("no bulletin in it"), _("accepted: {kinds}").format(kinds=" ".join(sorted(SUFFIXES))))
    return list(seen)


def is_bulletin(path: Path) -> bool:
    """Whether a file found in a folder or an archive may be a bulletin. ``path``: relative to that folder."""
    return path.suffix.lower() in SUFFIXES and not any(part.startswith(HIDDEN) for part in path.parts)


def _missing(given: str) -> Failure:
    return Failure(given, "not-found", _("no such file or folder"), _("give an existing file, folder, glob, .zip or URL"))


Dated = tuple[str, datetime | None]
"""A path and when it was changed, as far as that is known."""


def _local(given: str) -> Iterator[Dated]:
    path = Path(given)
    if path.is_dir():
        yield from _folder(str(path))
        return
    if path.exists():
        named = [path]
    elif has_magic(given):
        named = [p for p in map(Path, glob(given, recursive=True)) if p.is_file() and not p.name.startswith(HIDDEN)]
    else:
        raise _missing(given)
    for p in sorted(named):
        yield str(p), datetime.fromtimestamp(p.stat().st_mtime, UTC)


def _folder(path: str) -> Iterator[Dated]:
    """The bulletins below a folder, sorted as paths, one by one. (``Path.rglob`` takes ten times as long.)"""
    try:
        with os.scandir(path) as entries:
            inside = sorted((entry for entry in entries if not entry.name.startswith(HIDDEN)), key=lambda entry: entry.name)
    except OSError:  # not ours to look into
        return
    for entry in inside:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _folder(entry.path)
            elif os.path.splitext(entry.name)[1].lower() in SUFFIXES and S_ISREG((about := entry.stat()).st_mode):
                yield entry.path.removeprefix(f".{os.sep}"), datetime.fromtimestamp(about.st_mtime, UTC)
        except OSError:  # a link to nowhere
            continue


def _remote(url: str) -> Iterator[Dated]:
    import fsspec  # only here: it costs start-up time

    try:
        fs, root = fsspec.core.url_to_fs(url)
        listed = fs.glob(root, detail=True) if has_magic(root) else fs.find(root, detail=True)
        gone = not listed and not fs.exists(root)
    except (ImportError, ValueError) as error:
        raise Failure(url, "unknown-protocol", str(error), _("any fsspec URL whose package is installed")) from error
    except FileNotFoundError as error:
        raise _missing(url) from error
    except Exception as error:  # whatever a file system of any kind raises
        if isinstance(error, PermissionError) or "Credentials" in type(error).__name__:
            remedy = _("check the access key (for S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) and what it may read")
            raise Failure(url, "not-permitted", f"{type(error).__name__}: {error}", remedy) from error
        raise Failure(url, "unreachable", f"{type(error).__name__}: {error}", _("check the address and the network")) from error
    if gone:
        raise _missing(url)
    for name, info in sorted(listed.items()):
        if info.get("type") == "file" and (name == root or is_bulletin(Path(name.removeprefix(root).lstrip("/")))):
            yield fs.unstrip_protocol(name), _changed(info)


def _changed(info: dict[str, object]) -> datetime | None:
    for key in ("mtime", "LastModified", "last_modified", "created"):
        match info.get(key):
            case datetime() as when:
                return when if when.tzinfo else when.replace(tzinfo=UTC)
            case int() | float() as stamp:
                return datetime.fromtimestamp(stamp, UTC)
    return None
