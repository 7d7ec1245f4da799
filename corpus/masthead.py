"""The masthead of an issue: which lines at its head belong to it, and what they state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.dates import FULL_WIDTH, chinese_number, find_date, find_year
from corpus.lexicon import alternatives, closed
from corpus.lines import closed_up, despaced
from corpus.model import Issue
from corpus.signoff import signature

_N = r"[\d０-９〇○零一二三四五六七八九十百千廿]{1,5}"
_RANGE = rf"{_N}(?:\s*[、,，－—–\-~～/至和]\s*{_N})?"
NUMBER = re.compile(rf"(?P<extra>增\s*刊|特\s*刊|专\s*刊|号\s*外)?\s*第\s*(?P<no>{_RANGE})\s*[期号辑周]|[〔\[［(（](?:19|20)\d\d[〕\]］)）]\s*第?\s*(?P<no2>{_N})\s*[号期]|(?:[Nn][Oo]|[Vv][Oo][Ll])\s*[.．:：]?\s*(?P<no3>\d{{1,5}})(?!\d)|(?:19|20)\d\d\s*年\s*(?P<no4>\d{{1,2}})\s*月号")
_TOTAL = re.compile(rf"总\s*(?:期\s*)?(?:第\s*)?(?P<no>{_N})\s*期|总\s*期\s*(?:数|号)?\s*[:：]?\s*(?P<no2>{_N})")
_EXTRA = re.compile(r"增\s*刊|特\s*刊|号\s*外")
_PUBLISHER = re.compile(
    r"(?:主\s*[办辦]|[编編]\s*印|编\s*发|^发\s*布|^出\s*品|^制\s*作|编\s*辑\s*出\s*版|出\s*版|编\s*制|印\s*发|编\s*者)(?:\s*单\s*位|\s*部\s*门)?\s*[:：]\s*(?P<who>[^\d:：]{4,40}?)(?=\s{2,}|\u3000|\s*$|\s*(?:19|20|二)|[，,；;]|\s+\S{2,6}[:：])"
)
_PUBLISHED = re.compile(r"^(?P<who>[\u4e00-\u9fff\s（）()、]{4,44}?)\s*(?:主\s*[办辦]|[编編]\s*印|[编編]\s*[发發]|[编編]\s*制|[编編]|主\s*[编編])\s*$")
_NAME = re.compile(rf"^《?[\u4e00-\u9fff\s·（）()A-Za-z0-9]{{0,28}}?(?:{alternatives('masthead-name')})》?(?:[（(].{{1,12}}[）)])?$")
_SECRET = re.compile(r"^[［\[【（(]?\s*(?:秘\s*密|机\s*密|绝\s*密|内\s*部\s*(?:资\s*料|刊\s*物|材\s*料|文\s*件)|密\s*级|注\s*意\s*保\s*存|妥\s*善\s*保\s*管|份\s*号|编\s*号|签\s*发\s*人?\s*[:：]|特\s*急|加\s*急|急\s*件|请\s*勿\s*外\s*传|仅\s*供\s*参\s*考).{0,60}$|^[★\s]*\d{3,7}$|^[^★]{2,6}★.{0,12}$|^★\s*(?:秘密|机密|绝密|内部|长期|\d{1,2}[年月])")
_RULE = re.compile(r"^[\s\-—–―─━_＿=＝~～*＊·.…═▔▁★☆－﹣‐‑﹍﹏┏┓┗┛┃│║╔╗╚╝╠╣┌┐└┘├┤┄┅┈┉]{4,}$")
_MADE = re.compile(r"\s*(?:主\s*[办辦]|[编編]\s*印|[编編]\s*[发發]|[编編]\s*制|主\s*[编編]|印\s*[发發]|[编編]|印)\s*$")
_DATE_PIECE = re.compile(r"(?:(?:19|20)\d\d|[二一]\s*[〇○零Ｏ0九][〇○零Ｏ0一二三四五六七八九\s]{2,4})\s*[年.\-/][\s\d〇○零一二三四五六七八九十廿月日号.\-/]*")
_DOES = re.compile(closed("verb"))
_WEEKDAY = re.compile(r"[（(]?星\s*期\s*[一二三四五六日天][）)]?|[（(]?农历.*$|\d{1,2}[:：]\d\d(?:[:：]\d\d)?|\d{1,2}时\d{1,2}分")
_KEYED = re.compile(r"^(?:刊\s*名|名\s*称|期\s*[号数]|日\s*期|编印单位|主办单位|编\s*印|主\s*办)(?=[\t\u3000 ])[\s\u3000]*")
_LONGEST = 200
_AROUND = " \t\u3000（()），,《》【】〖〗［］[]·•-—|｜丨"
"""What may stand around a bulletin's name or number."""
_YEAR = re.compile(r"(?:19|20)\d\d[·.．]\d{1,2}(?!\d)|(?:19|20)\d\d年?|[一二]\s*[〇○零Ｏ0九](?:\s*[〇○零Ｏ0一二三四五六七八九]){2}\s*年")
_DAYS = re.compile(r"\d{1,2}月\d{1,2}日?(?:\s*[-—–~～至]+\s*(?:\d{1,2}月)?\d{1,2}日)?")  # 8月14日—8月20日, of a weekly
_MONTH_LINE = re.compile(r"(?:(?:19|20)\d\d|[一二][〇○零Ｏ0九一二三四五六七八]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月[号份刊]?")
_PERIOD = re.compile(r"(?:双|半)?[月周旬季年日]刊")
_LATIN = re.compile(r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){1,7}|[A-Z]{6,30}")
"""The name once more, in Latin letters."""
_LUNAR = re.compile(r"(?:农历|夏历|旧历)?\s*[（(]?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥][（(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪]?[)）]?年[闰正冬腊一二三四五六七八九十]{1,3}月[初十廿卅一二三四五六七八九]{0,3}日?[）)]?")
"""丙戌年正月十六: says no day of the calendar by itself."""
_DATE_WORDS = re.compile(r"^(?:发布|发表|更新|出版|印发|编印|刊发)?\s*(?:时间|日期)?\s*[:：]?$")


