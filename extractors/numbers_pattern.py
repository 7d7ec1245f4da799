"""One pattern that finds a number with its multipliers, approximators and unit in a single match; each repetition is possessive or atomic, so it is linear."""

from __future__ import annotations

import re

from extractors import units
from extractors.numbers_bounds import AFTER_PATTERN

ARABIC = "0-9０-９"
DIGIT = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸"
SMALL = "十百拾佰仟廿卅"
TWO = "两俩兩倆"
# 千 and 兆 begin units too (千瓦, 千克, 千米, 兆瓦), 百 begins 百姓, 万 begins names; behind a digit 两 is a weight.
GREAT = r"(?:[万萬](?![达科象隆])[亿億]?|[亿億])"
HAN = rf"(?:[{DIGIT}{SMALL}万亿萬億]|(?<![{DIGIT}{TWO}])[{TWO}]|[千兆](?![瓦克米卡伏帕焦赫])|百(?![姓货]))"
HEAD = f"{ARABIC}{DIGIT}{TWO}{SMALL}千百兆万亿萬億几幾数數半"
ARABIC_REST = (
    rf"(?:(?<=[０-９])(?:[０-９]{{0,2}}+(?:，[０-９]{{3}}(?![{ARABIC}]))+)|[{ARABIC}]*+(?:(?>(?:,[{ARABIC}]{{3}})+)(?![{ARABIC}])|(?:，[{ARABIC}]{{3}})+(?=[.．][{ARABIC}]{{2}}(?![{ARABIC}])))?)"
    rf"(?:[.．][{ARABIC}]++)?"
)
MULTIPLIER = rf"(?:[十百千]?{GREAT}|百(?![姓货])|千(?![瓦克米卡伏帕焦赫])|[wWkK](?![A-Za-z0-9]))"
TAIL = rf"{MULTIPLIER}(?>(?:[{ARABIC}{DIGIT}]++(?:{MULTIPLIER}|十))*)"
_NUMERAL = rf"(?:[{ARABIC}]{ARABIC_REST}(?:{TAIL})?|(?>{HAN}+)(?:[点點][{DIGIT}]++)?)"
MORE = r"(?:多(?!元[化文素]|[样极边])|[余餘](?![额款地热粮杭姚庆])|[几幾]|来(?=[个家人名岁年天块]))"
HALF = r"个(?:半|多|余)(?=小时|月|钟头|星期|工作日|世纪)"
UNIT_MORE = r"(?:(?<=[年天岁月时倍里米日周元])半(?![年数径天价成])|(?<=[年天时月倍里米元斤吨岁亩周钟成顷番])(?:多(?![0-9０-９一二两三四五六七八九十元样方次级层部地边数党])|[余餘](?![额款地热粮])))"

# Groups: 1 tail of an Arabic number, 2 what follows 分之, 3 余/多/几, 4 万/亿 behind it, 5 个半/个多, 6 unit, 7 半/多 behind the unit, 8 以上 and the like.
PATTERN = re.compile(
    rf"[{HEAD}](?:(?<=[{ARABIC}])(?<![A-Za-z0-9０-９_][{ARABIC}])(?<!\d\.\d){ARABIC_REST}(?: ?({TAIL}))?"
    rf"|(?<![{ARABIC}])(?:(?>{HAN}*)(?:[点點][{DIGIT}]++(?:[十百千]?{GREAT})?)?))"
    rf"(?:分之(-?{_NUMERAL}))?({MORE})?({GREAT}|千(?![瓦克米卡伏帕焦赫])|百(?![姓货]))?({HALF})?(?:[ \u3000]{{0,2}}({units.PATTERN}))?({UNIT_MORE})?({AFTER_PATTERN})?"
)
