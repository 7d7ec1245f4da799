"""The frame of a web page that was saved as text: buttons, breadcrumbs, counters, links. Found at the head and the tail, never inside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.dates import find_date
from corpus.lexicon import closed
from corpus.masthead import is_date_line
from corpus.paragraphs import Paragraph
from corpus.signoff import credit
from corpus.titles import ADDRESS, SUBTITLE, is_byline, is_occasion, is_title

_BUTTON = re.compile(rf"^[【\[〖（(]?\s*(?:{closed('chrome')})\s*[:：]?\s*[】\]〗）)]?(?:[\s>＞»|｜/·]*[【\[〖（(]?(?:{closed('chrome')})[】\]〗）)]?){{0,8}}\s*[>＞»|｜]*$|^[>＞»|｜/】【\]\[\d\s:：]+$|^(?:您|你)?(?:现在|当前|目前)?(?:的|所在)?(?:的)?位置|^[【\[（(]?\s*字[号体]|^分享到?\s*[:：]|^首页\s*[>＞»/|｜]")
_MENU = re.compile(r"^(?:[\u4e00-\u9fffA-Za-z]{2,8}\s*[|｜>＞»]\s*){2,}[\u4e00-\u9fffA-Za-z]{2,8}$")
_META = re.compile(r"^(?:来\s*源|发布时间|发表时间|发布日期|时\s*间|日\s*期|更新时间|作\s*者|编\s*辑|信息来源|文章来源|稿件来源|阅读|浏览|点击)[^。]{0,80}$")
_STAMP = re.compile(
    r"^(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?\s*[|｜]?\s*[^，。；：:]{0,20}$"
    r"|^《[^《》]{2,14}》\s*[（(][^（）()]{0,6}(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^（）()]{0,12}[)）]$"
)
"""2004年07月02日09:14 某某日报; 《某某日报》（2012年01月17日 002版）: when and where a text was printed."""
_ACCOUNT = re.compile(
    r"^(?:原创\s+)?(?:\S{2,16}\s+){1,3}(?:(?:19|20)\d\d[-/年])?(?:\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}日|今天|昨天|前天|\d{1,2}[天周]前)(?:\s+\d{1,2}[:：]\d\d)?(?:\s+(?:发表于)?\S{2,4})?$"
)
"""翠屏区总工会 7月22日, as social networks set it below a title."""
_BREADCRUMB = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,14}(?:\s*[>＞»›→]{1,2}\s*[\u4e00-\u9fffA-Za-z]{2,10})+$|^(?:您|你)?(?:现在|当前|目前)?(?:的|所在)?(?:的)?位置\s*[:：>＞»]|^(?:网站)?首页\s*[>＞»/|｜\-—]")
_META_INSIDE = re.compile(r"(?:来源|作者|浏览|点击|阅读|访问|编辑|字体|字号|发布人|发布者|信息员|责编)[^。]{0,8}[:：]|[【\[]\s*字[体号]")
_TAIL = re.compile(rf"^[【\[〖（(]?\s*(?:{closed('chrome-tail')})|^(?i:copyright)\b|^©|^[\u4e00-\u9fff]ICP备")
_FOLLOW = re.compile(
    r"^\W*(?:(?:请?点击?|轻点|长按|扫码|扫描|扫一扫|识别|微信扫|戳)[^。，]{0,14}(?:关注|蓝字|二维码|在看|收藏|转发|公众号|原文).{0,12}$|(?:欢迎|请)?(?:关注|转发)[^。，]{0,8}(?:我们|公众号)\W*$)"
)
_END = re.compile(r"^\W*(?:(?:THE|The)\s+)?(?:END|End)\W*$")
_HEAD_LINES = 40


def is_button(text: str) -> bool:
    """A control, a menu, a breadcrumb or a counter of a page."""
    return (len(text) <= 40 and bool(_BUTTON.match(text))) or (len(text) <= 120 and bool(_MENU.match(text)))


def is_end(text: str) -> bool:
    """The last word of a page: — END —."""
    return len(text) <= 20 and bool(_END.match(text))


def is_follow(text: str) -> bool:
    """What a social network's page asks of its readers: 点击上方蓝字关注我们, 长按识别二维码."""
    return len(text) <= 40 and bool(_FOLLOW.match(text))


def is_breadcrumb(text: str) -> bool:
    """您当前的位置：首页 > 工会动态."""
    return len(text) <= 80 and bool(_BREADCRUMB.match(text))


def is_tail(text: str) -> bool:
    """A line below the text of a page: the next article, the printer's button, whose page it is."""
    return len(text) <= 120 and "。" not in text and bool(_TAIL.match(text))


def is_meta(text: str) -> bool:
    """Source, time or reader count under a page's title."""
    if len(text) > 120 or "。" in text:
        return False
    return bool(_META.match(text) or _STAMP.match(text) or _ACCOUNT.match(text)) or is_date_line(text) is not None or (find_date(text) is not None and bool(_META_INSIDE.search(text)))


def frame(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """``(first, last)``: ``paragraphs[first:last]`` is the page's content; ``(0, len)`` when there is no frame. ``first`` is the title's line."""
    prose = next((i for i, p in enumerate(paragraphs) if _is_prose(p.text)), len(paragraphs))
    head = [i for i in range(min(prose, _HEAD_LINES)) if is_button(paragraphs[i].text) or is_breadcrumb(paragraphs[i].text)]
    crumb = max((i + 1 for i in head if is_breadcrumb(paragraphs[i].text)), default=0)
    first = _title(paragraphs, crumb, prose) if len(head) >= 2 or crumb else 0
    return first, _tail(paragraphs, max(first, prose), bool(head))


def _is_prose(text: str) -> bool:
    return bool(ADDRESS.match(text)) or ("。" in text and len(text) >= 30 and not is_byline(text))


def _title(paragraphs: Sequence[Paragraph], crumb: int, prose: int) -> int:
    """The last title in the head that is followed by source, time, occasion or speaker; else the last title; else the first line behind the buttons.
    Behind a breadcrumb the title is the first one there (``crumb``: the index behind it)."""
    titles = [i for i in range(crumb, prose) if is_title(paragraphs[i].text) and not _beside(paragraphs[i].text) and not is_button(paragraphs[i].text)]
    titles = [i for i in titles if i == 0 or paragraphs[i - 1].text[-1] not in "：:"]  # the value of a key on the line before
    for i in reversed(titles):
        if i + 1 < len(paragraphs) and _beside(paragraphs[i + 1].text):
            return i
    if titles:
        return titles[-1]
    return max(crumb, 1 + max((i for i in range(prose) if is_button(paragraphs[i].text)), default=-1))


def _beside(text: str) -> bool:
    return is_meta(text) or is_occasion(text) or is_byline(text) or bool(SUBTITLE.match(text)) or credit(text) is not None


def _tail(paragraphs: Sequence[Paragraph], prose: int, framed: bool) -> int:
    """Where the links below the text begin: everything behind is dropped as long as it is a small part of the page."""
    total = sum(len(p.text) for p in paragraphs) or 1
    behind = 0
    last = len(paragraphs)
    for i in range(len(paragraphs) - 1, prose, -1):
        behind += len(paragraphs[i].text)
        if behind > max(200, total * 0.15):
            break
        if _TAIL.match(paragraphs[i].text) and (framed or len(paragraphs[i].text) <= 24):
            last = i
    while last < len(paragraphs) and last > prose + 1 and is_button(paragraphs[last - 1].text):
        last -= 1
    return last
