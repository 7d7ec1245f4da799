"""Runs of text that may hold a name, cut into the words that the grammar knows. Longest match from the left, one pass, no backtracking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.organisations import unrecorded
from extractors.organisations.vocabulary import (
    BODY,
    BREAK,
    COMMON,
    DIVISION,
    GENERIC,
    HEAD,
    LEAD,
    NAME,
    OPEN,
    ORDINAL,
    PERSON,
    PLACE,
    SCOPE,
    SHORT,
    TOWN,
    UNKNOWN,
    VERBAL,
    Vocabulary,
    Word,
    load,
)

_INNER = "\u4e00-\u9fff〇·&＆A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
# A run ends at any punctuation; brackets inside a name (华创（广州）电子) do not end it. Titles of documents are passed over whole.
_RUN = re.compile(rf"《[^《》\n]{{0,100}}》|[{_INNER}]+(?:[（(][\u4e00-\u9fff]{{2,8}}[）)](?=[\u4e00-\u9fff])[{_INNER}]+)*")
_NUMBER = re.compile(r"第?[一二三四五六七八九十百零〇两0-9０-９]+")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ&＆·]+")
_NUMBERED = frozenset("中小院厂处局矿")
_DIGIT = frozenset("第一二三四五六七八九十百零〇两0123456789０１２３４５６７８９")


class Token(NamedTuple):
    start: int
    end: int
    kind: str
    word: Word | None


_new = tuple.__new__  # half the time of Token(…), for the one hot loop


def runs(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of the stretches that could hold a name: clauses, up to a little behind the last place where a name may end."""
    ends = [m.end() for m in vocabulary.promising.finditer(text)]
    at, size = 0, len(ends)
    for m in _RUN.finditer(text):
        start, end = m.span()
        while at < size and ends[at] <= start:
            at += 1
        first = at
        while at < size and ends[at] <= end:
            at += 1
        if first < at and end - start > 1 and text[start] != "《" and not vocabulary.nameless.fullmatch(text, start, end):
            last = ends[at - 1]
            yield start, end if _TOWNS.search(text, last, end) else min(end, last + _MARGIN)


@lru_cache(maxsize=32)
def tokenised(text: str) -> tuple[tuple[Token, ...], ...]:
    """The words of each of a text's runs. A bulletin without a publisher is read for its home before its articles are: the same words serve for both."""
    words = load()
    return tuple(tuple(tokenise(text, start, end, words)) for start, end in runs(text, words))


_MARGIN = 6
"""Characters behind a head that may show that it is none (工会 + 组织率)."""
_TOWNS = re.compile("[镇乡街村]")


def tokenise(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Token]:
    """The words of ``text[start:end]``; unknown characters are tokens of their own."""
    words, lengths = vocabulary.words, vocabulary.lengths
    out: list[Token] = []
    at = start
    while at < end:
        for size in lengths.get(text[at : at + 2], ()):
            word = words.get(text[at : at + size])
            if word is not None and at + size <= end:
                break
        else:
            size, word = 1, words.get(text[at])
        if word is not None and text[at] != "第":
            if size > 1 and word.kind in _LOOSE:
                size, word = _recut(text, at, end, size, word, vocabulary)
            out.append(_new(Token, (at, at + size, word.kind, word)))
            at += size
        else:
            out.append(_other(text, at, end, text[at]))
            at = out[-1].end
    _mend(text, out, vocabulary)
    _unrecorded(text, out)
    _mend_towns(text, out, vocabulary)
    _towns(text, out)
    _numbered_schools(text, out)
    return out


_LOOSE = frozenset({BREAK, COMMON, GENERIC, VERBAL, LEAD, PERSON, SHORT, NAME})


def _recut(text: str, at: int, end: int, size: int, word: Word, vocabulary: Vocabulary) -> tuple[int, Word]:
    """Where the longest match is the wrong one: 市政 + 府 (市 + 政府), 矿工 + 会 (矿 + 工会), 晋中 + 国 (晋 + 中国)."""
    if text[at] in "市省区县州旗镇乡":
        for longer in vocabulary.lengths.get(text[at + 1 : at + 3], ()):
            body = vocabulary.words.get(text[at + 1 : at + 1 + longer])
            if body is not None and longer >= size and (body.body or body.kind == HEAD) and at + 1 + longer <= end:
                return 1, vocabulary.words[text[at]]
    if text.startswith("工会", at + 1) and text[at] in "矿厂局校院" and not text.startswith(("工会员", "工会议"), at + 1):
        return 1, vocabulary.words.get(text[at], _NO_WORD)  # 燕子山矿工会
    if word.kind == NAME and size == 2 and text[at + 1] == "行" and text[at + 2 : at + 3] in tuple("业动为程政列驶"):
        return 1, _NO_WORD  # 再建 + 行业, not 建行
    if word.kind == SHORT and text[at + size - 1] == "中" and text[at + size : at + size + 1] in ("国", "华", "共", "央"):
        return size - 1, _NO_WORD
    return size, word


