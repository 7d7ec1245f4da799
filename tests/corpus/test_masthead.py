"""What single lines of a masthead state."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import masthead
from corpus.model import Issue

LINES = {
    "（2019年第23期，总第417期）": Issue(number="23", total_number="417", year=2019),
    "（总第417期，2019年第3期）": Issue(number="3", total_number="417", year=2019),
    "第三期 （总第12期）  某县总工会办公室编  二〇〇九年三月五日": Issue(None, "3", "12", date(2009, 3, 5), "某县总工会办公室", 2009),
    "【工会要情】2023年第31期": Issue("工会要情", "31", year=2023),
    "中共某市总工会党组        １９９９年４月８日": Issue(date=date(1999, 4, 8), publisher="中共某市总工会党组"),
    "二零二零年十二月三日   第四十六期": Issue(None, "46", None, date(2020, 12, 3), None, 2020),
    "《职工之声》第5期": Issue("职工之声", "5"),
    "编发单位：某市总工会　印发日期：2024-08-16": Issue(date=date(2024, 8, 16), publisher="某市总工会"),
    "编印部门：某市总工会研究室": Issue(publisher="某市总工会研究室"),
    "主办：某市总工会　　2011年3月22日　星期二　　第9期（总第866期）": Issue(None, "9", "866", date(2011, 3, 22), "某市总工会", 2011),
    "２０１７年第４期（总第３１期）": Issue(number="4", total_number="31", year=2017),
    "第 1 2 期  某 县 总 工 会  1 9 9 8 年 3 月 2 日": Issue(None, "12", None, date(1998, 3, 2), "某县总工会", 1998),
    "（2021年第18周）": Issue(number="18", year=2021),
    "Vol.27 总第90期": Issue(number="27", total_number="90"),
    "厂工会宣传组编　2001年5月1日": Issue(date=date(2001, 5, 1), publisher="厂工会宣传组"),
}


@pytest.mark.parametrize("line", LINES)
def test_states(line: str) -> None:
    head = masthead.read_line(line)
    assert head and head.issue == LINES[line]


@pytest.mark.parametrize("line", ["全市举办第3期培训班，总第5期。", "编印部门认为：“办得好”，应当推广。", "第三期工程，总投资5亿元"])
def test_sentences_are_no_masthead(line: str) -> None:
    assert masthead.read_line(line) is None


def test_a_body_may_carry_its_part_in_brackets() -> None:
    assert masthead.signature("某市总工会（宣教网络部）")
    assert masthead.clean_name("某市总工会（宣教网络部）") == "某市总工会"
    assert masthead.is_name("［工会信息］")


@pytest.mark.parametrize(("line", "signs"), [("区总工会调研组", True), ("厂工会检修组", True), ("县总工会举办", False), ("县总工会慰问医院", False)])
def test_who_signs_and_what_acts(line: str, signs: bool) -> None:
    assert masthead.signature(line) is signs
