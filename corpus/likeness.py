"""Does a Chinese text look like a bulletin? What does not is read all the same, with a note for whoever put the file there."""

from __future__ import annotations

import re

from corpus.model import Bulletin

_UNION = re.compile(r"工[会會运運]|[职職]工|工人|女工|[劳勞]模|[劳勞][动動]|会员|會員|工友|农民工|[职職]代[会會]|班[组組]|[总總]工|市总|省总|县总|区总|帮扶|慰问|全总|厂务")
_PARTIES = re.compile(r"甲方|乙方|出租方|承租方|买方|卖方")
_CHAPTER = re.compile(r"^[ \t\u3000]{0,8}第[一二三四五六七八九十百千\d]{1,5}[章回节卷](?:\s|$)", re.MULTILINE)
_DIALOGUE = re.compile(r"[道说问答笑喊叹][：:，,]?\s*[“「]|[”」][^。]{0,6}[道说问答]")
_DISHES = re.compile(r"^.{1,20}?[ \t\u3000.…·—\-:：]{1,40}[¥￥]? ?\d{1,6}(?:\.\d{1,2})? ?(?:元|块|/.{1,3})?[ \t\r]{0,4}$", re.MULTILINE)
_SHORT = 80  # characters below which nothing can be said
_MANY = 6
_SAMPLE = 20_000


def doubt(bulletin: Bulletin) -> str | None:
    """Why the text is hardly a union's bulletin, for its readers (Chinese); ``None`` when it may well be one. A masthead with a number or a circulation line
    settles it; so does a single word of a union's own, unless the text is plainly of another kind."""
    if any(issue.number or issue.total_number for issue in bulletin.issues) or any(a.part == "circulation" for a in bulletin.articles):
        return None
    text = bulletin.source.text[:_SAMPLE]
    if len(text) < _SHORT:
        return None
    named = any(issue.name or issue.publisher for issue in bulletin.issues)
    if _UNION.search(text) and (named or not _is_contract(text)):
        return None
    other = _kind(text)
    seen = f"内容像{other}" if other else "没有刊头和期号，也没有提到工会或职工"
    return f"不像工会简报（{seen}），已按一般文章读取；如属误放，请移出文件夹"


def _is_contract(text: str) -> bool:
    return len(_PARTIES.findall(text)) >= _MANY


def _kind(text: str) -> str | None:
    """What else it plainly is."""
    if _is_contract(text):
        return "合同"
    if len(_DISHES.findall(text)) >= _MANY and 2 * len(_DISHES.findall(text)) > text.count("\n"):
        return "价目表"
    if len(_DIALOGUE.findall(text)) >= _MANY or _CHAPTER.search(text):
        return "小说或书稿"
    return None
