"""Copies of a store in files: made while others read and write, checked, and put back.

A backup is a folder: the store, the decisions and whatever else belongs to the store (``<name>-*.db`` beside it), each a whole database of its own made
through SQLite's backup interface, and ``manifest.json`` with their checksums.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from outputs.errors import StoreError, one_line
from outputs.lock import FileLock

MANIFEST = "manifest.json"
ASIDE = "before-restore"
_LEFTOVERS = ("-wal", "-shm")
CHUNK = 1 << 20


def database_file(store: str) -> Path:
    """The file of a store. Raises ``backup-kind`` for one that is kept by a database server."""
    path = store.removeprefix("sqlite:///")
    if "://" in path:
        raise StoreError("backup-kind", url=store.partition("://")[0])
    return Path(path).expanduser().absolute()


def belonging(path: Path) -> list[Path]:
    """The store's file and those that belong to it, as far as they are there."""
    return [p for p in (path, *sorted(path.parent.glob(f"{path.stem}-*.db"))) if p.exists()]


def backup(store: str, folder: str | os.PathLike[str], program: str = "") -> Path:
    """Copy a store into a new folder under ``folder``, named by the time; gives its path.

    Decisions are copied before the tables, so that none is about a flag that the copy has not seen yet. ``program``: the version to note. Raises
    ``store-missing``, ``backup-kind``, ``backup-unwritable``.
    """
    path = database_file(store)
    if not path.exists():
        raise StoreError("store-missing", url=store)
    name = f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    target, part = Path(folder, name), Path(folder, f".{name}.part")
    try:
        part.mkdir(parents=True)
        files = sorted(belonging(path), key=lambda p: p == path)
        for source in files:
            _copy(source, part / source.name)
        notes = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "program": program, "store": path.name, "files": {p.name: _digest(part / p.name) for p in files}}
        (part / MANIFEST).write_text(json.dumps(notes, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise StoreError("backup-unwritable", path=target, cause=one_line(error)) from error
    return target


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)  # in one step: one moment, and writers go on meanwhile (WAL)
        new.execute("PRAGMA journal_mode = DELETE")
        [answer] = new.execute("PRAGMA quick_check(1)").fetchone()
        if answer != "ok":
            raise sqlite3.DatabaseError(answer)


def check(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """The manifest of a backup whose files are all there and whole. Raises ``backup-damaged``."""
    try:
        notes: dict[str, Any] = json.loads(Path(folder, MANIFEST).read_text("utf-8"))
        for name, digest in notes["files"].items():
            if Path(name).name != name or _digest(Path(folder, name)) != digest:
                raise StoreError("backup-damaged", path=Path(folder, name), cause="sha256")
        assert notes["store"] in notes["files"]
    except (OSError, ValueError, KeyError, AttributeError, AssertionError) as error:
        raise StoreError("backup-damaged", path=folder, cause=one_line(error)) from error
    return notes


def restore(folder: str | os.PathLike[str], store: str, tables_only: bool = False) -> list[Path]:
    """Put a backup in the place of ``store``; gives where what lay there has been put aside.

    ``tables_only``: leave decisions and users as they are. Raises ``backup-damaged``, and ``store-locked`` while a run is writing.
    """
    notes = check(folder)
    path = database_file(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(path.name + ".lock"))
    if not lock.acquire():
        raise StoreError("store-locked", url=store, holder="?")
    try:
        chosen = [name for name in notes["files"] if not tables_only or name == notes["store"]]
        targets = {name: path.with_name(path.stem + name.removeprefix(Path(notes["store"]).stem)) for name in chosen}
        parts = {name: target.with_name(f".{target.name}.part") for name, target in targets.items()}
        for name, part in parts.items():
            shutil.copyfile(Path(folder, name), part)
        aside = list(_put_aside([path] if tables_only else belonging(path)))
        for name, part in parts.items():
            os.replace(part, targets[name])
        return aside
    except OSError as error:
        raise StoreError("backup-unwritable", path=path, cause=one_line(error)) from error
    finally:
        lock.release()


def _put_aside(files: list[Path]) -> Iterator[Path]:
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for file in files:
        with closing(sqlite3.connect(file)) as connection:  # what is still in the log goes into the file
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        aside = file.with_name(f"{file.name}.{ASIDE}-{stamp}")
        os.replace(file, aside)
        for end in _LEFTOVERS:
            file.with_name(file.name + end).unlink(missing_ok=True)
        yield aside


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def prune(folder: str | os.PathLike[str], store: str, keep: int) -> list[Path]:
    """Remove all but the latest ``keep`` whole backups of a store from a folder; gives those removed."""
    stem = database_file(store).stem
    made = sorted(p.parent for p in Path(folder).glob(f"{stem}-*Z/{MANIFEST}"))
    gone = made[:-keep] if keep else made
    for path in gone:
        shutil.rmtree(path)
    return gone
