"""``gouji explain``: a figure's fields, each with the words that it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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


def test_an_offset_is_asked_for(gouji: Any, memo: Path) -> None:
    assert gouji("explain", memo).returncode == 2


def test_the_help_is_chinese(gouji: Any) -> None:
    assert "依据的原文" in gouji("explain", "--help").stdout
