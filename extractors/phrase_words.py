"""The words beside a figure and how each stands there: verb, link, part of a name.

Words come from :class:`extractors.segmentation.Segmenter`; how each stands is ``lexicons/measure_words.csv`` (words that it does not list are nouns).
"""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicons
from extractors.segmentation import Segmenter

PERIOD_MARK, NAME_MARK = "\x01", "\x02"
"""What stands for the characters of a period or of an organisation's name in the text that phrases are read from."""

KIND = {row["word"]: row["class"] for row in lexicons.read("measure_words.csv", ("word", "class"))}
_ENDINGS = lexicons.read("measure_endings.csv", ("ending", "class"), ("ending", "class"))
LINKS = frozenset(("link", "link-adverb", "link-preposition", "aspect", "growth", "mean"))
NOUNS = frozenset((None, "deverbal", "predicate"))
BEFORE_NOUN = frozenset(("mean", "either"))
CLOSERS = {"”": "“", "》": "《", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
OPENERS = {v: k for k, v in CLOSERS.items()}
STOPS = frozenset("，,；;：:。！？!? \t\n\u3000|●—…·▲★◆■◎※☆□◇▶►▪•○△✦❖◈√➤" + PERIOD_MARK + NAME_MARK)
FROM = frozenset(("由", "从"))
BY_VERB = frozenset(("verb", "preposition", "link-preposition", "adverb"))
FOR = frozenset(("为", "给", "向"))
WITH = frozenset(("与", "同", "跟"))
"""Behind a figure these open what it acts with (12名职工与协会协商), not a second noun."""
STATE = frozenset("岗职校册编建读库院档")
LEVELS = ("国家级", "省级", "市级", "区级", "县级", "旗级", "州级", "部级", "厂级")
_GLUED = re.compile("占[该其全应本总]|中[为对向]|[率数量额费比均要将应须已共][要达为超已须应有]")


def _endings(how: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in _ENDINGS if row["class"] == how)


STATES = frozenset(_endings("state"))
PATIENTS, DONE, SUFFIXES, SHARES = (
    _endings("patient"),
    frozenset(_endings("done")),
    frozenset(_endings("suffix")),
    frozenset(_endings("share")),
)
HEADS = re.compile(f"(?:{'|'.join(_endings('head'))})$")
BEFORE_ASPECT, REPAIRS, WORKS = (frozenset(_endings(how)) for how in ("before-aspect", "repair", "work"))
AGENTS = _endings("agent")
SERVES = frozenset(_endings("serves"))
_APART = {row.replace("|", ""): tuple(row.split("|")) for row in _endings("apart")}
GROWTH = frozenset(word for word, how in KIND.items() if how == "growth")


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def kind_of(word: str) -> str | None:
    """How a word stands beside a figure; ``None``: a noun."""
    return KIND.get(word)


def is_patient(word: str) -> bool:
    """Whether something may be done to what the word names."""
    return word.endswith(PATIENTS)


def words_of(text: str) -> list[str]:
    """Words of a stretch, those that hide a verb (价格上涨, 挽回损失, 率要) taken apart."""
    out = []
    for word in _segmenter()(text):
        size = len(word)
        if size < 2 or word in KIND:
            out.append(word)
        elif size >= 4 and KIND.get(word[-2:]) == "growth":
            out += (word[:-2], word[-2:])
        elif size == 4 and KIND.get(word[:2]) in ("verb", "preposition"):
            out += (word[:2], word[2:])
        elif size == 2 and _GLUED.match(word):
            out += word
        elif word in _APART:
            out += _APART[word]
        else:
            out.append(word)
    return out
