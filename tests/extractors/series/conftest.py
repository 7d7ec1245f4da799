"""Small archives: bulletins of one publisher as lines of text, read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from extractors.checks.across.archive import check_entries
from extractors.checks.across.registry import Found
from extractors.model import Context
from extractors.pipeline import load
from extractors.sentences import sentences
from extractors.series import Entry, Observation, find_observations

PUBLISHER = "嘉兴市总工会"


@pytest.fixture(scope="session")
def observe() -> Callable[..., tuple[Observation, ...]]:
    """Observations of a text: ``observe(text, "2013-04-10")``."""
    nlp = load()

    def read(text: str, issued: str = "2013-04-10", publisher: str | None = PUBLISHER) -> tuple[Observation, ...]:
        doc = nlp.make_doc(text)
        doc._.context = Context(issued=date.fromisoformat(issued), publisher=publisher)
        return find_observations(nlp(doc)._.facts)

    return read


@pytest.fixture(scope="session")
def archive(observe: Callable[..., tuple[Observation, ...]]) -> Callable[[Sequence[str]], list[Entry]]:
    """Entries of bulletins written as ``date|text``."""

    def entries(bulletins: Sequence[str]) -> list[Entry]:
        out = []
        for number, line in enumerate(bulletins, 1):
            issued, _, text = line.partition("|")
            spans = sentences(text)
            for o in observe(text, issued):
                around = next((text[s:e] for s, e in spans if s <= o.start < e), "")
                out.append(Entry(o, f"d{number}.{o.start}", f"d{number}", f"a{number}", date.fromisoformat(issued), around))
        return out

    return entries


@pytest.fixture(scope="session")
def checked(archive: Callable[[Sequence[str]], list[Entry]]) -> Callable[[Sequence[str]], list[Found]]:
    return lambda bulletins: check_entries(archive(bulletins))
