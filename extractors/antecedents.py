"""Whom 该市 and 全市 speak of where nobody is named as the one who acts: the last place of that kind named before, or whom the reporter heard it from."""

from __future__ import annotations

import re

from extractors.divisions import is_name
from extractors.model import Offsets, Organisation

THAT = re.compile("(?<![\u4e00-\u9fff])该([省市县区州盟旗])(?![\u4e00-\u9fff]{0,3}(?:委|政府|人大|政协))")
_REACH, _LONGEST = 600, 8
_HEARD = re.compile("(?:从|据|自)")
_SAID = re.compile("[^，。；！？\n]{0,8}?(?:获悉|了解到|得知|统计|介绍|通报|透露|消息|传来|发布)")


def last_place(text: str, at: int, kind: str) -> Offsets | None:
    """The last place on record before ``at`` whose name ends in ``kind`` (市), as offsets of ``text``; ``None`` where the text near by names none."""
    low = max(0, at - _REACH)
    stop = text.rfind(kind, low, at)
    while stop >= 0:
        for size in range(min(_LONGEST, stop + 1), 1, -1):
            if is_name(text[stop + 1 - size : stop + 1]):
                return stop + 1 - size, stop + 1
        stop = text.rfind(kind, low, stop)
    return None


def tells(text: str, o: Organisation) -> bool:
    """Whether a union is where the news comes from: 记者从某市总工会获悉, 据某市总工会统计."""
    return o.type == "union" and _HEARD.match(text, o.start - 1) is not None and _SAID.match(text, o.end) is not None
