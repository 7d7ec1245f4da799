"""What the name of a body tells about it."""

from __future__ import annotations

import pytest

from extractors import lexicons
from extractors.organisations.registry import Entry, describe

ENTRIES = [
    ("中华全国总工会", "union", Entry("national")),
    ("江苏省总工会", "union", Entry("province", "江苏省", "中华全国总工会")),
    ("苏州市劳动和社会保障局", "government", Entry("prefecture", "苏州市", None, 2000, 2010, ("苏州市劳动局",), ("苏州市人力资源和社会保障局",))),
    ("姑苏区总工会", "union", Entry("county", "姑苏区", "苏州市总工会", 2012, None, ("沧浪区总工会", "平江区总工会", "金阊区总工会"))),
    ("吴江市总工会", "union", Entry("county", "吴江市", "苏州市总工会", 1992, 2012, ("吴江县总工会",), ("吴江区总工会",))),
    ("江苏省苏州市总工会民主管理部", "union", Entry(None, "苏州市", "江苏省苏州市总工会")),
    ("吴中区木渎镇总工会", "union", Entry("town", "吴中区")),
    ("宁波海澄电子有限公司工会", "union", Entry(parent="宁波海澄电子有限公司")),
    ("宁波市海澄电子有限公司", "company", Entry(None, "宁波市")),
    ("朝阳区总工会", "union", Entry("county", "朝阳区")),
    ("海州市总工会", "union", Entry(None, "海州市")),
    ("某某会", "other", Entry()),
]


@pytest.mark.parametrize(("name", "kind", "entry"), ENTRIES, ids=[name for name, _, _ in ENTRIES])
def test_what_a_name_tells(name: str, kind: str, entry: Entry) -> None:
    found = describe(name, kind)
    assert (found.level, found.division, found.parent, found.first, found.last) == (entry.level, entry.division, entry.parent, entry.first, entry.last)
    assert set(entry.before) <= set(found.before) and set(found.after) == set(entry.after)


def test_reforms_end_what_they_begin() -> None:
    for row in lexicons.read("organisation_reforms.csv", ("before", "after", "year"), ("before",)):
        assert row["before"] != row["after"] and 1980 < int(row["year"]) < 2030, row
        ended, began = describe(f"苏州市{row['before']}", "government"), describe(f"苏州市{row['after']}", "government")
        assert ended.last == int(row["year"]) and f"苏州市{row['after']}" in ended.after and f"苏州市{row['before']}" in began.before
