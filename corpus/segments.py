"""The body of one issue → its articles, circulation lines and notes, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus import contents, titles
from corpus.chrome import is_button, is_meta
from corpus.circulation import circulation, is_colophon, is_imprint, wants_value
from corpus.lexicon import alternatives
from corpus.lines import Line, despaced, width
from corpus.masthead import is_date_line, is_rule
from corpus.model import Offsets, Part
from corpus.paragraphs import Paragraph
from corpus.profile import Profile
from corpus.signoff import bracketed, credit, is_credit_key, signature

_NOTE = re.compile(rf"^[【〖\[（(]?\s*(?:{alternatives('note')})\s*(?:[】〗\]）)]\s*[:：]?|[:：]|$)")
_ATTACHED = re.compile(rf"^(?P<name>(?:{alternatives('attachment')})\s*[\d一二三四五六七八九十]{{0,2}})\s*(?:[:：]\s*(?P<rest>.*))?$", re.DOTALL)
_ERRATUM = re.compile(rf"^(?:{alternatives('erratum')})\s*(?:[:：]\s*(?=\S)|$)")
_FLUSH = 10  # cells of indentation from which a short line is set to the right


@dataclass(slots=True)
class Segment:
    """One part of a bulletin in the making."""

    part: Part
    start: int
    end: int
    section: str | None = None
    title: Offsets | None = None
    contributor: Offsets | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    prose: bool = False
    numbered: bool = False
    bulleted: bool = False
    title_lines: int = 1


class Segmenter:
    """Walks the paragraphs once; ``run`` returns the segments in reading order."""

    def __init__(self, body: Sequence[Paragraph], profile: Profile) -> None:
        self.body, self.profile = list(body), profile
        self.out: list[Segment] = []
        self.open: Segment | None = None
        self.closed: Segment | None = None  # the article that has just ended: credits behind it are its own
        self.section: str | None = None
        self.at = 0
        self.last_prose = max((i for i, q in enumerate(self.body) if len(q.text) >= 40 and q.finished), default=-1)

    def run(self) -> list[Segment]:
        while self.at < len(self.body):
            p = self.body[self.at]
            if self.profile.in_table(p):
                self._table(p)
            elif not (self._outside(p) or self._sign(p) or self._heads(p)):
                self._text(p)
            self.at += 1
        self._close()
        return [s for s in self.out if s.part != "article" or s.prose or s.contributor or s.bulleted or self._only(s)]

    def _table(self, p: Paragraph) -> None:
        """A row: of the open article, else of the one that has just been signed (its table stands below the sign-off)."""
        if self.open is None and self.closed is not None:
            self.closed.paragraphs.append(p)
            self.closed.end = p.end
        else:
            self._prose(p)

    # What is not an article's text

    def _outside(self, p: Paragraph) -> bool:
        text = p.text
        if is_rule(text):
            self._close()
            return True
        head = circulation(text)
        if head and not (head == "报送" and credit(text) and not self._last(p)):
            self._circulate(p, head)
        elif is_colophon(text) or (is_imprint(text) and self._last(p)):
            self._close()
            if wants_value(text) and self.at + 1 < len(self.body) and len(self.body[self.at + 1].text) <= 6:
                self.at += 1
        elif self.out and self.out[-1].part == "circulation" and self.open is None and self._goes_to(p):
            self.out[-1].end = p.end
            self.out[-1].paragraphs.append(p)
        elif is_button(text) and (self.open is None or not self.open.prose) and not titles.is_title(text):
            pass
        elif contents.is_head(text) and (self.open is None or not self.open.paragraphs):
            behind, _ = contents.entries(self.body, self.at)
            self.at = max(behind - 1, self.at)
        else:
            return False
        return True

    def _circulate(self, p: Paragraph, head: str) -> None:
        self._close()
        self.closed = None
        self.out.append(Segment("circulation", p.start, p.end, head, paragraphs=[p]))

    def _goes_to(self, p: Paragraph) -> bool:
        """A circulation line goes on: its last line ended in a comma, or this one is indented under it."""
        last = self.out[-1].paragraphs[-1]
        if last.text[-1] in "，、；,;：:":
            return True
        return p.blank == 0 and p.indent >= last.indent + 2 and not p.finished and self._last(p) and is_date_line(p.text) is None and not is_imprint(p.text)

    def _last(self, p: Paragraph) -> bool:
        """No prose follows in this issue."""
        return self.at >= self.last_prose

    # Who sent it

    def _sign(self, p: Paragraph) -> bool:
        """A sign-off, credit or signature on a line of its own."""
        text = p.text
        raw = _raw(p)
        own = bracketed(raw)
        target = self.open or self.closed
        if target is None:
            return False
        if own and own[1][0] == 0:
            self._contribute(target, p, own[0], p.start + own[1][1])
            return True
        following = self.body[self.at + 1] if self.at + 1 < len(self.body) else None
        if is_credit_key(text) and following is not None and len(following.text) <= 20 and not following.finished:
            self._contribute(target, following, (0, len(following.text)), following.end)
            self.at += 1
            return True
        named = credit(text) if len(p.lines) == 1 else None
        if named:
            self._contribute(target, p, named[1], p.start + named[1][1])
            return True
        if target is self.open and target.prose and self._signature(p):
            self._contribute(target, p, (0, len(text)), p.end)
            if self.at + 1 < len(self.body) and is_date_line(self.body[self.at + 1].text):
                self.at += 1
            return True
        if target is self.open and target.prose and is_date_line(text) and width(text) < 40 and p.indent >= _FLUSH:
            return True  # the date of a signature
        return False

    def _contribute(self, target: Segment, p: Paragraph, who: Offsets, end: int) -> None:
        if target.contributor is None:
            target.contributor = p.start + who[0], p.start + who[1]
        if target.prose or target is self.closed:
            target.end = max(target.end, end)
            if target is self.open:
                self._close()
        elif target is self.open:
            target.paragraphs.append(p)

    def _signature(self, p: Paragraph) -> bool:
        """An organisation's name alone, flush right or above a date or a new head."""
        if not signature(p.text) or len(p.lines) > 1:
            return False
        following = self.body[self.at + 1] if self.at + 1 < len(self.body) else None
        return p.indent >= _FLUSH or (following is not None and is_date_line(following.text) is not None)

    # Heads

    def _heads(self, p: Paragraph) -> bool:
        text = p.text
        if _NOTE.match(text):
            self._note(p)
        elif _ERRATUM.match(text):
            self._close()
            self._begin(p, title=(p.start, p.end) if len(text) <= 8 else None)
            assert self.open is not None
            self.open.prose = len(text) > 8
        elif (m := _ATTACHED.match(text)) and (self.open is None or not m["rest"]):
            self._close()
            self.closed = None
            self.section = re.sub(r"\s", "", m["name"])
            if m["rest"]:
                self._text(_from(p, m.start("rest")))
        elif (found := titles.section(text)) and self._is_section(p, found[0], found[1]):
            self._close()
            self.closed = None
            self.section = found[0]
            rest = text[found[1] :]
            if rest.strip():
                self._text(_from(p, found[1] + len(rest) - len(rest.lstrip())))
        else:
            return False
        return True

    def _is_section(self, p: Paragraph, name: str, rest: int) -> bool:
        """A bracketed head always is; a bare one only where an article can begin."""
        text = p.text
        if len(re.findall(r"[\u4e00-\u9fff]", name)) < 2 or re.search(r"[，。；：]", name) or is_button(name):
            return False
        if text[rest:].strip():
            return text[0] in "【〖" and not self._label(text[rest:].strip(), name)
        bare = text[0] not in "【〖[［≡『「"
        if bare and (p.start in self.profile.titles or self.open is None or not self.open.prose):
            return True
        following = self.body[self.at + 1].text if self.at + 1 < len(self.body) else ""
        return not bare or (not self.profile.speech and not self.open_numbered and (titles.is_title(following) or bool(titles.BULLET.match(following))))

    @property
    def open_numbered(self) -> bool:
        return self.open is not None and self.open.numbered

    def _label(self, rest: str, name: str) -> bool:
        """【太仓】 before a brief is a label and no section."""
        return not titles.is_title(rest) and name not in titles.KNOWN_SECTIONS

    def _note(self, p: Paragraph) -> None:
        """An editor's note: inside an article that has begun it is text; before one, a part of its own up to the next title."""
        if self.open is not None and not self.open.prose and self.open.title:
            self._append(p)
            return
        self._close()
        note = Segment("note", p.start, p.end, "编者按", paragraphs=[p])
        head = _NOTE.match(p.text)
        bare = head is not None and head.end() >= len(p.text)
        while self.at + 1 < len(self.body):
            following = self.body[self.at + 1]
            if not bare and (self.profile.is_title(following) or titles.section(following.text) or not following.finished or following.blank > p.blank):
                break
            bare = False
            note.paragraphs.append(following)
            note.end = following.end
            self.at += 1
        self.out.append(note)

    # Text

    def _text(self, p: Paragraph) -> None:
        text = p.text
        if titles.BULLET.match(text):
            self._bullet(p)
        elif self.open is None:
            self._first(p)
        elif self.profile.is_title(p):
            self._title(p)
        else:
            self._append(p)

    def _bullet(self, p: Paragraph) -> None:
        mark = titles.BULLET.match(p.text)
        assert mark is not None
        rest = _from(p, mark.end())
        item = self.open is not None and not self.open.bulleted and (self.open.prose or self.open.title is not None)
        if item and not self._brief(p):
            self._append(p)
            return
        self._close()
        if self.profile.is_title(rest) and not bracketed(_raw(p)):
            self._begin(rest, title=(rest.start, rest.end), bulleted=True)
        else:
            lead = titles.lead_title(p.text)
            self._begin(p, title=(p.start + lead[0], p.start + lead[1]) if lead and len(p.lines) == 1 else None, bulleted=True)
            self._prose(p)

    def _brief(self, p: Paragraph) -> bool:
        """A bulleted paragraph behind an article's text is a brief of its own, not an item of a list in it."""
        assert self.open is not None
        if not self.open.prose or self.profile.signed:
            return False
        last = self.open.paragraphs[-1].text if self.open.paragraphs else ""
        return last[-1:] not in ("：", ":") and len(p.text) >= 40 and p.finished and titles.is_news_lead(p.text[1:].lstrip())

    def _first(self, p: Paragraph) -> None:
        """The first paragraph of an article: its title, or its text when it has none."""
        numbered = titles.HEADING.match(p.text)
        bare = _from(p, numbered.end()) if numbered else p
        if self.profile.is_title(bare) and (numbered is None or self._signed_item()) and not is_date_line(p.text):
            if not (signature(p.text) and self._last(p)) and not bracketed(_raw(p)):
                self._begin(bare, title=(bare.start, bare.end))
                return
        lead = titles.lead_title(p.text) if len(p.lines) == 1 and not numbered else None
        if is_date_line(p.text) or (signature(p.text) and self._last(p)) or (len(p.text) < 4):
            return
        self._begin(p, title=(p.start + lead[0], p.start + lead[1]) if lead else None)
        self._prose(p)

    def _signed_item(self) -> bool:
        """A numbered title: a sign-off stands before the next numbered line."""
        for q in self.body[self.at + 1 : self.at + 60]:
            if bracketed(_raw(q)):
                return True
            if titles.HEADING.match(q.text):
                return False
        return False

    def _title(self, p: Paragraph) -> None:
        """A title-like line while an article is open."""
        assert self.open is not None
        following = self.body[self.at + 1] if self.at + 1 < len(self.body) else None
        if self.open.prose:
            if self.profile.begins(p, following, self.open.numbered, self.open.start in self.profile.titles):
                self._close()
                self._first(p)
            else:
                self._append(p)
        elif _beside(p):
            self._beside(p)
        elif self._second_line(p):
            self.open.title = self.open.start, p.end
            self.open.end = p.end
            self.open.title_lines = 2
            self.open.paragraphs.append(p)
        elif self._was_section(p):
            assert self.open.title is not None
            self.section = despaced(self.open.paragraphs[0].text) if self.open.paragraphs else None
            self.open = None
            self._first(p)
        else:
            self.open.paragraphs.append(p)

    def _second_line(self, p: Paragraph) -> bool:
        """The title goes on: directly below, nothing between, both short enough."""
        assert self.open is not None
        if self.open.title is None or p.blank or self.open.title[1] != self.body[self.at - 1].end or self.open.title_lines > 1:
            return False
        first = self.body[self.at - 1]
        both = len(first.text) + len(p.text)
        return both <= titles.LONGEST and len(first.text) >= 8 and first.text[-1] not in "！？!?" and len(first.lines) == 1

    def _was_section(self, p: Paragraph) -> bool:
        """The short line before was the head of a section, not a title."""
        assert self.open is not None
        first = self.open.paragraphs[0].text if self.open.paragraphs else ""
        return not self.profile.speech and self.open.title is not None and len(despaced(first)) <= 8 and len(p.text) >= 10 and len(self.open.paragraphs) == 1

    def _only(self, s: Segment) -> bool:
        return len([t for t in self.out if t.part == "article"]) == 1

    def _begin(self, p: Paragraph, title: Offsets | None = None, bulleted: bool = False) -> None:
        self.open = Segment("article", p.start, p.end, self.section, title, bulleted=bulleted)
        self.closed = None
        if title is not None:
            self.open.paragraphs.append(p)

    def _append(self, p: Paragraph) -> None:
        assert self.open is not None
        if titles.HEADING.match(p.text) and len(p.text) <= 60:
            self.open.numbered = True
        if not self.open.prose and _beside(p):
            self._beside(p)
            return
        self._prose(p)

    def _beside(self, p: Paragraph) -> None:
        """Between title and text. What the page says about itself (time, readers) stays out of the view."""
        assert self.open is not None
        if not is_meta(p.text):
            self.open.paragraphs.append(p)

    def _prose(self, p: Paragraph) -> None:
        """Text of the open article; a sign-off at its end closes the article."""
        if self.open is None:
            self._begin(p)
        assert self.open is not None
        self.open.paragraphs.append(p)
        self.open.prose = True
        self.open.end = p.end
        signed = bracketed(_raw(p)) if not self.profile.in_table(p) else None
        if signed:
            self.open.contributor = p.start + signed[0][0], p.start + signed[0][1]
            self.open.end = p.start + signed[1][1]
            self._close()

    def _close(self) -> None:
        if self.open is not None:
            self.out.append(self.open)
            self.closed = self.open
        self.open = None


def _beside(p: Paragraph) -> bool:
    """A line between a title and its text: subtitle, speaker, occasion, date."""
    if "。" in p.text or len(p.text) > 80:
        return False
    return bool(titles.SUBTITLE.match(p.text)) or titles.is_byline(p.text) or titles.is_occasion(p.text) or is_meta(p.text) or is_date_line(p.text) is not None


def _raw(p: Paragraph) -> str:
    """The paragraph's text with something for each line break, so that offsets in it are raw offsets from ``p.start``."""
    out = p.lines[0].text
    for line in p.lines[1:]:
        out += " " * (line.start - p.start - len(out)) + line.text
    return out


def _from(p: Paragraph, at: int) -> Paragraph:
    """The paragraph from offset ``at`` of its first line on."""
    first = p.lines[0]
    cut: Line = replace(first, start=first.start + at, text=first.text[at:], blank=0) if at < len(first.text) else first
    return Paragraph((cut, *p.lines[1:]))
