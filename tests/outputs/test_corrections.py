"""Corrections by hand go before what was read, in every run and in every version of the words; on both databases."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa

from outputs import corrections
from outputs.desk.correct import annotated
from outputs.errors import StoreError
from outputs.store import Store

PRINTED = "会议之后，｛市总工会｝新建工会《30家》，发展会员《1200人》。"
READING = {"low": "31", "high": "31", "unit": "家", "kind": "count", "measure": "工会", "subject": "甲市", "modality": "reported"}


@pytest.fixture
def filled(store: Store, make: Any, ingest: Any) -> Store:
    ingest(store, make(PRINTED))
    return store


def figure(store: Store, text: str = "30家") -> dict[str, Any]:
    return store.read("SELECT * FROM figures WHERE text = :text", text=text)[0]


def correct(store: Store, read: dict[str, Any], action: str = "set", reading: dict[str, Any] | None = None, kind: str = "figure") -> dict[str, Any]:
    return corrections.correct(store, kind, read["document"], read["start"], read["end"], action, "李审", reading or READING)


def test_what_was_mended_shows_everywhere_and_survives_another_run(filled: Store, make: Any, ingest: Any) -> None:
    read = figure(filled)
    assert correct(filled, read)["applied"]
    for _ in range(2):
        mended = figure(filled)
        assert (mended["low"], mended["value"], mended["subject"], mended["corrected"], mended["id"]) == (31, "31", "甲市", 1, read["id"])
        assert filled.read("SELECT low, current, corrected FROM figures_all WHERE id LIKE '%.machine'") == [{"low": 30, "current": 0, "corrected": 0}]
        ingest(filled, make(PRINTED))  # the tables are written anew
    correct(filled, read, "undo")
    assert figure(filled) == read
    assert not filled.read("SELECT 1 FROM figures_all WHERE id LIKE '%.machine'")


@pytest.mark.parametrize(
    ("later", "low", "idle"),
    [
        ("增刊　" + PRINTED + "又讯。", 31, None),
        (PRINTED.replace("《30家》", "《32家》"), None, "changed"),
        (PRINTED + PRINTED, 30, "changed"),  # which of the two was meant?
    ],
    ids=["the same words", "other words", "the same words twice"],
)
def test_a_correction_follows_its_words_into_a_new_version(filled: Store, make: Any, ingest: Any, later: str, low: float | None, idle: str | None) -> None:
    read = figure(filled)
    id = correct(filled, read)["id"]
    ingest(filled, make(later))
    found = filled.read("SELECT document, low FROM figures WHERE text = '30家'")
    assert {row["low"] for row in found} == ({low} if low else set()) and all(row["document"] != read["document"] for row in found)
    assert corrections.unattached(filled, corrections.holding(filled)).get(id) == idle


def test_words_passed_over_are_added_and_the_registry_follows(filled: Store) -> None:
    read, before = figure(filled), filled.count("mentions")
    at = filled.source(read["document"]).index("会员")
    there = {"document": read["document"], "start": at, "end": at + 2}
    correct(filled, there)
    correct(filled, there, "set", {"name": "甲市会员协会", "type": "association"}, "organisation")
    assert filled.read("SELECT article, sentence, issued, text FROM figures WHERE start = :s", s=at) == [
        {"article": read["article"], "sentence": read["sentence"], "issued": read["issued"], "text": "会员"}
    ]
    assert filled.read("SELECT mentions, aliases FROM organisations WHERE name = '甲市会员协会'") == [{"mentions": 1, "aliases": "会员"}]
    correct(filled, there, "undo", kind="organisation")
    assert (filled.count("mentions"), filled.read("SELECT 1 FROM organisations WHERE name = '甲市会员协会'")) == (before, [])


def test_while_a_run_writes_a_correction_waits_for_its_end(filled: Store, url: str) -> None:
    read = figure(filled)
    with Store.open(url) as other:
        with other.run("1"):
            assert not correct(filled, read, "drop")["applied"]
            assert figure(filled)["low"] == 30
        assert not filled.read("SELECT 1 FROM figures WHERE id = :id", id=read["id"])


@pytest.mark.parametrize("change", [{"low": "x"}, {"low": "", "high": ""}, {"low": "9", "high": "1"}, {"low": "1e999999"}, {"kind": "?"}, {"unit": "a\0b"}, {"modality": ""}])
def test_odd_readings_are_refused(filled: Store, change: dict[str, str]) -> None:
    with pytest.raises(StoreError) as refused:
        correct(filled, figure(filled), "set", READING | change)
    assert refused.value.code == "correction-invalid" and not corrections.holding(filled)


def test_corrections_cannot_be_changed(filled: Store) -> None:
    correct(filled, figure(filled))
    with pytest.raises(StoreError), filled.backend.deciding() as (connection, table):
        connection.execute(sa.update(next(t for t in table.metadata.tables.values() if t.name == "corrections")).values(note="x"))


def test_an_erased_bulletin_leaves_no_word_in_its_corrections(filled: Store) -> None:
    read = figure(filled)
    correct(filled, read)
    with filled.run("1") as run:
        run.erase(read["document"], "李审：误传")
    [left] = filled.read("SELECT * FROM corrections")
    assert (left["text"], left["before"], left["after"], left["reading"], left["note"]) == ("", "", "", None, None)
    assert (left["corrected_by"], left["start"], left["end"]) == ("李审", read["start"], read["end"])
    assert not list(annotated.lines(filled)) and corrections.unattached(filled, [left]) == {left["id"]: "gone"}
    if filled.backend.dialect == "sqlite":
        held = [p.read_bytes() for p in filled.backend.decisions.parent.glob("*-decisions.db*")]
        assert not any(READING["subject"].encode() in data or "新建工会".encode() in data for data in held)


def test_corrected_articles_as_annotated_text(filled: Store) -> None:
    assert not list(annotated.lines(filled))
    correct(filled, figure(filled), "set", READING | {"low": "7.5", "high": "", "approx": "1"})
    [line] = annotated.lines(filled)
    record = json.loads(line)
    assert {"text": "30家", "nth": 0, "low": 7.5, "high": None, "approx": True, "unit": "家", "kind": "count", "measure": "工会"} in record["figures"]
    assert record["organisations"][0]["name"] == "甲市总工会"
