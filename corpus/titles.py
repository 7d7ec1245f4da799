"""What a single paragraph is by its words alone: section head, title, byline, numbered heading, brief, masthead of a table of contents."""

from __future__ import annotations

import re

from corpus.lexicon import alternatives, closed, words
from corpus.lines import BULLETS, despaced, width
from corpus.model import Offsets
from corpus.paragraphs import CLOSING

LONGEST = 60  # characters of a title, over two lines
_BRACKETED = re.compile(
    r"^\s*(?:【(?P<a>[^】\n]{2,16})】|〖(?P<b>[^〗\n]{2,16})〗|[［\[](?P<c>[^\]］\n]{2,16})[\]］]|『(?P<d>[^』\n]{2,16})』|「(?P<e>[^」\n]{2,16})」|〔(?P<g>[^〕\n]{2,16})〕|≡+(?P<f>[^≡\n]{2,16})≡+)"
)
_FRAMED = re.compile(
    rf"^\s*(?P<l>[{BULLETS}＊*~～—–―=＝\-─☆◆◇]{{1,12}})\s*(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff\s、·]{{0,16}}[\u4e00-\u9fff])\s*(?P<r>[{BULLETS}＊*~～—–―=＝\-─☆◆◇]{{1,12}})\s*$"
)
_BLOCK = re.compile(r"^[▌▍▎▏█▐‖丨┃]\s*(?P<name>[\u4e00-\u9fff]{2,8})\s*$")
BULLET = re.compile(rf"^(?P<mark>[{BULLETS}]|\d\ufe0f?\u20e3|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]\ufe0f?|[·•‧∙](?=\s*[\u4e00-\u9fff])|[—–](?=\s*[\u4e00-\u9fff\d])|-(?=\s*[\u4e00-\u9fff]))\s*(?=\S)")
"""A bullet, a picture character that stands for one, a raised dot or a single dash."""
HEADING = re.compile(
    r"^(?P<mark>第?[一二三四五六七八九十]{1,3}\s*[、．.，]|第[一二三四五六七八九十百]{1,4}[章节部分条]{1,2}|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|\d{1,2}\s*[、．.)）](?!\d)|\d\d\s*[丨|｜/](?!\d)|0\d(?=[\s\u3000]+[^\d\s])|\d{1,2}\s*[.．](?=\d{1,2}月(?:\d|上|中|下|初|底))|[①-⑳]|[⑴-⒇])\s*"
)
SUBTITLE = re.compile(r"^\s*[—–―─-]{2}\s*\S")
ADDRESS = re.compile(r"^(?:各位|同志们|朋友们|女士们|尊敬的|全[市省县区]各|全体)[^。]{0,40}[：:！!]\s*$|^(?:各位代表|各位委员|同志们|同志们、朋友们)[，,！!：:]")
_RUBRIC = re.compile(rf"^[“‘\u4e00-\u9fff’”、·]{{2,10}}(?:{closed('section-tail')})$")
_UNIT = re.compile(r"^[（(]?(?:计\s*量\s*)?单\s*位\s*[:：]")
"""单位：家、人, above a table."""
_ASKED = re.compile(r"^[问答][:：]|[:：]\s*[\d.,，]+[万亿]?[\u4e00-\u9fff%％]{0,3}$")
"""A question with its answer; 新建工会：126家."""
_LISTED = re.compile(r"[一二三四五六七八九十]是|其[一二三]|首先|一要|二要")
_BYLINE = re.compile(
    rf"^[（(]?\s*(?:□|■|◇|文\s*[/／:：])?\s*(?:(?:{alternatives('credit')})\s*[:：/／]?\s*)?[\u4e00-\u9fff、（）()]{{0,22}}[\s\u3000]+"
    r"[\u4e00-\u9fff]\s{0,2}[\u4e00-\u9fff]{1,2}(?:[\s、]+[\u4e00-\u9fff]\s{0,2}[\u4e00-\u9fff]{1,2}){0,3}\s*(?:摄|文|图|/摄)?\s*[)）]?$"
)
_UNNAMED = re.compile(r"^[（(]?(?:本[刊报]|特约|市总|省总)?(?:特约)?(?:评论员|观察员|通讯员|记者)[）)]?$")
_SPEECH = re.compile(r"^[（(]?\s*(?:[\d〇○零一二三四五六七八九]{4}\s*年\s*)?[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日?\s*(?:在|[)）]?$)")
_ACTOR = re.compile(
    r"^(?!各级|基层|企业工会|全[市省县区国]|机关|深化|加强|推进|推动|强化|健全|完善|坚持|着力|围绕|聚焦|扎实|切实|努力|积极|进一步)"
    r".{1,16}?(?:工会|分会|市总|省总|县总|区总|全总|公司|集团|学校|大学|医院|银行|[局委厅署院校厂矿社](?![^a-z]{0,1}$)|街道|[市县区镇乡省州旗])"
)
_SLOGAN = re.compile(r"^(?:加强|强化|深化|推进|推动|健全|完善|坚持|着力|围绕|聚焦|扎实|切实|努力|积极|进一步|突出|狠抓|抓好|抓实|紧扣|注重|提高|提升|创新|优化|夯实|筑牢|拓宽|把握|统一|明确|落实|严格|加大|做好|做实)")
_DOCUMENT = re.compile(r"(?:的(?:通知|通报|决定|决议|意见|报告|公告|通告|函|批复|请示|办法|规定|讲话|建议|说明|启事|调查)|倡议书?|慰问信|贺信|感谢信|公开信|致辞|实施方案|工作要点|工作总结|征稿启事)(?:[（(].{1,12}[）)])?$")
_TIME = re.compile(
    r"^\S{0,24}?(?:近日|日前|近期|最近|连日来|今年|去年|前不久|截至|截止|自\d|\d{1,2}月|[一二三四五六七八九十]{1,2}月[份上中下初底一二三四五六七八九十]|\d{4}年|\d{1,2}日|[上下本]周|(?:正|腊|冬)月)"
)
_NEWS_LEAD = re.compile(
    r"^(?:\S{0,4}讯|[（(].{2,14}讯[)）])|^(?:\S{0,24}?)(?:近日|日前|近期|最近|连日来|目前|今年|去年|前不久|截至|截止|自\d|为[了贯配进切深丰充弘庆纪迎确加推促保提全落让营增激树引做]|\d{1,2}月|"
    r"[一二三四五六七八九十]{1,2}月|\d{4}年|[元春五七八国中][旦节一十]|随着|在[\u4e00-\u9fff]{2,12}(?:之际|中))"
)


