"""Which files a path stands for."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.errors import Failure
from flows.finding import find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.TXT", "sub/c.docx", "sub/deep/d.html", ".hidden/e.txt", "~$a.docx", "notes.py", "README"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(paths: list[str], root: Path, **more: datetime) -> list[str]:
    return [found.removeprefix(f"file://{root}/").removeprefix(f"{root}/") for found in find(paths, **more)]


def test_folder_is_searched_in_depth_for_bulletins_only(folder: Path) -> None:
    assert names([str(folder)], folder) == ["a.TXT", "b.txt", "sub/c.docx", "sub/deep/d.html"]


def test_a_named_file_counts_whatever_its_suffix(folder: Path) -> None:
    assert names([str(folder / "README"), str(folder / "b.txt")], folder) == ["README", "b.txt"]


def test_glob(folder: Path) -> None:
    assert names([f"{folder}/**/*.docx", f"{folder}/*.txt"], folder) == ["sub/c.docx", "b.txt"]


def test_a_file_named_twice_is_found_once(folder: Path) -> None:
    assert names([str(folder / "b.txt"), f"{folder}/b*"], folder) == ["b.txt"]


def test_url(folder: Path) -> None:
    assert names([f"file://{folder}/sub"], folder) == ["sub/c.docx", "sub/deep/d.html"]
    assert names([f"file://{folder}/*.txt"], folder) == ["b.txt"]


def test_an_archive_is_one_file(folder: Path) -> None:
    (folder / "sub" / "b.zip").write_bytes(b"")
    assert names([str(folder / "sub")], folder) == ["sub/b.zip", "sub/c.docx", "sub/deep/d.html"]


def test_since(folder: Path) -> None:
    for path in folder.rglob("*.*"):
        os.utime(path, (0, 0))
    os.utime(folder / "b.txt", (2e9, 2e9))
    assert names([str(folder)], folder, since=datetime(2020, 1, 1, tzinfo=UTC)) == ["b.txt"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("nothing-here", "not-found"),
        ("empty", "no-bulletins"),
        ("*.pdf", "no-bulletins"),
        ("ftq://host/x", "unknown-protocol"),
        ("file:///nothing-here", "not-found"),
    ],
)
def test_refused(folder: Path, path: str, code: str) -> None:
    with pytest.raises(Failure) as caught:
        find([path if ":" in path else str(folder / path)])
    assert caught.value.code == code
