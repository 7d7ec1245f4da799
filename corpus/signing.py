"""Who sent an article: sign-offs, credits, signatures and bylines on lines of their own."""

from __future__ import annotations

import re

from corpus import titles
from corpus.circulation import circulation
from corpus.lines import width
from corpus.masthead import is_date_line
from corpus.model import Offsets
from corpus.paragraphs import Paragraph
from corpus.parts import Segment, marked_byline, raw
from corpus.signoff import bracketed, credit, is_credit_key, is_persons, is_reporter, is_sender, signature
from corpus.walk import Walk

_SOME = re.compile(r"(?:部分|全体|一名|一位|众)(?:职工|工人|教师|群众|读者|会员|职工代表)$")
"""某厂部分职工, below a letter."""
_DASH = re.compile(r"^[—–―─-]{2,4}\s*")
_FLUSH = 10  # cells of indentation from which a short line is set to the right


class Signing(Walk):
    """The walk with what it does at such lines."""

    def _sign(self, p: Paragraph) -> bool:
        """A sign-off, credit or signature on a line of its own."""
        target = self.open or self.closed
        if target is None:
            return False
        own = bracketed(raw(p))
        if own and own[1][0] == 0:
            self._contribute(target, p, own[0], p.start + own[1][1])
            return True
        if is_credit_key(p.text) and self.following is not None and len(self.following.text) <= 20 and not self.following.finished:
            self._contribute(target, self.following, (0, len(self.following.text)), self.following.end)
            self.at += 1
            return True
        named = credit(p.text) if len(p.lines) == 1 else None
        if named:
            self._contribute(target, p, named[1], p.start + named[2])
            return True
        return target is self.open and (self._signs(p, target) if target.prose else self._byline(p, target))

    def _signs(self, p: Paragraph, target: Segment) -> bool:
        """An organisation's name alone, flush right or above a date; or that date."""
        flush = p.indent >= _FLUSH
        dated = self.following is not None and is_date_line(self.following.text) is not None
        if signature(p.text) and len(p.lines) == 1 and (flush or dated):
            self._contribute(target, p, (0, len(p.text)), p.end)
            self.at += dated
            return True
        dashed = _DASH.match(p.text)
        if dashed and (signature(p.text[dashed.end() :]) or is_persons(p.text[dashed.end() :])):
            self._contribute(target, p, (dashed.end(), len(p.text)), p.end)
            return True
        if signature(p.text) and len(p.lines) == 1 and target.last[-1:] in ("。", "！") and (self.following is None or titles.section(self.following.text) or circulation(self.following.text)):
            self._contribute(target, p, (0, len(p.text)), p.end)
            return True
        if flush and _SOME.search(p.text) and width(p.text) < 40:
            self._contribute(target, p, (0, len(p.text)), p.end)
            return True
        if is_persons(p.text) and (flush or self.following is None):
            self._contribute(target, p, (0, len(p.text)), p.end)
            return True
        return flush and width(p.text) < 40 and is_date_line(p.text) is not None

    def _byline(self, p: Paragraph, target: Segment) -> bool:
        """``□ 某县总工会`` or ``本刊记者　张某`` between title and text."""
        at = marked_byline(p.text)
        named = is_persons(p.text) and p.start in self.profile.looks.bylines and not self.profile.speech
        if not named and (not (at or is_reporter(p.text)) or not is_sender(p.text[at:])):
            return False
        self._contribute(target, p, (at, len(p.text)), p.end)
        return True

    def _contribute(self, target: Segment, p: Paragraph, who: Offsets, end: int) -> None:
        if target.contributor is None:
            target.contributor = p.start + who[0], p.start + who[1]
        if target.prose or target is self.closed:
            target.end = max(target.end, end)
            if target is self.open:
                self.close()
        else:
            target.paragraphs.append(p)
