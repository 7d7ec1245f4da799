"""Imports point one way: corpus → extractors → outputs in the data's sense, and only flows knows them all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("corpus", "extractors", "outputs", "flows")
MAY_IMPORT = {  # of one another; a module name allows that module only
    "corpus": {"extractors.lexicons"},
    "extractors": set(),
    "outputs": {"extractors.model"},
    "flows": {"corpus", "extractors", "outputs"},
}
HEAVY = {"prefect", "pandas", "sqlalchemy", "pyarrow", "xlsxwriter", "fastapi", "distributed", "dask"}
EAGER = {"extractors": HEAVY | {"docx", "pypdfium2", "trafilatura", "selectolax"}, "corpus": HEAVY | {"docx", "pypdfium2", "trafilatura", "selectolax", "fsspec"}}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_import(tree: ast.Module) -> Iterator[str]:
    """What a module imports as soon as it is imported itself, which leaves out functions and ``if TYPE_CHECKING``."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.If):
            yield from imported(node)


def allowed(name: str, folder: str) -> bool:
    return name.split(".")[0] == folder or any(name == may or name.startswith(f"{may}.") for may in MAY_IMPORT[folder])


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_point_one_way(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(folder)
        for name in imported(ast.parse(path.read_text("utf-8")))
        if name.split(".")[0] in FOLDERS and not allowed(name, folder)
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", sorted(EAGER))
def test_reading_stays_light(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(folder)
        for name in at_import(ast.parse(path.read_text("utf-8")))
        if name.split(".")[0] in EAGER[folder]
    ]
    assert [w for w in wrong if not w.startswith("corpus/readers/")] == []


def test_the_rule_is_not_empty() -> None:
    assert all(len(modules(folder)) > 3 for folder in FOLDERS)

# CPython up to 3.11.4 (Debian 12 has 3.11.2) matches wrongly, or for ever, where a possessive quantifier stands on a group (python/cpython#106052);
# on a character class it is sound, and so is an atomic group: (?>(?:…)+).
POSSESSIVE_GROUP = re.compile(r"(?<!\\)[)](?:[+*?]|\{+\d*,?\d*\}+)\+|(?<![\]\d,{])\}[+*?]\+")


@pytest.mark.parametrize(("pattern", "found"), [("(?:ab)++", 1), ("{HAN}*+", 1), ("(ab){{1,3}}+", 1), ("[ab]++", 0), ("[{HAN}]*+", 0), ("(?>(?:ab)+)", 0), ("[a]{{0,2}}+", 0)])
def test_the_search_for_possessive_groups(pattern: str, found: int) -> None:
    assert len(POSSESSIVE_GROUP.findall(pattern)) == found


def test_patterns_mean_the_same_on_every_python() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in FOLDERS
        for path in modules(folder)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if POSSESSIVE_GROUP.search(line)
    ]
    assert wrong == []
