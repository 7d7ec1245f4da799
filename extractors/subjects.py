"""Whose number it is: the organisation or region in the place of an actor, the last one named where a sentence names none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from extractors import lexicons
from extractors.antecedents import THAT, last_place, tells
from extractors.divisions import in_full, is_name, is_short
from extractors.model import Context, Offsets, Organisation
from extractors.phrase_words import NAME_MARK, kind_of
from extractors.slots import Sentence

Subject = tuple[str, Offsets | None]
"""A name and where it was read (``None``: from outside the text)."""

_NO_PLACE = "|".join(row["word"] for row in lexicons.read("no_places.csv", ("word",)))
PLACE = re.compile(
    r"(?!全|各|超|较|比|让|使|给|经|据|按|占|居|本市|本县|本区|我|该|此|其|两|在|从|向|对|为|由|与|和|及|等|到|是|以)[\u4e00-\u9fa5]{1,8}?"
    r"(?:自治区|自治州|自治县|开发区|高新区|街道|[省市县区州盟旗镇乡](?![市县区镇]))(?!(?<=市)[场值容价])(?![一-龥]?(?:长|级|委|政府|人大|政协|里人|域|办))"
)
_NOT_PLACE = re.compile(f"(?:{_NO_PLACE}|[两三四五六七八九十几数多]+个?[省市县区镇乡村])$|^[老新城产]?.?新区$")
_RECORDED = frozenset("省市县区州盟旗")
_PLACEHOLDERS = frozenset("甲乙丙丁戊己庚辛某ABCＡＢＣ×Ｘ")
_LONGEST, _SHORT = 5, 4
_SENTENCE = re.compile("[仅为的了被把占是]")
"""收费仅为市(场价): no place, but a clause."""
_ACTOR_AFTER = frozenset("，,。；;：:！？!?\n \t\u3000●▲△★☆◆◇■□◎※▶►▪•○✦❖—”》）)】、由是")
_JOINS = re.compile(r"[、和与及]|以及|会同|联合")
# 市总工会主席出席: a person; 市人社局、市财政局等单位负责同志参加会议: those who attend
_PERSON = re.compile("(?:党组|党委|党工委|常务)?(?:副)?(?:主席|主任|书记|部长|局长|厅长|处长|会长|秘书长|常委|委员|总经理|董事长|校长|院长|调研员)(?![团会单]|制度)")
_ATTENDS = re.compile("[^。；！？\\n]{0,60}?(?:负责(?:人|同志)|领导|代表|干部|同志|成员|单位|人员|部门)[^，。；！？\\n]{0,8}(?:参加|出席|列席|参会|到会|陪同|莅临|应邀)(?!了?[^，。；\\n]{0,4}[\\d一二三四五六七八九十])")
_DEPARTMENT = re.compile("(?<=工会)(?!.*(?:工会|委员会|学校|学院|公司)$)(?:机关|委员会)?[^、，（）()]{0,10}(?:部|处|室|科|办公厅|办|中心)$")
_REGION = re.compile("([省市县区旗州盟])(?:总工会|人民政府|委员会|工会|总)?$")
_WIDE = re.compile("[全我]([省市县区旗州盟])")
_COUNTED = re.compile("[一二三四五六七八九十]是|其中|包括|例如")
_ITEM = re.compile("(?<![\u4e00-\u9fff])[一二三四五六七八九十]是")
_OPENING = re.compile(f"[，。；;：:\x01](?:{_COUNTED.pattern})?({PLACE.pattern})")
_MEDIA = re.compile("(?:[日晚早时商都晨]报|工人报|报社|通讯社|电视台|广播电台|新闻网|日报网|记者站|频道)$")
_WIRE = re.compile("[^，。；\n]{0,8}?(?:讯|消息|电)[\\s（(：:]")
_ITEMS = 60
_ITEM_LIST = re.compile("\\s*(?:[^、]{1,10}、)+")
_LISTED = re.compile("[、和与及]|以及")
_NEXT = re.compile(f"、({PLACE.pattern})")
_WHOLE = re.compile("[^。！？\n]+")
_PLACE_END = re.compile("[省市县区州盟旗镇乡]|街道")
_where = itemgetter(0)


def is_place(words: str) -> bool:
    """Whether words that end like a place are the name of one (甲县, not 培训乡 or 老旧小区). What no record has is short and holds no verb."""
    if is_name(words):
        return True
    if _NOT_PLACE.search(words) is not None or _SENTENCE.search(words) is not None:
        return False
    if words[-1] in _RECORDED and (len(words) > _LONGEST or (len(words) == 2 and words[0] not in _PLACEHOLDERS)):
        return any(is_name(words[-n:]) and _leads(words[:-n]) for n in (3, 4))  # 山西太原市, not 慰问奉化市
    return not any(kind_of(words[i : i + 2]) is not None for i in (0, *range(1, len(words) - 2 if len(words) > _SHORT else 1)))


def _leads(words: str) -> bool:
    """Whether ``words`` before a place are the place that it lies in (山西, 浙江省, 浙江宁波)."""
    return not words or is_name(words) or is_short(words) or (len(words) > _SHORT - 1 and is_short(words[:2]) and is_short(words[2:]))


def house(name: str) -> str:
    """The union whose department ``name`` is (甲市总工会办公室 → 甲市总工会), else ``name``: an office reports for its house."""
    return _DEPARTMENT.sub("", name)


def place_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place name that begins at ``start``, or behind 一是 or 其中 there, as a span."""
    counted = _COUNTED.match(text, start, end)
    m = PLACE.match(text, counted.end() if counted else start, end)
    if m is None or not is_place(m.group()):
        return None
    return m.span()


