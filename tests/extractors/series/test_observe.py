"""What an observation is keyed by: measure, place, days, role; and the words that make two figures one or keep them apart."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.series import places
from extractors.series.measures import alike, counted, measure, standing

SAME = [
    ("新建工会", "共新组建基层工会组织"), ("新建基层工会", "全市各级工会新建工会"), ("发展会员", "新发展会员"), ("发展会员", "发展工会会员"),
    ("培训失业和转岗职工", "失业和转岗职工培训"), ("签订工资专项集体合同", "签订工资集体合同"), ("会员总数", "工会会员"), ("企业建会率", "建会率达到"),
    ("帮助实现就业", "实现就业"), ("基层工会总数达到", "基层工会"), ("撤销基层工会", "撤并基层工会"), ("受理劳动争议案", "受理劳动争议案件"),
]  # fmt: skip
APART = [
    ("会员", "发展会员"), ("新建基层工会", "基层工会"), ("女会员", "会员"), ("筹集帮扶资金", "发放帮扶资金"), ("企业建会率", "职工入会率"), ("新建企业工会", "新建基层工会"),
    ("新建基层工会", "撤并基层工会"), ("要约率", "应约率"), ("工资专项集体合同", "女职工权益保护专项集体合同"), ("职工书屋", "新建职工书屋"), ("参训职工", "培训女职工"),
]  # fmt: skip
NOTHING = ["", "共", "累计", "达到", "其中", "新建", "为", "全市", "、"]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_wordings_of_one_measure(a: str, b: str) -> None:
    one, other = measure(a), measure(b)
    assert one and other and one.key == other.key, (one, other)


@pytest.mark.parametrize(("a", "b"), APART)
def test_measures_that_are_not_the_same(a: str, b: str) -> None:
    one, other = measure(a), measure(b)
    assert one and other and one.key != other.key, (one, other)


@pytest.mark.parametrize("words", NOTHING)
def test_words_that_name_nothing(words: str) -> None:
    assert measure(words) is None


def test_units_and_standing_numbers() -> None:
    assert [counted(u) for u in ("家", "个", "名", "人", "人次", "元", None)] == ["个", "个", "人", "人", "人次", "元", ""]
    total = standing("新建职工书屋")
    assert total and total.words == "职工书屋" and not total.deed
    assert standing("培训职工") is None


@given(st.text(alphabet="新建基层工会员发展职培训率", max_size=8), st.text(alphabet="新建基层工会员发展职培训率", max_size=8))
def test_likeness_is_a_share(a: str, b: str) -> None:
    assert alike(a, b) == alike(b, a) and 0 <= alike(a, b) <= 1
    assert alike(a, a) == 1


@pytest.mark.parametrize(
    ("name", "near", "path"),
    [
        ("海宁市总工会", "", "浙江省/嘉兴市/海宁市"), ("嘉兴市总工会办公室", "", "浙江省/嘉兴市"), ("嘉兴市南湖区总工会", "", "浙江省/嘉兴市/南湖区"),
        ("海宁星河纺织有限公司工会", "浙江省/嘉兴市", "浙江省/嘉兴市/海宁星河纺织有限公司工会"), ("浙江省总工会", "", "浙江省"), ("嘉兴市人民政府", "", "浙江省/嘉兴市"),
        ("某某商会", "浙江省/嘉兴市", "浙江省/嘉兴市/某某商会"), ("嘉兴市总工会基层组织部", "", "浙江省/嘉兴市"),
    ],
)  # fmt: skip
def test_places_of_organisations(name: str, near: str, path: str) -> None:
    assert places.of_organisation(name, near, date(2013, 1, 1)) == path


def test_namesakes_need_a_neighbour() -> None:
    assert places.path("朝阳区") == ""
    assert places.path("朝阳区", "北京市") == "北京市/朝阳区"
    assert places.path("朝阳区", "吉林省/长春市") == "吉林省/长春市/朝阳区"


def test_counties_are_those_of_the_year() -> None:
    suzhou = "江苏省/苏州市"
    assert f"{suzhou}/沧浪区" in places.counties(suzhou, 2008) and f"{suzhou}/沧浪区" not in places.counties(suzhou, 2015)
    assert f"{suzhou}/姑苏区" in places.counties(suzhou, 2015)


# text, issue date, figure → role, words, place (below 嘉兴市), scope, first, last
READ = [
    ("2013年一季度，全市新建基层工会134家。", "2013-04-10", "134家", "result", "新建基层工会", "", "", "2013-01-01", "2013-03-31"),
    ("截至6月底，海宁市新建工会76家。", "2013-07-10", "76家", "result", "新建基层工会", "海宁市", "", "2013-01-01", "2013-06-30"),
    ("上半年，市区新建基层工会64家。", "2013-07-10", "64家", "result", "新建基层工会", "", "市区", "2013-01-01", "2013-06-30"),
    ("1—9月，新建基层工会海宁市112家、市直系统23家。", "2013-10-10", "23家", "result", "新建基层工会", "", "直属", "2013-01-01", "2013-09-30"),
    ("2013年，全市新建基层工会612家。其中海宁市143家、桐乡市126家。", "2014-01-18", "126家", "result", "新建基层工会", "桐乡市", "", "2013-01-01", "2013-12-31"),
    ("2013年，全市新建基层工会612家，比上年的548家增加64家。", "2014-01-18", "548家", "base", "新建基层工会", "", "", "2012-01-01", "2012-12-31"),
    ("截至2013年底，全市基层工会由上年末的4315个增加到4826个。", "2014-01-18", "4315个", "base", "基层工会", "", "", None, "2012-12-31"),
    ("截至2013年底，全市基层工会由上年末的4315个增加到4826个。", "2014-01-18", "4826个", "result", "基层工会", "", "", None, "2013-12-31"),
    ("一季度，全市新建基层工会134家，完成全年任务600家的22.3%。", "2013-04-10", "600家", "target", "新建基层工会", "", "", "2013-01-01", "2013-12-31"),
    ("一季度，全市新建基层工会134家，完成全年任务600家的22.3%。", "2013-04-10", "22.3%", "completion", "新建基层工会", "", "", "2013-01-01", "2013-03-31"),
    ("新建基层工会任务分解为：海宁市90家、平湖市70家。", "2013-02-20", "70家", "target", "新建基层工会", "平湖市", "", "2013-01-01", "2013-12-31"),
    ("会议要求，今年全市新建基层工会不少于600家，6月底前完成全年新建任务的50%以上。", "2013-02-20", "50%以上", "target", "新建基层工会", "", "", "2013-01-01", "2013-06-30"),
    ("海宁市全年新建基层工会任务由90家调减为84家。", "2013-08-20", "84家", "target", "新建基层工会", "海宁市", "", "2013-01-01", "2013-12-31"),
    ("今年新建职工书屋60家，年底累计达到240家。", "2013-02-20", "240家", "target", "职工书屋", "", "", None, "2013-12-31"),
    ("海宁星河纺织有限公司上半年培训职工320人。", "2013-07-10", "320人", "result", "培训职工", "海宁星河纺织有限公司", "", "2013-01-01", "2013-06-30"),
    ("上半年，全市新建基层工会210家，去年同期新建189家。", "2013-07-10", "210家", "result", "新建基层工会", "", "", "2013-01-01", "2013-06-30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "figure", "role", "words", "place", "scope", "first", "last"), READ)
def test_observations(text: str, issued: str, figure: str, role: str, words: str, place: str, scope: str, first: str | None, last: str | None, observe: Callable[..., Any]) -> None:  # fmt: skip
    [o] = [o for o in observe(text, issued) if o.text == figure]
    here = "浙江省/嘉兴市" + (f"/{place}" if place else "")
    assert (o.role, o.words, o.place, o.scope) == (role, words, here, scope)
    assert (o.first and o.first.isoformat(), o.last and o.last.isoformat()) == (first, last)


UNREAD = [
    ("全市新建基层工会数同比增长18.6%。", "18.6%"), ("人均补助350元。", "350元"), ("新建工会中，非公企业工会占85.9%。", "85.9%"), ("提高2.4个百分点。", "2.4个百分点"),
    ("净增511个。", "511个"), ("平均每家企业42.6条。", "42.6条"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure"), UNREAD)
def test_what_is_no_point_of_a_series(text: str, figure: str, observe: Callable[..., Any]) -> None:
    assert [o for o in observe(f"2013年，{text}", "2014-01-10") if o.text == figure] == []


def test_without_issue_date_or_publisher_nothing_is_guessed(observe: Callable[..., Any]) -> None:
    [o] = observe("全年新建基层工会134家。", "2014-01-10", None)
    assert (o.place, o.last) == ("", None)


def test_a_correction_names_what_it_replaces(observe: Callable[..., Any]) -> None:
    old, new = observe("更正。上期所载上半年筛查女职工“6180名”，经核实应为“6120名”。", "2013-08-20")
    assert (old.role, new.role, new.quality, new.relates) == ("retracted", "result", "correction", old.span)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="全市新建工会员发展完成任务的比由增加到调减为其中2013年1—9月上半家名%，。：、（）\n", max_size=80))
def test_any_text_is_read(text: str, observe: Callable[..., Any]) -> None:
    for o in observe(text):
        assert text[o.start : o.end] == o.text


def test_time_grows_with_the_text(observe: Callable[..., Any]) -> None:
    def seconds(times: int) -> float:
        text = "一季度，全市新建基层工会134家，完成全年任务600家的22.3%，其中海宁市27家、平湖市19家。\n" * times
        began = time.process_time()
        observe(text)
        return time.process_time() - began

    seconds(5)
    assert min(seconds(160) for _ in range(2)) < 12 * seconds(40) + 0.5
