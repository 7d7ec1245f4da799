"""Tables drawn in text and tables handed in: cells, heads, units, parts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.measures import describe
from extractors.model import Context, Figure, Row, Span, Table
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.tables import find_tables

ISSUED = date(2009, 4, 20)

SPACES = """2009年一季度，各县区建会情况如下：
单位：家、人
县区      新建工会      发展会员    同比增长（%）
甲山县    12            1,030       5.2
乙河县    8             640         -1.3
合计      20            1670        3
其中：外资企业    5             300         2.1
"""
TABS = "项目\t金额（万元）\t去年同期\t计划\n经费收入\t1234.5\t1100\t1300\n帮扶支出\t86\t70.2\t-\n"
BARS = "| 序号 | 单位 | 会员（万人） |\n|------|------|------|\n| 1 | 市纺织工会 | 2.3 |\n| 2 | 市建筑工会 | 1.5 |\n"
WIDE = "县区　　工会数（家）　　会员（人）\n甲山县　　１２　　３００\n乙河县　　８　　１６０\n"


def figures(text: str, context: Context | None = None) -> list[Figure]:
    context = context or Context(issued=ISSUED, publisher="浦州市总工会")
    return describe(text, find_quantities(text), find_periods(text, context.issued), [], context)


def cells(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(f.text, str(f.low), f.unit, f.measure) for f in figures(text) if f.cell]


def test_units_of_the_head_are_given_out_in_order_and_a_rate_keeps_percent() -> None:
    assert cells(SPACES) == [
        ("12", "12", "家", "新建工会"),
        ("1,030", "1030", "人", "发展会员"),
        ("5.2", "5.2", "%", "发展会员"),
        ("8", "8", "家", "新建工会"),
        ("640", "640", "人", "发展会员"),
        ("-1.3", "-1.3", "%", "发展会员"),
        ("20", "20", "家", "新建工会"),
        ("1670", "1670", "人", "发展会员"),
        ("3", "3", "%", "发展会员"),
        ("5", "5", "家", "新建工会"),
        ("300", "300", "人", "发展会员"),
        ("2.1", "2.1", "%", "发展会员"),
    ]


def test_rows_give_subjects_parts_their_whole_and_the_text_above_its_period() -> None:
    found = [f for f in figures(SPACES) if f.cell and f.cell.column == 2]
    assert [f.subject for f in found] == ["甲山县", "乙河县", "浦州市总工会", "浦州市总工会"]
    assert [f.cell.row_heads for f in found if f.cell][-1] == ("合计", "其中：外资企业")
    assert {f.period.text for f in found if f.period} == {"2009年一季度"}
    assert all(f.cell and (f.cell.table, f.cell.column_heads) == (1, ("新建工会",)) for f in found)


def test_money_is_multiplied_out_lent_to_the_right_and_columns_say_period_and_modality() -> None:
    found = {(f.cell.row, f.cell.column): f for f in figures(TABS) if f.cell}
    assert {at: (str(f.low), f.unit, f.measure, f.modality) for at, f in found.items()} == {
        (2, 2): ("12345000", "元", "经费收入", "reported"),
        (2, 3): ("11000000", "元", "经费收入", "previous-period"),
        (2, 4): ("13000000", "元", "经费收入", "planned"),
        (3, 2): ("860000", "元", "帮扶支出", "reported"),
        (3, 3): ("702000", "元", "帮扶支出", "previous-period"),
    }
    assert found[2, 2].step == 1000 and found[2, 2].kind == "money"
    unit = found[2, 2].number_unit
    assert unit and TABS[unit[0] : unit[1]] == "万元"


def test_serial_numbers_and_ruled_lines_are_no_figures() -> None:
    assert cells(BARS) == [("2.3", "23000", "人", "会员"), ("1.5", "15000", "人", "会员")]
    assert [f.subject for f in figures(BARS)] == ["市纺织工会", "市建筑工会"]


def test_full_width_spaces_and_digits() -> None:
    assert cells(WIDE) == [
        ("１２", "12", "家", "工会数"),
        ("３００", "300", "人", "会员"),
        ("８", "8", "家", "工会数"),
        ("１６０", "160", "人", "会员"),
    ]


def test_a_missing_cell_leaves_its_column_empty() -> None:
    text = "县区      工会      会员\n甲山县    12        300\n乙河县              160\n丙川县    9         80\n"
    (table,) = find_tables(text)
    assert [cell.text for cell in table.rows[2].cells] == ["乙河县", "", "160"]


def test_cells_may_carry_their_own_unit() -> None:
    text = "项目  今年  去年\n工会  12家  9家\n经费  3万元  2万元\n"
    assert [(f.text, str(f.low), f.unit, f.measure) for f in figures(text)] == [
        ("12家", "12", "家", "工会"),
        ("9家", "9", "家", "工会"),
        ("3万元", "30000", "元", "经费"),
        ("2万元", "20000", "元", "经费"),
    ]
    assert [str(f.period and f.period.first) for f in figures(text)] == ["2009-01-01", "2008-01-01"] * 2


def test_a_table_of_the_container_with_two_heads_and_a_merged_cell() -> None:
    text = "县区\t会员（人）\t\n\t新增\t累计\n甲山县\t30\t900\n"

    def span(word: str, after: int = 0) -> Span:
        at = text.index(word, after)
        return Span(at, at + len(word), word)

    merged = span("会员（人）")
    none = Span(0, 0, "")
    rows = (
        Row((span("县区"), merged, merged)),
        Row((none, span("新增"), span("累计"))),
        Row((span("甲山县"), span("30"), span("900"))),
    )
    found = figures(text, Context(issued=ISSUED, tables=(Table(0, len(text), rows, heads=2),)))
    assert [(f.text, f.unit, f.subject, f.modality) for f in found] == [
        ("30", "人", "甲山县", "reported"),
        ("900", "人", "甲山县", "cumulative"),
    ]
    assert [f.cell and f.cell.column_heads for f in found] == [("会员（人）", "新增"), ("会员（人）", "累计")]


PROSE = [
    "张三  李四\n王五  赵六",
    "　　全市新建工会12家。\n　　发展会员300人。",
    "浦州市总工会        2009年4月20日",
    "全市新建工会12家。            （浦州市总工会）\n发展会员300人。            （甲山县总工会）",
    "a | b",
]


@pytest.mark.parametrize("text", PROSE)
def test_what_only_looks_like_a_table(text: str) -> None:
    assert find_tables(text) == []


def test_figures_in_prose_around_a_table_stay() -> None:
    text = "全市共建会20家。\n" + TABS + "今年再建会9家。\n"
    assert [f.text for f in figures(text) if f.cell is None] == ["20家", "9家"]


@given(st.text(alphabet="甲县市1234.,%  \t|｜　\n单位：万元人（）-—其中合计", max_size=120))
def test_any_text_gives_cells_inside_it(text: str) -> None:
    for table in find_tables(text):
        assert 0 <= table.start <= table.end <= len(text)
        for row in table.rows:
            assert all(text[cell.start : cell.end] == cell.text for cell in row.cells)
    assert all(text[f.start : f.end] == f.text for f in figures(text))


YEARS = "项目\t1998\t2003\n职工（万人）\t61.2\t70.8\n#女职工\t25.1\t30.4\n工会（个）\t812\t1044\n"


def test_years_over_columns_are_periods_and_parts_have_the_unit_of_their_whole() -> None:
    assert [(f.text, str(f.low), f.unit, f.measure, f.period and f.period.text) for f in figures(YEARS) if f.cell][2:5] == [
        ("25.1", "251000", "人", "女职工", "1998"),
        ("30.4", "304000", "人", "女职工", "2003"),
        ("812", "812", "个", "工会", "1998"),
    ]


STATED = """工会组织情况
项目\t2004年\t2005年
基层工会数（个）\t360\t410
其中：企业\t250\t290
机关\t110\t120
会员数（万人）\t6.4\t6.9
#女会员\t2.7\t2.8
"""


def test_rows_below_其中_share_its_unit_unless_the_table_states_one() -> None:
    assert {f.measure: f.unit for f in figures(STATED) if f.cell} == {"基层工会数": "个", "企业": "个", "机关": "个", "会员数": "人", "女会员": "人"}
    stated = figures(STATED.replace("工会组织情况", "工会组织情况（单位：个）") + "女职工委员会\t210\t230\n")
    found = [(f.measure, f.subject, f.unit, str(f.low)) for f in stated if f.cell and f.cell.row == 7]
    assert found == [("女职工委员会", "浦州市总工会", "个", "210"), ("女职工委员会", "浦州市总工会", "个", "230")]
