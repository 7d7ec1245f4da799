"""Periods: what is printed, against an issue date, to days, role and grain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Period
from extractors.periods import find_periods

ISSUED = date(2009, 4, 20)

# text | the period in it | first/last (empty = open) | role | grain
CASES = """
今年3月20日召开大会 | 今年3月20日 | 2009-03-20/2009-03-20 | during | day
3月20日召开大会 | 3月20日 | 2009-03-20/2009-03-20 | during | day
12月5日走访企业 | 12月5日 | 2008-12-05/2008-12-05 | during | day
6月底前全部建会 | 6月底前 | /2009-06-30 | by | month
年底前完成 | 年底前 | /2009-12-31 | by | day
2010年前建成 | 2010年前 | /2010-12-31 | by | year
到2012年，入会率达到95% | 到2012年 | /2012-12-31 | by | year
春节前发放到位 | 春节前 | /2009-01-25 | by | span
三年内全部覆盖 | 三年内 | /2012-04-20 | by | span
至2月底共建会8家 | 至2月底 | /2009-02-28 | until | month
截至3月31日，会员3万人 | 截至3月31日 | /2009-03-31 | until | day
截止2008年底共有工会60家 | 截止2008年底 | /2008-12-31 | until | day
截至目前已有60家 | 截至目前 | /2009-04-20 | until | day
今年以来新建工会5家 | 今年以来 | 2009-01-01/ | since | year
自2008年1月1日起施行 | 自2008年1月1日起 | 2008-01-01/ | since | day
比去年同期增长8% | 去年同期 | 2008-01-01/2008-04-20 | previous | span
较上年增长8% | 上年 | 2008-01-01/2008-12-31 | previous | year
比2007年增加3家 | 2007年 | 2007-01-01/2007-12-31 | previous | year
去年新建工会9家 | 去年 | 2008-01-01/2008-12-31 | during | year
明年将新建9家 | 明年 | 2010-01-01/2010-12-31 | during | year
本月新建2家 | 本月 | 2009-04-01/2009-04-30 | during | month
上月底统计 | 上月底 | 2009-03-31/2009-03-31 | during | month
一季度新建2家 | 一季度 | 2009-01-01/2009-03-31 | during | quarter
2008年第四季度 | 2008年第四季度 | 2008-10-01/2008-12-31 | during | quarter
前三季度收缴经费 | 前三季度 | 2009-01-01/2009-09-30 | during | span
上半年收缴经费 | 上半年 | 2009-01-01/2009-06-30 | during | half
去年下半年 | 去年下半年 | 2008-07-01/2008-12-31 | during | half
1—3月新建2家 | 1—3月 | 2009-01-01/2009-03-31 | during | span
１至３月份新建2家 | １至３月份 | 2009-01-01/2009-03-31 | during | span
前2个月新建2家 | 前2个月 | 2009-01-01/2009-02-28 | during | span
2008年12月至2009年2月 | 2008年12月至2009年2月 | 2008-12-01/2009-02-28 | during | span
3月20日至22日举办 | 3月20日至22日 | 2009-03-20/2009-03-22 | during | day
2006—2008年 | 2006—2008年 | 2006-01-01/2008-12-31 | during | span
07年年底的基数 | 07年年底 | 2007-12-31/2007-12-31 | during | day
98年以来的工作 | 98年以来 | 1998-01-01/ | since | year
二〇〇八年三月 | 二〇〇八年三月 | 2008-03-01/2008-03-31 | during | month
２００８年度考核 | ２００８年度 | 2008-01-01/2008-12-31 | during | year
2009.4.12 | 2009.4.12 | 2009-04-12/2009-04-12 | during | day
3月上旬 | 3月上旬 | 2009-03-01/2009-03-10 | during | month
“十一五”期间 | “十一五”期间 | 2006-01-01/2010-12-31 | during | span
十五五时期 | 十五五时期 | 2026-01-01/2030-12-31 | during | span
“十五”末 | “十五”末 | 2005-12-31/2005-12-31 | during | year
近三年 | 近三年 | 2006-04-20/2009-04-20 | during | span
今后五年 | 今后五年 | 2009-04-20/2014-04-20 | during | span
元旦春节期间走访 | 元旦春节期间 | 2009-01-01/2009-02-01 | during | span
元旦、春节期间走访 | 元旦、春节期间 | 2009-01-01/2009-02-01 | during | span
“五一”前夕表彰 | “五一”前夕 | 2009-04-24/2009-04-30 | during | span
去年国庆节期间 | 去年国庆节期间 | 2008-10-01/2008-10-07 | during | span
"""

TRAPS = """
60岁以上年龄的职工
10年工龄，30年教龄
文明年画，透明年报
以前年度的结余
“五五”普法
3个月，五天，8小时
改革开放30年
经过三年努力
第2009号
成本年均下降
"""


def spans(first: date | None, last: date | None) -> str:
    return f"{first or ''}/{last or ''}"


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_period(line: str) -> None:
    text, printed, days, role, grain = (part.strip() for part in line.split("|"))
    (period,) = find_periods(text, ISSUED)
    assert (period.text, spans(period.first, period.last), period.role, period.grain) == (printed, days, role, grain)
    assert text[period.start : period.end] == period.text and period.valid and period.year_known


@pytest.mark.parametrize("text", TRAPS.strip().splitlines())
def test_no_period(text: str) -> None:
    assert find_periods(text, ISSUED) == []


@pytest.mark.parametrize("text", ["6月31日", "2月30日", "4月78日", "2009年2月29日", "13月5日"])
def test_a_date_that_does_not_exist_is_kept_as_invalid(text: str) -> None:
    (period,) = find_periods(text, ISSUED)
    assert not period.valid and period.first is None and period.last is None and period.text == text


@pytest.mark.parametrize(("text", "weekday"), [("4月20日（星期一）", 1), ("4月19日，周日", 7), ("4月18日 星期六", 6), ("4月18日", None)])
def test_printed_weekday(text: str, weekday: int | None) -> None:
    (period,) = find_periods(text, ISSUED)
    assert period.weekday == weekday and period.text == text


def last_of(text: str, issued: date | None = ISSUED) -> Period:
    return find_periods(text, issued)[-1]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2007年共建会30家，其中9月建会12家", "2007-09-01/2007-09-30"),  # the year of the sentence
        ("2008年成立。9月建会12家", "2008-09-01/2008-09-30"),  # the year of the paragraph, when it is the last one
        ("2003年成立。3月建会12家", "2009-03-01/2009-03-31"),  # a year long past does not reach over the sentence
        ("2008年成立。\n3月建会12家", "2009-03-01/2009-03-31"),
        ("今年1—3月新建9家，比去年同期多2家", "2008-01-01/2008-03-31"),
        ("2007年上半年新建9家，同期投入3万元", "2006-01-01/2006-06-30"),
        ("2007年新建9家，当年发展会员300人", "2007-01-01/2007-12-31"),
        ("2005年投入9万元，比上年多2万元", "2004-01-01/2004-12-31"),
        ("2007年启动，次年完成", "2008-01-01/2008-12-31"),
    ],
)
def test_words_that_lean_on_an_earlier_period(text: str, days: str) -> None:
    period = last_of(text)
    assert spans(period.first, period.last) == days


def test_full_year_of_a_january_issue_is_the_year_before_unless_words_look_ahead() -> None:
    january = date(2009, 1, 15)
    assert last_of("全年新建30家", january).first == date(2008, 1, 1)
    assert last_of("预计全年新建30家", january).first == date(2009, 1, 1)


def test_without_any_year_the_days_stay_open() -> None:
    period = last_of("3月5日走访", None)
    assert period.first is None and period.last is None and not period.year_known and period.valid


def test_without_issue_date_an_earlier_year_of_the_sentence_serves() -> None:
    assert last_of("2008年建会，3月5日走访", None).first == date(2008, 3, 5)


@given(
    st.text(alphabet="今去上年月日底前度季一二三十〇0123456789至到—-，。同期以来半“五”元旦春节\n", max_size=60),
    st.none() | st.dates(),
)
def test_any_text_gives_ordered_spans_and_never_raises(text: str, issued: date | None) -> None:
    at = 0
    for period in find_periods(text, issued):
        assert at <= period.start < period.end and period.text == text[period.start : period.end]
        assert period.first is None or period.last is None or period.first <= period.last
        at = period.end


REVIEW = [
    ("2010年，全市工会工作稳步推进。全年共新建工会54家。", "全年", 2010),
    ("2010年全市建会进度较快。\n全年新建联合工会9家，年末会员8万人。", "年末", 2010),
    ("截至2010年底，工会由上年末的43个增加到48个。\n全年新建5个。", "全年", 2010),
    ("2010年全市建会较快。\n2011年，要继续推进，全年新建60家。", "全年", 2011),
    ("全年计划新建60家。", "全年", 2011),
    ("完成年初计划1200名的101%，全年筛查1213名。", "全年", 2010),
    ("2010年全市建会较快。120人结转到2012年。全年新建9家。", "全年", 2010),
    # a chronicle of an older year, a body's age, and what lies ahead of last year's meeting
    ("2001年，建立公开制度的企业达81%。年内评议干部130人。", "年内", 2001),
    ("中心2001年成立，年内将再设站点3个。", "年内", 2011),
    ("自2001年成立以来救助900人。年底前新设站点3个。", "年底前", 2011),
    ("2010年12月召开会议，计划3月底前完成换届6家。", "3月底前", 2011),
    ("2010年12月召开会议，主要通报3月底前完成的换届6家。", "3月底前", 2010),
]


@pytest.mark.parametrize(("text", "words", "year"), REVIEW)
def test_the_year_of_a_review_governs_what_names_none(text: str, words: str, year: int) -> None:
    found = [p for p in find_periods(text, date(2011, 1, 20)) if p.text == words]
    assert [p.last and p.last.year for p in found] == [year]
