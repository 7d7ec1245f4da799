"""Whether what stands between a place and a head makes a name of them: 吴中区 + 教育 + 工会 does, 太仓市 + 企业 + 工会 does not."""

from __future__ import annotations

from extractors.organisations.mention import Run
from extractors.organisations.vocabulary import COMMON, LEAD, NAME, OPEN, PERSON, SCOPE, SHORT, SOFT, TOWN, UNKNOWN, VERBAL

LONGEST_OFFICE = 14
"""Characters between a division and 局, 厅."""
# With a place alone before them these name one body; other firms and schools need a word of their own (苏州公司, 苏州学校 name none).
_FIRMS_OF_PLACES = frozenset({"机场", "集团", "电厂", "煤矿", "油田", "农商行", "矿务局", "钢厂"})
_KINDS_OF_SCHOOL = frozenset(
    {
        "学校",
        "高中",
        "初中",
        "学院",
        "小学",
        "中学",
        "大学",
        "幼儿园",
        "实验室",
        "重点实验室",
        "国家实验室",
        "技术创新中心",
        "工程研究中心",
        "出版社",
    }
    | {"研究院", "研究所", "研究中心", "设计院", "剧院"}
)
_SCHOOLS_OF_PLACES = frozenset({"学院", "大学", "研究院", "中学"})
# Behind 工会 these show that the talk is of unions at large, or of a matter of the union and not of the union.
_MATTERS = ("工作", "组建", "建设", "组织率", "会员", "经费", "干部", "法", "章程", "力量", "系统", "服务卡", "知识", "入会", "化")
_SMALL = frozenset({"镇", "乡", "街道", "村", "社区", "市", "区", "县", "省", "州", "旗"})
_MARKS = frozenset({"", *"、，。；：和与及等）)"})


def fits(run: Run, first: int, begin: int, at: int) -> bool:
    """``first``: the token with which the place begins; ``begin`` to ``at``: the tokens between the place and the head ``at``."""
    cls, lead = run.word(at).head, run.tokens[first].kind
    if cls == "union":
        return _union_fits(run, first, begin, at)
    if begin == at:
        brand = at - 1 > first and run.tokens[at - 1].kind == SHORT and cls in ("firm", "school", "site")  # 浙江 + 钱塘 + 律师事务所
        return brand or _bare_fits(run.tokens[begin - 1].kind, run.printed(at), cls)
    kinds = run.kinds(begin, at)
    if cls == "office":
        if run.printed(at) == "办" and (lead == SHORT or run.size(begin, at) > 4):
            return False
        return run.size(begin, at) <= LONGEST_OFFICE and not kinds & {SOFT, OPEN}
    if cls == "firm" and SOFT in kinds and not kinds & {NAME, UNKNOWN}:
        return False
    if cls == "school" and SOFT in kinds and (kinds == {SOFT} or (lead == SCOPE and kinds <= {SOFT, COMMON})):
        return False
    return not (run.tokens[begin].kind == LEAD and cls != "group" and lead == SCOPE)


def _bare_fits(lead: str, head: str, cls: str) -> bool:
    """A place and a head with nothing between: 天津大学, 市医院."""
    if lead == TOWN:
        return cls in ("group", "local", "school", "office", "territory", "venue") and len(head) > 1
    if cls == "firm":
        return head in _FIRMS_OF_PLACES or head.endswith(("银行", "信用社", "信用联社"))
    if cls == "school":
        return head not in _KINDS_OF_SCHOOL or (lead == SHORT and head in _SCHOOLS_OF_PLACES)
    return cls in ("office", "group", "local", "venue", "branch") and len(head) > 2


def _union_fits(run: Run, first: int, begin: int, at: int) -> bool:
    text, head = run.text, run.tokens[at]
    kinds, plain = run.kinds(begin, at), head.end - head.start == 2
    if plain and at - begin == 1 and run.printed(begin) == "建设":
        return text[head.end : head.end + 1] in _MARKS  # 市建设工会、…; but 市建设工会阵地
    trade = at - begin > 1 and run.printed(at - 1) == "行业"  # 珍珠行业工会
    if kinds & {LEAD, PERSON, OPEN} or (plain and kinds & {SOFT, SCOPE} and not trade):
        return False
    if begin < at:
        return not plain or at - begin <= 6
    if text.startswith(_MATTERS, head.end):
        return False
    return not plain or run.printed(first) not in _SMALL


def bare_name(run: Run, first: int, at: int, generic: bool) -> bool:
    """康复大学, 华侨大学: one ordinary word is name enough for a university."""
    return run.printed(at) == "大学" and at - first == 1 and run.tokens[first].kind in (COMMON, VERBAL) and not generic
