"""The contract is whole, and the databases follow it."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from extractors import model
from outputs import labels
from outputs.contract import Table
from outputs.query import tables
from outputs.reference import markdown
from outputs.schema import TABLES
from outputs.store import Store

PROMISED = ("documents", "articles", "sentences", "organisations", "mentions", "figures", "targets", "checks", "check_evidence", "decisions", "runs", "quarantine")  # fmt: skip


def test_every_promised_table_is_there() -> None:
    assert set(PROMISED) <= set(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_every_column_says_what_it_is(table: Table) -> None:
    names = [c.name for c in table.columns]
    assert len(set(names)) == len(names)
    assert len({c.heading for c in table.columns}) == len(names), "a heading stands twice"
    assert all(c.heading and c.meaning and not c.heading.isascii() for c in table.columns)
    assert set(table.key) <= set(names) and set(table.order) <= set(names)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (labels.ORGANISATION_TYPES, model.OrganisationType), (labels.ROLES, model.Role), (labels.KINDS, model.Kind), (labels.MODALITIES, model.Modality),
        (labels.TARGET_MODALITIES, model.TargetModality), (labels.VERDICTS, model.Verdict), (labels.SEVERITIES, model.Severity),
        (labels.SCOPES, model.CheckScope), (labels.COMPARATORS, model.Aim),
    ],
)  # fmt: skip
def test_labels_cover_the_vocabulary(words: dict[str, str], values: object) -> None:
    assert set(words) == set(typing.get_args(values))


def test_the_database_has_the_columns_of_the_contract(store: Store) -> None:
    for table in TABLES.values():
        assert store.query(f"SELECT * FROM {table.name}").columns == tuple(c.name for c in table.columns), table.name


def test_tables_as_data_name_headings_and_values() -> None:
    figures = next(t for t in tables() if t["table"] == "figures")
    kind = next(c for c in figures["columns"] if c["column"] == "kind")
    assert (figures["heading"], kind["heading"], kind["values"]["money"]) == ("数据", "类别", "金额")


def test_the_documentation_is_the_contract() -> None:
    written = Path(__file__).parents[2] / "docs" / "TABLES.md"
    assert written.read_text("utf-8") == markdown(), "python -m outputs.reference > docs/TABLES.md"
