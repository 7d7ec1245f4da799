"""From the words of a run to the spans of names: where a name ends (its head), where it begins, and what is hung on behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.organisations.tokens import Token
from extractors.organisations.vocabulary import (
    BODY,
    BREAK,
    COMMON,
    DIVISION,
    GENERIC,
    HEAD,
    LEAD,
    LEAGUE,
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

LONGEST_INNER = 26
"""Characters that may stand between the place and the head of a name."""
_FREE = frozenset({"firm", "school", "group", "branch", "site"})
"""Head classes whose names need no place in front."""
_TERRITORIAL = frozenset({"office", "territory"})
_REGIONS = frozenset({DIVISION, SHORT, TOWN, SCOPE, PLACE})
_NAMING = frozenset({DIVISION, SHORT, NAME, UNKNOWN, TOWN})
_SPECIFIC = _NAMING | _REGIONS | {ORDINAL, VERBAL}
_ENDING = frozenset({HEAD, BODY, NATIONAL, LEAGUE})
_LEADING = frozenset({LEAD, VERBAL, PERSON, SOFT, HEAD, BODY, OPEN, SCOPE, PLACE})
# Behind 工会 these words show that the talk is of unions at large, or of a matter of the union and not of the union.
_MATTERS = ("工作", "组建", "建设", "组织率", "会员", "经费", "干部", "法", "章程", "力量", "系统", "服务卡", "知识", "入会", "化")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as found. ``region``: span of the divisions in front, or of the word that stands for one (市, 镇); ``body_end``: end of the part that
    the following departments belong to; ``cls``, ``type``: of the last head; ``coordinated``: the region (or the body) is that of an earlier one."""

    start: int
    end: int
    cls: str
    type: str
    region: tuple[int, int] | None
    body_end: int
    national: bool = False
    shared: Mention | None = None
    generic_before: bool = False


def mentions(text: str, tokens: list[Token], previous: Mention | None = None) -> list[Mention]:
    """Names in one run, in order, none inside another. ``tokens``: the whole run; ``previous``: the last name before it, whose division or body a
    listed short name shares. Every token is looked at a bounded number of times."""
    out: list[Mention] = []
    floor, generic, named, at = 0, False, -1, 0  # named: the last token that says which one is meant
    while at < len(tokens):
        kind = tokens[at].kind
        if kind in (BREAK, GENERIC):
            floor, generic = at + 1, kind == GENERIC
        elif kind in _SPECIFIC:
            named = at
        elif kind in _ENDING:
            word = tokens[at].word
            hopeless = named < floor and kind in (HEAD, BODY) and word is not None and word.head != "school"
            found = None if hopeless else _found(text, tokens, floor, at, generic)
            if found is None and previous is not None:
                found = _listed(text, tokens, floor, at, previous)
            if found is not None:
                found, last = _extended(text, tokens, found, at)
                if found.cls != "site":
                    out.append(found)
                    previous = found
                    at, floor, generic = last, last + 1, False
        at += 1
    return out


def _found(text: str, tokens: list[Token], floor: int, at: int, generic: bool) -> Mention | None:
    t = tokens[at]
    assert t.word is not None
    if t.kind == NATIONAL:
        return Mention(t.start, t.end, "national", t.word.type, None, t.end, national=True)
    if t.kind == LEAGUE:
        return Mention(t.start, t.end, "territory", "association", (t.start + 1, t.end - 1), t.end)
    begin = max(floor, _within(tokens, at, LONGEST_INNER))
    if at > begin and t.word.body and tokens[at - 1].kind in _REGIONS and not (len(t.word.type) and t.word.head in _FREE):
        found = _of_division(text, tokens, begin, at, generic)
        if found is not None:
            return found
    cls = t.word.head
    if cls == "part" and at > begin and tokens[at - 1].kind == TOWN and t.word.type == "party":
        return Mention(tokens[_chain(tokens, begin, at - 1)].start, t.end, "part", "party", None, t.end)  # 霞阳村 + 党支部
    if not cls or cls in ("part", "territory"):
        return None
    first = _anchor(tokens, begin, at, cls)
    if first is not None:
        return _anchored(text, tokens, begin, first, at, cls, generic)
    return _unanchored(text, tokens, begin, at, cls, generic) if cls in _FREE or cls == "union" else None


