"""Tables of contents: where they end, and which titles they announce (their lines are no articles)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.lexicon import alternatives
from corpus.lines import BULLETS
from corpus.masthead import is_rule
from corpus.paragraphs import Paragraph
from corpus.titles import HEADING, is_title, section

_HEAD = re.compile(rf"^[【〖\[［《]?\s*(?:{alternatives('contents')})\s*[】〗\]］》]?\s*(?P<colon>[:：])?\s*(?P<rest>.*)$")
_LEADERS = " \t\u3000.．·…—-_"
_LONGEST = 120
_MARK = re.compile(rf"^[\s{BULLETS}*＊]*(?:[Pp]\.?\d{{1,3}}[\s:：]*)?(?:\d{{1,2}}[\s.．、)）]*(?=[^\d年月日]))?")


def is_head(text: str) -> bool:
    """``目  录``, 本期要目, also with entries behind the colon on the same line."""
    m = _HEAD.match(text)
    return m is not None and (not m["rest"] or m["colon"] is not None)


def key(text: str) -> str:
    """A title as it can be compared: without marks, numbers, leaders, page numbers and white space."""
    return "".join(filter(str.isalnum, HEADING.sub("", _MARK.sub("", _without_page(text[:_LONGEST])))))


def _without_page(text: str) -> str:
    """Without the leaders and the page number at the end of an entry: ``……12``, ``（3）``, or a number behind a space."""
    closed = text.rstrip(_LEADERS + ")）")
    front = closed.rstrip("0123456789")
    lead = front.rstrip(_LEADERS + "(（")
    page, between = closed[len(front) :], front[len(lead) :]
    if page:
        return lead if len(page) <= 3 and between else text
    return lead if len(text) - len(lead) > 1 and not text.endswith((")", "）")) else text


def entries(paragraphs: Sequence[Paragraph], head: int) -> tuple[int, frozenset[str]]:
    """Index behind the contents list whose heading is ``paragraphs[head]``, and the keys of the titles in it.

    The list ends at a rule, at prose, or where its own first entry stands a second time; the line before prose is the first article's title.
    """
    rest = _HEAD.match(paragraphs[head].text)
    if rest and rest["rest"]:
        pieces = re.split(r"[;；。]\s*|\s{2,}|\u3000+", rest["rest"])
        return head + 1, frozenset(k for k in map(key, pieces) if len(k) > 3)
    seen: dict[str, int] = {}
    heads: set[str] = set()
    at = head + 1
    while at < len(paragraphs):
        text = paragraphs[at].text
        name = section(text)
        if name and name[1] >= len(text.rstrip()):
            following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
            if name[0] in heads or (seen and (key(following) in seen or not _entry(following))):
                break
            heads.add(name[0])
        elif is_rule(text) or key(text) in seen:
            break
        elif not _entry(text):
            return _before_prose(paragraphs, at, seen)
        else:
            seen[key(text)] = at
        at += 1
    return at, frozenset(k for k in seen if k)


def unheaded(paragraphs: Sequence[Paragraph], at: int) -> tuple[int, frozenset[str]]:
    """A contents list without a heading: two or more titles at the front that all stand again further down. As :func:`entries`."""
    if at + 1 >= len(paragraphs) or not (_entry(paragraphs[at].text) and _entry(paragraphs[at + 1].text)):
        return at, frozenset()
    later = Counter(key(p.text) for p in paragraphs[at:] if len(p.text) <= _LONGEST)
    seen: dict[str, None] = {}
    end = at
    while end < len(paragraphs) and _entry(text := paragraphs[end].text) and len(k := key(text)) >= 4 and later[k] > 1 and k not in seen:
        seen[k] = None
        end += 1
    return (end, frozenset(seen)) if len(seen) > 1 else (at, frozenset())


def _entry(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    bare = _MARK.sub("", _without_page(text))
    return len(bare) <= 60 and (is_title(HEADING.sub("", bare)) or not re.search(r"[。；]", bare)) and bare[-1:] not in "。："


def _before_prose(paragraphs: Sequence[Paragraph], at: int, seen: dict[str, int]) -> tuple[int, frozenset[str]]:
    """Prose began at ``at`` and no entry had stood twice: the line before it is a title and no entry, unless it stands again as one further down."""
    last = max(seen.values(), default=at)
    if last == at - 1 and not any(len(p.text) <= _LONGEST and key(p.text) == key(paragraphs[last].text) for p in paragraphs[at:]):
        return last, frozenset(k for k, i in seen.items() if i < last and k)
    return at, frozenset(k for k in seen if k)
