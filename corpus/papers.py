"""Official papers (红头文件): who issues them. The office that prints and sends them stands in the imprint and is not who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.masthead import clean_name
from corpus.model import Issue
from corpus.paragraphs import Paragraph
from corpus.signoff import signature
from corpus.titles import is_document

_NUMBER = re.compile(r"[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*(?:第\s*)?\d{1,4}\s*号")
_PAPER = re.compile(r"(?P<who>.{4,40}?)(?:文件|便函|函|令)")
_HEAD = 8  # paragraphs in which the number stands


def issuer(issue: Issue, part: Sequence[Paragraph], title: str | None, signer: str | None) -> str | None:
    """The issuing organisations, joined by 、, when ``part`` is an official paper: the one that signs its first article, else the one in its head.
    ``title`` and ``signer``: of that article. ``None`` for a bulletin, also when its issues are numbered 〔2008〕12号."""
    named = _PAPER.fullmatch(issue.name) if issue.name else None
    if issue.name and not (named or signature(issue.name)):
        return None
    if title is None or not is_document(title) or not any(_NUMBER.search(p.text) for p in part[:_HEAD] if len(p.text) < 80):
        return None
    signers = [clean_name(s) for s in re.split(r"[\s\u3000]{2,}|[\u3000\n、]", signer or "") if s]
    if signers and all(map(signature, signers)):
        return "、".join(signers)
    return named["who"] if named else issue.name

