"""Targets: which figures are goals, whose, by when, and what is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

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
        "市总工会要求，3月底前制定方案，6月底完成建会30家。",
        [("30家", "湖州市总工会", "=", "2014-06-30")],
    ),
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
    "下一步，将推动建筑、餐饮、物流三个行业签订行业性集体合同。",
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


OWN: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "targets_own.yaml").read_text("utf-8"))
KNOWN_MISSES = {"一季度完成全年会员发展任务的30%", "信宜市、高州市年内要分别建成", "樟树市总工会主席表态"}
"""Beginnings of sentences that are read wrongly: a share whose base has words of its own; 分别 over several owners; a deadline in the next clause."""


def read(row: dict[str, Any]) -> list[dict[str, Any]]:
    doc = pipeline().make_doc(row["text"])
    doc._.context = Context(issued=date.fromisoformat(row["issued"]), publisher=row["publisher"])
    return [{"text": t.figure.text, "owner": t.owner, "deadline": t.deadline, "base": t.base} for t in pipeline()(doc)._.targets]


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r['issued']}-{r['kind']}") for r in OWN if not r["text"].startswith(tuple(KNOWN_MISSES))])
def test_own_sentences(row: dict[str, Any]) -> None:
    optional = {t["text"] for t in row["targets"] if t.get("optional")}
    wanted = [{"base": None} | t for t in row["targets"] if t["text"] not in optional]
    assert [t for t in read(row) if t["text"] not in optional] == wanted


HANDED_DOWN = [
    ("市总工会向长兴县下达新建工会任务80家、发展会员任务5000名。", ["80家", "5000名"]),
    ("省总工会下达我市发展会员任务2.4万名。", ["2.4万名"]),
    ("市总工会下达安吉县120家的建会任务。", ["120家"]),
    ("全市新建工会任务600家分解到各县：德清县120家，长兴县90家，安吉县70家。", ["600家", "120家", "90家", "70家"]),
    ("2013年，长兴县发展会员3100名，超额完成市总工会下达的任务3000名。", []),
    ("截至10月底，全市已完成省总工会下达的发展会员任务2.4万名。", []),
    ("市总工会下达安吉县的任务已完成60家。", []),
    ("长兴县新建工会任务由90家调减为75家，经批准执行。", ["75家"]),
    ("安吉县的任务上调为66家，原任务60家。", ["66家"]),
    ("会员由3000名增加到3600名。", []),
]


@pytest.mark.parametrize(("text", "expected"), HANDED_DOWN)
def test_what_is_handed_down_or_changed_is_a_goal(text: str, expected: list[str]) -> None:
    assert [t[0] for t in targets(text)] == expected


@pytest.mark.parametrize("publisher", ["湖州市总工会、湖州市人力资源和社会保障局", "湖州市总工会 湖州市教育局", "湖州市总工会和湖州市教育局"])
def test_the_first_of_several_publishers_owns_what_they_publish(publisher: str) -> None:
    doc = pipeline().make_doc("今年全市计划举办技能竞赛12场。")
    doc._.context = Context(issued=ISSUED, publisher=publisher)
    assert [t.owner for t in pipeline()(doc)._.targets] == ["湖州市总工会"]


def targets_of(text: str, issued: date = ISSUED) -> Any:
    doc = pipeline().make_doc(text)
    end = text.find("\n")
    doc._.context = Context(issued=issued, publisher="湖州市总工会", title=(0, end) if end > 0 else None)
    return pipeline()(doc)._.targets


CHARGED = [
    ("全年要新建工会300家，发展会员2万名。（责任单位：组织部、各县（市、区）总工会）", ("组织部", "各县（市、区）总工会")),
    ("全年要培训职工8000人。（牵头单位：经济技术部；配合单位：财务部）", ("经济技术部",)),
    ("今年计划走访困难职工1200户，由湖州市总工会保障部负责落实。", ("湖州市总工会保障部",)),
    ("各级工会要在年底前帮助2000名职工实现再就业。", ("各级工会",)),
    ("各产业工会须于5月10日前上报推荐人选不少于3名。", ("各产业工会",)),
    ("今年全市要新建工会300家。", ()),
]


@pytest.mark.parametrize(("text", "bodies"), CHARGED)
def test_who_carries_it_out(text: str, bodies: tuple[str, ...]) -> None:
    assert {t.responsible for t in targets_of(text)} == {bodies}


IN_PLANS = [
    ("2014年工作要点\n今年要新建工会300家。德清县、长兴县、安吉县分别新建工会80家、60家、50家。", ["300家", "80家", "60家", "50家"]),
    ("2014年工作要点\n今年要新建工会300家。去年新建工会280家，德清县建成职工书屋12个。", ["300家"]),
    ("2013年工作总结\n全市新建工会300家，今年要再建320家。德清县新建工会80家。", ["320家"]),
    ("市总工会下达任务\n市总工会下达安吉县总工会的建会指标是75家，安吉县总工会自加压力，把目标定为90家。", ["75家", "90家"]),
    ("倡议\n倡议全体职工每人每年节约用电50度，捐献图书2册。", ["2册"]),
]


@pytest.mark.parametrize(("text", "goals"), IN_PLANS)
def test_goals_that_their_text_makes_so(text: str, goals: list[str]) -> None:
    assert [t.figure.text for t in targets_of(text)] == goals


LAST_DAYS = [
    ("力争用三年时间，建成示范站点30个。", "2016-12-31"),
    ("用两年时间，到2016年6月底建成示范站点30个。", "2016-06-30"),
    ("务必在七月底以前新建企业工会65家；力求会员净增1万人。", "2014-12-31"),
]


@pytest.mark.parametrize(("text", "deadline"), LAST_DAYS)
def test_the_last_day_of_the_last_goal(text: str, deadline: str) -> None:
    assert targets_of(text)[-1].deadline == deadline


def test_the_whole_city_after_its_districts() -> None:
    text = "湖州市总工会要求各级工会行动起来。吴兴区总工会、德清县总工会各要帮助职工600名。到年底，要使全市90%以上的企业实行厂务公开。"
    assert targets_of(text)[-1].owner == "湖州市总工会"
