"""Targets: which figures are goals, whose, by when, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.model import Context
from tests.samples import pipeline

ISSUED = date(2014, 2, 20)


def targets(text: str) -> list[tuple[str, str | None, str, str | None]]:
    doc = pipeline().make_doc(text)
    doc._.context = Context(issued=ISSUED, publisher="湖州市总工会")
    return [(t.figure.text, t.owner, t.aim, t.deadline) for t in pipeline()(doc)._.targets]


GOALS = [
    ("市总工会要求，今年全市新建工会不少于300家。", [("不少于300家", "湖州市总工会", ">=", "2014-12-31")]),
    ("力争到2016年底，全市职工入会率达到95%以上。", [("95%以上", "湖州市总工会", ">=", "2016-12-31")]),
    ("德清县总工会计划6月底前建成职工书屋20个。", [("20个", "德清县总工会", "=", "2014-06-30")]),
    ("长兴县总工会承诺，确保案件办结率超过90%。", [("超过90%", "长兴县总工会", ">", "2014-12-31")]),
    ("全年要把重复来访量控制在5%以内。", [("5%以内", "湖州市总工会", "<=", "2014-12-31")]),
    (
        "市总工会要求，今年全市新建工会90家，任务分解为：德清县40家、长兴县50家。",
        [
            ("90家", "湖州市总工会", "=", "2014-12-31"),
            ("40家", "德清县总工会", "=", "2014-12-31"),
            ("50家", "长兴县总工会", "=", "2014-12-31"),
        ],
    ),
]
NONE = [
    "今年以来，全市新建工会120家，发展会员6000人。",
    "去年全市建会率达到88%，比上年提高3个百分点。",
    "要重点推进500人以上企业建会。",
    "会议要求，着力办好十件实事。",
    "去年共完成年度计划的96%，其中安吉县完成102%。",
]


@pytest.mark.parametrize(("text", "expected"), GOALS)
def test_goals(text: str, expected: list[tuple[str, str | None, str, str | None]]) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_results_qualifiers_and_heads_are_no_goals(text: str) -> None:
    assert targets(text) == []


def test_what_follows_from_a_goal_is_none_of_its_own() -> None:
    found = targets("今年全市要新建工会600家，比上年的548家增加52家，增长9.5%。")
    assert [t[0] for t in found] == ["600家"]
