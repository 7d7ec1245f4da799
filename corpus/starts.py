"""Where one article ends and another begins, when no sign-off says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import titles
from corpus.dates import chinese_number
from corpus.lexicon import closed
from corpus.lines import despaced
from corpus.paragraphs import Paragraph
from corpus.parts import Segment, raw
from corpus.profile import Profile
from corpus.signoff import bracketed, is_persons, signature

_BRIEFS = re.compile(r"简讯|短讯|快讯|短波|集锦|简明|一句话|要闻简报|动态简报|信息快递|摘要|拾零|荟萃|简訊|短訊")
_DATED = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_AHEAD = 60  # paragraphs that are looked at for a sign-off
_NEAR = 6  # paragraphs between two numbered titles
_COUPLET = 5  # characters of the shortest line of a title in two lines of like length
_CHINESE = re.compile(r"^([一二三四五六七八九十]{1,3})\s*[、．.]\s*")
_ATTACHED = re.compile(closed("attachment"))
_LIST = re.compile(r"(?:名单|一览表?|名录|统计表|汇总表|明细表|分解表)(?:[（(].{1,12}[）)])?$")
_COLUMNS = re.compile(r"[\u4e00-\u9fff）)](?:\u3000|[ \t]{2})[ \t\u3000]*[\u4e00-\u9fff]")
_LABEL = re.compile(r"^[【〖［\[][^【】〖〗［］\[\]\n]{2,40}[】〗］\]]\s*(?=\S)")
_DOES = re.compile(closed("verb"))
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+")
_SERIES = 20  # paragraphs up to the second title of a numbered series
_TITLE = 8  # characters of the shortest title in one
_ITEM = 20  # characters of the shortest brief


def second_line(open_: Segment, before: Paragraph, p: Paragraph) -> bool:
    """The title goes on: directly below it, nothing between, both short enough."""
    if open_.title is None or open_.title[1] != before.end or open_.title_lines > 1 or (before.indent == 0 and 2 <= p.indent <= 4):
        return False
    return is_continued(before, p)


def is_continued(before: Paragraph, p: Paragraph) -> bool:
    """A title over two lines: nothing between them, both short enough."""
    if p.blank:
        return False
    first, both = len(before.text), len(before.text) + len(p.text)
    couplet = first >= _COUPLET and abs(both - 2 * first) <= 2 and before.indent == p.indent > 0
    issued = signature(before.text) and titles.is_document(p.text)  # 某县总工会 / 关于……的通知
    return both <= titles.LONGEST and (first >= 8 or couplet or issued) and before.text[-1] not in "！？!?" and len(before.lines) == 1


def was_section(open_: Segment, p: Paragraph, profile: Profile) -> bool:
    """The short line before was the head of a section and no title."""
    return not profile.speech and open_.title is not None and len(despaced(open_.first)) <= 8 and len(p.text) >= 10 and len(open_.paragraphs) == 1


def is_signed_below(body: Sequence[Paragraph], at: int) -> bool:
    """A title that stands apart and has its writer's name, or that of his organisation, alone below it, then text."""
    if at + 2 >= len(body) or not body[at].blank or titles.HEADING.match(body[at].text):
        return False
    below = body[at + 1].text
    return (is_persons(below) or (signature(below) and not body[at + 1].blank)) and body[at + 2].finished and len(body[at + 2].text) >= _ITEM


def is_named(open_: Segment, p: Paragraph) -> bool:
    """A line of names below the title of a list: those who are honoured, members of a committee."""
    attached = bool(open_.section and _ATTACHED.match(open_.section)) or (open_.title is not None and bool(_LIST.search(despaced(open_.first))))
    return attached and (p.blank > 0 or bool(_COLUMNS.search(p.text)))


def ordinal(text: str) -> int | None:
    """The number of ``一、工作动态``; ``None`` without one."""
    m = _CHINESE.match(text)
    return chinese_number(m[1]) if m else None


