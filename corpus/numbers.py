"""Whether a table's cell is a number. Reading what it says is the extractors' work."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"^[约近超≥≤<>＞＜+＋\-－—]?\s*(?:[\d０-９][\d０-９,，.．／/\-—－~～ ]*|[零〇一二三四五六七八九十百千万亿两]+|[—－\-/／]+)\s*"
    r"(?:余|多)?(?:[万亿]?(?:元|人次|人|个百分点|个|家|名|户|次|份|项|件|场|期|天|年|小时|亩|吨|公里|平方米|套|台|篇|条)|[%％‰倍万亿])?$"
)


def is_number(text: str) -> bool:
    """A number with its unit, a range, a share, or the stroke that stands for nothing: ``1,240``, ``86.5``, ``约3万元``, ``—``."""
    return len(text) <= 30 and bool(_NUMBER.match(text.strip()))
