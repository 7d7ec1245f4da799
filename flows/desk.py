"""The desk's settings: what it may not import itself is handed to it here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.commands.options import DEFAULT_OUT, beside
from outputs.desk.settings import Access, Settings

if TYPE_CHECKING:
    from extractors.segmentation import Segmenter


def settings(store: str, access: Access, port: int) -> Settings:
    """Settings of a desk over ``store`` (path or URL)."""
    return Settings(store, access, segment, lambda paths: retry(store, paths), lambda: settle(store), rules(), port=port)


def users_file(store: str) -> str:
    """Where the users of a store's desk are kept: beside it, never in it."""
    path = store.removeprefix("sqlite:///")
    return str(Path(DEFAULT_OUT) / "gouji-users.db") if "://" in path else str(Path(path).with_name(f"{Path(path).stem}-users.db"))


@cache
def _segmenter() -> Segmenter:
    from extractors.segmentation import Segmenter

    return Segmenter()


def segment(text: str) -> list[str]:
    """The words of a query, as those of the stored sentences."""
    return _segmenter()(text)


def rules() -> dict[str, str]:
    """Every check's rule in a sentence, by its id."""
    from extractors.checks.across.registry import all_rules
    from extractors.checks.registry import all_checks

    return {c.id: c.rule for c in (*all_rules(), *all_checks())}


def retry(store: str, paths: Sequence[str]) -> list[Mapping[str, Any]]:
    """Read set-aside files again as a run without a record at Prefect."""
    from flows.ingestion import Request, travel
    from flows.quarantine import retry as again

    return [one._asdict() for one in again(Request(tuple(paths), store, beside(store)), travel)]


def settle(store: str) -> int:
    """Let targets, observations and checks follow the corrections, as soon as no other run writes."""
    from flows.corrected import settle as again

    return again(store, WAIT)


WAIT = 4 * 3600.0
"""Seconds; longer than any ingestion takes, and by then the next one follows the corrections itself."""
