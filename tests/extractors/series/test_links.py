"""Targets tied to one another: a county's part to the whole, an interim goal to the year's, a revision to what it replaced; many phrasings of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors.series import places
from extractors.series.progress import relate, relate_inside

# bulletins of 嘉兴市总工会; the links that must be among those found: (kind, the later or lesser, the earlier or greater)
BREAKDOWN = [
    ("2013-02-20|今年全市要新建基层工会600家，任务分解为：海宁市120家、平湖市90家。", "120家", "600家"),
    ("2013-02-20|会议要求，今年全市新建基层工会不少于600家。新建基层工会任务分解为：海宁市120家、平湖市90家。", "90家", "不少于600家"),
    ("2013-02-20|2013年，市总工会下达新建基层工会任务600家，其中海宁市120家、平湖市90家。", "120家", "600家"),
    ("2013-02-20|全年计划发展会员3.2万名，各地任务为：海宁市6000名、平湖市4500名、桐乡市5200名。", "5200名", "3.2万名"),
    ("2013-02-20|全市今年新建基层工会任务600家分解到各县（市、区）：海宁市120家，平湖市90家。", "90家", "600家"),
    ("2013-02-20|今年全市计划培训职工8000人次，其中海宁市1500人次、桐乡市1300人次。", "1500人次", "8000人次"),
    ("2013-02-20|今年全市要签订工资专项集体合同2400份。签订工资专项集体合同目标分配如下：嘉善县300份、海盐县260份。", "260份", "2400份"),
    ("2013-02-20|今年，全市力争建成职工书屋60家：南湖区12家、秀洲区10家、市直系统5家。", "12家", "60家"),
]
INTERIM = [
    ("2013-02-20|今年全市要新建基层工会600家，6月底前完成300家，9月底前完成480家。", "480家", "600家"),
    ("2013-02-20|今年全市要新建基层工会600家，6月底前完成300家，9月底前完成480家。", "300家", "600家"),
    ("2013-02-20|全年计划培训职工8000人次，其中上半年培训不少于3500人次。", "不少于3500人次", "8000人次"),
    ("2013-02-20|会议要求，今年全市新建基层工会不少于600家，6月底前完成全年新建任务的50%以上。", "50%以上", "不少于600家"),
    ("2013-02-20|全年要发展会员3.2万名，三季度末完成75%。", "75%", "3.2万名"),
    ("2013-02-20|今年全市计划签订工资专项集体合同2400份，上半年签订1200份以上。", "1200份以上", "2400份"),
    ("2013-02-20|今年全市要发展会员32000名。", "2013-05-10|通知要求，6月底前全市发展会员达到16000名。", "16000名", "32000名"),
    ("2013-02-20|到2015年底，全市要建成职工书屋300家，其中2013年建成100家。", "100家", "300家"),
]
REVISED = [
    ("2013-02-20|今年全市要新建基层工会300家。", "2013-08-20|经批准，全市全年新建基层工会任务由300家调减为260家。", "260家", "300家"),
    ("2013-02-20|今年新建基层工会任务分解为：海宁市90家、平湖市70家。", "2013-08-20|海宁市全年新建基层工会任务由90家核减到75家。", "75家", "90家"),
    ("2013-02-20|今年新建基层工会任务分解为：海宁市90家、平湖市70家。", "2013-08-20|市总工会同意平湖市将新建基层工会任务从70家追加到80家。", "80家", "70家"),
    ("2013-02-20|全年计划发展会员3.2万名。", "2013-07-20|经研究，全年发展会员目标由3.2万名上调至3.5万名。", "3.5万名", "3.2万名"),
    ("2013-02-20|今年新建基层工会任务分解为：海宁市90家、平湖市70家。", "2013-08-20|平湖市全年新建基层工会任务调整为60家。", "60家", "70家"),
    ("2013-02-20|全年筹集帮扶资金不少于1200万元。", "2013-09-20|全年筹集帮扶资金目标由1200万元压缩到1000万元。", "1000万元", "不少于1200万元"),
    ("2013-02-20|全市今年计划签订工资专项集体合同2400份。", "2013-09-20|受企业关停影响，全年签订工资专项集体合同计划从2400份改为2200份。", "2200份", "2400份"),
    ("2013-02-20|2013年，全市计划培训失业和转岗职工3000人。", "2013-06-20|全年培训失业和转岗职工计划数由3000人增加到3600人。", "3600人", "3000人"),
]


def links(entries: list[Any]) -> set[tuple[str, str, str]]:
    by_place: dict[str, list[Any]] = {}
    for e in entries:
        by_place.setdefault(e.seen.place, []).append(e)
    found = [link for held in by_place.values() for link in relate(held)]
    for place, held in by_place.items():
        found += relate_inside(held, [e for p in by_place if places.within(p, place) for e in by_place[p]])
    return {(link.kind, link.source.seen.text, link.of.seen.text) for link in found}


@pytest.mark.parametrize(
    ("kind", "case"), [(kind, case) for kind, cases in (("breakdown", BREAKDOWN), ("interim", INTERIM), ("revises", REVISED)) for case in cases]
)
def test_targets_are_tied(kind: str, case: tuple[str, ...], archive: Callable[..., list[Any]]) -> None:
    *bulletins, source, of = case
    assert (kind, source, of) in links(archive(bulletins))


APART = [
    ["2013-02-20|今年全市要新建基层工会600家，发展会员3.2万名。"],
    ["2013-02-20|今年全市要新建基层工会600家。", "2014-02-20|今年全市要新建基层工会500家，6月底前完成300家。"],
    ["2013-02-20|海宁市要新建基层工会90家。", "2013-08-20|平湖市全年新建基层工会任务由90家调减为75家。"],
    ["2013-02-20|今年全市要新建基层工会600家。", "2013-07-20|上半年，新建基层工会海宁市60家、平湖市48家。"],
]


@pytest.mark.parametrize("bulletins", APART)
def test_targets_of_other_measures_years_and_places_are_not(bulletins: list[str], archive: Callable[..., list[Any]]) -> None:
    found = links(archive(bulletins))
    assert {(kind, source, of) for kind, source, of in found if (source, of) != ("300家", "500家")} == set()