def _within(tokens: list[Token], at: int, room: int) -> int:
    """First token that lies not more than ``room`` characters before the token ``at``."""
    begin, limit = at, tokens[at].start - room
    while begin and tokens[begin - 1].start >= limit:
        begin -= 1
    return begin


def _of_division(text: str, tokens: list[Token], begin: int, at: int, generic: bool) -> Mention | None:
    """A division's own body: 太仓市 + 总, 市 + 人社局, 金沙镇 + 政府."""
    t = tokens[at]
    first = _chain(tokens, begin, at - 1)
    lead = tokens[first]
    if lead.kind in (SCOPE, PLACE) and not _scope_stands(text, tokens, begin, first, generic):
        return None
    if lead.kind == PLACE and text.endswith(_FOUNDING, 0, lead.start):
        return None  # 均成立了街道总工会: many, not one
    if lead.kind == SHORT and t.end - t.start == 1:
        return None
    if t.end - t.start == 1 and text[t.start] in "委总" and not _shorthand_ends(text, tokens, at):
        return None
    assert t.word is not None
    start = lead.start
    if first > begin and text[tokens[first - 1].start : start] in _PARTIES and text[t.start : t.end] in ("委", "委员会"):
        start = tokens[first - 1].start  # 中共 + 苏州市 + 委
    owned = t.word.type != "company" or lead.kind == SCOPE
    return Mention(start, t.end, "territory", t.word.type, (lead.start, t.start) if owned else None, t.end)


_FOUNDING = ("了", "成立", "建立", "组建", "设立", "有", "建起", "推进", "加强", "规范")
_PARTIES = frozenset({"中共", "共青团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社"})


def _shorthand_ends(text: str, tokens: list[Token], at: int) -> bool:
    """市总, 市委: not when the character belongs to the next word (市总商会, 市委员)."""
    if at + 1 == len(tokens):
        return True
    after = tokens[at + 1]
    return not (after.kind == UNKNOWN and text[after.start] in "值量额计数体裁公部会")


def _chain(tokens: list[Token], begin: int, at: int) -> int:
    """Start of the row of divisions that ends with the token ``at``: 江苏省 + 苏州市 + 吴中区."""
    while at > begin and tokens[at].kind not in (SCOPE, PLACE) and tokens[at - 1].kind in (DIVISION, SHORT, TOWN):
        at -= 1
    return at


_EACH = re.compile(r"各(?:[省市县区州旗盟乡镇局（()）、]|街道|自治[州县]|直属)*、$")


def _scope_stands(text: str, tokens: list[Token], begin: int, at: int, generic: bool) -> bool:
    """Whether 市, 区 … may stand for a division here: behind nothing, a verb, a person or another name, not behind 各 or a half-read word."""
    start = tokens[at].start
    if text[start - 1 : start] == "、" and _EACH.search(text, max(0, start - 16), start):
        return False  # 各市（县）、区总工会
    if at > begin:
        before = tokens[at - 1]
        return before.kind in (LEAD, VERBAL, PERSON, COMMON, HEAD, BODY, NATIONAL) or (
            before.kind == UNKNOWN and text[before.start] in "我赴驻请"
        )
    return not generic


def _anchor(tokens: list[Token], begin: int, at: int, cls: str) -> int | None:
    """The token at which a place in front of the head begins. Bodies of a division take the nearest place, firms the farthest."""
    places = [i for i in range(begin, at) if tokens[i].kind in (DIVISION, SHORT, TOWN)]
    if places:
        return _chain(tokens, begin, places[-1]) if cls in ("office", "union") else places[0]
    scopes = [i for i in range(begin, at) if tokens[i].kind == SCOPE]
    return scopes[-1] if scopes else None


