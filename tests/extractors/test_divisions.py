"""Divisions: which were in use when, where they lie, what became of them."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import divisions

EXISTED = [
    ("沧浪区", 1990, True),
    ("沧浪区", 2012, True),
    ("沧浪区", 2013, False),
    ("姑苏区", 2011, False),
    ("姑苏区", 2012, True),
    ("吴江市", 2008, True),
    ("吴江市", 2020, False),
    ("重庆市", 1985, True),
    ("苏州市", 1975, True),  # in use when the records begin
    ("沧浪区", 1975, False),
    ("某某区", 2008, None),
]


@pytest.mark.parametrize(("name", "year", "expected"), EXISTED)
def test_existed(name: str, year: int, expected: bool | None) -> None:
    assert divisions.existed(name, date(year, 6, 1)) is expected


SUCCESSORS = [
    ("沧浪区", 2015, ("姑苏区",)),
    ("沧浪区", 2008, ()),
    ("吴县市", None, ("吴中区", "相城区")),
    ("吴县", None, ("吴中区", "相城区")),  # by way of 吴县市
    ("苏州地区", None, ("苏州市",)),
    ("襄樊市", None, ("襄阳市",)),
    ("宣武区", None, ("西城区",)),
    ("苏州市", None, ()),
    ("某某区", None, ()),
]


@pytest.mark.parametrize(("name", "year", "expected"), SUCCESSORS)
def test_successors(name: str, year: int | None, expected: tuple[str, ...]) -> None:
    assert divisions.successors(name, date(year, 6, 1) if year else None) == expected


def test_stretches_of_use_are_joined_where_one_code_followed_another() -> None:
    assert divisions.in_use("常熟市") == ((1983, None),)
    assert divisions.in_use("沧浪区") == ((1983, 2012),)
    assert divisions.in_use("某某区") == ()


PARENTS = [
    ("沧浪区", ("苏州市", "江苏省")),
    ("苏州市", ("江苏省",)),
    ("渝中区", ("重庆市",)),
    ("江苏省", ()),
    ("土默特左旗", ("呼和浩特市", "内蒙古自治区")),
]


@pytest.mark.parametrize(("name", "expected"), PARENTS)
def test_parents(name: str, expected: tuple[str, ...]) -> None:
    assert divisions.parents(divisions.find(name)[0]) == expected


def test_namesakes_and_short_forms() -> None:
    assert len({divisions.province(d) for d in divisions.find("鼓楼区")}) > 1
    assert divisions.find_short("苏州")[0].name == "苏州市"
    assert divisions.find_short("吉林", date(2008, 1, 1))[0].name == "吉林省"
    assert not divisions.find_short("平安")  # a word first of all
    assert [d.name for d in divisions.find_short("内蒙古")] == ["内蒙古自治区"]


KINDS = [
    ("苏州市", "市"),
    ("沧浪区", "区"),
    ("江苏省", "省"),
    ("恩施土家族苗族自治州", "州"),
    ("土默特左旗", "旗"),
    ("宁夏回族自治区", "自治区"),
    ("芷江侗族自治县", "县"),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind(name: str, kind: str) -> None:
    assert divisions.find(name)[0].kind == kind


def test_usual_names_of_autonomous_divisions() -> None:
    assert [d.name for d in divisions.find("海西州", date(2016, 1, 1))] == ["海西蒙古族藏族自治州"]
    assert divisions.existed("三江县", date(2016, 1, 1))


def test_the_table_is_whole() -> None:
    names = divisions.index().names
    found = list({d for n in names for d in divisions.find(n)})
    now = [d for d in found if d.last is None]
    assert len({d.name for d in now if d.level == divisions.PROVINCE}) == 34
    assert 330 <= len([d for d in now if d.level == divisions.PREFECTURE]) <= 345
    assert len([d for d in now if d.level == divisions.COUNTY]) > 2800
    assert all(d.last is None or d.first <= d.last for d in found)
    assert all(divisions.province(d) in names for d in found)
    ended = [n for n in names if not any(d.last is None for d in divisions.find(n))]
    followed = [n for n in ended if divisions.successors(n)]
    assert len(followed) / len(ended) > 0.95
