"""Where a name begins: at its division, at a word that stands for one, at a brand before a place, or at its first specific word."""

from __future__ import annotations

import re

from extractors.organisations.fits import bare_name, fits
from extractors.organisations.mention import Mention, Reach, Run
from extractors.organisations.vocabulary import (
    BODY,
    BREAK,
    COMMON,
    DIVISION,
    HEAD,
    LEAD,
    NAME,
    NATIONAL,
    OPEN,
    ORDINAL,
    PERSON,
    PLACE,
    SCOPE,
    SHORT,
    SOFT,
    TOWN,
    UNKNOWN,
    VERBAL,
)

_PLACES = frozenset({DIVISION, SHORT, TOWN})
_SCOPES = frozenset({SCOPE, PLACE})
_BODIES = frozenset({"office", "union", "group", "local"})


def of_division(run: Run, reach: Reach) -> Mention | None:
    """A division's own body: 太仓市 + 总, 市 + 人社局, 金沙镇 + 政府."""
    text, t = run.text, run.tokens[reach.at]
    first = chain(run, reach.begin, reach.at - 1)
    lead, single = run.tokens[first], t.end - t.start == 1
    if lead.kind in _SCOPES and not _scope_stands(run, reach, first):
        return None
    if lead.kind == PLACE and text.endswith(_FOUNDING, 0, lead.start):
        return None  # 均成立了街道总工会: many, not one
    if single and (lead.kind == SHORT or not _shorthand_ends(run, reach.at)):
        return None
    start, body = lead.start, run.word(reach.at)
    if first > reach.begin and run.printed(first - 1) in _PARTIES and run.printed(reach.at) in ("委", "委员会"):
        start = run.tokens[first - 1].start  # 中共 + 苏州市 + 委
    whose = body.type != "company" or lead.kind == SCOPE
    return Mention(start, t.end, "territory", body.type, (lead.start, t.start) if whose else None, t.end)


_FOUNDING = ("了", "成立", "建立", "组建", "设立", "有", "建起", "推进", "加强", "规范")
_PARTIES = frozenset({"中共", "共青团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社"})


def _shorthand_ends(run: Run, at: int) -> bool:
    """市总, 市委: not when the character belongs to what follows (市总商会, 市委员)."""
    if at + 1 == len(run.tokens):
        return True
    after = run.tokens[at + 1]
    return not (after.kind == UNKNOWN and run.text[after.start] in "值量额计数体裁公部会")


def chain(run: Run, begin: int, at: int) -> int:
    """Start of the row of divisions that ends with the token ``at``: 江苏省 + 苏州市 + 吴中区."""
    while at > begin and run.tokens[at].kind not in _SCOPES and run.tokens[at - 1].kind in _PLACES:
        at -= 1
    return at


_EACH = re.compile(r"各(?:[省市县区州旗盟乡镇局（()）、]|街道|自治[州县]|直属)*、$")
_COUNTED = re.compile(r"(?:[\d０-９两三四五六七八九十几多余数百])[个家]$")
_BEFORE_SCOPE = frozenset({LEAD, VERBAL, PERSON, COMMON, HEAD, BODY, NATIONAL})
_VERBS_OF_ONE = "我赴驻请受获报送去到让应邀访往至抵"


def _scope_stands(run: Run, reach: Reach, at: int) -> bool:
    """Whether 市, 区 … may stand for a division here: behind nothing, a verb, a person or another name, not behind 各 or a half-read word."""
    text, start = run.text, run.tokens[at].start
    if text[start - 1 : start] == "、" and _EACH.search(text, max(0, start - 16), start):
        return False  # 各市（县）、区总工会
    if _COUNTED.search(text, max(0, start - 4), start):
        return False  # 12个市总工会
    if at == reach.begin:
        return not reach.generic
    before = run.tokens[at - 1]
    return before.kind in _BEFORE_SCOPE or (before.kind == UNKNOWN and text[before.start] in _VERBS_OF_ONE)


def anchor(run: Run, reach: Reach, cls: str) -> int | None:
    """The token at which a place in front of the head begins. Bodies of a division take the nearest place, firms the farthest."""
    places = [i for i in range(reach.begin, reach.at) if run.tokens[i].kind in _PLACES]
    if places:
        return chain(run, reach.begin, places[-1]) if cls in ("office", "union") else places[0]
    scopes = [i for i in range(reach.begin, reach.at) if run.tokens[i].kind == SCOPE]
    return scopes[-1] if scopes else None