def _anchored(text: str, tokens: list[Token], begin: int, first: int, at: int, cls: str, generic: bool) -> Mention | None:
    lead, t = tokens[first], tokens[at]
    last = first
    while last + 1 < at and lead.kind not in (SCOPE, PLACE) and tokens[last + 1].kind in (DIVISION, SHORT, TOWN):
        last += 1
    inner = tokens[last + 1 : at]
    if lead.kind in (SCOPE, PLACE) and not _scope_stands(text, tokens, begin, first, generic):
        return None
    start = lead.start
    if cls not in ("office", "union", "group") and lead.kind in (DIVISION, SHORT):
        start = _brand_before(tokens, begin, first)
    if not _inner_fits(text, inner, lead, t, cls, tokens, at) and not (cls == "branch" and start < lead.start):
        return None
    assert t.word is not None
    kind = "company" if start < lead.start and t.word.type == "institution" and cls == "venue" else t.word.type
    # A firm's place is part of its name, a body's place says whose body it is.
    owned = lead.kind == SCOPE or (cls in ("office", "union", "group") and kind != "company")
    return Mention(start, t.end, cls, kind, (lead.start, tokens[last].end) if owned else None, t.end)


def _brand_before(tokens: list[Token], begin: int, first: int) -> int:
    """A brand may stand before the place: 富士康 + 郑州…; a single unknown character before a place is a verb (赴, 至) and stays out."""
    at, bracket = first, False
    while at > begin and (tokens[at - 1].kind in (NAME, UNKNOWN, OPEN) or (bracket and tokens[at - 1].kind in (COMMON, VERBAL))):
        at -= 1
        bracket |= tokens[at].kind == OPEN
    if at > begin + 1 and tokens[at - 1].kind in (COMMON, VERBAL) and tokens[at - 2].kind == NAME:
        at -= 2  # 京东 + 物流 + 天津…
    if tokens[first].start - tokens[at].start < 2:
        return tokens[first].start
    return tokens[at].start


def _inner_fits(text: str, inner: list[Token], lead: Token, head: Token, cls: str, tokens: list[Token], at: int) -> bool:
    kinds = {t.kind for t in inner}
    if cls == "union":
        return _union_fits(text, inner, lead, head, tokens, at)
    if not inner:
        last = tokens[at - 1]
        return _bare_fits(text, lead, head, cls) or (last is not lead and last.kind == SHORT and cls in ("firm", "school", "site"))
    if cls == "office":
        if text[head.start : head.end] == "办" and (lead.kind == SHORT or head.start - inner[0].start > 4):
            return False
        return head.start - inner[0].start <= 14 and not kinds & {SOFT, OPEN}
    if cls == "firm" and SOFT in kinds and not kinds & {NAME, UNKNOWN}:
        return False
    if cls == "school" and (kinds <= {SOFT} or (lead.kind == SCOPE and kinds <= {SOFT, COMMON} and SOFT in kinds)):
        return False
    return not (inner[0].kind == LEAD and cls != "group" and lead.kind in (SCOPE, PLACE))


def _bare_fits(text: str, lead: Token, head: Token, cls: str) -> bool:
    """A place and a head with nothing between: 天津大学, 市医院; but 苏州公司, 全市学校 name none."""
    word = text[head.start : head.end]
    if lead.kind == TOWN:
        return cls in ("group", "school", "office", "territory", "venue") and len(word) > 1
    if cls == "firm":
        return word in ("银行", "机场", "集团", "电厂", "煤矿", "油田", "农商行", "矿务局", "信用社", "钢厂")
    if cls == "school":
        return word not in _KINDS_OF_SCHOOL or (word in ("学院", "大学", "研究院", "中学") and lead.kind == SHORT)
    return cls in ("office", "group", "venue", "branch") and len(word) > 2


