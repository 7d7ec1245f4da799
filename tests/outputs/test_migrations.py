"""Stores of earlier programs: brought up to date where they lie, with all that is in them; refused where that cannot be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from outputs import migrations
from outputs.backend import Backend
from outputs.conform import rebuild
from outputs.errors import StoreError
from outputs.metadata import store_metadata
from outputs.schema import TABLES, VERSION
from outputs.store import Store

SCHEMAS = Path(__file__).parents[1] / "data" / "schema"
"""Dumps of a store with two bulletins, one file set aside and one decision, as each released version of the schema made it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store that the first schema made."""
    if request.param == "sqlite":
        for name, dump in (("gouji.db", "1-sqlite.sql"), ("gouji-decisions.db", "1-sqlite-decisions.sql")):
            with sqlite3.connect(tmp_path / name) as connection:
                connection.executescript((SCHEMAS / dump).read_text("utf-8"))
            connection.close()
        return str(tmp_path / "gouji.db")
    import psycopg

    url = request.getfixturevalue("postgres").url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS earlier")
        connection.execute("CREATE DATABASE earlier")
    url = url.removesuffix("/postgres") + "/earlier"
    with psycopg.connect(url) as connection:
        connection.execute((SCHEMAS / "1-postgresql.sql").read_bytes())
    return str(url)


def shape(backend: Backend) -> dict[str, Any]:
    """What the database holds besides rows; a column's place in its table does not count."""
    with backend.reading() as connection:
        inspector = sa.inspect(connection)
        found: dict[str, Any] = {"views": sorted(inspector.get_view_names())}
        for table in backend.metadata.sorted_tables:
            columns = sorted((c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table.name))
            indexes = sorted((i["name"], i["column_names"]) for i in inspector.get_indexes(table.name))
            found[table.name] = columns, indexes, inspector.get_pk_constraint(table.name)["constrained_columns"]
        return found


def test_an_earlier_store_becomes_like_a_new_one_and_keeps_what_it_holds(earlier: str, new_store: Callable[[str], str]) -> None:
    with Store.open(earlier) as store, Store.open(new_store(store.backend.dialect)) as fresh:
        assert shape(store.backend) == shape(fresh.backend)
        assert (store.count("documents"), store.count("articles"), store.count("quarantine")) == (2, 3, 1)
        [flag] = store.flags(status="all")
        assert (flag["status"], flag["evidence"][0]["text"]) == ("confirmed", "350人")
        assert [row["text"] for row in store.search("培训", ["培训"])] == ["上半年，永丰市总工会新建工会210家，培训工会干部300人次。"]
        assert store.targets()[0]["text"] == "不少于200家"
        for table in TABLES.values():
            assert store.query(f"SELECT * FROM {table.name}").columns == tuple(c.name for c in table.columns)
        store.decide(flag["fingerprint"], "reopen", "林审核")
    with Store.open(earlier) as store:
        assert len(store.flags()) == 1


def test_an_upgraded_store_is_written_to(earlier: str, make: Any, ingest: Any) -> None:
    with Store.open(earlier) as store:
        ingest(store, make("｛市总工会｝完成《10家》，其中《8家》。", path="new.txt", fails=True))
        assert (store.count("documents"), len(store.flags())) == (3, 1)
        assert len(store.search("完成", ["完成"])) == 1


def spoil(url: str, *changes: str) -> None:
    """Make a store look as another program would have left it."""
    with Store.open(url) as store, store.backend.creating() as connection:
        if store.backend.dialect == "sqlite":
            connection.exec_driver_sql("DROP VIEW temp.flags")
        for name in reversed(store.backend.views()):
            connection.exec_driver_sql(f"DROP VIEW {name}")
        for change in changes:
            connection.exec_driver_sql(change)
        connection.exec_driver_sql("UPDATE meta SET value = 'another' WHERE key = 'contract'")


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE figures_all DROP COLUMN cell_row",
        "ALTER TABLE documents DROP COLUMN characters",  # must not be empty: 0 until the bulletin is read again
        "DROP INDEX figures_by_subject_measure",
        "DROP TABLE quarantine",
    ],
)
def test_what_was_added_since_is_derived(url: str, make: Any, ingest: Any, change: str) -> None:
    with Store.open(url) as store:
        ingest(store, make("《10家》，其中《8家》。", fails=True))
        wanted = shape(store.backend)
    spoil(url, change)
    with Store.open(url) as store:
        assert shape(store.backend) == wanted
        assert (store.count("figures"), len(store.flags())) == (2, 1)