def section(text: str) -> tuple[str, int] | None:
    """The section's name and where the rest of the line begins, when ``text`` is (or begins with) a section head; else ``None``.

    Bracketed (【工作动态】), framed (◇◇ 基层动态 ◇◇) or one of the known section names alone on its line.
    """
    m = _BRACKETED.match(text)
    if m:
        return despaced(next(g for g in m.groups() if g).strip()), m.end()
    m = _FRAMED.match(text)
    if m:
        return despaced(m["name"]), len(text)
    m = _BLOCK.match(text)
    if m:
        return m["name"], len(text)
    flat = re.sub(r"[\s:：]", "", BULLET.sub("", HEADING.sub("", text)))
    if len(flat) <= 12 and (flat in KNOWN_SECTIONS or (_RUBRIC.match(flat) and not _DOES.search(flat))):
        return flat, len(text)
    return None


_DOES = re.compile(closed("verb"))
_TELLS = re.compile(rf".{{2,}}(?:{closed('verb')})")
_LABEL = re.compile(r"^[【〖［\[](?P<title>[^【】〖〗［］\[\]\n]{5,40})[】〗］\]]\s*(?=\S)")
_PLACE = re.compile(rf"(?:{closed('organisation-tail')}|[省市县區区州旗镇鄉乡村])$")
_ENTERS = re.compile(rf"..(?:{closed('verb')}|进(?![修出]))")
"""A label says who or where (【市总工会】, 【河阴县】); a title what."""
KNOWN_SECTIONS = frozenset(words("section"))