_KINDS_OF_SCHOOL = frozenset(
    {"学校", "高中", "初中", "学院", "小学", "中学", "大学", "幼儿园", "实验室", "重点实验室", "国家实验室", "技术创新中心", "工程研究中心", "出版社"}
    | {"研究院", "研究所", "研究中心", "设计院", "剧院"}
)


def _union_fits(text: str, inner: list[Token], lead: Token, head: Token, tokens: list[Token], at: int) -> bool:
    kinds = {t.kind for t in inner}
    plain = head.end - head.start == 2
    if plain and len(inner) == 1 and text[inner[0].start : inner[0].end] == "建设":
        return text[head.end : head.end + 1] in _MARKS  # 市建设工会、…; but 市建设工会阵地
    trade = inner[1:] and text.startswith("行业", inner[-1].start)  # 珍珠行业工会
    if kinds & {LEAD, PERSON, OPEN} or (plain and kinds & {SOFT, SCOPE} and not trade):
        return False
    if text.startswith(_MATTERS, head.end) and not inner:
        return False
    if plain and not inner and lead.kind in (SCOPE, PLACE):
        return text[lead.start : lead.end] not in ("镇", "乡", "街道", "村", "社区", "市", "区", "县", "省", "州", "旗")
    return not plain or len(inner) <= 6


_MARKS = ("", *"、，。；：和与及等）)")


def _unanchored(text: str, tokens: list[Token], begin: int, at: int, cls: str, generic: bool) -> Mention | None:
    """A name without a place: begins at its first specific word (东盛 + 鞋厂, 海尔 + 集团)."""
    head = tokens[at]
    first = begin
    while first < at - 1 and tokens[first].kind in _LEADING:
        first += 1
    if first < at and tokens[first].kind == ORDINAL and cls != "school":
        return None
    inner = tokens[first:at]
    if not inner:
        return None
    if text[head.start : head.end] == "大学" and len(inner) == 1 and inner[0].kind in (COMMON, VERBAL) and not generic:
        return Mention(inner[0].start, head.end, cls, "institution", None, head.end)
    if cls == "school" and any(t.kind == SOFT for t in inner):
        return None
    specific = sum(t.end - t.start for t in inner if t.kind in (UNKNOWN, NAME, ORDINAL))
    named = any(t.kind == NAME for t in inner)
    if cls in ("union", "group", "branch") and not named:
        return None
    if specific < 2 or (generic and not named):
        return None
    if inner[0].kind == UNKNOWN and len(inner) > 1 and inner[1].kind not in (UNKNOWN, NAME, ORDINAL):
        return None
    assert head.word is not None
    if head.word.type == "other":
        return None
    return Mention(inner[0].start, head.end, cls, head.word.type, None, head.end)


_JOIN = re.compile(r"[、/]|、?(?:和|与|及|以及|暨)")
_SHARING = frozenset({"territory", "office", "part", "national"})


def _listed(text: str, tokens: list[Token], floor: int, at: int, previous: Mention) -> Mention | None:
    """A short name in a list after a full one: 苏州市总工会、劳动和社保局 share the city, 市总民管部、研究室 the union."""
    if previous.cls not in _SHARING or floor > at:
        return None
    begin, t = tokens[floor].start, tokens[at]
    if begin - previous.end > 3 or not _JOIN.fullmatch(text, previous.end, begin) or t.end - begin > 12:
        return None
    assert t.word is not None
    inner = tokens[floor:at]
    if any(i.kind not in (COMMON, VERBAL, LEAD, UNKNOWN, PERSON) for i in inner):
        return None
    department = t.word.head == "part" and (previous.cls == "part" or previous.type == "union") and (t.end - t.start > 1 or bool(inner))
    if department:
        root = previous.shared if previous.shared and previous.cls == "part" else previous
        return Mention(begin, t.end, "part", previous.type, None, begin, shared=root)
    if previous.region is None and previous.shared is None:
        return None
    office = t.word.head == "office" and bool(inner)
    if (t.word.body and not inner and t.end - t.start > 1) or office:
        root = previous.shared or previous
        return Mention(begin, t.end, "office", t.word.type or "", None, t.end, shared=root) if root.cls != "part" else None
    return None