_NO_WORD = Word(UNKNOWN)
# Behind 第三 and 三 these make an order, a count or a grade of it, no name.
_ORDERED = frozenset("次届个位批名期季轮天年条款项章家月日级种件步点")
_COUNTED = frozenset("次届个位批名期季轮天年条款项章方大家户月日级种件台万千百亿元人类成流线步点条线站")


def _other(text: str, at: int, end: int, first: str) -> Token:
    """A character that begins no known word: number, Latin letters, bracket or an unknown character."""
    if first in _DIGIT:
        m = _NUMBER.match(text, at, end)
        if m:
            after = text[m.end() : m.end() + 1] if m.end() < end else ""
            if after in (_ORDERED if first == "第" else _COUNTED) or (
                first.isdigit() and first.isascii() and (after not in _NUMBERED or (after == "处" and m.end() - at > 1))  # 纳凉点68处
            ):
                return Token(at, m.end() + (after in _COUNTED), BREAK, None)
            return Token(at, m.end(), ORDINAL if first == "第" or after in _NUMBERED else UNKNOWN, None)
    m = _LATIN.match(text, at, end)
    if m:
        return Token(at, m.end(), NAME if m.end() - at > 1 else UNKNOWN, None)
    return Token(at, at + 1, OPEN if first in "（()）" else UNKNOWN, None)


def _mend(text: str, tokens: list[Token], vocabulary: Vocabulary) -> None:
    """Cuts that only the neighbours tell: 陶 + 都 is a name's, 职工 + 都 an adverb; 市总结合实际 reads 市总 + 结合, not 总结: where 总X follows a division and X with the next character is a word, cut after 总."""
    for i in range(1, len(tokens) - 1):
        t, after = tokens[i], tokens[i + 1]
        if t.kind == BREAK and text[t.start : t.end] == "都" and tokens[i - 1].kind == UNKNOWN and (i < 2 or tokens[i - 2].kind != UNKNOWN):
            tokens[i] = Token(t.start, t.end, UNKNOWN, None)
        elif t.kind == HEAD and text[t.end - 1 : after.end] == "大学":
            tokens[i] = Token(t.start, t.end - 1, UNKNOWN, None)  # 医 + 科 + 大学, not 科大
            tokens[i + 1] = Token(t.end - 1, after.end, HEAD, vocabulary.words["大学"])
        elif t.kind == HEAD and after.kind == OPEN and tokens[i - 1].kind == OPEN:
            tokens[i] = Token(t.start, t.end, COMMON, None)  # 钢铁（集团）公司
        elif t.kind == DIVISION and tokens[i - 1].kind in (HEAD, BODY) and text[t.start : t.end] == "和县":  # 县总工会 + 和 + 县教育局
            tokens[i : i + 1] = [Token(t.start, t.start + 1, BREAK, None), Token(t.start + 1, t.end, SCOPE, vocabulary.words["县"])]
            continue
        if t.kind not in (BREAK, COMMON) or text[t.start] != "总" or tokens[i - 1].kind not in (DIVISION, SCOPE):
            continue
        rest = vocabulary.words.get(text[t.start + 1 : t.end]) if t.end - t.start == 3 else None
        if rest is not None and rest.kind in (BREAK, VERBAL):  # 市总 + 要求
            tokens[i : i + 1] = [Token(t.start, t.start + 1, BODY, vocabulary.words["总"]), Token(t.start + 1, t.end, BREAK, rest)]
        if t.end - t.start != 2:
            continue
        verb = text[t.start + 1 : t.end + 1]
        joined = vocabulary.words.get(verb)
        if (
            joined is not None
            and joined.kind == BREAK
            and after.end == t.end + 1
            and (verb[0] not in "共计" or verb in ("共同", "共建", "共商"))
        ):
            tokens[i] = Token(t.start, t.start + 1, BODY, vocabulary.words["总"])
            tokens[i + 1] = Token(t.start + 1, after.end, BREAK, joined)


