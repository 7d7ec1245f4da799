"""How one issue is set: what its paragraphs have in common decides which short lines are titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import contents
from corpus.looks import Looks
from corpus.model import Offsets
from corpus.paragraphs import Paragraph
from corpus.parts import Segment
from corpus.signoff import bracketed
from corpus.titles import ADDRESS, BULLET, HEADING, is_document, is_news_lead, is_slogan, is_title, names_actor, tells

PROSE = 40  # characters from which a paragraph counts as prose
_THANKS = re.compile(r"谢谢(?:大家|各位|同志们)?[！!。]?\s*$")
"""What a speech ends with."""
_ENOUGH = 4  # evidence needed to begin an article in the middle of an unsigned one


@dataclass(frozen=True)
class Profile:
    """``indent``: cells that prose is indented by, ``None`` when it varies; ``spaced``: blank lines stand between most paragraphs; ``signed``: articles end with
    sign-offs; ``announced``: keys of the titles in the contents list; ``titles``: offsets that the container marks as titles."""

    indent: int | None
    spaced: bool
    signed: bool
    speech: bool
    framed: bool
    announced: frozenset[str]
    titles: frozenset[int]
    tables: tuple[Offsets, ...]
    looks: Looks

    @classmethod
    def of(cls, body: Sequence[Paragraph], announced: frozenset[str], titles: frozenset[int], tables: Sequence[Offsets], framed: bool) -> Profile:
        prose = [p for p in body if len(p.text) >= PROSE and p.finished]
        common = Counter(p.indent for p in prose).most_common(1)
        pairs = [b.blank > 0 for a, b in pairwise(body) if a.finished and b.finished and 2 * len(a.text) >= PROSE <= 2 * len(b.text)]
        looks = Looks.of(body, lambda p: p.start in titles or (bool(announced) and contents.key(p.text) in announced))
        return cls(
            indent=common[0][0] if common and common[0][1] * 10 >= len(prose) * 7 else None,
            spaced=sum(pairs) * 2 > len(pairs),
            signed=sum(1 for p in body if bracketed(p.text) and p.start not in looks.bylines) >= 2,
            framed=framed,
            speech=framed or any(ADDRESS.match(p.text) for p in body[:12]),
            announced=announced,
            titles=titles,
            tables=tuple(tables),
            looks=looks,
        )

    def in_table(self, p: Paragraph) -> bool:
        at = bisect_right(self.tables, (p.start, 1 << 60)) - 1
        return at >= 0 and self.tables[at][0] <= p.start < self.tables[at][1]

    def is_title(self, p: Paragraph) -> bool:
        return (p.start in self.titles and len(p.text) <= 80 and not HEADING.match(p.text)) or self.listed(p) or is_title(p.text)

    def listed(self, p: Paragraph) -> bool:
        """The contents list announces this title."""
        return bool(self.announced) and len(p.text) <= 100 and contents.key(p.text) in self.announced

    def begins(self, p: Paragraph, open_: Segment, following: Paragraph | None, apart: bool) -> bool:
        """A title-like line in the middle of an unsigned article begins another one. ``before``: the text above it; ``numbered``: the article has numbered
        headings; ``marked``: its own title is one that the container marks; ``apart``: the contents list has the section's name in place of its titles."""
        if self.listed(p) or (p.start in self.titles and open_.start in self.titles):
            return True
        if HEADING.match(open_.last) and open_.paragraphs[-1].finished is False:  # a heading's own text
            return False
        numbered = open_.numbered
        if open_.addressed and not _THANKS.search(open_.last) and not is_document(p.text):
            return False
        body = following is not None and (len(following.text) >= PROSE or following.finished) and not HEADING.match(following.text)
        evidence = 3 * (p.start in self.titles) - 3 * (bool(self.announced) and not apart) - 2 * numbered - 2 * self.signed - 2 * self.framed
        evidence += 2 * (p.blank > 0 and not self.spaced) + (p.blank > 1)
        evidence += 2 * (self.indent is not None and self.indent >= 2 and abs(p.indent - self.indent) >= 2)
        evidence += 2 * names_actor(p.text) + (10 <= len(p.text) <= 40) - 2 * (len(p.text) < 8)
        evidence += following is not None and p.blank > 0 and following.blank == 0 and not numbered
        evidence += body + 2 * (following is not None and not BULLET.match(p.text) and is_news_lead(following.text))
        evidence += self.looks.evidence(p) - 2 * is_slogan(p.text) + tells(p.text) + 2 * is_document(p.text)
        return body and evidence >= _ENOUGH
