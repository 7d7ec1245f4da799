"""What is no bulletin is refused with a code; what might be one is read."""

from __future__ import annotations

import inspect
from pathlib import Path

import making
import pytest

import corpus

LOG = "".join(f"2024-03-{n:02} 08:00:{n:02} 信息 服务启动完成，耗时{n}毫秒。\n" for n in range(10, 28))
CODE = "# 计算职工人数，供报表使用\n" + inspect.getsource(making)
LISTED = "编号,单位,人数,经费\n" + "".join(f"{n},第{n}分会,{n * 7},{n * 100}\n" for n in range(30))
LICENCE = (Path(__file__).parents[2] / "LICENSE").read_text("utf-8")
JAPANESE = "労働組合は、労働条件の維持改善その他経済的地位の向上を図ることを目的とする団体である。" * 5


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("not-chinese", LICENCE),
        ("not-chinese", CODE),
        ("not-chinese", "".join(f"{n},{n * n},{n / 7:.2f}\n" for n in range(50))),
        ("not-chinese", "3.14159"),
        ("not-chinese", JAPANESE),
        ("no-article", LOG),
        ("no-article", LISTED),
        ("no-article", LISTED.replace(",", "\t")),
    ],
)
def test_no_bulletin(code: str, text: str) -> None:
    with pytest.raises(corpus.CorpusError) as error:
        corpus.read("a.txt", text.encode())
    assert error.value.code == code and error.value.reason and error.value.remedy


@pytest.mark.parametrize(
    "data",
    [
        "慰问职工120人".encode(),
        "某县总工会举办技能比武".encode(),
        "GDP增长8%，CPI上涨2.1%，R&D投入1.2亿元，惠及e+、App等平台职工3000人".encode(),
        ("各县区新建工会情况\n" + LISTED + "以上数据截至3月底。").encode(),
        making.docx([[["县区", "人数"], *([f"第{n}县", str(n)] for n in range(20))]]),
        ("2019-03-05 10:00:00　来源：某县总工会\n" + "3月5日，某县总工会召开会议。\n" * 12).encode(),
    ],
)
def test_what_may_be_one_is_read(data: bytes) -> None:
    assert corpus.read("a", data).articles


CHAT = "".join(f"小林 2024-03-{n:02} 12:03:{n:02}\n晚上几点到？我在路口等你，记得带伞。\n" for n in range(10, 22))
CONTRACT = "房屋租赁合同\n" + "".join(f"第{n}条 甲方将房屋租给乙方，乙方于每月5日前向甲方交付租金2000元。\n" for n in "一二三四五六")
NOVEL = "第三章\n" + "“你怎么才来？”她问道。“路上堵了两个小时。”他说。窗外下着雨，街上一个人也没有。\n" * 8
MENU = "家常菜馆\n" + "".join(f"{dish}　　{price}元\n" for dish, price in zip(["红烧肉", "水煮鱼", "宫保鸡丁", "麻婆豆腐", "回锅肉", "酸辣土豆丝", "清炒时蔬", "紫菜汤", "米饭", "凉拌黄瓜"], range(8, 48, 4), strict=True)) * 2
LIST = "爱心捐款名单（某厂工会）\n" + "".join(f"第{n}车间　　{n * 100}元\n" for n in range(1, 15))
UNMARKED = "石湾镇送清凉\n7月15日，石湾镇总工会走访12家企业，慰问一线职工860人，送去慰问品8.6万元。其中5家企业在高温时段停工2小时。（石湾镇总工会）\n" * 2


def test_a_chat_is_refused() -> None:
    with pytest.raises(corpus.CorpusError, match="no-article"):
        corpus.read("a.txt", CHAT.encode())


@pytest.mark.parametrize(("text", "kind"), [(CONTRACT, "合同"), (NOVEL, "小说"), (MENU, "价目表"), ("今天天气很好，我们去公园散步，看了许多花。" * 6, "没有刊头")])
def test_what_looks_like_no_bulletin_is_read_with_a_note(text: str, kind: str) -> None:
    (note,) = corpus.read("a.txt", text.encode()).source.warnings
    assert "不像工会简报" in note and kind in note


@pytest.mark.parametrize("text", [UNMARKED, LIST, "某厂工会简报\n第3期\n" + CONTRACT, "送去清凉\n7月15日，走访12家企业，送去绿豆汤860份。"])
def test_what_may_be_one_has_no_note(text: str) -> None:
    assert corpus.read("a.txt", text.encode()).source.warnings == ()