def unnumbered(text: str) -> str:
    """The name of a numbered section."""
    return despaced(_CHINESE.sub("", text))


def is_next_section(last: int, p: Paragraph, following: Paragraph | None) -> bool:
    """``二、基层来稿`` above a title, where a section of the same kind has the number before: in no lexicon, but counted."""
    if ordinal(p.text) != last + 1 or following is None or not re.fullmatch(r"[\u4e00-\u9fff、“”]{2,10}", unnumbered(p.text)):
        return False
    return titles.is_title(titles.HEADING.sub("", following.text)) or bool(titles.BULLET.match(following.text))


def opens_section(body: Sequence[Paragraph], at: int) -> bool:
    """A short line in no lexicon that has a title below it, and news below that: 一、市总本级 above 1.市总召开会议, 服务之窗 above 某厂工会发放慰问品."""
    name = unnumbered(titles.BULLET.sub("", body[at].text)).strip(":：")
    if at + 2 >= len(body) or not re.fullmatch(r"[\u4e00-\u9fff、“”·]{2,10}", name) or titles.names_actor(name) or signature(name) or _DOES.search(name):
        return False
    if len(name) >= _TITLE and ordinal(body[at].text) is None and not body[at + 1].blank and body[at].indent == body[at + 1].indent:
        return False  # a title over two lines
    title = titles.HEADING.sub("", body[at + 1].text)
    if len(title) <= len(name) or not titles.is_title(title):
        return False
    below = body[at + 2]
    return len(below.text) >= _ITEM and below.finished and (titles.names_actor(title) or titles.is_news_lead(below.text))


def is_bare_section(p: Paragraph, following: Paragraph | None) -> bool:
    """A short line right above a brief with its bullet, in no lexicon: 简讯四则, 一句话信息."""
    flat = despaced(p.text)
    if following is None or not 2 <= len(flat) <= 8 or not re.fullmatch(r"[\u4e00-\u9fff]+", flat):
        return False
    return bool(titles.BULLET.match(following.text)) and following.finished and not titles.names_actor(flat)


def signed_item(body: Sequence[Paragraph], at: int) -> bool:
    """``body[at]`` is a numbered title: a sign-off stands before the next numbered line."""
    for q in body[at + 1 : at + _AHEAD]:
        if bracketed(raw(q)):
            return True
        if titles.HEADING.match(q.text):
            return False
    return False


def number(text: str) -> tuple[str, int] | None:
    """How a heading is numbered, and its value: ``01丨`` is (``#丨``, 1); ``None`` without a number."""
    m = titles.HEADING.match(text)
    digits = _DIGITS.search(m["mark"]) if m else None
    value = chinese_number(digits.group()) if digits else None
    if m is None or digits is None or value is None:
        return None
    return re.sub(r"\s", "", m["mark"].replace(digits.group(), "#" if digits.group().isdigit() else "一")), value


def opens_series(body: Sequence[Paragraph], at: int) -> bool:
    """The first of numbered titles, each with its own text: the second one stands further down."""
    first = number(body[at].text)
    if first is None or first[1] != 1 or not _heads_text(body, at):
        return False
    return any(number(body[n].text) == (first[0], 2) and _heads_text(body, n) for n in range(at + 1, min(len(body), at + _SERIES)))


def goes_on(open_: Segment, body: Sequence[Paragraph], at: int) -> bool:
    """The next title of such a series."""
    return open_.number is not None and number(body[at].text) == (open_.number[0], open_.number[1] + 1) and _heads_text(body, at)


def _heads_text(body: Sequence[Paragraph], at: int) -> bool:
    """A numbered title, and no heading of a report, with text right below it."""
    m = titles.HEADING.match(body[at].text) if at + 1 < len(body) else None
    if m is None or not titles.is_title(title := body[at].text[m.end() :]) or len(title) < _TITLE or titles.is_slogan(title):
        return False
    below = body[at + 1]
    return len(below.text) >= _ITEM and below.finished and not titles.HEADING.match(below.text)


