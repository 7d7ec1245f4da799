"""The words beside a figure and how each stands there: verb, link, part of a name.

Words come from :class:`extractors.segmentation.Segmenter`; how each stands is ``lexicons/measure_words.csv`` (words that it does not list are nouns).
"""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicons
from extractors.segmentation import Segmenter

PERIOD_MARK, NAME_MARK = "\x01", "\x02"
"""What stands for the characters of a period or of an organisation's name in the text that phrases are read from."""

KIND = {row["word"]: row["class"] for row in lexicons.read("measure_words.csv", ("word", "class"))}
_ENDINGS = lexicons.read("measure_endings.csv", ("ending", "class"), ("ending", "class"))
LINKS = frozenset(("link", "link-adverb", "link-preposition", "aspect", "growth", "mean"))
NOUNS = frozenset((None, "deverbal", "predicate"))
BEFORE_NOUN = frozenset(("mean", "either"))
CLOSERS = {"”": "“", "》": "《", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
OPENERS = {v: k for k, v in CLOSERS.items()}
STOPS = frozenset("，,；;：:。！？!? \t\n\u3000|●—…·▲★◆■◎※☆□◇▶►▪•○△✦❖◈√➤" + PERIOD_MARK + NAME_MARK)
FROM = frozenset(("由", "从"))
BY_VERB = frozenset(("verb", "preposition", "link-preposition", "adverb"))
CLAUSAL = BY_VERB - {"adverb"}
FOR = frozenset(("为", "给", "向"))
WITH = frozenset(("与", "同", "跟"))
"""Behind a figure these open what it acts with (12名职工与协会协商), not a second noun."""
STATE = frozenset("岗职校册编建读库院档")
PLACES = frozenset("省市县区州盟旗")
LEVELS = ("国家级", "省级", "市级", "区级", "县级", "旗级", "州级", "部级", "厂级")
_GLUED = re.compile("占[该其全应本总]|已[建设]|获[省市县区国全]|业占|中[为对向]|[率数量额费比均面要将应须已共][要达为超已须应有由从则仅只占]")
_RESULT = re.compile("(?![心所周自供补来巡])[一-龥][得到给回掉完]")
"""A verb and what came of it: 征得, 领到, 送给."""


def _endings(how: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in _ENDINGS if row["class"] == how)


STATES = frozenset(_endings("state"))
SITES, HONOURS = _endings("site"), _endings("honour")
ACTS = frozenset(_endings("act"))
TAKES = frozenset(_endings("takes"))
PATIENTS, DONE, SUFFIXES, SHARES = (
    _endings("patient"),
    frozenset(_endings("done")),
    frozenset(_endings("suffix")),
    frozenset(_endings("share")),
)
HEADS = re.compile(f"(?:{'|'.join(_endings('head'))})$")
BEFORE_ASPECT, REPAIRS, WORKS, BEFORE_RATE, AMOUNTS = (
    frozenset(_endings(how)) for how in ("before-aspect", "repair", "work", "before-rate", "amount")
)
_OBJECTS = frozenset(
    "业贫奖围学校岗职会党院病灾伤婚孕育休假班课考试卷票款税费薪资金价值本息债货物品车船机电水火气油灯土地田林山海河村镇乡城市场站点店厂矿井房屋家户口人员工农兵民众客友邻亲子女书报法律规章约权利益险保军警界级档次名誉誓心身体力能量热线路冬夏季节"
    "养医药疗食餐饮茶酒烟毒网讯信息报案诉讼庭狱刑罪役伍期年月日龄寿段程度"
)
"""Second characters of verbs that hold their object: what follows is what they qualify (就业岗位, 获奖作品)."""
_NOUNS = frozenset(_endings("noun"))
GENERIC = frozenset(_endings("generic"))
"""Verbs that say nothing of which thing is meant."""
URGES = frozenset(_endings("urges"))
AFTER_VERB = frozenset(("价值",))
"""Links that are nouns behind a verb: 创造价值."""
OUGHT = frozenset(("应", "已", "未"))
UNDONE = frozenset(("已", "未", "尚未", "不"))
LINKING = frozenset(word for word, how in KIND.items() if how in ("link", "link-adverb", "growth"))
MEANS = frozenset(word for word, how in KIND.items() if how in BEFORE_NOUN)
EACH = frozenset(_endings("each"))
SPANS = frozenset(_endings("span"))
"""Time that a deed is counted by: 日服务, 年缴费."""
CLOSING, LEADING, GROUNDS, AFFAIRS, SUFFERS = (frozenset(_endings(how)) for how in ("closing", "leading", "ground", "affair", "suffers"))
"""Behind a figure: adverbs and links that are nouns where they close its phrase (三点要求), what may open it (一次性), what a thing is said to rest on
(45家的基础上), what people have (职工家庭生活难题), and what is done to them before 的 (被欠薪的农民工)."""
PAYS = frozenset(_endings("pays"))
AIDS, AILS = frozenset(_endings("aid")), frozenset(_endings("ails"))
TITLES = _endings("title")
TREATS = frozenset(_endings("treat"))
ALTERS = frozenset(_endings("alters"))
DEALS = frozenset(("金额", "额度", "时长", "周期"))
SERVED = frozenset(_endings("served"))
SCHEMES, EXTENTS = _endings("scheme"), frozenset(_endings("extent"))
FUNDS = WORKS | SUFFIXES | AMOUNTS
SUMS = ("金", "款", "费")
PAYOUTS = frozenset(_endings("payout"))
_PERSONS = _endings("person")
WRONGS, CASES = frozenset(_endings("wrong")), frozenset(_endings("case"))
GIFTS = frozenset(_endings("gift"))
"""What people give: 职工捐款⟨8万元⟩ is the gift, not the givers."""
LABOUR = frozenset(_endings("labour"))
"""Behind 平均 these are what people do."""
AGENTS = _endings("agent")
GIVERS = (*AGENTS, *PATIENTS)
SERVES = frozenset(_endings("serves"))
_APART = {row.replace("|", ""): tuple(row.split("|")) for row in _endings("apart")}
GROWTH = frozenset(word for word, how in KIND.items() if how == "growth")

_PARTS: dict[str, tuple[str, ...]] = {}
"""Words met before, taken apart; emptied when there are too many."""
_MANY = 50_000


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def kind_of(word: str) -> str | None:
    """How a word stands beside a figure; ``None``: a noun."""
    return KIND.get(word)


@cache
def _verbs() -> frozenset[str]:
    rows = lexicons.read("dictionary.csv", ("kind", "words"), ("words",))
    words = (word for row in rows if row["kind"] == "break" for word in row["words"].split() if len(word) == 2)
    return frozenset(word for word in words if word not in _NOUNS and word not in DONE and not word.endswith(PATIENTS))


def verbal(word: str) -> bool:
    """Whether common dictionaries call a word of two characters a verb, an adverb or the like."""
    return len(word) == 2 and word in _verbs()


def transitive(word: str) -> bool:
    """Whether a word that this lexicon does not list is a verb that does something to what follows (封堵, 装填, but not 就业, 获奖)."""
    return len(word) == 2 and word not in KIND and word in _verbs() and word[1] not in _OBJECTS


def is_person(word: str) -> bool:
    """Whether the word names people or bodies that may be paid."""
    return word.endswith(_PERSONS)


def serving(words: str) -> int:
    """Length of a verb before the people it is done to: 服务|户外劳动者, but 培训学员; 0 where there is none."""
    size = 2 if words[:2] in SERVES else 0
    return size if size and len(words) > size + 3 and is_patient(words) and not words.endswith(tuple(SERVED)) else 0


def is_patient(word: str) -> bool:
    """Whether something may be done to what the word names."""
    return word.endswith(PATIENTS)


def words_of(text: str) -> list[str]:
    """Words of a stretch, those that hide a verb (价格上涨, 挽回损失, 率要) taken apart."""
    out: list[str] = []
    if not text:
        return out
    for word in _segmenter()(text):
        parts = _PARTS.get(word)
        if parts is None:
            if len(_PARTS) > _MANY:
                _PARTS.clear()
            parts = _PARTS[word] = _parts(word)
        if word == "用" and out and out[-1][-1] == "费":
            out[-1] += word  # 住宿费|用
            continue
        out += parts
    return out


def _parts(word: str) -> tuple[str, ...]:
    size = len(word)
    if size < 2 or word in KIND:
        return (word,)
    if size >= 4 and KIND.get(word[-2:]) == "growth":
        return word[:-2], word[-2:]
    if size == 4 and KIND.get(word[:2]) in ("verb", "preposition", "growth", "adverb"):
        return word[:2], word[2:]
    if size == 2 and (_GLUED.match(word) or _RESULT.match(word)):
        return tuple(word)
    if size == 3 and word[0] == "共" and word[1:] in KIND:
        return "共", word[1:]
    if size == 3 and word[2] in "到给至出往" and KIND.get(word[:2]) in ("verb", "deverbal", "predicate"):
        return word[:2], word[2]
    if word in _APART:
        return _APART[word]
    return (word,)
