"""Sign-offs: who sent the news in. ``（某市总工会）`` at the end of a paragraph or on a line of its own, credits such as 供稿：…, and unbracketed signatures."""

from __future__ import annotations

import re

from corpus.lexicon import alternatives, closed, words
from corpus.model import Offsets

_TAIL = re.compile(r"[（(〔［\[【]\s*(?P<who>[^（）()〔〕［］\[\]【】]{2,60}?)\s*[）)〕］\]】]\s*[。.]?\s*$")
_BEHIND = re.compile(r"[。！？”](?P<gap>[ \t]*(?:\u3000|[ \t]{3})[ \t\u3000]*)(?P<who>[\u4e00-\u9fff]{2,20})$")
_ORGANISATION = re.compile(rf"(?:{closed('organisation-tail')})(?:[\s、，,/／和及与]|$)")
_ENDING = re.compile(rf"(?:(?:{closed('verb')})(?=[组团队部处科室]|中心|委员会))?(?:{closed('organisation-tail')})$")
_CREDIT = rf"(?:{alternatives('credit')})"
_DONE = r"供稿|供稿人|撰稿|撰文|摄影|报道|整理|摘编|执笔|供图|文"
_CREDITED = re.compile(rf"^{_CREDIT}\s*[:：/／｜|]|(?:{_DONE})$|(?:{_DONE})[\s/／]|^(?:本[报刊]|特约)?(?:通讯员|记者)")
# What a bracket says that is no sender. Places begin like some of these words (如皋, 即墨, 图们, 转塘, 含山), hence the second characters.
_NEVER = re.compile(
    r"^(?:此件|本件|此文|公开|主动公开|见(?:附|第|下|上|图|表|[一二三四五])|如(?:图|下|上|有|需|遇|因)|以下|下同|注[:：]|注$|附[件表图后]|续|未完|完$|含[税息有]|其中|下转|上接|转[第下]|详见|参见|包括|即[:：]|又称|简称|全称"
    r"|试行|暂行|草案|摘要|节选|征求意见|讨论稿|图[一二三四五\d]|表[一二三四五\d]|单位[:：]|(?:责任|牵头|主责|负责|配合|协办|协同|承办|完成)(?:单位|部门|科室|处室|领导|人|时限|时间|期限)[:：]|略|待续|本文|作者系|排名|按姓氏"
    r"|[一二三四五六七八九十\d①-⑳]+$|\d{4}年)"
)
_FROM = re.compile(r"(?:根据|依据|据)(?!新华|人民|工人|中新)")
_DATED = re.compile(r"[\s\u3000，,、]+(?:\d{4}年)?\d{1,2}月\d{1,2}日$")
"""（某市总工会　2月12日）"""
_JOB = re.compile(rf"(?:{closed('organisation-tail')})[\u4e00-\u9fff]{{0,6}}[员长任席记师工授人家手]$")
_PROSE = re.compile(r"[。；;！？!?%％“”《》]|\d+\s*(?:家|人|名|个|万|元|份|次|期|年|月|日)")
_REPORTER = re.compile(r"^[（(]?(?:本[报刊]|特约|见习)?(?:记者|通讯员)[\s\u3000]+\S")
_NAME = r"[\u4e00-\u9fff]{1,2}\s{0,2}[\u4e00-\u9fff]{1,2}(?:·[\u4e00-\u9fff]{1,6})?"
_PERSONS = re.compile(rf"^{_NAME}(?:[\s、，,/／]+{_NAME}){{0,5}}$")
_PEN_NAMES = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:[、，,\s]+[\u4e00-\u9fff]{2,3}){0,3}$")
_REMARKS = frozenset(words("remark"))
_SURNAMES = frozenset(words("surname"))

_LONGEST = 200
_PART = re.compile(r"(?<=[会局厂司校院])[（(][\u4e00-\u9fff]{2,10}[）)]$")
"""某市总工会（宣教部）: a part of the body in brackets."""
_DONE_LINE = re.compile(r"^[—–―-]{0,3}\s*(?P<who>[\u4e00-\u9fff][^。，；：:]{1,30}?)\s*(?P<key>供稿|报送|撰稿|摄影报道)$")
# A line of credits begins with one, or (on saved pages) with the time: 发布时间：2019-03-05　来源：某市总工会　浏览次数：25
_CREDITS = re.compile(rf"^[（(〔［\[]?\s*(?:{_CREDIT}(?:\s*单位)?\s*[:：/／｜|]|(?:发布|发表|更新)?(?:时间|日期)\s*[:：]|(?:19|20)\d\d[年.\-/])")
_KEYED = re.compile(
    rf"(?<![^\s\u3000|｜（(〔［\[])(?P<key>{_CREDIT})(?:\s*单位)?\s*[:：/／｜|][\s\u3000]*(?P<who>[^\s:：|｜][^:：|｜]*?)"
    r"(?=[\s\u3000|｜，,;；]+[\u4e00-\u9fff/]{2,6}\s*[:：/／]|[\s\u3000]*[|｜]|[\s\u3000]+(?:19|20)\d\d|[\s\u3000]*[）)〕］\]]?[\s\u3000|｜]*$)"
)
_SAID = re.compile(r"[，。；：:、！？“”《》\d]")
_DOES = re.compile(closed("verb"))
_KEY_ONLY = re.compile(rf"^{_CREDIT}\s*[:：]$")
_NEXT_KEY = re.compile(r"[\s\u3000,，;；]+[\u4e00-\u9fff/]{2,6}\s*[:：/／]")


