"""Columns that several tables share."""

from __future__ import annotations

from outputs.contract import Column
from outputs.labels import COMPARATORS, SCOPES

ID = Column("id", "text", "编号", "永久编号：文件编号加正文位置", required=True)
DOCUMENT = Column("document", "text", "文件编号", "所在文件，即 documents.id", required=True)
ARTICLE = Column("article", "text", "文章编号", "所在文章，即 articles.id")
SENTENCE = Column("sentence", "text", "句子编号", "所在句子，即 sentences.id")
ISSUED = Column("issued", "date", "印发日期", "所在一期的印发日期，刊头未载则空")
START = Column("start", "integer", "起", "在文件正文中的起始位置（Unicode 码位，从 0 起）", required=True)
END = Column("end", "integer", "止", "结束位置，不含该位置本身", required=True)
TEXT = Column("text", "text", "原文", "原文字样，与正文 [起, 止) 一字不差", required=True)
FOLLOWS = Column("corrected", "flag", "订正", "所据的数据是否经人工订正", required=True, default="0")
CORRECTED = Column("corrected", "flag", "订正", "是否经人工订正；程序所读的留在 _all 表中，编号后加 .machine，不算现行", required=True, default="0")
VALUE = (
    Column("value", "text", "精确值", "精确的十进制取值，区间写作 下限..上限；low、high 由它换算"),
    Column("low", "real", "下限", "所述下限，换算为基本单位（万、亿乘开，人民币为元），无下限则空"),
    Column("high", "real", "上限", "所述上限，无上限则空"),
)
MASTHEAD = (
    Column("name", "text", "刊名", "刊头所载刊名"),
    Column("number", "text", "期号", "年度期号"),
    Column("total_number", "text", "总期号", "总期号"),
    Column("year", "integer", "期号年份", "期号所带的年份，未印全日期时据以判断"),
    ISSUED,
    Column("publisher", "text", "编印单位", "刊头所载编印单位"),
)
AT = ID, DOCUMENT, ARTICLE, SENTENCE
"""Where a fact stands."""
SPAN = ISSUED, START, END, TEXT
"""When it was printed, and in which words."""
ABOUT = (
    Column("approx", "flag", "约数", "是否带有余、多、近、约、左右等", required=True),
    Column("comparator", "text", "比较", "不少于、超过等", labels=COMPARATORS),
)
"""How a value is hedged."""
SCOPE = Column("scope", "text", "范围", "文内或跨期", True, SCOPES)
SERIES = Column("series", "text", "序列", "所属的序列", required=True)
ENTERED = Column("id", "integer", "序号", "先后次序", required=True)
"""The order of what people add."""
