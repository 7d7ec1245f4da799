"""Numerals in every system that a bulletin prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.numbers_value import pair, value
from extractors.numerals import find_numbers

VALUES = """
0 0 1|１２ 12 1|1,234 1234 1|1,234,567.8 1234567.8 0.1|749 749 1|七百四十九 749 1|柒佰肆拾玖 749 1|廿三 23 1|卅 30 1|五百卅四 534 1|〇 0 1|两 2 1|兩千六 2600 1
十 10 1|十五 15 1|一十一 11 1|一百一十 110 1|一百零五 105 1|一千零一十 1010 1|三千零五 3005 1|两千五 2500 1|一百二 120 1|四万五 45000 1000|二十三万四 234000 1000
4.7万 47000 1000|15.23万 152300 100|65万 650000 10000|3千 3000 1|1万2千 12000 1000|一万二千 12000 1000|3千5 3500 1|5千3百 5300 1|1亿2000万 120000000 10000|2百万 2000000 10000
两亿 200000000 100000000|1.2万亿 1200000000000 100000000000|三百五十万亿 350000000000000 1000000000000|一万五千亿 1500000000000 100000000|万 10000 10000|亿 100000000 100000000
三点五 3.5 0.1|零点零五 0.05 0.01|二十点一万 201000 1000|三點一四 3.14 0.01|二〇〇九 2009 1|一九四九 1949 1|萬 10000 10000|五億 500000000 100000000|壹萬貳仟 12000 1000|-3.5 -3.5 0.1|负二十 -20 1
"""
CASES = [tuple(case.split(" ")) for case in VALUES.replace("\n", "|").split("|") if case.strip()]


@pytest.mark.parametrize(("printed", "number", "step"), CASES)
def test_value(printed: str, number: str, step: str) -> None:
    assert value(printed) == (Decimal(number), Decimal(step))


@pytest.mark.parametrize("printed", ["", "点", "元", "1.2.3", "abc", "九" * 200, "1" * 5000])
def test_no_value(printed: str) -> None:
    assert value(printed) is None


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("两三", 2, 3), ("三五", 3, 5), ("七八", 7, 8), ("十七八", 17, 18), ("三五百", 300, 500), ("五六十", 50, 60), ("四五千", 4000, 5000), ("三四万", 30000, 40000),
     ("二十七八", 27, 28), ("一百二三十", 120, 130), ("三万四五", 34000, 35000)],
)  # fmt: skip
def test_pair(printed: str, low: int, high: int) -> None:
    got = pair(printed)
    assert got is not None and got[:2] == (low, high)


@pytest.mark.parametrize("printed", ["五五", "一七", "九八", "二〇〇八", "十三五", "一百二十三", "三", "七八九"])
def test_no_pair(printed: str) -> None:
    assert pair(printed) is None


FOUND = {
    "共三千二百人": [("三千二百", 3200, 3200)],
    "由12家增至30家": [("12", 12, 12), ("30", 30, 30)],
    "增长百分之六点五": [("百分之六点五", "0.065", "0.065")],
    "占60%": [("60%", "0.6", "0.6")],
    "完成三分之二": [("三分之二", "0.6666666666666666666666666667", "0.6666666666666666666666666667")],
    "用时3又1/2天": [("3又1/2", "3.5", "3.5")],
    "三至五年": [("三至五", 3, 5)],
    "10万—15万元": [("10万—15万", 100000, 150000)],
    "三到五万户": [("三到五万", 30000, 50000)],
    "十几个人": [("十几", 11, 19)],
    "几十名": [("几十", 20, 90)],
    "二十多万": [("二十多万", 200000, 300000)],
    "第十七名": [("十七", 17, 17)],
    "不少于三百人": [("不少于三百", 300, None)],
    "低于100": [("低于100", None, 100)],
    "80分以上，95分以下": [("80", 80, 80), ("95", 95, 95)],
    "80以上，95以下": [("80以上，95以下", 80, 95)],
    "温度为-5度": [("-5", -5, -5)],
    "负三": [("负三", -3, -3)],
    "约四百": [("约四百", 400, 400)],
    "Ⅲ类水": [("Ⅲ", 3, 3)],
    "五打铅笔": [("五打", 60, 60)],
    "一 百 五 十 二": [("一 百 五 十 二", 152, 152)],
    "2011.10.17": [("2011", 2011, 2011), ("10", 10, 10), ("17", 17, 17)],
    "3-5度": [("3-5", 3, 5)],
}


@pytest.mark.parametrize("text", FOUND)
def test_find_numbers(text: str) -> None:
    expected = [(t, low if low is None else Decimal(low), high if high is None else Decimal(high)) for t, low, high in FOUND[text]]
    assert [(n.text, n.low, n.high) for n in find_numbers(text)] == expected


@pytest.mark.parametrize("text", ["队伍", "收拾行装", "大陆", "放肆", "四川", "一切", "万万", "两两", "二〇〇八年五月", "下午三点半", "https://a.cn/?q=305&p=72"])
def test_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def han(number: int) -> str:
    """A whole number below 10 ** 16 in Chinese numerals."""
    if number == 0:
        return "零"
    out, zero = "", False
    for great, unit in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, great)
        if not section:
            zero = bool(out)
            continue
        out += ("零" if out and (zero or section < 1000) else "") + _section(section) + unit
        zero = False
    return out


def _section(number: int) -> str:
    out, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if zero else "") + "零一二三四五六七八九"[digit] + unit
        zero = not digit and bool(out)
    return out


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back(number: int) -> None:
    got = value(han(number))
    assert got is not None and got[0] == number


@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(["", "万", "亿"]))
def test_arabic_with_multipliers(number: int, decimals: int, great: str) -> None:
    printed = f"{Decimal(number).scaleb(-decimals):f}{great}"
    got = value(printed)
    factor = {"": 1, "万": 10**4, "亿": 10**8}[great]
    assert got is not None and got[0] == Decimal(number).scaleb(-decimals) * factor


NUMERAL_TEXT = st.text("0123456789０９零〇一二两三五九十百千万亿壹拾萬几数半多余来点.,，%％分之成折倍元角个家人年月日号时第近约超过不少于以上下左右至到—-~/:：∶ 负又\n“”《》", max_size=60)


@settings(max_examples=400)
@given(NUMERAL_TEXT | st.text(max_size=40))
def test_never_raises_and_keeps_its_offsets(text: str) -> None:
    at = 0
    for n in find_numbers(text):
        assert n.text == text[n.start : n.end]
        assert at <= n.start < n.end
        assert n.low is None or n.high is None or n.low <= n.high
        at = n.end
