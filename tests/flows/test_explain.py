"""``gouji explain``: a figure's fields, each with the words that it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from corpus import read

TEXT = """永丰市总工会要求，6月底前全市新建工会不少于200家，发展会员近4000人。
一季度，石桥区总工会新建工会120家，其中非公企业工会90家、事业单位工会30家。
"""


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    path = tmp_path / "memo.txt"
    path.write_text(TEXT, "utf-8")
    return path


def explained(gouji: Any, memo: Path, figure: str, inside: int = 0) -> dict[str, list[str]]:
    done = gouji("explain", memo, "--at", TEXT.index(figure) + inside, "--date", "2013-04-10")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines()]
    return {row[0]: row[1:] for row in rows if row}


@pytest.mark.parametrize(
    ("figure", "field", "words"),
    [
        ("不少于200家", "数值", "200"),
        ("不少于200家", "数前用语", "不少于"),
        ("不少于200家", "单位", "家"),
        ("不少于200家", "时期", "6月底前"),
        ("不少于200家", "性质", "要求"),
        ("不少于200家", "口径", "全市"),
        ("近4000人", "数前用语", "近"),
        ("近4000人", "指标", "发展会员"),
        ("120家", "主体", "石桥区总工会"),
        ("120家", "时期", "一季度"),
    ],
)
def test_each_field_names_its_words_and_where_they_stand(gouji: Any, memo: Path, figure: str, field: str, words: str) -> None:
    row = explained(gouji, memo, figure)[field]
    assert f"“{words}”" in row
    start, end = map(int, row[-1].split("–"))
    assert TEXT[start:end] == words


def test_any_character_of_the_figure_will_do(gouji: Any, memo: Path) -> None:
    assert explained(gouji, memo, "不少于200家", 4)["性质"][0] == "要求"


def test_the_checks_of_the_figure_are_shown(gouji: Any, memo: Path) -> None:
    done = gouji("explain", memo, "--at", TEXT.index("120家"), "--date", "2013-04-10")
    assert "参与的核对：1 项" in done.stdout and "相符" in done.stdout and "120" in done.stdout.splitlines()[-1]


def test_where_no_figure_stands_the_nearest_are_named(gouji: Any, memo: Path) -> None:
    done = gouji("explain", memo, "--at", 0)
    assert done.returncode == 1 and "no-figure-here" in done.stderr and "不少于200家" in done.stderr


HEADS, ROWS = ("县区", "新建工会（家）", "发展会员（人）"), (("石桥区", "46", "2130"), ("云溪县", "31", "1480"))


@pytest.fixture(params=["docx", "html"])
def tabled(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A bulletin whose figures stand in a table of its container."""
    path, lead = tmp_path / f"table.{request.param}", "上半年各县区建会情况如下："
    if request.param == "html":
        rows = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADS, *ROWS))
        around = "<p>全市各级工会组织力量深入企业宣传工会法，组建工作有序推进，取得较好成绩。</p>\n" * 8
        path.write_text(f'<html><meta charset="utf-8"><body>\n<h1>建会情况</h1>\n{around}<p>{lead}</p>\n<table>\n{rows}\n</table>\n</body></html>', "utf-8")
        return path
    document = Document()
    document.add_paragraph(lead)
    table = document.add_table(rows=0, cols=3)
    for row in (HEADS, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))
    return path


def test_a_figure_of_a_table_has_its_heads_and_its_place(gouji: Any, tabled: Path) -> None:
    text = read(str(tabled), tabled.read_bytes()).source.text
    done = gouji("explain", tabled, "--at", text.index("1480"), "--date", "2013-07-10")
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.split()}
    for field, words in (("数值", "1480"), ("单位", "人"), ("指标", "发展会员"), ("主体", "云溪县"), ("时期", "上半年")):
        start, end = map(int, rows[field][-1].split("–"))
        assert text[start:end] == words and f"“{words}”" in rows[field]
    assert " ".join(rows["表格位置"]).startswith("表 1 第 3 行第 3 列")


def test_an_offset_is_asked_for(gouji: Any, memo: Path) -> None:
    assert gouji("explain", memo).returncode == 2


def test_the_help_is_chinese(gouji: Any) -> None:
    assert "依据的原文" in gouji("explain", "--help").stdout
