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