def _unrecorded(text: str, tokens: list[Token]) -> None:
    """Joins 市, 县 … with the name before it that no record knows: 海州 + 市."""
    i = len(tokens) - 1
    while i > 0:
        if tokens[i].kind == SCOPE and tokens[i - 1].kind in _UNRECORDED and (first := unrecorded.begins(text, tokens, i)) is not None:
            tokens[first : i + 1] = [Token(tokens[first].start, tokens[i].end, DIVISION, None)]
            i = first
        i -= 1


_UNRECORDED = frozenset({UNKNOWN, SHORT, NAME, COMMON, SCOPE})


def _mend_towns(text: str, tokens: list[Token], vocabulary: Vocabulary) -> None:
    """丹徒区辛丰镇 reads 辛丰 + 镇, not 丰镇: a short name that ends like a town, behind a division and one unknown character."""
    for i in range(len(tokens) - 1, 1, -1):
        t = tokens[i]
        if (
            t.kind == SHORT
            and text[t.end - 1] in "镇乡村"
            and tokens[i - 1].kind == UNKNOWN
            and tokens[i - 2].kind in (DIVISION, SHORT, TOWN)
        ):
            place = vocabulary.words[text[t.end - 1]]
            tokens[i : i + 1] = [Token(t.start, t.end - 1, UNKNOWN, None), Token(t.end - 1, t.end, PLACE, place)]


_ALUMNI = Word(HEAD, "school", "institution")


def _numbered_schools(text: str, tokens: list[Token]) -> None:
    """Joins 一 + 中 behind a place: 市一中, 昆山二院."""
    for i in range(len(tokens) - 1, 1, -1):
        t, number = tokens[i], tokens[i - 1]
        if number.kind != ORDINAL or t.end - t.start != 1 or text[t.start] not in "中小院幼" or text[number.start] == "第":
            continue
        if tokens[i - 2].kind in (SCOPE, DIVISION, SHORT, TOWN):
            tokens[i - 1 : i + 1] = [Token(number.start, t.end, HEAD, _ALUMNI)]


_TOWNLIKE = frozenset("镇乡街道村社区屯苏木嘎查农林场")


def _towns(text: str, tokens: list[Token]) -> None:
    """Joins a place word with the name before it: 浏 + 河 + 镇, 昆山 + 开发区. Without one it stays a place word (镇政府)."""
    if not any(t.kind == PLACE for t in tokens):
        return
    out: list[Token] = []
    for t in tokens:
        if t.kind == PLACE:
            small = text[t.start] in _TOWNLIKE
            room = 4 if small else 12
            begin = len(out)
            while begin and _in_place_name(out[begin - 1], small) and t.start - out[begin - 1].start <= room:
                begin -= 1
            if begin == len(out) and _joined_by_and(text, out):
                begin -= 2  # 元和街道: 和 belongs to the name
            if small and begin and out[begin - 1].kind == UNKNOWN:
                begin = len(out)  # longer than towns are: part of something else
            if begin < len(out):
                first = out[begin].start
                del out[begin:]
                t = Token(first, t.end, TOWN, t.word)
        out.append(t)
    tokens[:] = out


def _joined_by_and(text: str, out: list[Token]) -> bool:
    """Whether the last two tokens are an unknown character and 和 or the like, behind a division: a name of two characters such as 元和, 柳市."""
    if len(out) < 2 or out[-1].end - out[-1].start != 1 or text[out[-1].start] not in "和同从向市":
        return False
    return out[-2].kind == UNKNOWN and (len(out) == 2 or out[-3].kind in (DIVISION, SHORT, TOWN, BREAK))


def _in_place_name(t: Token, small: bool) -> bool:
    """Words that names of places are made of; those of towns may end like a shop or works (甘草店镇), those of parks hold divisions and towns."""
    if t.kind == HEAD:
        return small and t.end - t.start == 1
    return (
        t.kind in (UNKNOWN, SHORT, NAME, COMMON, ORDINAL)
        or (t.kind == TOWN and t.end - t.start < 4)
        or (not small and t.kind in (DIVISION, TOWN, VERBAL))
    )
