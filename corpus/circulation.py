"""The tail of an issue: to whom it goes (circulation lines) and who made it (colophon)."""

from __future__ import annotations

import re

from corpus.lexicon import alternatives, closed
from corpus.lines import despaced
from corpus.masthead import is_date_line

_LINE = re.compile(rf"^[（(]?\s*(?P<head>{alternatives('circulation')})\s*[:：]\s*(?P<to>\S.*)?$", re.DOTALL)
_COLOPHON = re.compile(rf"^[（(【]?\s*(?:本期|本版|本刊)?(?:{alternatives('colophon')}|主\s*办|编\s*印|承\s*办)\s*(?:[:：/／｜|]|[（(])")
_COLOPHON_SPACED = re.compile(rf"^(?:本期)?(?:{closed('colophon')})[\s\u3000]+[\u4e00-\u9fff]{{1,2}}[\s\u3000]{{0,2}}[\u4e00-\u9fff]{{1,2}}(?:[\s\u3000]+[\u4e00-\u9fff]{{1,6}}){{0,7}}$")
"""责任编辑　谷雨　　校对　辛欣"""
PRINTED = re.compile(r"[（(]?(?:共\s*印|印\s*数|印\s*发\s*份\s*数|份\s*数|印\s*制|印\s*刷)\s*[:：]?\s*(?:数\s*)?[\d０-９〇零一二三四五六七八九十百千]{1,6}\s*份\s*[）)]?")
_CHECKED = re.compile(r"^[\u4e00-\u9fff]{0,4}[审编校核制排辑对印签]\s*[:：|｜丨]\s*[\u4e00-\u9fff]{2,8}(?:[\s、]+[\u4e00-\u9fff]{2,4}){0,5}$")
_RELEASE = re.compile(r"^[（(【]\s*(?:此件|本件|此文件?|公开(?:属性|方式|形式)|(?:主动|依申请|不予)公开|联系人|信息公开)")
"""（此件发至县级工会）, （公开属性：主动公开）"""
_ISSUED = re.compile(r"(?:印发|编印|印制|印|发)\s*$")


def circulation(text: str) -> str | None:
    """The head word of a circulation line (本期印发, 报, 主送 …), spaces removed; ``None`` when ``text`` is none."""
    m = _LINE.match(text)
    return re.sub(r"\s", "", m["head"]) if m else None


def is_colophon(text: str) -> bool:
    """Editors, telephone, number of copies: 责任编辑：…, 电话：…, 共印120份."""
    flat = text.strip()
    return (len(flat) <= 120 and bool(_COLOPHON.match(flat) or _RELEASE.match(flat))) or (len(flat) <= 40 and bool(PRINTED.fullmatch(flat) or _COLOPHON_SPACED.match(flat)))


def is_credit_line(text: str) -> bool:
    """初审：某某 below the last text of an issue: a person behind a word for somebody who checks, sets or prints."""
    return bool(_CHECKED.match(text))


def wants_value(text: str) -> bool:
    """A key whose value stands on the next line (责任编辑：)."""
    return text.rstrip()[-1:] in ("：", ":")


def is_imprint(text: str) -> bool:
    """``某市总工会办公室　　2008年3月31日印发`` below the circulation lines."""
    if len(text) > 120:
        return False
    flat = despaced(text)
    return len(flat) <= 60 and bool(_ISSUED.search(PRINTED.sub("", flat))) and bool(re.search(r"(?:日|\d)\s*(?:印发|编印|印|发)", flat)) and (
        is_date_line(text) is not None or not re.search(r"[。，；]", flat)
    )
