"""Numbers that report nothing: dates, ordinals, names, slogans, idioms, 一 as an article. Phrases are data (figure_traps.csv), contexts are rules."""

from __future__ import annotations

import re

from extractors import units
from extractors.lexicons import read
from extractors.numbers_read import Hit
from extractors.numbers_value import DIGITS, normalise

_NUMERAL = frozenset("一二两三四五六七八九十百千万亿半")


def _phrases() -> list[tuple[int, re.Pattern[str]]]:
    """The trap phrases by where a numeral stands in them: 0 for 八项规定, 2 for 铁人三项."""
    by_offset: dict[int, list[tuple[str, str]]] = {}
    for row in read("figure_traps.csv", ("phrase", "why")):
        phrase = "_" + row["phrase"]
        for offset in (i - 1 for i in range(1, len(phrase)) if phrase[i] in _NUMERAL and phrase[i - 1] not in _NUMERAL):
            by_offset.setdefault(offset, []).append((row["phrase"], ""))
    return [(offset, re.compile(units.trie(words))) for offset, words in sorted(by_offset.items())]


_PHRASES = _phrases()
_ARABIC = frozenset("0123456789０１２３４５６７８９")
_OPEN = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』"}
_YEAR_NEXT = re.compile(r"[底初末度春夏秋冬]|年[底初末]|[上下]半年|\d{1,2}月|[一二三四五六七八九十]{1,2}月|第?[一二三四]季度")
_LISTED_YEAR = re.compile(r"\.(?:19|20)\d\d\Z")
_YEAR_PAST = re.compile(r"以?来的?|的?历程|历史|间|经验|党龄|工龄|教龄")
_ONE_COUNTS = re.compile(
    r"(?:其中|仅|均|只有?|唯|共|各|新增|增加了?|减少了?|新建|净增|达|为|至少|相差|高出|低|少|提[高前]了?|延长了?|缩短了?|为期|历时|任期|期限|满|不足|下降了?|上升了?|增长了?)\Z"
)
_ONE_UNITS = frozenset({"%", "个百分点", "倍", "番", "‰", "个基点"})
_PROGRAMME = re.compile(r"[大]?(?:行动|规划|计划|攻坚|方案|纲要|大变局|滚动|倍增|提升|未有|老店|老字号|名校)")
_FIRST_OF = re.compile(r"(?<![提之以])前\Z|[头第同]\Z|最近\Z")
_SESSION = re.compile(r"[0-9０-９一二三四五六七八九十]届\Z|第\Z")
_MEETING = re.compile(r"(?:全体|扩大|主席|常委|全委|执委|常务)*(?:会|职代会|代表大会)")
_TERM_BEFORE = re.compile(r"届[^，。；、\n]*\Z")
_REACH = re.compile(r"[^，。；、\n]{0,6}圈")
_CIRCLE = re.compile(
    r"[^，。；、\n]{0,6}圈|(?:服务|咨询|值班|值守|报警|求助)?热线|(?:在线|不间断|值班|值守|营业|自助|客服|待命|响应机制|外的|开放|畅通|过境|免签|动态|受理|接听|接警|守护)"
)
_EIGHT_HOURS = re.compile(r"(?:之|以)?外")
_NOUN_BEFORE = re.compile(r"(?:[等共全在及和辖这对为有各涉盖到]|涵盖|、[^，。；、]{2,8})\Z")
_ANNIVERSARY = re.compile(r"(?:庆祝|纪念|迎接?|喜迎|庆|献礼)[^，。；\n]{0,24}\Z")
_SCORE = re.compile(r"[得扣加减满记评打占均计为达过]了?\Z")
_LASTS = re.compile(r"(?:提前|推迟|历时|用时|耗时|缩短|延长|为期|长达|持续|花|用|经过|历经|时隔|[了过达])\Z")
_HELD = re.compile(r"(?:举?办了?|开办了?|共|编发了?|刊发了?|印发了?|出版了?|连续|培训班?)\Z")
_DRAW = re.compile(r"(?:翻了?|再翻)\Z")
_ARABIC_ONLY = frozenset("度尺点列字石方角")
_ORDINAL_TWO = frozenset("类轮期班队车部区县市镇村校层门课道处本")
_PRINT_RUN = re.compile(r"(?:共印|印数|印制|份数)[:：]?\Z")
_RANK = re.compile(r"(?:[前第列居到至由]|排名|位次)\Z")
_SLOGAN_VERB = re.compile(r"必须|坚持|有之|务必|更好统筹|维护|确立|自信|意识")
_CLASS_NEXT = re.compile(r"水|标准|地区|医院|费|居民|电价|以上水")
_LESSONS = re.compile("[^，。；、]{0,6}(?:课|车|班会|电池|管|竹)")
_TAUGHT = re.compile(r"(?:[上讲听授开了满]|每[周天日班])\Z")
_REMEMBERED = re.compile(r"[^，。；\n]{0,3}(?:纪念|庆祝|庆典|大会|华诞|之际|盛典|校庆)")