# What may be hung on behind a found name, by the class of the next head.
_ANNEXES = frozenset({"branch", "firm", "school", "venue", "site"})


def _extended(text: str, tokens: list[Token], found: Mention, at: int) -> tuple[Mention, int]:
    """Takes in the departments, branches and unions behind the head: …有限公司 + 工会 + 女职工委员会. Returns the index of the last token taken."""
    while True:
        step = _next_head(tokens, at)
        if step is None:
            return found, at
        grown = _hung(text, tokens, found, at, step)
        if grown is None:
            return found, at
        found, at = grown, step


def _next_head(tokens: list[Token], at: int) -> int | None:
    room = tokens[at].end + 16
    for i in range(at + 1, len(tokens)):
        kind = tokens[i].kind
        if kind in (BREAK, GENERIC, NATIONAL, PLACE, OPEN) or tokens[i].start > room:
            return None
        if kind == HEAD:
            return i
        if kind == BODY:
            return None
    return None


def _hung(text: str, tokens: list[Token], found: Mention, at: int, step: int) -> Mention | None:
    head, between = tokens[step], tokens[at + 1 : step]
    assert head.word is not None
    cls, kinds = head.word.head, {t.kind for t in between}
    office = text[head.start : head.end] == "办事处"
    firm = found.cls in ("firm", "branch", "school", "venue", "site") or found.type == "company" or (found.national and found.type == "institution")
    if between and between[0].kind == LEAD and cls != "part":
        return None
    elsewhere = (firm and cls not in ("part", "office", "territory")) or office
    if kinds & {SCOPE} or (kinds & {DIVISION, SHORT, TOWN} and not elsewhere):
        return None
    if found.type == "union" and office:
        return replace(found, end=head.end, cls="part")
    if cls == "union":
        if text.startswith(("经费", "法", "会员", "组织率"), head.end) or SOFT in kinds:
            return None
        fits = (found.cls != "union" and found.type != "union") or (
            found.cls in ("territory", "national", "union") and (bool(between) or head.end - head.start > 2)
        )
        own = found.cls in _TERRITORIAL  # its name is still to be written out: 市总 + 机关工会
        return replace(found, end=head.end, cls="union", type="union", body_end=found.body_end if own else head.end) if fits else None
    if cls == "part" or (cls in ("venue", "school") and found.cls in ("territory", "union", "national", "office") and not firm):
        return _with_part(text, found, head, between)
    if firm and cls in _ANNEXES and (not between or kinds & {UNKNOWN, NAME, DIVISION, SHORT, ORDINAL, COMMON, TOWN}):
        room = head.start - between[0].start if between else 0
        if cls in ("venue", "site") and head.end - head.start == 1 and not kinds & {DIVISION, SHORT, NAME} and not 2 <= room <= 4:
            return None
        kind = found.type if cls in ("branch", "venue", "site") else head.word.type
        return replace(found, end=head.end, cls="firm" if cls != "school" else cls, type=kind, body_end=head.end)
    if cls == "group" and head.end - head.start > 1 and sum(t.end - t.start for t in between) <= 12 and PERSON not in kinds | {found.type}:
        return replace(found, end=head.end, cls="group", type=head.word.type, body_end=head.end)
    return None


def _with_part(text: str, found: Mention, head: Token, between: list[Token]) -> Mention | None:
    """A department. One-character heads (部, 室, 处) need a describing word and must not begin another word."""
    assert head.word is not None
    short = head.end - head.start == 1
    if short and (not between or sum(t.end - t.start for t in between) > 8):
        return None
    kind = found.type if head.word.type in ("same", "institution") or found.type == "union" else head.word.type
    return replace(found, end=head.end, cls="part", type=kind)