@dataclass(frozen=True, slots=True)
class Head:
    """What one line adds to a masthead. ``strong``: the line is nothing but masthead (a number, a name with spaces, a marking)."""

    issue: Issue
    strong: bool


def is_rule(text: str) -> bool:
    """A line of dashes or stars."""
    return bool(_RULE.match(text))


def is_date_line(text: str) -> date | None:
    """The date of a line that is nothing but a date, with weekday or clock."""
    text = closed_up(text)
    found = find_date(text) if len(text) <= _LONGEST else None
    if found is None or len(despaced(text)) > 34:
        return None
    rest = re.sub(r"[^\u4e00-\u9fff]", "", _WEEKDAY.sub("", text))
    rest = re.sub(r"[年月日号〇○零一二三四五六七八九十廿卅\d]", "", rest)
    return found if len(rest) == 0 or _DATE_WORDS.match(rest + "：") or rest in ("印发", "编印", "印", "出版", "发布时间", "发表时间", "时间") else None


def is_number_line(text: str) -> bool:
    """A line that states the number of an issue and nothing that a sentence would: 第7期, 增刊第7期（总第103期）, 2009年第5期  某市总工会  3月5日."""
    flat = despaced(text).strip()
    if len(flat) > 70:
        return False
    flat = flat.translate(FULL_WIDTH)
    if not (NUMBER.search(flat) or _TOTAL.search(flat) or re.fullmatch(r"[（(]?增刊[）)]?", flat)):
        return False
    rest = NUMBER.sub("", _TOTAL.sub("", flat)).strip(_AROUND)  # 第23期，总第417期
    if re.search(r"[。；！？，“”《》]", rest):
        return False
    rest = re.sub(r"[（()）〔〕\[\]［］]", "", _DAYS.sub("", _YEAR.sub("", rest)))
    rest = rest.strip(_AROUND)
    return len(rest) <= 3 or bool(_NAME.match(rest)) or publisher(text) is not None or find_date(text) is not None or signature(rest) or bool(re.fullmatch(r"[\u4e00-\u9fff]{0,6}", rest))


def is_name(text: str) -> bool:
    """A line that can be the name of a bulletin: ``信 息 简 报``, 某市工会信息."""
    flat = despaced(text).strip(" \t\u3000·•-—|｜【】〖〗［］[]")
    return 3 <= len(flat) <= 26 and bool(_NAME.match(flat)) and not re.search(r"[，。；：、！？]", flat)


def without_key(text: str) -> str:
    """The value in a masthead that is set as a table: ``期号　第7期``."""
    return _KEYED.sub("", text)


