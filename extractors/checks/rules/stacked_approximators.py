"""stacked-approximators: one approximating word is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.model import Figure

_LEADING = re.compile(
    "(?P<word>将近|大约|大概|接近|(?<![附最临新邻])近|(?<![节签合公预契制违])约|至少|最少|不少于|不低于|不下于|超过|突破|逾|超|不超过|最多)(?:了|有|为|达)?"
)
_REMOTE = re.compile("(?P<word>大约|大概|至少|最少|最多)[\u4e00-\u9fff]{2,4}$")  # 至少帮扶⟨100户以上⟩
_TRAILING = re.compile("余|多(?!数|种)|来(?=[名人家个户份次])|以上|以下|以内|左右|上下")
_NUMERAL = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿几数]")
_AROUND = 4


@check("stacked-approximators", severity="info", rule="约数词不叠用（近…余、至少…以上、约…左右）")
def stacked_approximators(reading: Reading) -> Iterator[Outcome]:
    for figure in reading.facts.figures:
        words = _words(reading.text, figure) if figure.approx or figure.comparator else None
        if words is not None:
            yield Outcome("fails", (figure,), "…".join(words), f"“{figure.text}”叠用约数词“{words[0]}”“{words[1]}”")


def _words(text: str, figure: Figure) -> tuple[str, str] | None:
    """The approximator before the number and the one behind it, inside the figure or right beside it."""
    number = _NUMERAL.search(text, figure.start, figure.end)
    if number is None:
        return None
    before = text[max(0, figure.start - _AROUND) : number.start()]
    after = text[number.start() : figure.end + 2]
    leading = next((m for m in _LEADING.finditer(before) if m.end() == len(before)), None)
    leading = leading or _REMOTE.search(text[max(0, number.start() - 2 * _AROUND) : number.start()])
    trailing = _TRAILING.search(after, 0, figure.end - number.start()) or _TRAILING.match(after, figure.end - number.start())
    return (leading.group("word"), trailing.group()) if leading and trailing else None
