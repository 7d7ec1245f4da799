"""What goes in: bytes → a bulletin with its issues and articles.

>>> import corpus
>>> bulletin = corpus.read("memo.txt", "某县总工会举办技能比武\\n3月5日，某县总工会举办技能比武，共有120人参加。（某县总工会）".encode())
>>> [(a.ordinal, bulletin.source.text[slice(*a.title)], bulletin.source.text[slice(*a.contributor)]) for a in bulletin.articles]
[(1, '某县总工会举办技能比武', '某县总工会')]
"""

from __future__ import annotations

from corpus.limits import DEFAULT, Limits
from corpus.model import Article, Bulletin, CellSpan, CorpusError, Issue, Source, TableSpan
from corpus.reading import expand, extract, read
from corpus.textmap import TextMap

__all__ = ["DEFAULT", "Article", "Bulletin", "CellSpan", "CorpusError", "Issue", "Limits", "Source", "TableSpan", "TextMap", "expand", "extract", "read"]
