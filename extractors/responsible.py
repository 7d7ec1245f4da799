"""Who is to carry a target out, beside the one who owes it: 责任单位：组织部、各县（市、区）总工会; 由市总工会保障部负责; 各级工会要…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Figure, Offsets, Organisation

_NAMED = re.compile(
    r"(?:责任|牵头|配合|协办|承办|主办|落实|实施|完成|参加)(?:单位|部门|科室|处室)(?:和(?:配合|协办)(?:单位|部门))?[：:]\s*(?P<bodies>(?:（市、区）|[^。；;）)\]】\n]){2,80})"
)
_BY = re.compile(r"由(?P<bodies>[^，。；：\d]{2,40}?)(?:具体|共同|分别|统一|牵头|会同|全面)*(?:负责|牵头|承担|组织实施|落实|承办|实施)")
_LEADS = re.compile(r"(?:^|[。；，])(?P<bodies>[^，。；：\d]{2,30}?)(?:具体|共同)?(?:负责|牵头)(?:抓好|做好|组织|落实|开展|实施|，)")
_ALL = re.compile(
    r"(?P<bodies>各(?:级工会|(?:县（市、区）|县市区|市县区|县\(市、区\)|县区|区县|市县|市州|市（州）|设区市|地市|县|区|市)?(?:总工会|工会组织|工会)"
    r"|(?:直属|基层|产业|企业|单位)(?:基层)?工会(?:组织)?|产业(?:\(局\)|（局）)?工会))"
    r"(?:(?:、|和|及)各?[^，。；：、\d]{2,12}?工会)*(?=要(?!求)|须|必须|应|务必|全年|年内|今年|每年|都|均|在|于|，|力争|确保)"
)
_NEXT = re.compile(r"[、，,；;\s]|(?<=[\u4e00-\u9fff])[和及与](?=[\u4e00-\u9fff]{2})")
_ENDS = ("部", "室", "处", "科", "会", "局", "中心", "办", "委", "院", "校", "社", "站", "团", "组", "厅", "区", "县", "市", "单位", "公司", "所")
_REACH = 160
"""Characters behind a goal's sentence within which its 责任单位 may stand, in the same paragraph."""


def find_responsible(text: str, figure: Figure, sentence: Offsets, organisations: Sequence[Organisation]) -> tuple[str, ...]:
    """The bodies that ``figure``'s sentence, or the brackets at its paragraph's end, charge with it; offsets index ``text``."""
    stop = text.find("\n", sentence[1])
    paragraph = min(stop if stop >= 0 else len(text), sentence[1] + _REACH)
    named = _NAMED.search(text, figure.end, paragraph)
    if named is None and stop >= 0 and text.startswith(("（", "(", "责任", "牵头"), _skip(text, stop)):
        line = _skip(text, stop)
        named = _NAMED.search(text, line, _end_of_line(text, line))
    found = named or _BY.search(text, *sentence) or _BY.match(text, sentence[1], paragraph) or _LEADS.search(text, *sentence) or _ALL.search(text, *sentence)
    if found is None:
        return ()
    return tuple(dict.fromkeys(_names(text, *found.span("bodies"), organisations)))


def _names(text: str, start: int, end: int, organisations: Sequence[Organisation]) -> list[str]:
    if text.startswith("各", start) and not re.search("[，；;]", text[start:end]):
        inner = "（市、区）"
        plain = text[start:end].replace(inner, inner.replace("、", "·"))
    else:
        plain = re.sub(r"（市、区）", "（市·区）", text[start:end])
    out, at = [], start
    for part in _NEXT.split(plain):
        begin = text.find(part.replace("·", "、"), at, end) if part else -1
        if begin < 0:
            continue
        at = begin + len(part)
        known = next((o.name for o in organisations if o.start <= begin and at <= o.end), None)
        word = part.replace("·", "、").strip("（(")
        if known or word.endswith(_ENDS):
            out.append(known or word)
    return out


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in "\n 　":
        at += 1
    return at


def _end_of_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)
