"""Quantities: bounds, units, kinds and spans as design and usage have them; sentences and numbers are invented."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.quantities import find_quantities

# text | printed low..high unit kind [~ = approx] ; …
TABLE = """
新建独立工会749家 | 749家 749 家 count
会员七百四十九人 | 七百四十九人 749 人 count
参训７４９人次 | ７４９人次 749 人次 count
发放1,234份 | 1,234份 1234 份 count
会员4.7万名 | 4.7万名 47000 名 count
筹款65万余元 | 65万余元 650000..660000 元 money ~
筹款65万多元 | 65万多元 650000..660000 元 money ~
资料600余份 | 600余份 600..700 份 count ~
覆盖100多家 | 100多家 100..200 家 count ~
资料2300余份 | 2300余份 2300..2400 份 count ~
参加41300余人 | 41300余人 41300..41400 人 count ~
捐款十余万元 | 十余万元 100000..200000 元 money ~
来了百余人 | 百余人 100..200 人 count ~
会员万余名 | 万余名 10000..20000 名 count ~
来了两千余人 | 两千余人 2000..3000 人 count ~
走访十几家 | 十几家 11..19 家 count ~
二十几人参加 | 二十几人 21..29 人 count ~
走访几十家 | 几十家 20..90 家 count ~
表彰数百名 | 数百名 200..900 名 count ~
走访上百家 | 上百家 100.. 家 count
服务数十万人 | 数十万人 200000..900000 人 count ~
走访近百名劳模 | 近百名 100 名 count ~
走访近4000人 | 近4000人 4000 人 count ~
将近300人 | 将近300人 300 人 count ~
约占5% | 约占5% 5 % percent ~
大约20户 | 大约20户 20 户 count ~
占5%左右 | 5%左右 5 % percent ~
五十岁上下 | 五十岁上下 50 岁 age ~
不少于180家 | 不少于180家 180.. 家 count
至少有30人 | 至少有30人 30.. 人 count
入会率95%以上 | 95%以上 95.. % percent
入会率超过90% | 超过90% 90.. % percent
产值突破100万吨 | 突破100万吨 1000000.. 吨 other-measure
支出逾3亿元 | 逾3亿元 300000000.. 元 money
规模超万亿元 | 超万亿元 1000000000000.. 元 money
不超过5人 | 不超过5人 ..5 人 count
3天以内办结 | 3天以内 ..3 天 duration
35岁以下职工 | 35岁以下 ..35 岁 age
不足20人 | 不足20人 ..20 人 count
不到三成 | 不到三成 ..30 % percent
奖励50万元（含）以上 | 50万元（含）以上 500000.. 元 money
参与率要超全年目标的80% | 80% 80.. % percent
近400余人 | 近400余人 400..500 人 count ~
至少50家以上 | 至少50家以上 50.. 家 count
延长3—5年 | 3—5年 3..5 年 duration
延长3至5年 | 3至5年 3..5 年 duration
延长三到五年 | 三到五年 3..5 年 duration
占80%～90% | 80%～90% 80..90 % percent
十七八岁的青工 | 十七八岁 17..18 岁 age
三五家一组 | 三五家 3..5 家 count
补助300元至500元 | 300元至500元 300..500 元 money
投资3—5亿元 | 3—5亿元 300000000..500000000 元 money
由12家到15家 | 12家 12 家 count ; 15家 15 家 count
百分之九十五 | 百分之九十五 95 % percent
占九成五 | 九成五 95 % percent
占九成五以上 | 九成五以上 95.. % percent
占三成 | 三成 30 % percent
打八五折 | 八五折 85 % percent
超过半数 | 超过半数 50.. % percent
一半以上的职工 | 一半以上 50.. % percent
过半数代表同意 | 过半数 50.. % percent
三分之二以上 | 三分之二以上 66.66666666666666666666666667.. % percent
占全国1/4 | 1/4 25 % percent
千分之五 | 千分之五 0.5 % percent
增长率3.2‰ | 3.2‰ 3.2 ‰ percent
提高5.7个百分点 | 5.7个百分点 5.7 个百分点 percent
提高两个百分点 | 两个百分点 2 个百分点 percent
增长-3.2% | -3.2% -3.2 % percent
师生比1∶40 | 1∶40 0.025 - ratio
增长1.4倍 | 1.4倍 1.4 倍 ratio
产值翻两番 | 两番 2 番 ratio
共一万二千人 | 一万二千人 12000 人 count
共1万2千人 | 1万2千人 12000 人 count
产值1.2万亿元 | 1.2万亿元 1200000000000 元 money
支出两万五千元 | 两万五千元 25000 元 money
支出壹仟贰佰元整 | 壹仟贰佰元整 1200 元 money
每册三元五角 | 三元五角 3.5 元 money
每份五角五分 | 五角五分 0.55 元 money
每本十二块五。 | 十二块五 12.5 元 money
捐了一百五十块 | 一百五十块 150 元 money
走访七、八个车间 | 七、八个 7..8 个 count
约三、四万元 | 约三、四万元 30000..40000 元 money ~
不得超过总数的20% | 20% ..20 % percent
不得低于60% | 不得低于60% 60.. % percent
加班不得超过36小时 | 不得超过36小时 ..36 小时 duration
人民币300万元 | 300万元 3000000 元 money
外资1.2亿美元 | 1.2亿美元 120000000 美元 money
历时一年半 | 一年半 1.5 年 duration
用了三个半月 | 三个半月 3.5 个月 duration
用了3个多月 | 3个多月 3..4 个月 duration ~
用了两年多 | 两年多 2..3 年 duration ~
一个半小时 | 一个半小时 1.5 个小时 duration
10个工作日内 | 10个工作日内 ..10 个工作日 duration
培训40学时 | 40学时 40 学时 count
年满60周岁 | 60周岁 60 周岁 age
占地1.2万平方米 | 1.2万平方米 12000 平方米 area
造林90余万亩 | 90余万亩 900000..1000000 亩 area ~
浓度25.9微克/立方米 | 25.9微克/立方米 25.9 微克/立方米 other-measure
均价3200元/人 | 3200元/人 3200 元/人 money
改造2.5万套（间） | 2.5万套（间） 25000 套（间） count
发电300万千瓦时 | 300万千瓦时 3000000 千瓦时 other-measure
分别为12、15和18家 | 12 12 家 count ; 15 15 家 count ; 18家 18 家 count
分别提高5、8个百分点 | 5 5 个百分点 percent ; 8个百分点 8 个百分点 percent
新增12项和44项 | 12项 12 项 count ; 44项 44 项 count
惠及3500万、2300万人次 | 3500万 35000000 人次 count ; 2300万人次 23000000 人次 count
五部门联合 | 五部门 5 部门 count
开展三方面工作 | 三方面 3 方面 count
呈现三个特点 | 三个 3 个 count
三千瓦电机 | 三千瓦 3 千瓦 other-measure
共建 12 家 | 12 家 12 家 count
共筹 177.1 亿元 | 177.1 亿元 17710000000 元 money
会员总数达358万 | 358万 3580000 - count
总数为358。 | 358 358 - count
38家居首 | 38家 38 家 count
5起重大事故 | 5起 5 起 count
七成群众 | 七成 70 % percent
五项目标 | 五项 5 项 count
比上年的113家多21家 | 113家 113 家 count ; 21家 21 家 count
资金按7∶3分担 | 7∶3 2.333333333333333333333333333 - ratio
"""  # noqa: E501
CASES = [tuple(part.strip() for part in line.split("|", 1)) for line in TABLE.strip().splitlines()]


def expected(cell: str) -> list[tuple[str, Decimal | None, Decimal | None, str | None, str, bool]]:
    out = []
    for item in cell.split(";"):
        words = item.split()
        approx = words[-1] == "~"
        *printed, bounds, unit, kind = words[:-1] if approx else words
        low, dots, high = bounds.partition("..")
        ends = [Decimal(x) if x else None for x in (low, high if dots else low)]
        out.append((" ".join(printed), ends[0], ends[1], None if unit == "-" else unit, kind, approx))
    return out


@pytest.mark.parametrize(("text", "cell"), CASES)
def test_reads(text: str, cell: str) -> None:
    assert [(q.text, q.low, q.high, q.unit, q.kind, q.approx) for q in find_quantities(text)] == expected(cell)


@pytest.mark.parametrize(
    ("text", "step"),
    [("4.7万名", 1000), ("358家", 1), ("7.9%", "0.1"), ("120万元", 10000), ("12000人", 1), ("1.20亿元", 10**6), ("3.5元", "0.1"), ("三分之二", None), ("几十家", None), ("三成", 10)],
)
def test_step_is_the_last_printed_digit(text: str, step: object) -> None:
    assert [q.step for q in find_quantities(text)] == [None if step is None else Decimal(str(step))]


@pytest.mark.parametrize(
    ("text", "digits"),
    [("不少于180家", "180"), ("65万余元", "65万"), ("40余万人", "40余万"), ("约3.5亿元左右", "3.5亿"), ("95%以上", "95"), ("3—5年", "3—5"), ("百分之六十", "百分之六十"), ("十几家", "十几")],
)
def test_number_is_where_its_digits_stand(text: str, digits: str) -> None:
    (q,) = find_quantities(text)
    assert text[slice(*q.number)] == digits


def test_lent_unit_is_told() -> None:
    text = "分别为12、15和18家"
    first, _, last = find_quantities(text)
    assert first.number_unit and text[slice(*first.number_unit)] == "家" and last.number_unit is None


def test_comparators_and_approximators_are_kept() -> None:
    (q,) = find_quantities("超过近百家")
    assert (q.comparator, q.approx, q.approximator) == (">", True, "近")


ALPHABET = "0123456789０５零〇一二两三五九十百千万亿壹拾萬几数半多余来点.,，%％分之成折倍元角个家人年月日号时第近约超过不少于以上下左右至到—-~/:：∶负又每前同\n 　“”《》（）"


@settings(max_examples=600)
@given(st.text(ALPHABET, max_size=60) | st.text(max_size=40))
def test_never_raises_and_keeps_its_offsets(text: str) -> None:
    at = 0
    for q in find_quantities(text):
        assert q.text == text[q.start : q.end]
        assert at <= q.start <= q.number[0] < q.number[1] <= q.end
        assert q.low is None or q.high is None or q.low <= q.high
        at = q.end


LONG = ["一", "1", "亿", "余", "万亿", "1,", "1.", "分之", "百分之", "一点", "4月78日", "3—", "第1、", "12、", "“三", "《3", "约", "不少于", "1万", "1 ", "一 ", "1/", "1:", "半", "几十", "1家、", "8.", "－1", " ", "\u3000", "\t", ",", "，", "、", "。", "·", "—", "-", "~", "(", "（", "）", "：", "1  ", "1 至"]


@pytest.mark.parametrize("piece", LONG)
def test_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            find_quantities(text)
            best = min(best, time.process_time() - start)
        return best

    short, long = seconds(1_000), seconds(10_000)
    assert long < 0.1 or long < 40 * short