def bracketed(text: str) -> tuple[Offsets, Offsets] | None:
    """The sign-off at the end of a paragraph: offsets of what stands in the brackets, and of the whole with its brackets; ``None`` if there is none.
    Without brackets it stands far behind the last sentence.

    Only words that can be a sender count: an organisation, persons' names, or a credit; never （见附件）, （试行）, （单位：万元）.
    """
    m = _TAIL.search(text, max(0, len(text) - 90))
    if m is None and (apart := _BEHIND.search(text, max(0, len(text) - 90))) and (signature(apart["who"]) or is_persons(apart["who"])):
        return apart.span("who"), apart.span("who")
    if not m or not (is_sender(_DATED.sub("", m["who"])) or _is_pen_name(text, m)) or (m.start() == 0 and text[0] == "【"):
        return None
    who = _without_key(text, *m.span("who"))
    # a full stop behind the bracket belongs to the sentence; the sign-off ends with its bracket
    return who, (m.start(), m.end("who") + len(text[m.end("who") : m.end()].rstrip().rstrip("。.").rstrip()))


def _is_pen_name(text: str, m: re.Match[str]) -> bool:
    """Two or three characters without a surname behind a finished sentence: 。（长河）."""
    flat = re.sub(r"\s+", "", m["who"])
    return text[: m.start()].rstrip()[-1:] in tuple("。！？”") and bool(_PEN_NAMES.match(m["who"])) and not _NEVER.search(flat) and flat not in _REMARKS


def is_persons(text: str) -> bool:
    """One name or several and nothing else: 秦某某　郭某."""
    return len(text) <= 30 and bool(_PERSONS.match(text)) and all(name[0] in _SURNAMES for name in re.split(r"[、，,/／]|\s{1,4}(?=\S{2})", text) if len(name) > 1)


def is_sender(who: str) -> bool:
    """The words of a bracket can be a sender: an organisation, persons, or a credit."""
    who = who.strip()
    flat = re.sub(r"\s+", "", who)
    if _FROM.match(flat):
        return False
    if _CREDITED.search(who):
        return not re.search(r"[。；;！？]", who)
    if _NEVER.search(flat) or _PROSE.search(who) or flat in _REMARKS:
        return False
    if _ORGANISATION.search(flat) or (_PERSONS.match(who) and flat[0] in _SURNAMES):
        return True
    named = re.fullmatch(rf"(?P<unit>.*\S)\s+(?P<person>{_NAME})", who)  # a line may end inside the unit's name
    if named and named["person"][0] in _SURNAMES and (_ORGANISATION.search(unit := re.sub(r"\s+", "", named["unit"])) or _JOB.search(unit)):
        return True
    first, *others = re.split(r"[\s、，,/／]+", who)  # 某县总工会 张某某; 王某 某县总工会办公室主任
    return bool(others) and any(map(_ORGANISATION.search, (first, others[-1]))) and any(_PERSONS.match(o) and o[0] in _SURNAMES for o in (first, *others))


def is_reporter(text: str) -> bool:
    """``本刊记者　张某　通讯员　李某`` alone on its line."""
    return len(text) <= 40 and bool(_REPORTER.match(text)) and not re.search(r"[，。；：:]", text)


def credit(text: str) -> tuple[str, Offsets, int] | None:
    """A line such as ``供稿：某市总工会办公室``: its key word, the offsets of who is named first, and where that credit ends; ``None`` if it is none."""
    if len(text) > _LONGEST:
        return None
    done = _DONE_LINE.match(text)
    if done and is_sender(done["who"]):
        return done["key"], done.span("who"), len(text)
    m = _KEYED.search(text) if _CREDITS.match(text) else None
    return (m["key"], m.span("who"), m.end("who")) if m else None


def is_credit_key(text: str) -> bool:
    """``来源：`` alone, as saved pages have it: the name stands on the next line."""
    return bool(_KEY_ONLY.match(text))


def signature(text: str) -> bool:
    """A line that is nothing but an organisation's name (``某市总工会办公室``), as signatures under a text are."""
    if _SAID.search(text):
        return False
    flat = _PART.sub("", "".join(text.split()))
    return (4 <= len(flat) <= 24 or flat[1:] == "工会") and bool(_ORGANISATION.search(flat)) and not _acts(flat) and not ("（" in flat or "）" in flat)


def _acts(flat: str) -> bool:
    """A verb stands in it, other than in its last word (调研组)."""
    ending = _ENDING.search(flat)
    return any(ending is None or m.start() < ending.start() for m in _DOES.finditer(flat))


def _without_key(text: str, start: int, end: int) -> Offsets:
    """Drop 供稿： from the front; ``来源：甲 撰稿：乙`` keeps who is named first."""
    if dated := _DATED.search(text, start, end):
        end = dated.start()
    m = re.compile(rf"{_CREDIT}\s*[:：/／]\s*").match(text, start, end)
    start = m.end() if m else start
    following = _NEXT_KEY.search(text, start, end) if m else None
    return start, following.start() if following else end
