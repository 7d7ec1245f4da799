"""The checks across bulletins over a store: the same findings in any order, touched series only, decisions and rules upon them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import corpus
from extractors.pipeline import load
from flows.analyse import analyse
from flows.rows import rows
from flows.series import recheck
from outputs import exemptions
from outputs.errors import StoreError
from outputs.numbering import numbering
from outputs.store import Store

HEAD = "绍兴工会信息\n第{number}期（总第{total}期）\n绍兴市总工会办公室编印　　　　{year}年{month}月{day}日\n\n{text}\n"
PLAN = ("2013-02-20", "2013年，全市要新建基层工会600家。新建基层工会任务分解为：诸暨市150家、嵊州市90家。")
FIRST = ("2013-04-16", "一季度，全市新建基层工会134家，完成全年任务600家的22.3%。一季度，诸暨市新建基层工会38家。")
OTHER = ("2013-05-10", "今年一季度，诸暨市新建基层工会35家。")
HALF = ("2013-07-16", "上半年，全市新建基层工会315家，完成全年任务560家的56.3%。上半年，诸暨市新建基层工会76家。")
FINAL = ("2014-01-16", "2013年，全市新建基层工会612家。2013年，诸暨市新建基层工会148家，超额完成全年任务。")
ALL = (PLAN, FIRST, OTHER, HALF, FINAL)

Bulletin = tuple[str, str]
Add = Callable[..., None]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load()


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "gouji.db") as opened:
        yield opened


@pytest.fixture
def add(nlp: Any) -> Add:
    """``add(store, bulletin …)``: store them and check; ``check=False`` leaves it to the next run, as after a crash."""

    def put(store: Store, *bulletins: Bulletin, check: bool = True, name: str | None = None) -> None:
        with store.run("1") as run:
            for issued, text in bulletins:
                year, month, day = map(int, issued.split("-"))
                number = sorted(b[0] for b in ALL).index(issued) + 1 if issued in {b[0] for b in ALL} else 9
                data = HEAD.format(number=number, total=100 + number, year=year, month=month, day=day, text=text).encode()
                run.write([rows(analyse(corpus.read(name or f"{issued}.txt", data), nlp), "1")])
            if check:
                recheck(run)

    return put


def flags(store: Store) -> set[tuple[str, str]]:
    return {(f["check"], f["fingerprint"]) for f in store.flags("corpus", "all")}


def rules_of(store: Store) -> list[str]:
    return sorted(f["check"] for f in store.flags("corpus", "open"))


def test_what_is_found(store: Store, add: Add) -> None:
    add(store, *ALL)
    assert rules_of(store) == ["target-claim", "target-drift", "value-conflict"]


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3), (1, 4, 0, 3, 2)])
def test_the_order_of_ingestion_does_not_matter(order: Sequence[int], tmp_path: Path, add: Add) -> None:
    with Store.open(tmp_path / "a.db") as at_once, Store.open(tmp_path / "b.db") as singly:
        add(at_once, *ALL)
        for index in order:
            add(singly, ALL[index])
        assert flags(at_once) == flags(singly)
        told = [[{k: v for k, v in row.items() if k != "series"} for row in s.read("SELECT * FROM progress ORDER BY target, observation")] for s in (at_once, singly)]
        assert told[0] == told[1]
        assert at_once.read("SELECT * FROM links ORDER BY kind, source, of") == singly.read("SELECT * FROM links ORDER BY kind, source, of")


def test_a_run_that_died_before_the_checks_is_made_up_for(store: Store, add: Add) -> None:
    add(store, *ALL, check=False)
    assert flags(store) == set()
    assert store.read("SELECT count(*) AS n FROM touched")[0]["n"] > 0
    add(store)
    assert rules_of(store) == ["target-claim", "target-drift", "value-conflict"]
    assert store.read("SELECT count(*) AS n FROM touched")[0]["n"] == 0


def test_a_changed_file_takes_its_contradiction_along(store: Store, add: Add, tmp_path: Path) -> None:
    place = str(tmp_path / "may.txt")
    add(store, PLAN, FIRST)
    add(store, OTHER, name=place)
    assert "value-conflict" in rules_of(store)
    add(store, (OTHER[0], OTHER[1].replace("35家", "38家")), name=place)
    assert rules_of(store) == []


def test_reading_a_bulletin_again_keeps_findings_and_decisions(store: Store, add: Add) -> None:
    add(store, *ALL)
    before = flags(store)
    flag = next(f for f in store.flags("corpus") if f["check"] == "value-conflict")
    store.decide(flag["fingerprint"], "confirm", "周某")
    add(store, FIRST, OTHER)
    assert flags(store) == before
    assert [row["flags_opened"] for row in store.read("SELECT flags_opened FROM runs ORDER BY started")] == [len(before), 0]
    assert next(f for f in store.flags("corpus", "all") if f["check"] == "value-conflict")["status"] == "confirmed"


def test_a_changed_operand_opens_the_flag_again(store: Store, add: Add, tmp_path: Path) -> None:
    place = str(tmp_path / "may.txt")
    add(store, PLAN, FIRST)
    add(store, OTHER, name=place)
    [flag] = store.flags("corpus")
    store.decide(flag["fingerprint"], "dismiss", "周某", "misread")
    assert store.flags("corpus") == []
    add(store, (OTHER[0], OTHER[1].replace("35家", "33家")), name=place)
    [flag] = store.flags("corpus")
    assert (flag["status"], "33家" in flag["message"]) == ("open", True)


def test_a_dismissal_may_become_a_rule_and_be_taken_back(store: Store, add: Add) -> None:
    add(store, PLAN, FIRST, OTHER)
    [flag] = store.flags("corpus")
    name = exemptions.exempt(store, flag["fingerprint"], "周某", "different-scope")
    assert store.flags("corpus") == []
    assert [r["fingerprint"] for r in exemptions.rules(store)] == [name]
    add(store, ("2013-06-10", "今年一季度，诸暨市新建基层工会31家。"))
    assert store.flags("corpus") == []
    exemptions.restore(store, name, "周某")
    assert exemptions.rules(store) == []
    assert {f["check"] for f in store.flags("corpus")} == {"value-conflict"}
    with pytest.raises(StoreError):
        exemptions.restore(store, name, "周某")


def test_progress_as_of_a_day(store: Store, add: Add) -> None:
    add(store, *ALL)

    def status(day: date, text: str) -> tuple[str, str | None]:
        target = next(t for t in store.targets(as_of=day) if t["text"] == text)
        return target["status"], target["progress"] and target["progress"]["text"]

    assert status(date(2013, 3, 1), "600家") == ("open", None)
    assert status(date(2013, 5, 1), "600家") == ("on-track", "134家")
    assert status(date(2014, 1, 10), "600家") == ("overdue", "315家")
    assert status(date(2014, 2, 1), "600家") == ("met", "612家")
    assert status(date(2014, 2, 1), "150家") == ("missed", "148家")
    [met] = [t for t in store.targets(as_of=date(2014, 2, 1), status="met") if t["text"] == "600家"]
    assert met["evidence"][-1]["arithmetic"] == "612家 ÷ 600家 = 102.0%"


def test_parts_of_a_target_are_tied_to_it(store: Store, add: Add) -> None:
    add(store, PLAN, ("2013-08-20", "经批准，诸暨市全年新建基层工会任务由150家调减为140家。"))
    kinds = {row["kind"]: row["n"] for row in store.read("SELECT kind, count(*) AS n FROM links GROUP BY kind")}
    assert kinds == {"breakdown": 2, "restates": 1, "revises": 1}
    assert {t["text"] for t in store.targets(as_of=date(2013, 9, 1), status="revised")} == {"150家"}


def test_missing_and_doubled_issues(store: Store, add: Add) -> None:
    add(store, PLAN, HALF, FINAL)
    found = [(f["series"], f["kind"], f["numbers"]) for f in numbering(store)]
    assert ("total", "gap", [102, 103]) in found
    assert not [f for f in found if f[1] == "double"]
    add(store, (HALF[0], HALF[1] + "特此说明。"), name="copy.txt")
    assert ("total", "double", [104]) in [(f["series"], f["kind"], f["numbers"]) for f in numbering(store)]


def test_a_city_and_its_counties_touched_at_once_give_one_finding(store: Store, add: Add, tmp_path: Path) -> None:
    total = ("2013-01-20", "2012年，全市新建基层工会100家。")
    parts = ("2013-02-10", "2012年，越城区新建基层工会10家，绍兴县新建基层工会20家，新昌县新建基层工会15家，诸暨市新建基层工会25家，上虞市新建基层工会20家，嵊州市新建基层工会15家。")
    add(store, total, parts)
    with Store.open(tmp_path / "steps.db") as steps:
        add(steps, total)
        add(steps, parts)
        sql = "SELECT id, rule, fingerprint FROM checks WHERE scope = 'corpus' ORDER BY id"
        assert [row["rule"] for row in store.read(sql)] == ["region-sum"]
        assert store.read(sql) == steps.read(sql)