def may_be_name(text: str, top: bool = False) -> bool:
    """A line that is a name if nothing but its place says so: right above the number, short, no sentence (职工之友, 煤海). ``top``: nothing stands above it, so that no title can."""
    return 2 <= len(despaced(text)) <= 14 and bool(re.fullmatch(r"《?[\u4e00-\u9fff·“”\s\u3000]+》?", text)) and (top or not _DOES.search(despaced(text)))


def is_spaced(text: str) -> bool:
    """Every character stands apart: ``工 会 信 息``."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff](?:[\s\u3000]+[\u4e00-\u9fff]){2,}", text.strip()))


@lru_cache(4096)
def read_line(text: str) -> Head | None:
    """What a line of a masthead states, or ``None`` when it is no such line. A bulletin's name is judged from its neighbours (:mod:`corpus.layout`)."""
    if len(text) > _LONGEST:
        return None
    text = closed_up(text).translate(FULL_WIDTH)
    if is_rule(text) or _SECRET.match(text.strip()) or _LATIN.fullmatch(text.strip()):
        return Head(Issue(), True)
    numbered = is_number_line(text)
    made = publisher(text)
    dated = is_date_line(text)
    flat = despaced(text)
    if not numbered and dated is None and (made is None or len(text) > 70):
        month = _MONTH_LINE.fullmatch(flat.strip()) or _LUNAR.fullmatch(flat.strip())
        return Head(Issue(year=find_year(flat)), False) if month else None
    issue = Issue(
        number=_number(flat) if numbered else None,
        total_number=_total(flat) if numbered else None,
        date=dated or find_date(text),
        publisher=made,
        year=find_year(flat) if numbered else None,
    )
    if numbered:
        rest = re.sub(r"\s+", "", NUMBER.sub("", _TOTAL.sub("", re.split(r"\s{2,}|\u3000", text.strip())[0])))
        rest = re.sub(r"(?:19|20)\d\d年?|[（()）〔〕\[\]［］]|增刊", "", rest)
        rest = rest.strip(_AROUND)
        if rest and is_name(rest) and rest != made and not _PERIOD.fullmatch(rest):
            issue = replace(issue, name=rest)
    return Head(issue, numbered or made is not None)


def merge(first: Issue, then: Issue) -> Issue:
    """``first`` with what ``then`` adds."""
    return Issue(
        name=first.name if first.name is not None else then.name,
        number=first.number if first.number is not None else then.number,
        total_number=first.total_number if first.total_number is not None else then.total_number,
        date=first.date or then.date,
        publisher=first.publisher if first.publisher is not None else then.publisher,
        year=first.year or then.year,
    )


def clean_name(text: str) -> str:
    """A bulletin's name as one word, without book title marks."""
    return re.sub(r"[（(][^（()）]{2,10}[）)]$", "", re.sub(r"[\s\u3000]+", "", text)).strip(_AROUND)


def without_date(text: str) -> str:
    """What stands beside the date of a line, white space and 编印 dropped."""
    return re.sub(r"\s+", "", _MADE.sub("", _DATE_PIECE.sub("", _WEEKDAY.sub("", text)).strip("（）() 　")))


def _number(flat: str) -> str | None:
    m = NUMBER.search(_TOTAL.sub("", flat))
    if not m:
        return "增刊" if _EXTRA.search(flat) else None
    printed = m["no"] or m["no2"] or m["no3"] or m["no4"]
    parts = [chinese_number(p.strip()) for p in re.split(r"[、,，－—–\-~～/至和]", printed)]
    number = "-".join(str(p) for p in parts if p is not None)
    return (re.sub(r"\s", "", m["extra"]) if m["extra"] else "") + number


def _total(flat: str) -> str | None:
    m = _TOTAL.search(flat)
    number = chinese_number(m["no"] or m["no2"]) if m else None
    return None if number is None else str(number)


def publisher(text: str) -> str | None:
    """Who makes the bulletin: 主办：甲, 甲编印, or an organisation's name beside the date or the number."""
    m = _PUBLISHER.search(text) or _PUBLISHED.match(text.strip())
    if m:
        return re.sub(r"\s+", "", m["who"]).strip("（）()") or None
    flat = despaced(text) if is_spaced(text) else text
    if find_date(flat) is None and not NUMBER.search(flat):
        return None
    rest = NUMBER.sub("\t", _TOTAL.sub("\t", _DATE_PIECE.sub("\t", flat)))
    for piece in re.split(r"\s{2,}|[\u3000\t]+", rest.strip()):
        name = re.sub(r"\s+", "", _MADE.sub("", piece.strip("（）() 　")))
        if signature(name):
            return name
    return None