def test_a_column_that_may_be_empty_now(url: str, make: Any, ingest: Any) -> None:
    with Store.open(url) as store:
        ingest(store, make("《10家》，其中《8家》。", fails=True))
        wanted, dialect = shape(store.backend), store.backend.dialect
    if dialect == "postgresql":
        spoil(url, "UPDATE figures_all SET measure = ''", "ALTER TABLE figures_all ALTER COLUMN measure SET NOT NULL")
    else:
        strict = store_metadata("sqlite").tables["figures_all"].to_metadata(sa.MetaData())
        strict.c.measure.nullable = False
        with Store.open(url) as store, store.backend.creating() as connection:
            connection.exec_driver_sql("DROP VIEW temp.flags")
            rebuild(connection, strict)
        spoil(url)
    with Store.open(url) as store:
        assert shape(store.backend) == wanted
        assert [row["text"] for row in store.read("SELECT text FROM figures ORDER BY start")] == ["10家", "8家"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("ALTER TABLE figures_all ADD COLUMN colour TEXT", "figures_all.colour"),
        ("ALTER TABLE figures_all DROP COLUMN measure; ALTER TABLE figures_all ADD COLUMN measure INTEGER", "figures_all.measure: INTEGER ≠ TEXT"),
        ("UPDATE meta SET value = 'figures_all minutes' WHERE key = 'tables'", "minutes"),
    ],
)
def test_what_a_later_program_made_is_refused_by_name(url: str, change: str, named: str) -> None:
    Store.open(url).close()
    indexed = "DROP INDEX figures_by_measure_issued; DROP INDEX figures_by_subject_measure; " if "measure" in change else ""
    spoil(url, *f"{indexed}{change}".split("; "))
    with pytest.raises(StoreError, match="store-other-schema") as caught:
        Store.open(url)
    assert named in caught.value.reason


def test_tables_of_other_people_are_left_alone(url: str) -> None:
    Store.open(url).close()
    spoil(url, "CREATE TABLE notes_of_ours (a TEXT)", "CREATE VIEW our_view AS SELECT a FROM notes_of_ours")
    with Store.open(url) as store:
        assert store.read("SELECT * FROM our_view") == []


def test_written_steps_run_in_order_and_all_or_nothing(url: str, make: Any, ingest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(url) as store:
        ingest(store, make("《10家》，其中《8家》。", fails=True))
        with pytest.raises(StoreError, match="store-older-schema"):
            migrations.prepare(store.backend, VERSION + 1)
        monkeypatch.setitem(migrations.STEPS, VERSION, lambda c: c.exec_driver_sql("UPDATE figures_all SET unit = '个'"))
        monkeypatch.setitem(migrations.STEPS, VERSION + 1, lambda c: c.exec_driver_sql("UPDATE no_such_table SET a = 1"))
        with pytest.raises(sa.exc.DBAPIError):
            migrations.prepare(store.backend, VERSION + 2)
        assert {row["unit"] for row in store.read("SELECT unit FROM figures")} == {"家"}
        monkeypatch.setitem(migrations.STEPS, VERSION + 1, lambda c: c.exec_driver_sql("UPDATE figures_all SET unit = unit || '!'"))
        migrations.prepare(store.backend, VERSION + 2)
        assert {row["unit"] for row in store.read("SELECT unit FROM figures")} == {"个!"}
        assert len(store.flags()) == 1
    with pytest.raises(StoreError, match="store-newer-schema"):
        Store.open(url)


def test_an_upgrade_waits_for_a_run(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "WAIT", 0)
    with Store.open(url) as store:
        writer = store.backend.writer(0, lambda: "a run")
        spoil(url)
        with pytest.raises(StoreError, match="store-locked"):
            Store.open(url)
        writer.release()
    Store.open(url).close()


def test_earlier_decisions_get_the_columns_of_today(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "gouji-decisions.db") as connection:
        connection.executescript((SCHEMAS / "1-sqlite-decisions.sql").read_text("utf-8") + "DROP INDEX decisions_by_fingerprint; ALTER TABLE decisions DROP COLUMN note;")
    connection.close()
    with Store.open(tmp_path / "gouji.db") as store:
        assert [(d["decided_by"], d["note"]) for d in store.decisions()] == [("林审核", None)]