def listed(text: str, start: int, end: int) -> list[Offsets]:
    """The places or masked names that a list joins (甲县、乙县和丙市), the first list of ``text[start:end]`` that begins at a clause's head."""
    out: list[Offsets] = []
    at = start
    while at < end:
        if text[at] == NAME_MARK:
            stop = at
            while stop < end and text[stop] == NAME_MARK:
                stop += 1
            span: Offsets | None = (at, stop)
        else:
            span = place_at(text, at, end)
        if span is None:
            break
        out.append(span)
        join = _LISTED.match(text, span[1], end)
        if join is None:
            return out
        at = join.end()
    return []


class Subjects:
    """Subjects of one article, asked for sentence by sentence in reading order. ``masked``: the text with periods and names blanked."""

    def __init__(self, text: str, masked: str, organisations: Sequence[Organisation], context: Context) -> None:
        self.text, self.masked = text, masked
        self.organisations = organisations
        self.at = self.read = 0
        self.publisher = house(in_full(context.publisher or "", context.issued))
        self.current = self._outside(context)
        self.found: list[tuple[int, Subject]] = []
        self.several = False
        self.items: list[int] = []
        """Where 一是, 二是 … of the sentence stand."""
        self.bare: set[str] = set()
        """Places that were subjects without a body of theirs."""
        self.among: set[int] = set()
        """Where the places that only share in a whole (其中甲区104家) stand in the sentence."""
        self.wholes: dict[int, Offsets | None] = {}
        """The places that 全市 speaks of, by where it stands."""
        self.full = {o.start: o.name for o in organisations}

    def _outside(self, context: Context) -> Subject:
        for span in (context.title, context.contributor):
            inside = [o for o in self.organisations if span and span[0] <= o.start and o.end <= span[1] and not _MEDIA.search(o.name)]
            if inside:
                name = inside[0].name if span == context.title else house(inside[0].name)
                return name, (inside[0].start, inside[0].end)
        return self.publisher, None

    def sentence(self, sentence: Sentence) -> None:
        """Take in the actors of a sentence."""
        if self.found and not (len(self.found) > 2 or self.several):
            self.current = self.found[-1][1]  # what several report one by one says nothing of who comes next
        start, end = sentence.start, sentence.end
        passed = self._passed(start)
        self.read = end
        self.items = [m.start() for m in _ITEM.finditer(self.masked, start, end)]
        names = self._names(start, end) if self.organisations else []
        if passed and (self.current[1] is None or self.current[1][0] < passed[0]):
            self.current = passed[1]
        places = self._places(start, end) if _PLACE_END.search(self.masked, start, end) else []
        self.found = sorted(names + places, key=_where) if names and places else names or places
        self.several = bool(places) and not names and self._several(places, end)
        if self.masked.find("该", start, end) >= 0:
            self._those(start, end)

    def _passed(self, start: int) -> tuple[int, Subject] | None:
        """The place that the sentences without figures before ``start`` told of last: 甲县重视此事。建会200家."""
        last = None
        for m in _WHOLE.finditer(self.masked, self.read, start) if _PLACE_END.search(self.masked, self.read, start) else ():
            places = self._places(m.start(), m.end())
            last = places[0] if places and not self._several(places, m.end()) else last
        return last

    def _those(self, start: int, end: int) -> None:
        """Take in the places that 该市 and 该县 speak of, where the one told of last is not of that place."""
        for m in THAT.finditer(self.masked, start, end):
            span = last_place(self.text, m.start(), m[1])
            if span and not self.of(m.start())[0].startswith(self.text[span[0] : span[1]]):
                self.found = sorted([*self.found, (m.start(), (self.text[span[0] : span[1]], span))], key=_where)

    def _several(self, places: list[tuple[int, Subject]], end: int) -> bool:
        """Whether the places are parts told one by one: 甲县、乙县分别…; 其中甲县12家、乙县9家."""
        first = places[0][0]
        if len(places) > 1 or self.masked.startswith("其中", max(0, first - 2)) or self.masked.startswith("其中", first):
            return True
        return len(listed(self.masked, first, end)) > 1 or any(is_place(m[1]) for m in _NEXT.finditer(self.masked, first, end))

    def _names(self, start: int, end: int) -> list[tuple[int, Subject]]:
        out: list[tuple[int, Subject]] = []
        organisations, at, last = self.organisations, self.at, -1
        while at < len(organisations) and organisations[at].start < start:
            o = organisations[at]
            if not self._joined(last, o.start) and self._acts(o, 0):
                self.current = self._subject(o)
            last = o.end
            at += 1
        last = -1
        while at < len(organisations) and organisations[at].start < end:
            o = organisations[at]
            if not self._joined(last, o.start) and (self._acts(o, start) or (not self.current[0] and tells(self.text, o))):
                out.append((o.start, self._subject(o)))
            last = o.end
            at += 1
        self.at = at
        return out

    def _joined(self, end: int, start: int) -> bool:
        return end >= 0 and start - end <= 2 and _JOINS.fullmatch(self.text, end, start) is not None

    def _subject(self, o: Organisation) -> Subject:
        """The full name; a short form (省总工会) that ends the publisher's name is the publisher."""
        name = self.publisher if not o.resolved and self.publisher.endswith(o.name) else o.name
        return name, (o.start, o.end)

    def _acts(self, o: Organisation, start: int) -> bool:
        if o.role in ("contributor", "recipient", "signatory"):
            return False
        before = self.masked[o.start - 1] if o.start > start else "，"
        if before not in _ACTOR_AFTER and before != "\x01":
            return False
        if before == "、" and not self._heads_clause(o.start):
            return False
        return _PERSON.match(self.text, o.end) is None and _ATTENDS.match(self.text, o.end) is None and not self._reports(o)

    def _reports(self, o: Organisation) -> bool:
        """某日报讯, 来源：某日报: who reports the news, not whom it is about."""
        return _MEDIA.search(o.name) is not None or _WIRE.match(self.text, o.end) is not None

    def _heads_clause(self, at: int) -> bool:
        """Whether the list that goes on at ``at`` begins its clause: 甲县、乙县总工会…, not 前往甲站、乙中心…."""
        begin = max(self.masked.rfind(c, max(0, at - _ITEMS), at) for c in "，,。；;：:！？!?\n\x01") + 1
        return _ITEM_LIST.fullmatch(self.masked, begin, at) is not None and kind_of(self.masked[begin : begin + 2]) is None

    def _places(self, start: int, end: int) -> list[tuple[int, Subject]]:
        out: list[tuple[int, Subject]] = []
        first = place_at(self.masked, start, end)
        if first:
            self.bare.add(self.text[first[0] : first[1]])
            out.append((first[0], (self.text[first[0] : first[1]], first)))
        self.among = set()
        for m in _OPENING.finditer(self.masked, start, end):
            span = m.span(1)
            if is_place(m[1]):
                if self.text.startswith("其中", span[0] - 2):
                    self.among.add(span[0])
                self.bare.add(m[1])
                out.append((span[0], (self.text[span[0] : span[1]], span)))
        return out

    def named(self, subject: Subject) -> Subject:
        """A subject read from a list by its full name, where it is an organisation."""
        return (self.full.get(subject[1][0], subject[0]), subject[1]) if subject[1] else subject

    def within(self, subject: Subject, span: Offsets, start: int) -> Subject:
        """``subject``, or the publisher where the scope at ``span`` (全市) is another's: a district that an earlier sentence was about is not the whole city."""
        if subject[1] and subject[1][0] >= start:
            return subject
        scope = self.text[span[0] : span[1]]
        if not self.publisher:
            return self._of_the_whole(subject, scope, span[0])
        if scope[0] == "各" and scope != "各级":
            return self.publisher, None
        wide = _WIDE.fullmatch(scope)
        if wide is None:
            return subject
        own, of = _REGION.search(subject[0]), _REGION.search(self.publisher)
        if own is None or of is None or of[1] != wide[1]:
            return subject
        return subject if own[1] == wide[1] and subject[0] not in self.bare else (self.publisher, None)

    def _of_the_whole(self, subject: Subject, scope: str, at: int) -> Subject:
        """全市 behind a sentence about a firm or school is not theirs: the first union named that stands for a region of that kind, else nobody. Where nobody
        has been named as acting, it is the last place of that kind."""
        wide = _WIDE.fullmatch(scope)
        if wide is not None and not subject[0]:
            if at not in self.wholes:
                self.wholes[at] = last_place(self.text, at, wide[1])
            place = self.wholes[at]
            return (self.text[place[0] : place[1]], place) if place else subject
        o = next((o for o in self.organisations if subject[1] and (o.start, o.end) == subject[1]), None)
        if wide is None or o is None or o.type not in ("company", "institution"):
            return subject
        unions = (u for u in self.organisations if u.type == "union" and (own := _REGION.search(u.name)) and own[1] == wide[1])
        union = next(unions, None)
        return (union.name, (union.start, union.end)) if union else ("", None)

    def of(self, at: int) -> Subject:
        """The subject of a figure at ``at``: the last actor before it, else the one of the sentences before."""
        best = self.current
        item = max((i for i in self.items if i <= at), default=-1) if self.items else -1
        for begin, subject in self.found:
            if begin >= at:
                break
            if begin in self.among and self.text.find("；", begin, at) >= 0:
                continue
            if begin >= item or begin < self.items[0]:  # 一是甲县…；二是…: what is told of the first is not told of the second
                best = subject
        return best
