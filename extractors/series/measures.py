"""What is counted, in canonical words: wordings of one measure come out the same, different measures do not.

The words are data (``lexicons/measure_synonyms.csv``); the rules are of the language: what stands before the deed is who did it; a deed may follow what it
was done to (培训职工 = 职工培训), so the key does not depend on the order; counting words and verbs of reaching say nothing about what is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import lexicons

_QUOTES = re.compile(r"[“”‘’\"'《》〈〉「」『』\s·—-]|（[^）]*）?")
_SCOPE = re.compile(r"全(?:国|省|市|县|区|州|镇|乡|街道|系统|行业|社会)(?![级委政])|[我本该][省市县区州](?![委政总])|各(?:县（市、区）|县市区|县区|市县|区县|县|区|市|地)")
_DOER = re.compile(r"(?:工会|总工会|中心|工作站|站|部门|各部|机构|分会|办公室|企业家|方面|组织|学校|单位|政府|局|委|会|期间)$")
_MEMBERS = re.compile(r"^发展(?:新|工会)?会员|^新增(?:工会)?会员")
_NEW_UNIONS = re.compile(r"^新建(?:基层)?(?:工会)$")
_FUNCTION = frozenset("的和与及、并或了等各")
_HELPED = re.compile(r"^(?:帮助|帮扶|协助|扶持|促进|推动|实现|支持|引导)(?=.{2,}(?:就业|创业|脱困|脱贫|解困)$)")
_GENERIC = re.compile(r"(?<=参保)(?:职工|人员|人|对象)$|(?<=入会)(?:职工|人员)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """``words``: canonical words in order; ``key``: equal for equal measures; ``deed``: counts what was done in a period, not a standing number."""

    words: str
    key: str
    deed: bool


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[str, str]], re.Pattern[str], re.Pattern[str]]:
    rows = lexicons.read("measure_synonyms.csv", ("form", "canonical", "class"), key=("form", "class"))
    inner = {r["canonical"]: (r["canonical"], "noun") for r in rows if r["class"] == "noun"}
    inner |= {r["canonical"]: (r["canonical"], r["class"]) for r in rows if r["class"] in ("flow", "whole")}
    inner |= {r["form"]: (r["canonical"], r["class"]) for r in rows if r["class"] in ("flow", "whole", "state", "noun")}
    ends = {side: _any(r["form"] for r in rows if r["class"] == side) for side in ("lead", "tail")}
    return re.compile(_any(inner)), inner, re.compile(f"(?:{ends['lead']}|要(?!约))+"), re.compile(f"(?:{ends['tail']})+$")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(_any(r["form"] for r in lexicons.read("measure_synonyms.csv", ("form", "canonical", "class"), key=("form", "class")) if r["class"] == "filler"))


@cache
def _vague() -> frozenset[str]:
    return frozenset(r["form"] for r in lexicons.read("measure_synonyms.csv", ("form", "canonical", "class"), key=("form", "class")) if r["class"] == "vague")


@cache
def _deeds() -> re.Pattern[str]:
    rows = lexicons.read("measure_synonyms.csv", ("form", "canonical", "class"), key=("form", "class"))
    return re.compile(_any(r["canonical"] for r in rows if r["class"] in ("flow", "whole")))


def deed(words: str) -> str:
    """The canonical deed that ``words`` begin with; "" if none."""
    pattern, inner, lead, _tail = _lexicon()
    m = pattern.match(words, len(found.group()) if (found := lead.match(words)) else 0)
    return inner[m.group()][0] if m and inner[m.group()][1] == "flow" else ""


def is_vague(words: str) -> bool:
    """Whether the words mean another thing in every text (企业, 给付): nothing to compare."""
    return words in _vague() or len(words) < 2 or inner_kind(words) == "flow"


def inner_kind(words: str) -> str:
    """The class of ``words`` in the lexicon; "" if they are none of its words."""
    return _lexicon()[1].get(words, ("", ""))[1]


def bare_deed(label: str) -> Measure | None:
    """The deed that stands alone in ``label`` (给付 1284人次)."""
    _pattern, _inner, lead, tail = _lexicon()
    words = _stripped(_fillers().sub("", _QUOTES.sub("", label)), lead, tail)
    found = deed(words)
    return Measure(found, _key(found), True) if found and len(words) <= 4 else None


def _any(forms) -> str:  # type: ignore[no-untyped-def]
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


@lru_cache(maxsize=20_000)
def measure(label: str) -> Measure | None:
    """The measure that the words before a figure name; ``None`` when they name none.

    >>> measure("共新组建基层工会组织").words, measure("职工培训").key == measure("培训职工").key
    ('新建基层工会', True)
    >>> measure("会员").key == measure("新发展会员").key
    False
    """
    pattern, inner, lead, tail = _lexicon()
    text = _fillers().sub("", _SCOPE.sub("", _QUOTES.sub("", label)))
    text = text if inner_kind(text) == "whole" else _stripped(text, lead, tail)
    deed_at, deeds = -1, ""
    out: list[str] = []
    at = 0
    for m in pattern.finditer(text):
        canonical, kind = inner[m.group()]
        between = text[at : m.start()]
        acts = kind in ("flow", "whole")
        if acts and deed_at < 0 and _DOER.search("".join(out) + between):
            out, between = [], ""
        if acts and deed_at < 0:
            deed_at, deeds = m.start(), canonical if kind == "flow" else ""
        out += [between, canonical]
        at = m.end()
    out.append(text[at:])
    words = _stripped("".join(out), lead, tail)
    words = _tidy(words)
    if not words or words == deeds or not re.search("[\u4e00-\u9fa5]", words):
        return None
    return Measure(words, _key(words), deed_at >= 0 or bool(_deeds().match(words)))


def _stripped(text: str, lead: re.Pattern[str], tail: re.Pattern[str]) -> str:
    while True:
        m = lead.match(text)
        shorter = text[m.end() :] if m else text
        shorter = tail.sub("", shorter)
        if shorter == text:
            return text
        text = shorter


def _tidy(words: str) -> str:
    words = _HELPED.sub("", _GENERIC.sub("", words))
    if _NEW_UNIONS.match(words):
        return "新建基层工会"
    if m := _MEMBERS.match(words):
        return "发展会员" + words[m.end() :]
    return words


def _key(words: str) -> str:
    return "".join(sorted(c for c in words if c not in _FUNCTION))


_FOUNDING = re.compile("新建|建成|建立|创建|命名|配备|发展")


def standing(words: str) -> Measure | None:
    """The standing number that belongs to a deed: 新建职工书屋 … 累计 → 职工书屋; ``None`` where a deed leaves nothing standing."""
    rest = _FOUNDING.sub("", words, count=1)
    if rest == words and _deeds().match(words):
        return None
    return Measure(rest, _key(rest), False) if rest else None


@cache
def _founding_deeds() -> tuple[str, ...]:
    """The canonical deeds that leave something standing."""
    rows = lexicons.read("measure_synonyms.csv", ("form", "canonical", "class"), key=("form", "class"))
    return tuple(sorted({r["canonical"] for r in rows if r["class"] == "flow" and _FOUNDING.fullmatch(r["canonical"])} | {"新增"}))


def founding_keys(key: str) -> tuple[str, ...]:
    """The keys of the deeds that add to the standing number ``key``: 职工书屋 → 新建职工书屋, 建成职工书屋 …"""
    return tuple(dict.fromkeys(_key(deed + key) for deed in _founding_deeds()))


def standing_keys(key: str) -> tuple[str, ...]:
    """The other way round: the keys of the standing numbers that a deed with ``key`` may add to."""
    founding = [d for d in _founding_deeds() if len(key) > len(d) and not Counter(d) - Counter(key)]
    return tuple(dict.fromkeys(_key("".join((Counter(key) - Counter(d)).elements())) for d in founding))


_LIGHT = re.compile("开展|参与|参加|职工|人员|组织|活动|工作|完成|实现")


def core(words: str) -> str:
    """The key without the words that a report may as well leave out (开展岗位练兵 = 岗位练兵参与职工)."""
    return _key(_LIGHT.sub("", words))


def alike(a: str, b: str) -> float:
    """How much of the shorter key the longer one holds, 0 when it does not hold all of it; 1 = the same."""
    if a == b:
        return 1.0
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    left = list(large)
    for c in small:
        if c not in left:
            return 0.0
        left.remove(c)
    return len(small) / len(large) if large else 0.0


_UNITS = {"家": "个", "所": "个", "处": "个", "名": "人", "位": "人", "员": "人", "桩": "件", "宗": "件", "起": "件", "场次": "场", "期次": "期"}


def counted(unit: str | None) -> str:
    """One word for classifiers that count the same things (家/个, 名/人); 人次 and 件次 stay apart."""
    return _UNITS.get(unit or "", unit or "")
