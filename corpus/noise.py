"""Texts that are no bulletin whatever their layout: other languages, source code, logs, lists of data. What may be one is never refused."""

from __future__ import annotations

import re

from corpus.model import CorpusError, Source

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_LOGGED = re.compile(r"^\s*[\[<(]?(?:\d{4}[-/]\d\d[-/]\d\d[ T]|[A-Z][a-z]{2} [ \d]\d )\d\d:\d\d:\d\d|^\s*\[?(?:INFO|DEBUG|WARN|ERROR|TRACE)\b")
_CHATTED = re.compile(r"^\s*\S{1,20}(?:\([^()]{1,30}\))?\s+(?:(?:19|20)\d\d[-/年]\d{1,2}[-/月]\d{1,2}日?\s+|昨天\s*|[上下]午\s*)?\d{1,2}[:：]\d\d(?:[:：]\d\d)?\s*$")
"""张三 2024-03-05 12:03:22, above each message."""
_CELLS = re.compile(r"[,;\t|]")
_SENTENCE = re.compile(r"[。！？]")
_CHINESE = 0.3  # least share of Han characters among the letters of a text
_FOREIGN = 0.2  # share of kana or hangul that makes it another language
_LINES = 10
_GLANCE = 2_000  # characters that show plain Chinese
_SAMPLE = 50_000  # characters that are looked at where those leave a doubt


def check(source: Source) -> None:
    """Raise ``not-chinese`` or ``no-article`` for a text that cannot be a bulletin. A fragment of one, a table in a document, a title alone may be."""
    text = source.text[:_SAMPLE]
    if not _is_chinese(text[:_GLANCE]) and not _is_chinese(text):
        raise CorpusError(source.path, "not-chinese", "正文不是中文（或没有文字，只有数字、代码）", "请检查文件内容是否为工会简报")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _LINES:
        return
    if 2 * sum(1 for line in lines if _LOGGED.match(line)) > len(lines):
        raise CorpusError(source.path, "no-article", "这是程序日志，没有找到文章", "请检查文件内容是否为工会简报")
    if 3 * sum(1 for line in lines if _CHATTED.match(line)) > len(lines):
        raise CorpusError(source.path, "no-article", "这是聊天记录，没有找到文章", "请检查文件内容是否为工会简报")
    listed = sum(1 for line in lines if len(_CELLS.findall(line)) > 1)
    if source.format == "txt" and 10 * listed > 9 * len(lines) and not _SENTENCE.search(text):
        raise CorpusError(source.path, "no-article", "这是数据清单（如 CSV），没有找到文章", "请检查文件内容；要读其中的表格，请放进 docx 或 html")


def _is_chinese(text: str) -> bool:
    letters, han = len(_LETTER.findall(text)), len(_HAN.findall(text))
    return 0 < han >= _CHINESE * letters and len(_KANA.findall(text)) <= _FOREIGN * letters
