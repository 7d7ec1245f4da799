"""Runs of text that may hold a name, cut into the words that the grammar knows. Longest match from the left, one pass, no backtracking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.organisations.vocabulary import (
    BREAK,
    COMMON,
    DIVISION,
    NAME,
    OPEN,
    ORDINAL,
    PLACE,
    SCOPE,
    SHORT,
    TOWN,
    UNKNOWN,
    Vocabulary,
    Word,
)

_INNER = "\u4e00-\u9fff〇·&＆A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
# A run ends at any punctuation; brackets inside a name (华创（广州）电子) do not end it. Titles of documents are passed over whole.
_RUN = re.compile(rf"《[^《》\n]{{0,100}}》|[{_INNER}]+(?:[（(][\u4e00-\u9fff]{{2,8}}[）)](?=[\u4e00-\u9fff])[{_INNER}]+)*")
_PROMISING = re.compile("[局厅委办部院校学所厂矿司团行社店站馆心组府联盟总室处科署队园商百厦场酒宾饭事报台会法检库院党田妇源]")
_NUMBER = re.compile(r"第?[一二三四五六七八九十百零〇两0-9０-９]+")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ&＆·]+")
_DIGIT = frozenset("第一二三四五六七八九十百零〇两0123456789０１２３４５６７８９")


class Token(NamedTuple):
    start: int
    end: int
    kind: str
    word: Word | None


def runs(text: str) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of the stretches that could hold a name."""
    promising = _PROMISING.search
    for m in _RUN.finditer(text):
        start, end = m.span()
        if end - start > 1 and text[start] != "《" and promising(text, start, end):
            yield start, end


def tokenise(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Token]:
    """The words of ``text[start:end]``; unknown characters are tokens of their own."""
    words, lengths = vocabulary.words, vocabulary.lengths
    out: list[Token] = []
    at = start
    while at < end:
        first = text[at]
        for size in lengths.get(first, ()):
            word = words.get(text[at : at + size])
            if word is not None and at + size <= end:
                out.append(Token(at, at + size, word.kind, word))
                at += size
                break
        else:
            token = _other(text, at, end, first)
            out.append(token)
            at = token.end
    _mend(text, out, vocabulary)
    _towns(text, out)
    return out


def _other(text: str, at: int, end: int, first: str) -> Token:
    """A character that begins no known word: number, Latin letters, bracket or an unknown character."""
    if first in _DIGIT:
        m = _NUMBER.match(text, at, end)
        if m:
            ordinal = first == "第" or (m.end() < end and text[m.end()] in "中小院厂处局" and not first.isascii())
            return Token(at, m.end(), ORDINAL if ordinal else BREAK if first.isdigit() and first.isascii() else UNKNOWN, None)
    m = _LATIN.match(text, at, end)
    if m:
        return Token(at, m.end(), NAME if m.end() - at > 1 else UNKNOWN, None)
    return Token(at, at + 1, OPEN if first in "（()）" else UNKNOWN, None)


def _mend(text: str, tokens: list[Token], vocabulary: Vocabulary) -> None:
    """市总结合实际 reads 市总 + 结合, not 总结: where 总X follows a division and X with the next character is a word, cut after 总."""
    for i in range(1, len(tokens) - 1):
        t, after = tokens[i], tokens[i + 1]
        if t.kind not in (BREAK, COMMON) or t.end - t.start != 2 or text[t.start] != "总" or tokens[i - 1].kind not in (DIVISION, SCOPE):
            continue
        joined = vocabulary.words.get(text[t.start + 1 : t.end + 1])
        if joined is not None and joined.kind == BREAK and after.end == t.end + 1:
            tokens[i] = Token(t.start, t.start + 1, "Y", vocabulary.words["总"])
            tokens[i + 1] = Token(t.start + 1, after.end, BREAK, joined)


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
            names = (UNKNOWN, SHORT, NAME, COMMON, ORDINAL) if small else (UNKNOWN, SHORT, NAME, COMMON, ORDINAL, DIVISION, TOWN)
            while (
                begin
                and out[begin - 1].kind in names
                and t.start - out[begin - 1].start <= room
                and out[begin - 1].end == _next(out, begin, t)
            ):
                begin -= 1
            if small and begin and out[begin - 1].kind == UNKNOWN:
                begin = len(out)  # longer than towns are: part of something else
            if begin < len(out):
                first = out[begin].start
                del out[begin:]
                t = Token(first, t.end, TOWN, t.word)
        out.append(t)
    tokens[:] = out


def _next(out: list[Token], begin: int, t: Token) -> int:
    return out[begin].start if begin < len(out) else t.start
