"""What a named organisation does in its text: it acts, signs, is written to, is what a figure is about, or is only mentioned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.model import Context, Role
from extractors.organisations.mention import Mention

_CIRCULATION = re.compile(r"(?:^|\n)[ \t\u3000]*(?:本期印发|印发|主送|抄送|抄报|报送|分送|报|送|发|呈)[ \t\u3000]*[:：]")
_DATE_LINE = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*[一二三四五六七八九〇零十0-9０-９]{2,4}年[^\n]{2,12}日?[ \t\u3000]*$")
# What may stand between the beginning of a sentence and its subject.
_OPENING = re.compile(
    r"[●◆■▲△★☆○◇□◎※▶►▪•·✦❖\s\u3000]*(?:[^，。；：！？\n]{0,14}?(?:日前|近日|近期|目前|今年|去年|年|月|日|期间|以来|后|前|上|中|下|同时|此外|其中|据[^，]{0,8}|截至[^，]{0,12})，?)?由?\s*$"
)
_JOINED = re.compile(r"\s*(?:、|和|与|及|以及|会同|联合|携手|协同|同)\s*")
_STATE = re.compile(r"[^，。；\n]{0,14}?(?:达到?|已有|共有|现有|拥有|占|增至|为)[^，。；\n]{0,8}?[0-9０-９一二三四五六七八九十百千万]")
_SIGNING = re.compile(r"(?:(?!推进|推动|促进|督促|指导|抓)[^，。；\n]){0,24}?(?:签订|签署|签约)(?!率|工作|情况|仪式|任务)")


_CLOSING = re.compile(r"[^（()）\n]{0,40}[）)][ \t\u3000]*(?:\n|$)")
_CLAUSE = ("，", "；", ",", ";")


def assign_roles(text: str, found: Sequence[Mention], context: Context, sentence_starts: Sequence[int]) -> list[Role]:
    """One role per mention, in order."""
    lists = [(m.end(), _line_end(text, m.end())) for m in _CIRCULATION.finditer(text)]
    out: list[Role] = []
    for i, m in enumerate(found):
        joined = bool(out) and m.start - found[i - 1].end < 8 and _JOINED.fullmatch(text, found[i - 1].end, m.start)
        at = bisect_right(sentence_starts, m.start) - 1
        begin = sentence_starts[at] if at >= 0 else 0
        out.append(_role(text, m, context, begin, out[-1] if joined else None, lists))
    return out


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _role(text: str, m: Mention, context: Context, begin: int, before: Role | None, lists: list[tuple[int, int]]) -> Role:
    if _signs_off(text, m, context):
        return "contributor"
    listed = bisect_right(lists, (m.start, len(text))) - 1
    if listed >= 0 and m.end <= lists[listed][1]:
        return "recipient"
    if _DATE_LINE.match(text, m.end):
        return "signatory"
    if before in ("actor", "signatory", "subject"):
        return before
    opens = m.start - begin <= 40 and _OPENING.fullmatch(text, begin, m.start)
    if not opens and text[m.start - 1 : m.start] not in _CLAUSE:
        return "mention"
    if _SIGNING.match(text, m.end):
        return "signatory"
    return "subject" if _STATE.match(text, m.end) else "actor"


def _signs_off(text: str, m: Mention, context: Context) -> bool:
    """Whether the name stands in the article's sign-off: as the context has it, else in brackets at the end of a line."""
    if context.contributor is not None:
        return context.contributor[0] <= m.start and m.end <= context.contributor[1]
    return text[max(0, m.start - 1) : m.start] in ("(", "（") and _CLOSING.match(text, m.end) is not None
