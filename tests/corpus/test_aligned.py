"""Tables in plain text, and what only looks like one."""

from __future__ import annotations

import pytest

from corpus.aligned import tables
from corpus.lines import split
from corpus.numbers import is_number


def cells(text: str) -> list[list[list[str]]]:
    return [[[text[c.start : c.end] for c in row] for row in t.rows] for t in tables(split(text))]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("单位  家数  人数\n甲区  12  340\n乙区  8  215\n", [["单位", "家数", "人数"], ["甲区", "12", "340"], ["乙区", "8", "215"]]),
        ("单位\t家数\t人数\n甲区\t\t340\n乙区\t8\t215\n", [["单位", "家数", "人数"], ["甲区", "", "340"], ["乙区", "8", "215"]]),
        ("│单位│家数│\n├──┼──┤\n│甲区│12│\n│乙区│8│", [["单位", "家数"], ["甲区", "12"], ["乙区", "8"]]),
        ("项目　　金额\n生活救助　　86.5万元\n医疗救助　　42万元", [["项目", "金额"], ["生活救助", "86.5万元"], ["医疗救助", "42万元"]]),
        # a cell that is left out stands where its column does
        ("单位        上年        本年\n甲区        120         130\n乙区                    45\n", [["单位", "上年", "本年"], ["甲区", "120", "130"], ["乙区", "", "45"]]),
        # between tabs a space is the typesetter's
        ("项　目\t上年\t本年\n职　工\t120\t130\n会　员\t90\t95\n", [["项　目", "上年", "本年"], ["职　工", "120", "130"], ["会　员", "90", "95"]]),
        # numbers with single spaces between them, under a heading of their own
        ("项 目 2001 2004\n工会情况\n基层工会 812 1,044\n #女会员 25.1 30.4\n", [["项 目", "2001", "2004"], ["工会情况", "", ""], ["基层工会", "812", "1,044"], ["#女会员", "25.1", "30.4"]]),
    ],
)
def test_tables(text: str, rows: list[list[str]]) -> None:
    assert cells(text) == [rows]


def test_two_tables_and_text_between() -> None:
    table = "单位  家数\n甲区  12\n乙区  8\n"
    assert len(cells(f"{table}以上为上半年数字，下半年数字如下。\n{table}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "张三  李四  王五\n赵六  钱七  孙八\n周九  吴十  郑一\n",  # names
        "甲区总工会  2009年3月5日\n\n甲区  12\n",  # two rows
        "近日，某县总工会  慰问职工。\n会议由主席  主持。\n共有120人  参加。\n",
        "走访 120 户\n慰问 86 人\n发放 12 万元\n",
        "报：省总工会  市委\n送：市政府  市人大\n发：各县  各区\n",
        "",
    ],
)
def test_traps(text: str) -> None:
    assert cells(text) == []


def test_heads() -> None:
    (table,) = tables(split("单位\t会员\t会员\n \t男\t女\n甲厂\t60\t61\n乙厂\t70\t71\n"))
    assert table.heads == 2


@pytest.mark.parametrize("text", ["12", "1,240", "86.5", "53.3%", "约3万元", "—", "120人次", "三十二", "１２", "10-12"])
def test_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["甲厂", "人数", "", "2009年度", "第3期", "十佳职工"])
def test_no_numbers(text: str) -> None:
    assert not is_number(text)