def anchored(run: Run, reach: Reach, first: int) -> Mention | None:
    """A name that begins at the place or scope ``first``, or at a brand before it; ``None`` if what stands between is no name."""
    lead, t, head = run.tokens[first], run.tokens[reach.at], run.word(reach.at)
    if lead.kind == SCOPE and not _scope_stands(run, reach, first):
        return None
    last = first
    while last + 1 < reach.at and lead.kind != SCOPE and run.tokens[last + 1].kind in _PLACES:
        last += 1
    start = lead.start
    if head.head not in _BODIES and lead.kind in (DIVISION, SHORT):
        start = _brand_before(run, reach.begin, first, head.head == "branch")
    if not fits(run, first, last + 1, reach.at) and not (head.head in ("branch", "firm", "site") and start < lead.start):
        return None
    cls = "branch" if head.head == "site" and start < lead.start else head.head  # 货拉拉 + 临沂 + 站
    kind = "company" if start < lead.start and head.type == "institution" and cls in ("venue", "branch") else head.type
    # A firm's place is part of its name, a body's place says whose body it is.
    whose = lead.kind == SCOPE or (head.head in _BODIES and kind != "company")
    return Mention(start, t.end, cls, kind, (lead.start, run.tokens[last].end) if whose else None, t.end)


def _brand_before(run: Run, begin: int, first: int, branch: bool) -> int:
    """A brand may stand before the place: 富士康 + 郑州…; a single unknown character before a place is a verb (赴, 至) and stays out."""
    tokens, at, bracket = run.tokens, first, False
    while at > begin and (tokens[at - 1].kind in (NAME, UNKNOWN, OPEN) or (bracket and tokens[at - 1].kind in (COMMON, VERBAL))):
        at -= 1
        bracket |= tokens[at].kind == OPEN
    if at > begin + 1 and tokens[at - 1].kind in (COMMON, VERBAL) and tokens[at - 2].kind == NAME:
        at -= 2  # 京东 + 物流 + 天津…
    elif branch and at > begin + 2 and tokens[at - 1].kind == COMMON and tokens[at - 2].kind == tokens[at - 3].kind == UNKNOWN:
        at -= 3  # 木林森 + 股份 + 吉安 + 分公司
        while at > begin and tokens[at - 1].kind == UNKNOWN:
            at -= 1
    return tokens[at].start if tokens[first].start - tokens[at].start > 1 else tokens[first].start


_HEADS_OF_CLAUSE = frozenset("，。；：、！？\n \t\u3000●▲△★☆◆◇■□◎※▶►▪•○》）)和与及")
_ACTS = frozenset({BREAK, VERBAL})
_LISTED = re.compile(r"[、和与及][\u4e00-\u9fff]{2,10}工会")


def _brand_acts(run: Run, reach: Reach, first: int) -> bool:
    """Whether two to four characters that are no words, at the head of a clause, name the firm whose union does something: 长虹工会慰问…."""
    text, start, end = run.text, run.tokens[first].start, run.tokens[reach.at].end
    if reach.generic or run.printed(reach.at) != "工会" or run.kinds(first, reach.at) != {UNKNOWN} or not 2 <= run.size(first, reach.at) <= 4:
        return False
    if start and text[start - 1] not in _HEADS_OF_CLAUSE:
        return False
    after = run.tokens[reach.at + 1] if reach.at + 1 < len(run.tokens) else None
    return (after is not None and after.start == end and after.kind in _ACTS) or _LISTED.match(text, end) is not None


_LEADING = frozenset({LEAD, VERBAL, PERSON, SOFT, HEAD, BODY, OPEN, SCOPE, PLACE})
_LEGAL = ("有限公司", "有限责任公司", "股份公司")
_OWN = frozenset({UNKNOWN, NAME, ORDINAL})


def unanchored(run: Run, reach: Reach) -> Mention | None:
    """A name without a place: begins at its first specific word (东盛 + 鞋厂, 海尔 + 集团)."""
    first, t, head = reach.begin, run.tokens[reach.at], run.word(reach.at)
    legal = run.printed(reach.at).endswith(_LEGAL) and not reach.generic
    while first < reach.at - 1 and run.tokens[first].kind in _LEADING and not (legal and run.tokens[first].kind == VERBAL):
        first += 1
    inner = run.tokens[first : reach.at]
    if head.head == "local":
        named = 2 <= run.size(first, reach.at) <= 4 and run.kinds(first, reach.at) & _OWN and not reach.generic
        return Mention(inner[0].start, t.end, "group", head.type, None, t.end) if named else None
    if not inner or (inner[0].kind == ORDINAL and head.head != "school") or head.type == "other":
        return None
    plain = (
        legal and len(inner) > 1 and run.size(first, reach.at) >= 4 and {i.kind for i in inner} <= {COMMON, VERBAL}
    )  # 共享装备股份有限公司
    if not plain and not bare_name(run, first, reach.at, reach.generic):
        named = any(i.kind == NAME for i in inner)
        if head.head == "school" and any(i.kind == SOFT for i in inner):
            return None
        if head.head == "union" and not named and _brand_acts(run, reach, first):
            return Mention(inner[0].start, t.end, head.head, head.type, None, t.end)
        if (head.head in ("union", "group", "branch") or reach.generic) and not named:
            return None
        if sum(i.end - i.start for i in inner if i.kind in _OWN) < 2:
            return None
        if inner[0].kind == UNKNOWN and len(inner) > 1 and inner[1].kind not in _OWN:
            return None
    return Mention(inner[0].start, t.end, head.head, head.type, None, t.end)
