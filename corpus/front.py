"""The front of an issue: what stands above its first article. A line is masthead by what it says, or because a line that is certainly masthead stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import contents, masthead, titles
from corpus.dates import chinese_number, find_date
from corpus.lexicon import closed
from corpus.lines import despaced
from corpus.masthead import is_date_line
from corpus.model import Issue
from corpus.paragraphs import Paragraph
from corpus.signoff import signature

HEAD_LINES = 14
_BELOW = 4  # lines between a line of a masthead that nothing gives away and the number or publisher below it
_QUIET = 24  # characters of such a line
_PROSE = 30
_NUMBER = re.compile(r"[（(]([\d〇○零一二三四五六七八九十百]{1,4})[）)]")
"""（5） below a name."""
_DAY = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$")
_DOES = re.compile(closed("verb"))


def front(part: Sequence[Paragraph]) -> tuple[Issue, int]:
    """The masthead at the front of ``part`` and the index behind it."""
    issue, at = Issue(), 0
    bare: str | None = None
    strong = [i for i, p in enumerate(part[:HEAD_LINES]) if (h := masthead.read_line(p.text)) is not None and h.strong]
    while at < min(len(part), HEAD_LINES):
        text = masthead.without_key(part[at].text)
        head = masthead.read_line(text)
        near = any(at < i <= at + 4 for i in strong) or any(at - 2 <= i < at for i in strong)
        if head is not None:
            issue = masthead.merge(issue, head.issue)
        elif issue.name is None and masthead.is_name(text) and (near or masthead.is_spaced(text)):
            issue = masthead.merge(issue, Issue(name=masthead.clean_name(text)))
        elif near and (any(at < i <= at + 3 for i in strong) or _before_title(part, at, issue)) and signature(text):
            bare = bare or masthead.clean_name(text)
        elif issue.name is None and at + 1 < len(part) and masthead.is_number_line(part[at + 1].text) and masthead.may_be_name(text, top=at == 0 and not titles.is_document(text)):
            issue = masthead.merge(issue, Issue(name=masthead.clean_name(text)))
        elif issue.name is not None and issue.number is None and (bracket := _NUMBER.fullmatch(despaced(text))):
            issue = masthead.merge(issue, Issue(number=str(chinese_number(bracket[1]))))
        elif maker := _beside_date(text, issue):
            issue = masthead.merge(issue, Issue(publisher=maker, date=find_date(text)))
        elif not _is_above(part, at, issue):
            break
        at += 1
    # 某县工会 above 第6期 is what the bulletin is called, unless a name stands there too
    return masthead.merge(issue, Issue(name=bare) if issue.name is None else Issue(publisher=bare)), at


def _before_title(part: Sequence[Paragraph], at: int, issue: Issue) -> bool:
    """An organisation alone behind the number of an issue that names no publisher: its date, or the first article, comes next."""
    if at + 1 >= len(part):
        return False
    following = part[at + 1].text
    if titles.is_document(following):  # 某县总工会 / 关于……的通知
        return False
    return is_date_line(following) is not None or (issue.number is not None and issue.publisher is None and not signature(following))


def _is_above(part: Sequence[Paragraph], at: int, issue: Issue) -> bool:
    """A line that says nothing by itself (a motto, a lunar date, the name of a year's campaign), above the number or the publisher that is still missing."""
    begun = issue.name is not None or issue.number is not None
    for n, p in enumerate(part[at : at + _BELOW], at):
        head = masthead.read_line(p.text)
        if head is not None and head.strong:
            found = head.issue
            if (found.number is not None and issue.number is None) or (begun and found.publisher is not None and issue.publisher is None):
                return True
            if at == 0 and found.publisher is not None and _is_title(part, n + 1):
                return True
        elif head is None and not (_is_quiet(p.text) or (issue == Issue() and titles.section(p.text))):
            return False
    return False


def _beside_date(text: str, issue: Issue) -> str | None:
    """Whoever stands beside the date below a number publishes it: 某集团工会研究会　　2006年12月1日."""
    day = _DAY.search(despaced(text)) if find_date(text) is None else None
    if issue.number is None or issue.publisher is not None or (day is None and find_date(text) is None):
        return None
    name = re.sub(r"\s", "", despaced(text)[: day.start()]) if day else masthead.without_date(text)
    return name if re.fullmatch(r"[\u4e00-\u9fff（）()、]{4,24}", name) and not _DOES.search(name) else None


def _is_title(part: Sequence[Paragraph], at: int) -> bool:
    """The first title stands here: what is above the publisher is none."""
    if at + 1 >= len(part) or not titles.is_title(titles.HEADING.sub("", part[at].text)):
        return False
    return part[at + 1].finished and len(part[at + 1].text) >= _PROSE


def _is_quiet(text: str) -> bool:
    """Short, without a verb, and nothing that begins or announces an article."""
    flat = despaced(text)
    if len(flat) > _QUIET or "。" in flat or contents.is_head(text) or titles.section(text) or titles.ADDRESS.match(flat):
        return False
    return not (_DOES.search(flat) or titles.HEADING.match(flat) or titles.BULLET.match(flat))
