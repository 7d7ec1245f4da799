"""The state of the walk through an issue's paragraphs: what is open, what has just ended, and how text is added."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import titles
from corpus.chrome import is_meta
from corpus.model import Offsets
from corpus.paragraphs import Paragraph
from corpus.parts import Segment, is_beside, raw
from corpus.profile import PROSE, Profile
from corpus.signoff import bracketed


class Walk:
    """``at``: index of the paragraph that is looked at. ``open``: the article that text is added to. ``closed``: the one that has just ended; credits and
    tables behind it are its own. ``counted``: the number of the section, where sections are numbered; ``mark``: the bullet that heads of sections have."""

    def __init__(self, body: Sequence[Paragraph], profile: Profile) -> None:
        self.body, self.profile = list(body), profile
        self.out: list[Segment] = []
        self.open: Segment | None = None
        self.closed: Segment | None = None
        self.section: str | None = None
        self.counted: int | None = None
        self.mark: str | None = None
        self.at = 0
        self.last_prose = max((i for i, q in enumerate(self.body) if 2 * len(q.text) >= PROSE and q.finished), default=-1)

    @property
    def following(self) -> Paragraph | None:
        return self.body[self.at + 1] if self.at + 1 < len(self.body) else None

    @property
    def last(self) -> bool:
        """No prose follows in this issue."""
        return self.at >= self.last_prose

    @property
    def now(self) -> Segment:
        assert self.open is not None
        return self.open

    def begin(self, p: Paragraph, title: Offsets | None = None, bulleted: bool = False) -> None:
        self.open = Segment("article", p.start, p.end, self.section, title, bulleted=bulleted)
        self.closed = None
        if title is not None and title[1] == p.end:
            self.open.paragraphs.append(p)

    def append(self, p: Paragraph) -> None:
        open_ = self.now
        if titles.HEADING.match(p.text) and len(p.text) <= titles.LONGEST:
            open_.numbered = True
        if not open_.prose and is_beside(p):
            self.beside(p, open_)
        else:
            self.prose(p)

    def beside(self, p: Paragraph, open_: Segment) -> None:
        """Between title and text. What the page says about itself (time, readers) stays out of the view."""
        if not is_meta(p.text):
            open_.paragraphs.append(p)

    def prose(self, p: Paragraph) -> None:
        """Text of the open article; a sign-off at its end closes the article."""
        if self.open is None:
            self.begin(p)
        open_ = self.now
        open_.paragraphs.append(p)
        open_.prose = True
        open_.end = p.end
        signed = bracketed(raw(p)) if not self.profile.in_table(p) else None
        if signed:
            open_.contributor = p.start + signed[0][0], p.start + signed[0][1]
            open_.end = p.start + signed[1][1]
            self.close()

    def close(self) -> None:
        if self.open is not None:
            self.out.append(self.open)
            self.closed = self.open
        self.open = None