def trapped(text: str, hit: Hit, begin: int) -> bool:
    """Whether a number with a unit reports nothing. ``begin``: where its numeral begins in ``text``."""
    before = text[begin - 1] if begin else ""
    if before and (before in "第〔＋+×*#№/／" or (before in "[【" and hit.unit in ("年",))):
        return True
    han = hit.printed[0] not in _ARABIC
    unit = hit.unit or ""
    if han and unit != "%" and (_phrase(text, begin) or _han_trap(text, hit, begin, before, unit)):
        return True
    rule = _BY_UNIT.get(unit)
    if rule is not None and rule(text, hit, begin, han):
        return True
    return quoted(text, begin, hit.end)


def _phrase(text: str, begin: int) -> bool:
    return any(begin >= offset and pattern.match(text, begin - offset) for offset, pattern in _PHRASES)


def quoted(text: str, begin: int, end: int) -> bool:
    """Inside a short quotation (“三个一批”) or a document's title (《…》): a name, not a report."""
    at = text.rfind("《", max(0, begin - 60), begin)
    if at >= 0 and text.find("》", at, begin) < 0 and text.find("》", end, end + 60) >= 0 and "\n" not in text[at:begin]:
        return True
    wide = 1 if text[begin] in _ARABIC else 2
    for mark in "“‘「『":
        at = text.rfind(mark, max(0, begin - 9 * wide), begin)
        if at >= 0:
            close = text.find(_OPEN[mark], at, end + 12 * wide)
            if close == end and text[begin] in _ARABIC and (end - begin > 3 if at + 1 == begin else text.endswith(("万元", "亿元"), begin, end)):
                return False  # a figure quoted by itself, as a correction does; “甲公司捐款120万元”, held up on a board
            if (close >= end and close - at <= 16 * wide) or (close < 0 and mark == "‘"):
                return not any(c in "，。；：" for c in text[at:close])
    return False


def _han_trap(text: str, hit: Hit, begin: int, before: str, unit: str) -> bool:
    first = normalise(hit.printed)
    if hit.printed in "陆陸伍肆拾佰仟" and not hit.great and unit not in ("元", "圆", "块", "角"):
        return True  # surnames, verbs and places before they are numerals
    if first == "一" and hit.high == 1 and unit not in _ONE_UNITS:
        return not ((hit.comparator and text[begin - 2 : begin] != "突破") or _ONE_COUNTS.search(text, max(0, begin - 4), begin))
    if first[0] in "百千万亿" and not (hit.glued or hit.approx or hit.comparator) and unit != "%":
        return True
    if unit == "年" and text[hit.end : hit.end + 2] in ("一遇", "一度"):
        return True
    if first == "二" and hit.printed == "二" and unit in _ORDINAL_TWO:
        return True  # counting says 两; 二轮 and 二类 are the second
    return len(first) == 1 and unit in _ARABIC_ONLY and isinstance(hit.low, int)


