"""Regular expressions over a text whose figures and dates are single characters.

``compile`` understands, beside ordinary syntax:

=============  ==========================================================================================
``<v>``        a value: count, money, area, age, other measure (``<v:now>`` names the group ``now``)
``<n>``        a count, ``<m>`` money, ``<p>`` a percentage, ``<d>`` percentage points, ``<x>`` a multiple (倍, 番)
``<t>``        a duration, ``<r>`` a ratio, ``<f>`` any figure
``<q>``        a date or period
``<~9>``       up to nine characters of the same sentence, no figure among them (dates may be)
``<-9>``       the same within one clause
``<..9>``      up to nine characters of the same sentence, whatever they are
=============  ==========================================================================================
"""

from __future__ import annotations

import re

COUNT, MONEY, PERCENT, POINTS, TIMES, DURATION, OTHER, RATIO, PERIOD = (chr(0xE000 + i) for i in range(9))
FIGURES = COUNT + MONEY + PERCENT + POINTS + TIMES + DURATION + OTHER + RATIO
VALUES = COUNT + MONEY + OTHER
STOPS = "。！？!?\n"
MARKS = "，；：" + STOPS

_CLASSES = {
    "v": f"[{VALUES}]", "n": COUNT, "m": MONEY, "p": PERCENT, "d": POINTS, "x": TIMES, "t": DURATION, "r": RATIO, "f": f"[{FIGURES}]", "q": PERIOD,
}  # fmt: skip
_TOKEN = re.compile(r"(?<!\(\?P)(?<!\(\?)<(?:(\.\.|[~-])(\d+)|([a-z])(?::([a-z_]\w*))?)>")


def compile(pattern: str) -> re.Pattern[str]:
    """The compiled pattern; raises ``KeyError`` for an unknown class."""

    def expand(m: re.Match[str]) -> str:
        gap, size, kind, name = m.groups()
        if gap:
            barred = {"~": FIGURES + STOPS, "-": FIGURES + MARKS, "..": STOPS}[gap]
            return f"[^{barred}]{{0,{size}}}?"
        return f"(?P<{name}>{_CLASSES[kind]})" if name else _CLASSES[kind]

    return re.compile(_TOKEN.sub(expand, pattern))
