"""Facts become rows with permanent addresses, exact values and texts that stand where they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Article, Issue, Source
from corpus.textmap import TextMap
from extractors.model import Cell, Check, Facts, Figure, Organisation, Period, Target
from flows.rows import rows
from outputs.errors import StoreError
from outputs.schema import TABLES
from outputs.values import bounds, exact, tidy

TEXT = "【要闻】\n新港市总工会一季度培训职工4.7万名。\n其中女职工2万名。\n报：市委\n"


@dataclass
class Bulletin:
    source: Source
    issues: tuple[Issue, ...]
    articles: tuple[Any, ...]


@dataclass
class Analysed:
    article: Article
    facts: Facts
    words: tuple[tuple[str, ...], ...]
    observations: tuple[Any, ...] = ()


def span(text: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(text, at + 1)
    return at, at + len(text)


def bulletin(**changes: Any) -> Bulletin:
    figure = Figure(
        *span("4.7万名"), "4.7万名", low=47000, high=47000, step=1000, unit="名", measure="培训职工", subject="新港市总工会",
        period=Period(*span("一季度"), "一季度", date(2009, 1, 1), date(2009, 3, 31)), cell=Cell(1, 2, 3),
    )  # fmt: skip
    half = Figure(*span("2万名"), "2万名", low=Decimal("20000"), high=None, approx=True, comparator=">=", unit="名", modality="target")
    facts = Facts(
        TEXT,
        sentences=(span("新港市总工会一季度培训职工4.7万名。"), span("其中女职工2万名。")),
        figures=(figure, half),
        organisations=(Organisation(*span("新港市总工会"), "新港市总工会", "新港市总工会", "union", "actor", False),),
        targets=(
            Target(half, None, "女职工", ">=", deadline="年底", deadline_text=None),
            Target(half, "新港市总工会", None, ">=", deadline="2009-12-31"),
        ),
        checks=(
            Check(
                "part-of", "holds", "error", ((figure.start, figure.end), (half.start, half.end)), "2 ≤ 4.7", "相符", "f1", (span("其中"),)
            ),
            Check("part-of", "holds", "error", ((figure.start, figure.end),), "再", "相符", "f2"),
            Check("calendar", "unchecked", "info", (), "", "无", "f3"),
        ),
    )
    facts = replace(facts, **changes)
    article = Article(
        1, *span("新港市总工会一季度培训职工4.7万名。\n其中女职工2万名。"), TextMap.identity(TEXT, 0, len(TEXT)), section="要闻", issue=1
    )
    line = Article(None, *span("报：市委"), TextMap.identity(TEXT, 0, len(TEXT)), part="circulation")
    words = (("新港市", "总工会", " ", "一季度"), ("其中",))
    return Bulletin(
        Source("x/a.txt", "ab" * 32, TEXT, "txt", "gb18030", 0.9, warnings=("一", "二")),
        (Issue("简报"), Issue("工会简报", "3", "120", date(2009, 4, 5), "新港市总工会")),
        (Analysed(article, facts, words), Analysed(line, Facts(TEXT), ())),
    )


def test_every_stored_column_is_given_and_no_other() -> None:
    made = rows(bulletin(), "7")
    for name, table in made.items():
        expected = {c.name for c in TABLES[name].columns if c.stored and not c.volatile} - {"corrected"}  # set where somebody mended the row
        if name == "organisations":
            expected -= {"aliases", "mentions", "first_seen", "last_seen"}  # known only when all documents are
        assert all(set(row) == expected for row in table), name


def test_the_rows_of_a_bulletin() -> None:
    made = rows(bulletin(), "7", path="elsewhere.txt")
    id = "ab" * 8
    [document] = made["documents"]
    assert (
        document | {"id": id, "path": "elsewhere.txt", "pipeline": "7", "issues": 2, "articles": 1, "warnings": "一\n二", "issued": None}
        == document
    )
    first, second = made["articles"]
    assert (first["id"], first["issued"], first["publisher"], first["issue"]) == (f"{id}.a5", "2009-04-05", "新港市总工会", 2)
    assert (second["part"], second["ordinal"], second["name"]) == ("circulation", None, "简报")
    figure, half = made["figures"]
    assert (figure["id"], figure["value"], figure["low"], figure["step"]) == (f"{id}.f18-23", "47000", 47000.0, 1000.0)
    assert (figure["period"], figure["period_last"], figure["cell_column"]) == ("一季度", "2009-03-31", 3)
    assert (half["value"], half["low"], half["high"], half["comparator"]) == ("20000..", 20000.0, None, ">=")
    assert half["sentence"] == made["sentences"][1]["id"] != figure["sentence"]
    assert made["sentences"][0]["words"] == "新港市 总工会 一季度"
    assert made["mentions"][0]["resolved"] == 0


def test_deadlines_are_dates_or_words() -> None:
    words, day = rows(bulletin(), "7")["targets"]
    assert (words["deadline"], words["deadline_text"], words["figure"]) == (None, "年底", day["figure"])
    assert (day["deadline"], day["deadline_text"]) == ("2009-12-31", None)


def test_addresses_are_unique_and_say_where() -> None:
    made = rows(bulletin(), "7")
    assert [t["id"][16:] for t in made["targets"]] == [".t30-33", ".t30-33.2"]
    assert [c["id"][16:] for c in made["checks"]] == [".c18-23.part-of", ".c18-23.part-of.2", ".c5-34.calendar"]
    for table in made.values():
        ids = [r["id"] for r in table if "id" in r]
        assert len(ids) == len(set(ids))


def test_evidence_is_in_order_and_tied_to_figures() -> None:
    made = rows(bulletin(), "7")
    lines = [(e["ordinal"], e["role"], e["text"], e["figure"]) for e in made["check_evidence"][:3]]
    ids = [f["id"] for f in made["figures"]]
    assert lines == [(1, "figure", "4.7万名", ids[0]), (2, "figure", "2万名", ids[1]), (3, "evidence", "其中", None)]


def test_addresses_outlive_a_better_extractor() -> None:
    before = {f["text"]: f["id"] for f in rows(bulletin(), "7")["figures"]}
    fewer = {f["text"]: f["id"] for f in rows(bulletin(figures=bulletin().articles[0].facts.figures[1:]), "8")["figures"]}
    assert fewer.items() <= before.items() and len(fewer) == 1


def test_a_fact_that_is_elsewhere_is_refused() -> None:
    moved = replace(bulletin().articles[0].facts.figures[0], start=span("4.7万名")[0] - 1)
    with pytest.raises(StoreError, match="offset-mismatch"):
        rows(bulletin(figures=(moved,)), "7")


def test_characters_that_no_database_takes_keep_their_place() -> None:
    text = "甲\0乙\ud800丙10家。"
    figure = Figure(5, 8, "10家", low=10, high=10)
    facts = Facts(text, sentences=((0, 9),), figures=(figure,))
    article = Analysed(Article(1, 0, 9, TextMap.identity(text, 0, 9)), facts, (("甲\0乙",),))
    made = rows(Bulletin(Source("a", "0" * 64, text, "txt"), (), (article,)), "7")
    assert made["texts"][0]["text"] == "甲\ufffd乙\ufffd丙10家。" and made["sentences"][0]["words"] == "甲\ufffd乙"
    assert made["figures"][0]["text"] == "10家"


EXACT = st.one_of(
    st.none(), st.integers(-(10**25), 10**25), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
)


@given(EXACT, EXACT)
def test_exact_values_are_read_back(low: Any, high: Any) -> None:
    text = exact(low, high)
    if text is None:
        assert low is None and high is None
    else:
        assert bounds(text) == (low, high)


@pytest.mark.parametrize(
    ("value", "shown"), [(650000.0, 650000), (7.9, 7.9), (1e300, 1e300), (None, None), ("x", "x"), (float("inf"), float("inf"))]
)
def test_tidy(value: object, shown: object) -> None:
    assert tidy(value) == shown and type(tidy(value)) is type(shown)