def _cubic(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return not hit.great  # 三方 and 四方 are parties; earth and gas are counted in 万方


def _half_year(text: str, begin: int) -> bool:
    return text[begin - 1 : begin] in ("上", "下", "前", "后", "近", "头")


def _year(text: str, hit: Hit, begin: int, han: bool) -> bool:
    digits = normalise(hit.printed)
    end = hit.end
    if hit.printed == "半":
        return _half_year(text, begin)
    if hit.great or (hit.approx and hit.approximator not in ("近",)):
        return False
    if "." in digits and _LISTED_YEAR.search(digits):
        return True
    if len(digits) == 4 and ((han and all(c in DIGITS for c in digits)) or (not han and "1800" <= digits <= "2199")):
        return True
    if (len(digits) == 2 and digits[0] in "0零") or (han and len(digits) > 1 and all(c in DIGITS for c in digits) and hit.low == hit.high):
        return True
    if _YEAR_NEXT.match(text, end) and not hit.comparator and digits.isdecimal():
        return True
    if len(digits) == 2 and digits.isdecimal() and digits >= "85" and not hit.glued and not _YEAR_PAST.match(text, end):
        return True
    if _lately(text, hit, 10):
        return True
    if _FIRST_OF.search(text, max(0, begin - 2), begin):
        return True
    return bool(_PROGRAMME.match(text, end) or (text[end : end + 1] in ("期", "级", "制") and text[end : end + 2] != "期间"))


def _lately(text: str, hit: Hit, limit: int) -> bool:
    """近三年 is a period, 提前近三年 and 近三十年 are durations."""
    return (
        hit.approximator == "近"
        and hit.high is not None
        and hit.high <= limit
        and not _LASTS.search(text, max(0, hit.start - 4), hit.start)
    )


def _day(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return not (
        (normalise(hit.printed) in ("二",) and han and hit.printed == "两")
        or (hit.comparator in ("<=",) and text[begin - 1 : begin] != "月")
    )


def _month(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return hit.printed not in ("两",)


def _months(text: str, hit: Hit, begin: int, han: bool) -> bool:
    if _lately(text, hit, 12):
        return True
    return bool(_FIRST_OF.search(text, max(0, begin - 2), begin))


def _score(text: str, hit: Hit, begin: int, han: bool) -> bool:
    before = text[begin - 1 : begin]
    if before in ("时", "点", ":", "：") and before:
        return True
    return han and len(hit.printed) == 1 and not _SCORE.search(text, max(0, begin - 3), begin)


def _hours(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return bool(_CIRCLE.match(text, hit.end)) or (hit.low == 8 and bool(_EIGHT_HOURS.match(text, hit.end)))


def _circle(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return bool(_REACH.match(text, hit.end))


def _noun(text: str, hit: Hit, begin: int, han: bool) -> bool:
    if not han or hit.printed == "两" or hit.glued:
        return False
    if len(hit.printed) > 1 and all(c in DIGITS for c in hit.printed):
        return True  # 二七区
    return not _NOUN_BEFORE.search(text, max(0, begin - 9), begin)


def _always(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return True


def _term(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return text[begin - 1 : begin] not in ("续", "办", "过", "了", "满", "共") or text[hit.end : hit.end + 1] in ("全", "中", "人")


def _sessions(text: str, hit: Hit, begin: int, han: bool) -> bool:
    if _SESSION.search(text, max(0, begin - 2), begin):
        return True
    return han and bool(_MEETING.match(text, hit.end)) and bool(_TERM_BEFORE.search(text, max(0, begin - 14), begin))


def _stage(text: str, hit: Hit, begin: int, han: bool) -> bool:
    """机场三期 is the third stage; courses are counted in 期 only behind a verb of holding."""
    return han and len(normalise(hit.printed)) == 1 and not _HELD.search(text, max(0, begin - 4), begin)


def _fold(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return not _DRAW.search(text, max(0, begin - 2), begin)


def _anniversary(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return bool(_ANNIVERSARY.search(text, max(0, begin - 30), begin) or _REMEMBERED.match(text, hit.end))


def _festivals(text: str, hit: Hit, begin: int, han: bool) -> bool:
    """两节期间 and 两节慰问 are New Year's Day and the Spring Festival; lessons and carriages are counted in 节."""
    return hit.printed == "两" and not _LESSONS.match(text, hit.end) and not _TAUGHT.search(text, max(0, begin - 2), begin)


def _rank(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return bool(_RANK.search(text, max(0, begin - 2), begin))


def _copies(text: str, hit: Hit, begin: int, han: bool) -> bool:
    """共印120份 is the bulletin's own print run."""
    return bool(_PRINT_RUN.search(text, max(0, begin - 5), begin))


def _slogan(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return han and bool(_SLOGAN_VERB.match(text, hit.end))


def _class(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return text[begin - 1 : begin] == "级" or bool(_CLASS_NEXT.match(text, hit.end))


def _per(text: str, hit: Hit, begin: int, han: bool) -> bool:
    """每10万人口: the base of a rate."""
    return text[begin - 1 : begin] == "每" and hit.low is not None and hit.low >= 100


def _people(text: str, hit: Hit, begin: int, han: bool) -> bool:
    return _per(text, hit, begin, han) or (_rank(text, hit, begin, han) and text[begin - 1 : begin] == "前")


_BY_UNIT = {
    "年": _year, "日": _day, "月": _month, "个月": _months, "季度": _always, "分": _score, "分值": _score, "小时": _hours, "分钟": _hours, "公里": _circle,
    "届": _term, "次": _sessions, "期": _stage, "方": _cubic, "位": _rank, "名": _people, "人": _people, "人口": _per, "户": _per, "个": _slogan, "份": _copies, "类": _class,
    "千伏": _always, "kV": _always, "伏": _always, "V": _always, "番": _fold, "周年": _anniversary,
    "节": _festivals,
} | {name: _noun for name, u in units.UNITS.items() if u.dimension == "noun"}  # fmt: skip
