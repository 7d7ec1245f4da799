"""What a named organisation does in its text: it acts, signs, is written to, is what a figure is about, or is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Context, Role
from extractors.organisations.mention import Mention

_CIRCULATION = re.compile(r"(?:^|\n)[ \t\u3000]*(?:本期印发|印发|主送|抄送|抄报|报送|分送|报|送|发|呈)[ \t\u3000]*[:：]")
_DATE_LINE = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*[一二三四五六七八九〇零十0-9０-９]{2,4}年[^\n]{2,12}日?[ \t\u3000]*$")
# What may stand between the beginning of a sentence and its subject.
_OPENING = re.compile(
    r"[●◆■▲★○·\s\u3000]*(?:[^，。；：！？\n]{0,14}?(?:日前|近日|近期|目前|今年|去年|年|月|日|期间|以来|后|前|上|中|下|同时|此外|其中|据[^，]{0,8}|截至[^，]{0,12})，?)?由?\s*$"
)
_JOINED = re.compile(r"\s*(?:、|和|与|及|以及|会同|联合|携手|协同|同)\s*")
_STATE = re.compile(r"[^，。；\n]{0,14}?(?:达到?|已有|共有|现有|拥有|占|增至|为)\s*[0-9０-９一二三四五六七八九十百千万]")
_SIGNING = re.compile(r"[^，。；\n]{0,24}?(?:签订|签署|签约)")


def assign_roles(text: str, found: Sequence[Mention], context: Context, sentence_starts: Sequence[int]) -> list[Role]:
    """One role per mention, in order."""
    lists = [m.start() for m in _CIRCULATION.finditer(text)]
    out: list[Role] = []
    at = 0
    for i, m in enumerate(found):
        while at + 1 < len(sentence_starts) and sentence_starts[at + 1] <= m.start:
            at += 1
        begin = sentence_starts[at] if sentence_starts else 0
        before = out[-1] if out and _JOINED.fullmatch(text, found[i - 1].end, m.start) else None
        out.append(_role(text, m, context, begin, before, lists))
    return out


def _role(text: str, m: Mention, context: Context, begin: int, before: Role | None, lists: list[int]) -> Role:
    if context.contributor and context.contributor[0] <= m.start and m.end <= context.contributor[1]:
        return "contributor"
    if lists and any(at <= m.start and "\n" not in text[at + 1 : m.start] for at in lists[-3:]):
        return "recipient"
    if (
        text[max(0, m.start - 1) : m.start] in "(（"
        and re.match(r"[^（()）\n]{0,40}[）)]\s*(?:\n|$)", text[m.end : m.end + 60])
        and context.contributor is None
    ):
        return "contributor"
    if _DATE_LINE.match(text, m.end):
        return "signatory"
    if before in ("actor", "signatory", "subject"):
        return before
    if m.start - begin > 40 or not _OPENING.fullmatch(text, begin, m.start):
        return "mention"
    if _SIGNING.match(text, m.end):
        return "signatory"
    return "subject" if _STATE.match(text, m.end) else "actor"
