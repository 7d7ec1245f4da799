"""The queue of flags, bulk decisions, assignments and the log, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa

from outputs import assignments, audit
from outputs.desk.review import acting, facets, flag, queue
from outputs.desk.review.filters import UNASSIGNED, Filter
from outputs.errors import StoreError
from outputs.store import Store

DATED = [(date(2009, 5, 1), "甲市总工会"), (date(2009, 4, 1), "甲市总工会"), (date(2009, 3, 1), "乙市总工会"), (date(2009, 1, 1), "乙市总工会"), (None, "乙市总工会")]


def fill(store: Store, make: Any) -> list[str]:
    """Five flags in the order of their days, the newest first, the undated last; the third stands in a second place."""
    marked = [(f"新建工会《{10 + n}家》，其中甲《8家》、乙《3家》。", f"{n}.txt", issued, publisher) for n, (issued, publisher) in enumerate(DATED)]
    marked.append(("转发：新建工会《12家》，其中甲《8家》、乙《3家》。", "again.txt", date(2009, 2, 1), "丁市总工会"))
    with store.run("1") as run:
        run.exists = lambda path: True
        run.write([make(text, path=path, issued=issued, fails=True, publisher=publisher) for text, path, issued, publisher in marked])
    return [store.read("SELECT fingerprint FROM flags WHERE path = :p", p=f"{n}.txt")[0]["fingerprint"] for n in range(5)]


@pytest.fixture
def flags(store: Store, make: Any) -> list[str]:
    return fill(store, make)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, new_store: Any, bulletin_rows: Any) -> Iterator[tuple[Store, list[str]]]:
    """The same in a store that nobody writes to."""
    with Store.open(new_store(request.param)) as opened:
        yield opened, fill(opened, bulletin_rows)


def test_one_entry_for_a_flag_in_two_places_newest_first_undated_last(kept: tuple[Store, list[str]]) -> None:
    store, flags = kept
    rows = queue.page(store, Filter(), 10)
    ordered = [row["issued"] or "" for row in rows]
    assert sorted(r["fingerprint"] for r in rows) == sorted(set(flags)) and ordered == sorted(ordered, reverse=True)
    assert {p["path"] for p in flag.places(store, flag.row(store, flags[2]))} == {"2.txt", "again.txt"}
    assert [row["path"] for row in queue.page(store, Filter(publisher=("丁市总工会",)), 10)] == ["again.txt"], "the place that is asked for speaks for the flag"


@pytest.mark.parametrize("sort", queue.ORDERS)
def test_neighbours_are_those_of_the_list(kept: tuple[Store, list[str]], sort: str) -> None:
    rows = queue.page(kept[0], Filter(sort=sort), 10)
    order = [row["fingerprint"] for row in rows]
    assert [queue.neighbour(kept[0], Filter(sort=sort), row, 1) for row in rows] == [*order[1:], None]
    assert [queue.neighbour(kept[0], Filter(sort=sort), row, -1) for row in rows] == [None, *order[:-1]]


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(publisher=("甲市总工会",)), 2), (Filter(publisher=("甲市总工会", "乙市总工会")), 5), (Filter(first="2009-03-15"), 2), (Filter(last="2009-01-15"), 1),
        (Filter(severity=("warning",)), 0), (Filter(rule=("sum-of-parts",)), 5), (Filter(scope=("corpus",)), 0), (Filter(status=("confirmed",)), 0), (Filter(status=()), 5),
        (Filter(body="没有这个单位"), 0), (Filter(document="0" * 16), 0), (Filter(assignee=(UNASSIGNED,)), 5), (Filter(assignee=("李审",)), 0),
        (Filter(assignee=(UNASSIGNED, "李审")), 5),
    ],
)  # fmt: skip
def test_filters(kept: tuple[Store, list[str]], filter: Filter, found: int) -> None:
    store = kept[0]
    assert len(queue.page(store, filter, 10)) == queue.count(store, filter) == found
    assert facets.total(store, filter, facets.facets(store, filter)) == found


def test_walking_by_fingerprint_meets_every_flag_once(kept: tuple[Store, list[str]]) -> None:
    store, flags = kept
    seen: list[str] = []
    while rows := queue.walk(store, Filter(), 2, seen[-1] if seen else None):
        seen += [row["fingerprint"] for row in rows]
    assert seen == sorted(flags)


def test_a_flag_with_all_that_belongs_to_it(kept: tuple[Store, list[str]]) -> None:
    store, flags = kept
    row = flag.row(store, flags[0])
    spans = flag.evidence(store, row["check_id"])
    passage = flag.passages(store, row, spans)[0]
    assert "".join(s.text for s in passage["segments"]) == passage["text"], "the printed form, whole"
    assert [(s.marks[0].number, s.text) for s in passage["segments"] if s.marks] == [(1, "10家"), (2, "8家"), (3, "3家")]
    found = [s["fingerprint"] for s in flag.similar(store, row, spans)]
    assert flags[1] in found and flags[0] not in found
    assert flag.elsewhere(store, row, spans) == [] and flag.beside(store, row, spans) == []
    with pytest.raises(StoreError, match="unknown-flag"):
        flag.row(store, "no-such-flag")


def test_a_decided_flag_still_has_its_place(store: Store, flags: list[str]) -> None:
    rows = queue.page(store, Filter(), 10)
    store.decide(rows[1]["fingerprint"], "confirm", "李审")
    following = rows[2]["fingerprint"]
    assert queue.neighbour(store, Filter(), rows[1], 1) == following == queue.neighbour(store, Filter(), rows[0], 1)


def test_status_and_assignee_follow_what_people_do(store: Store, flags: list[str]) -> None:
    store.decide(flags[0], "dismiss", "李审", "rounding")
    store.decide(flags[1], "confirm", "李审")
    acting.assign(store, flags[2:4], "王核", "李审")
    acting.assign(store, flags[3:4], None, "李审")
    by_status = {s: [r["fingerprint"] for r in queue.page(store, Filter(status=(s,)), 10)] for s in ("open", "confirmed", "dismissed")}
    assert {s: sorted(found) for s, found in by_status.items()} == {"open": sorted(flags[2:]), "confirmed": [flags[1]], "dismissed": [flags[0]]}
    assert [r["fingerprint"] for r in queue.page(store, Filter(assignee=("王核",)), 10)] == [flags[2]]
    assert assignments.assignee(store, flags[3]) is None
    counts = {f.name: {value: n for value, _, n in f.choices} for f in facets.facets(store, Filter())}
    assert counts["status"] == {"open": 3, "confirmed": 1, "dismissed": 1} and counts["assignee"] == {UNASSIGNED: 2, "王核": 1}


def test_many_at_once_leaves_alone_what_others_decided(store: Store, flags: list[str]) -> None:
    store.decide(flags[1], "confirm", "王核")
    done, left = acting.decide_many(store, [(flags[0], 0), (flags[1], 0), ("no-such-flag", 0)], acting.Decision("dismiss", "rounding"), "李审")
    assert (done, left) == ([flags[0]], [flags[1], "no-such-flag"])
    assert [d["action"] for d in store.decisions(flags[1])] == ["confirm"]
    with pytest.raises(StoreError, match="decision-invalid"):
        acting.decide_many(store, [(flags[2], 0)], acting.Decision("dismiss"), "李审")


def test_undo_takes_back_ones_own_decisions_from_the_last(store: Store, flags: list[str]) -> None:
    for fingerprint in flags[:3]:
        store.decide(fingerprint, "confirm", "李审")
    store.decide(flags[2], "dismiss", "王核", "rounding")
    store.decide(flags[1], "note", "王核", note="请再看")
    assert [(acting.undo(store, "李审") or {}).get("fingerprint") for _ in range(3)] == [flags[1], flags[0], None]
    assert [d["action"] for d in store.decisions(flags[0])] == ["confirm", "reopen"], "nothing is taken out of the log"
    assert store.read("SELECT status FROM flags WHERE fingerprint = :f", f=flags[2])[0]["status"] == "dismissed"


def test_the_log_and_the_assignments_are_only_added_to(store: Store) -> None:
    acting.assign(store, ["f"], "王核", "李审", "10.0.0.7")
    line = audit.lines(store)[0]
    assert (line["who"], line["action"], line["subject"], line["address"]) == ("李审", "assign", "王核", "10.0.0.7")
    for table, change in product(("assignments", "audit"), ("UPDATE {} SET id = 9", "DELETE FROM {}")):
        with pytest.raises((StoreError, sa.exc.DBAPIError)), store.backend.deciding() as (connection, decided):
            connection.exec_driver_sql(change.format(next(t for t in decided.metadata.tables.values() if t.name == table).fullname))
        assert store.count(table) == 1
