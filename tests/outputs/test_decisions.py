"""Decisions are only ever added, and outlive everything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from outputs.decisions import flag_of
from outputs.errors import StoreError
from outputs.store import Store

SUM = "新建工会《10家》。其中外资《8家》、内资《3家》。"


@pytest.fixture
def flag(store: Store, make: Any, ingest: Any) -> str:
    ingest(store, make(SUM, fails=True))
    return str(store.flags()[0]["fingerprint"])


def test_the_latest_decision_gives_the_status(store: Store, flag: str) -> None:
    for action, status in (("confirm", "confirmed"), ("note", "confirmed"), ("dismiss", "dismissed"), ("reopen", "open")):
        store.decide(flag, action, "王审", reason="rounding" if action == "dismiss" else None, note="看过")
        assert store.flags(status="all")[0]["status"] == status, action
    assert [d["action"] for d in store.decisions(flag)] == ["confirm", "note", "dismiss", "reopen"]
    assert store.decisions()[0]["message"] == "各项之和与合计不符"


def test_a_decision_survives_reingestion_and_the_loss_of_the_tables(url: str, make: Any, ingest: Any) -> None:
    with Store.open(url) as store:
        ingest(store, make(SUM, fails=True))
        store.decide(store.flags()[0]["fingerprint"], "dismiss", "王审", "different-scope")
        run = ingest(store, make(SUM, fails=True))
        assert run.counts.flags_opened == 0 and store.flags() == []
        if store.backend.dialect == "sqlite":
            paths = [Path(url + suffix) for suffix in ("", "-wal", "-shm")]
        else:
            with store.backend.creating() as connection:  # type: ignore[attr-defined]
                connection.exec_driver_sql(f"DROP SCHEMA {store.backend.schema} CASCADE")  # type: ignore[attr-defined]
            paths = []
    for path in paths:
        path.unlink(missing_ok=True)
    with Store.open(url) as store:
        assert store.count("documents") == 0 and len(store.decisions()) == 1
        ingest(store, make(SUM, fails=True))
        [again] = store.flags(status="dismissed")
        assert (again["reason"], again["decided_by"]) == ("different-scope", "王审")


def test_a_changed_operand_opens_the_flag_again(store: Store, flag: str, make: Any, ingest: Any) -> None:
    store.decide(flag, "confirm", "王审")
    run = ingest(store, make(SUM.replace("3", "4"), fails=True))
    assert run.counts.flags_opened == 1
    assert [f["status"] for f in store.flags(status="all")] == ["open"]


def test_update_and_delete_are_refused_by_the_database(store: Store, flag: str) -> None:
    store.decide(flag, "confirm", "王审")
    for statement in ("UPDATE {} SET note = 'x'", "DELETE FROM {}"):
        with pytest.raises(StoreError, match="append-only"), store.backend.deciding() as (connection, table):
            connection.execute(sa.text(statement.format(table.fullname)))
    if store.backend.dialect == "sqlite":
        with sqlite3.connect(store.backend.decisions) as anyone, pytest.raises(sqlite3.IntegrityError):  # type: ignore[attr-defined]
            anyone.execute("DELETE FROM decisions")
    assert len(store.decisions()) == 1


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def undecided(request: pytest.FixtureRequest, new_store: Any, bulletin_rows: Any) -> Iterator[Store]:
    with Store.open(new_store(request.param)) as store:
        with store.run("1") as run:
            run.write([bulletin_rows(SUM, fails=True)])
        yield store


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"action": "approve"}, "decision-invalid"), ({"action": "dismiss"}, "decision-invalid"), ({"action": "note"}, "decision-invalid"),
        ({"action": "dismiss", "reason": "因为"}, "decision-invalid"), ({"action": "confirm", "by": " "}, "decision-invalid"),
        ({"action": "confirm", "fingerprint": "none"}, "unknown-flag"), ({"action": "confirm", "after": 7}, "decision-conflict"),
    ],
)  # fmt: skip
def test_what_is_no_decision(undecided: Store, arguments: dict[str, Any], code: str) -> None:
    flag = undecided.flags()[0]["fingerprint"]
    with pytest.raises(StoreError) as caught:
        undecided.decide(**({"fingerprint": flag, "by": "王审"} | arguments))
    assert caught.value.code == code and str(caught.value)
    assert undecided.decisions() == []


def test_two_auditors_at_once(store: Store, flag: str) -> None:
    first = store.decide(flag, "confirm", "王审", after=0)
    with pytest.raises(StoreError, match="王审"):
        store.decide(flag, "dismiss", "李核", "rounding", after=0)
    store.decide(flag, "dismiss", "李核", "rounding", after=first)
    assert store.flags(status="dismissed")


def test_a_flag_is_found_by_how_its_fingerprint_begins(store: Store, flag: str) -> None:
    assert flag_of(store, flag[:8])["fingerprint"] == flag_of(store, flag)["fingerprint"] == flag
    for beginning in (flag[:3], "zzzz", flag + "0", "%%%%"):
        with pytest.raises(StoreError) as refused:
            flag_of(store, beginning)
        assert refused.value.code == "unknown-flag"
