"""``read``: the facts of a text, as the pipeline reads them, without spaCy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.measures import describe
from extractors.model import Context, Facts
from extractors.organisations import find_organisations
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.sentences import sentences
from extractors.tables import find_tables


@pytest.fixture(scope="session")
def read() -> Callable[..., Facts]:
    return _read


def _read(text: str, issued: date | None = None) -> Facts:
    context = Context(issued=issued, tables=tuple(find_tables(text)))
    quantities, periods = find_quantities(text), find_periods(text, issued)
    organisations = find_organisations(text, context)
    figures = describe(text, quantities, periods, organisations, context)
    return Facts(text, context, tuple(sentences(text)), tuple(figures), tuple(organisations), tuple(periods))