def is_column(text: str) -> bool:
    """``□ 数字一瞥``: a name short enough for a column, behind the bullet that columns have here."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff、]{2,8}", despaced(titles.BULLET.sub("", text)))) and not _DOES.search(despaced(text))


def is_counted_title(body: Sequence[Paragraph], at: int) -> bool:
    """``2．某镇总工会完成换届`` above its own news, as another numbered line near by: the articles of this issue are numbered."""
    return _heads_news(body, at) and any(_heads_news(body, n) for n in range(max(0, at - _NEAR), min(len(body), at + _NEAR)) if n != at)


def _heads_news(body: Sequence[Paragraph], at: int) -> bool:
    m = titles.HEADING.match(body[at].text) if at + 1 < len(body) else None
    if m is None or not titles.is_title(title := body[at].text[m.end() :]):
        return False
    below = body[at + 1].text
    news = len(below) >= _ITEM and body[at + 1].finished and not titles.HEADING.match(below)
    return news and (bool(_DATED.match(below)) or (titles.names_actor(title) and titles.is_news_lead(below)))


def is_brief(open_: Segment, p: Paragraph, profile: Profile) -> bool:
    """A bulleted paragraph behind an article's text is a brief of its own, not an item of a list in it."""
    if not open_.prose or profile.signed or open_.last[-1:] in ("：", ":"):
        return False
    return len(p.text) >= 2 * _ITEM and p.finished and titles.is_news_lead(p.text[1:].lstrip())


def is_next_brief(open_: Segment, p: Paragraph) -> bool:
    """In a section of briefs without titles, bullets and sign-offs each paragraph (or each numbered one, where they are numbered) is a brief."""
    if not open_.prose:
        return False
    if _LABEL.match(open_.first) and _LABEL.match(p.text) and p.finished:
        return True
    if open_.title is not None:
        return False
    if _goes_on_counting(open_, p) or (_counted(open_.first) and _counted(p.text) and len(p.text) >= _ITEM and p.finished):
        return True
    if open_.section is None or not _BRIEFS.search(open_.section):
        return False
    if len(p.text) < _ITEM or not p.finished or open_.last[-1:] in ("：", ":"):
        return False
    numbered = titles.HEADING.match(open_.first)
    if numbered:
        return bool(titles.HEADING.match(p.text))
    return not titles.HEADING.match(p.text) and (titles.names_actor(p.text) or titles.is_news_lead(p.text))


def _goes_on_counting(open_: Segment, p: Paragraph) -> bool:
    """二、… behind 一、某厂工会举办比赛，23人参赛。: one sentence each, news and no instructions."""
    last, number = ordinal(open_.first), ordinal(p.text)
    if last is None or number != last + 1 or len(open_.paragraphs) != 1 or not p.finished or open_.last[-1:] not in ("。", "！"):
        return False
    news = unnumbered(open_.first)
    return last > 1 or ((titles.names_actor(news) or titles.is_dated(news)) and not re.search(r"[要应须]|必须", news))


def _counted(text: str) -> bool:
    """``1、某镇总工会…``: an item with a number and somebody particular, as in lists of briefs."""
    m = titles.HEADING.match(text)
    return m is not None and m["mark"][0].isdigit() and (titles.names_actor(text[m.end() :]) or bool(_DATED.match(text[m.end() :])))


def signed_title(p: Paragraph, following: Paragraph | None) -> tuple[int, int, int] | None:
    """``某市总工会召开会议（市总办公室）`` above its text: where the title ends, and the sender's offsets; ``None`` when ``p`` is no such line."""
    found = bracketed(raw(p))
    if not found or following is None or "。" in p.text or not following.finished or bracketed(raw(following)):
        return None
    title = p.text[: found[1][0]].rstrip()
    return (len(title), *found[0]) if len(p.lines) == 1 and titles.is_title(title) and len(following.text) > len(p.text) else None