def is_title(text: str) -> bool:
    """A line that can be a title: short, no end of a sentence in it, no number, list or credit."""
    flat = despaced(text).strip()
    if not 4 <= len(flat) <= LONGEST or width(flat) > 2 * LONGEST or not re.search(r"[\u4e00-\u9fff]{2}", flat):
        return False
    if flat.rstrip(CLOSING)[-1] in "。；：，、;:,…" or "。" in flat or "；" in flat.rstrip("；") or HEADING.match(flat) or BULLET.match(flat) or SUBTITLE.match(flat) or _UNIT.match(flat) or _ASKED.search(flat):
        return False
    if ADDRESS.match(flat) or _SPEECH.match(flat) or len(_LISTED.findall(flat)) > 1:
        return False
    return flat.count("，") + flat.count(",") + flat.count("；") <= 3 and "\t" not in text


def is_byline(text: str) -> bool:
    """A line that names a speaker, writer or photographer (某市市长 张某某; □ 本刊记者 李某)."""
    return len(text) <= 40 and (bool(_BYLINE.match(text) or _UNNAMED.match(text)) or bool(re.search(r"摄$|[（(]?(?:本[报刊])?(?:记者|通讯员)\s*\S{2,8}[)）]?$", text)))


def is_occasion(text: str) -> bool:
    """When and where a speech was held: ``2026年1月27日在…会议上``."""
    return bool(_SPEECH.match(text)) or bool(re.match(r"^[—–―─-]{2}.{0,60}(?:会议?上|会上)", text))


def is_slogan(text: str) -> bool:
    """Begins as the headings inside a report do: 强化组织领导, 围绕中心工作."""
    return bool(_SLOGAN.match(despaced(text)))


def tells(text: str) -> bool:
    """Says what somebody or something does, as the titles of news do: 工会小家评比揭晓. A heading inside a report begins with its verb or has none."""
    return not is_slogan(text) and bool(_TELLS.match(despaced(text)))


def is_document(text: str) -> bool:
    """The title of an official paper: 关于……的通知, ……实施方案, 倡议书."""
    return bool(_DOCUMENT.search(despaced(text)))


def is_dated(text: str) -> bool:
    """A paragraph that opens with a time."""
    return bool(_TIME.match(text[:40]))


def names_actor(text: str) -> bool:
    """Begins with somebody particular, as the titles of news do and the headings inside a report do not."""
    return bool(_ACTOR.match(despaced(text)))


def is_news_lead(text: str) -> bool:
    """A paragraph that opens as news does: a time, an occasion or a purpose near its front."""
    return bool(_NEWS_LEAD.match(text[:60]))


def lead_title(text: str) -> Offsets | None:
    """Offsets of a title that stands at the front of its own paragraph: ``某区总工会送清凉　　7月15日，…``; ``None`` if there is none."""
    label = _LABEL.match(text)
    if label and is_title(label["title"]) and (_ENTERS.search(label["title"]) or not _PLACE.search(label["title"])) and len(text) - label.end() >= 12:
        return label.span("title")
    m = re.match(r"^(?:[●★◆■▲◎※☆□◇▶►▪•○△]\s*)?(?P<title>[^\s。，；：:,;][^。；：:;\u3000\t]{5,38}?)(?:\u3000+|[ \t\xa0]{2,}|\s*\u3000\s*)(?=\S)", text)
    if not m or not is_title(m["title"]) or len(text) - m.end() < 20:
        return None
    if not is_news_lead(text[m.end() :]) and not (names_actor(m["title"]) and text[m.end("title") : m.end()] == "\u3000\u3000"):
        return None
    return m.span("title")
