"""Which modules make up the desk: found in their folders, so that a new group of pages is one file."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple


class Entry(NamedTuple):
    """An entry of the navigation."""

    path: str
    name: str
    order: int


def modules(package: str) -> Iterator[ModuleType]:
    """The modules of a package that have a ``router``, by name."""
    for found in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
        module = import_module(found.name)
        if hasattr(module, "router"):
            yield module


@cache
def navigation() -> tuple[Entry, ...]:
    """All entries of the navigation in order."""
    entries = [Entry(*entry) for module in modules("outputs.desk.pages") for entry in getattr(module, "NAV", ())]
    return tuple(sorted(entries, key=lambda entry: (entry.order, entry.path)))
