"""The body of one issue → its articles, circulation lines and notes, paragraph by paragraph."""

from __future__ import annotations

import re

from corpus import contents, starts, titles
from corpus.chrome import is_breadcrumb, is_button, is_end, is_follow
from corpus.circulation import circulation, is_colophon, is_credit_line, is_imprint, wants_value
from corpus.lexicon import alternatives
from corpus.lines import despaced
from corpus.masthead import is_date_line, is_rule
from corpus.model import Offsets
from corpus.paragraphs import Paragraph
from corpus.parts import Segment, is_beside, is_caption, jump, marked_byline, raw, tail
from corpus.signing import Signing
from corpus.signoff import bracketed, credit, signature

_NOTE = re.compile(rf"^[【〖\[（(]?\s*(?P<head>{alternatives('note')})\s*(?:[】〗\]）)]\s*[:：]?|[:：]|$)")
_ATTACHED = re.compile(rf"^(?P<name>(?:{alternatives('attachment')})\s*[\d一二三四五六七八九十]{{0,2}})\s*(?:[:：]\s*(?P<rest>.*))?$", re.DOTALL)
_ERRATUM = re.compile(rf"^(?:{alternatives('erratum')})\s*(?:[:：]\s*(?=\S)|$)")


class Segmenter(Signing):
    """Walks the paragraphs once; :meth:`run` returns the segments in reading order."""

    def run(self) -> list[Segment]:
        while self.at < len(self.body):
            p = self.body[self.at]
            if self.profile.in_table(p):
                self._table(p)
            elif not (self._outside(p) or self._sign(p) or self._heads(p)):
                self._text(p)
            self.at += 1
        self.close()
        alone = sum(s.part == "article" for s in self.out) == 1
        return [s for s in self.out if s.part != "article" or s.prose or s.contributor or s.bulleted or alone]

    # What is not an article's text

    def _outside(self, p: Paragraph) -> bool:
        text = p.text
        head = circulation(text)
        if is_end(text):
            self.close()
            if len(self.out) > 1:  # a credit behind it is that of the page and not of its last article
                self.closed = None
        elif is_rule(text):
            if self.open is not None and self.open.prose:
                self.close()
        elif head and not (head == "报送" and credit(text) and not self.last):
            self.close()
            self.closed = None
            self.out.append(Segment("circulation", p.start, p.end, head, paragraphs=[p]))
        elif is_colophon(text) or ((is_imprint(text) or is_credit_line(text)) and self.last):
            self.close()
            self.at += wants_value(text) and self.following is not None and len(self.following.text) <= 6
        elif self.out and self.out[-1].part == "circulation" and self.open is None and self._goes_to(p):
            self.out[-1].end = p.end
            self.out[-1].paragraphs.append(p)
        elif self._is_chrome(text):
            pass
        elif contents.is_head(text) and (self.open is None or not self.open.paragraphs):
            self.at = max(contents.entries(self.body, self.at)[0] - 1, self.at)
        elif is_caption(text) and self.open is None:
            pass
        else:
            return self._jumps(p)
        return True

    def _is_chrome(self, text: str) -> bool:
        """What a page says about itself, where no text goes on."""
        if is_follow(text) or (self.last and text[0] in "【[［〖" and is_button(text)):
            return True
        return (self.open is None or not self.open.prose) and (is_breadcrumb(text) or (is_button(text) and not titles.is_title(text)))

    def _jumps(self, p: Paragraph) -> bool:
        """（下转第3版） says nothing; what stands behind （上接第1版） goes on."""
        length = jump(p.text)
        if length and p.text[length:].strip():
            self.body[self.at] = tail(p, length)
            self.at -= 1
        return bool(length)

    def _goes_to(self, p: Paragraph) -> bool:
        """A circulation line goes on: its last line ended in a comma, or this one is indented under it."""
        last = self.out[-1].paragraphs[-1]
        if last.text[-1] in "，、；,;：:":
            return True
        return p.blank == 0 and p.indent >= last.indent + 2 and not p.finished and self.last and is_date_line(p.text) is None

    def _table(self, p: Paragraph) -> None:
        """A row: of the open article, else of the one that has just been signed (its table stands below the sign-off)."""
        if self.open is None and self.closed is not None:
            self.closed.paragraphs.append(p)
            self.closed.end = p.end
        else:
            self.prose(p)

    # Heads

    def _heads(self, p: Paragraph) -> bool:
        text = p.text
        if _NOTE.match(text):
            self._note(p)
        elif _ERRATUM.match(text):
            self.close()
            self.begin(p, (p.start, p.end) if len(text) <= 8 else None)
            if len(text) > 8:
                self.prose(p)
        elif (m := _ATTACHED.match(text)) and (self.open is None or not m["rest"]):
            self._enter(re.sub(r"\s", "", m["name"]), tail(p, m.start("rest")) if m["rest"] else None)
        elif starts.is_bare_section(p, self.following) and (self.open is None or not self.open.prose or self._changes_section()):
            self._enter(despaced(text), None)
        elif (found := titles.section(text)) and self._is_section(p, *found):
            self.counted = starts.ordinal(text)
            self.mark = text[0] if titles.BULLET.match(text) else self.mark
            self._enter(found[0], tail(p, found[1]) if text[found[1] :].strip() else None)
        elif self.mark and text[0] == self.mark and starts.is_column(text):
            self._enter(despaced(text[1:]), None)
        elif self._changes_section() and starts.opens_section(self.body, self.at):
            self.counted = starts.ordinal(text)
            self._enter(starts.unnumbered(text), None)
        elif self.counted and starts.is_next_section(self.counted, p, self.following):
            self.counted += 1
            self._enter(starts.unnumbered(text), None)
        else:
            return False
        return True

    def _enter(self, section: str, rest: Paragraph | None) -> None:
        self.close()
        self.closed = None
        self.section = section
        if rest is not None:
            self._text(rest)

    def _changes_section(self) -> bool:
        """An unknown name of a section may stand here: no article is open, or one that is whole."""
        if self.open is None:
            return True
        return self.open.prose and self.open.last[-1:] in ("。", "！", "”", "）", ")") and not (self.open.numbered or self.open.addressed or starts.ordinal(self.body[self.at].text))

    def _is_section(self, p: Paragraph, name: str, rest: int) -> bool:
        """A bracketed head always is; a bare one only where an article can begin."""
        text = p.text
        if len(re.findall(r"[\u4e00-\u9fff]", name)) < 2 or re.search(r"[，。；：]", name) or is_button(name):
            return False
        behind = text[rest:].strip()
        if behind:  # 【太仓】 before a brief is a label and no section
            return text[0] in "【〖" and (titles.is_title(behind) or name in titles.KNOWN_SECTIONS)
        if text[0] in "【〖[［〔≡『「" or p.start in self.profile.titles or self.open is None or not self.open.prose:
            return True
        if self.open.addressed or self.open.numbered or self.following is None:
            return False
        return titles.is_title(self.following.text) or bool(titles.BULLET.match(self.following.text))

    def _note(self, p: Paragraph) -> None:
        """An editor's note: inside an article that has begun it is text; before one, a part of its own up to the next title."""
        if self.open is not None and not self.open.prose and self.open.title:
            self.append(p)
            return
        self.close()
        head = _NOTE.match(p.text)
        assert head is not None
        note = Segment("note", p.start, p.end, re.sub(r"\s", "", head["head"]), paragraphs=[p])
        bare = head.end() >= len(p.text)
        while (following := self.following) is not None:
            if not bare and (self.profile.is_title(following) or titles.section(following.text) or not following.finished or following.blank > p.blank):
                break
            bare = False
            note.paragraphs.append(following)
            note.end = following.end
            self.at += 1
        self.out.append(note)

    # Text

    def _text(self, p: Paragraph) -> None:
        if titles.BULLET.match(p.text):
            self._bullet(p)
        elif self.open is None:
            self._first(p)
        elif self.profile.is_title(p):
            self._title(p, self.open)
        elif starts.is_next_brief(self.open, p) or (self.open.counted and (starts.is_counted_title(self.body, self.at) or starts.goes_on(self.open, self.body, self.at))):
            self.close()
            self._first(p)
        else:
            self.append(p)

    def _bullet(self, p: Paragraph) -> None:
        mark = titles.BULLET.match(p.text)
        assert mark is not None
        rest = tail(p, mark.end())
        if self.open is not None and not self.open.bulleted and (self.open.prose or self.open.title is not None) and not starts.is_brief(self.open, p, self.profile):
            self.append(p)
            return
        self.close()
        if self.profile.is_title(rest) and not bracketed(raw(p)):
            self.begin(rest, (rest.start, rest.end), bulleted=True)
        else:
            titled = self._lead(rest)
            self.begin(rest if titled else p, titled, bulleted=True)
            self.prose(rest if titled else p)

    def _first(self, p: Paragraph) -> None:
        """The first paragraph of an article: its title, or its text when it has none."""
        numbered = titles.HEADING.match(p.text)
        bare = tail(p, numbered.end()) if numbered else p
        stray = is_date_line(p.text) is not None or (signature(p.text) and self.last)
        signed = starts.signed_title(p, self.following)
        if signed:
            self.begin(p, (p.start, p.start + signed[0]))
            self._contribute(self.now, p, signed[1:], p.end)
        elif self.profile.is_title(bare) and not stray and not bracketed(raw(p)) and (not numbered or self._announces(p)):
            self.begin(bare, (bare.start, bare.end))
            self.now.counted = numbered is not None
            self.now.number = starts.number(p.text)
        elif not stray and len(p.text) >= 4:
            self.begin(p, None if numbered else self._lead(p))
            self.prose(p)

    def _announces(self, p: Paragraph) -> bool:
        if self.closed is not None and starts.goes_on(self.closed, self.body, self.at):
            return True
        return self.profile.listed(p) or starts.signed_item(self.body, self.at) or starts.is_counted_title(self.body, self.at) or starts.opens_series(self.body, self.at)

    def _lead(self, p: Paragraph) -> Offsets | None:
        """Offsets of a title at the front of a brief's own line."""
        lead = titles.lead_title(p.text) if len(p.lines) == 1 else None
        return (p.start + lead[0], p.start + lead[1]) if lead else None

    def _title(self, p: Paragraph, open_: Segment) -> None:
        """A title-like line while an article is open."""
        if open_.prose:
            if starts.is_signed_below(self.body, self.at) or self.profile.begins(p, open_, self._below(), self._is_announced()):
                self.close()
                self._first(p)
            else:
                self.append(p)
        elif p.text == open_.first:  # a saved page says its title twice
            self.begin(p, (p.start, p.end))
        elif starts.is_named(open_, p):
            self.prose(p)
        elif signature(p.text) and not self.last and len(p.lines) == 1:
            self._contribute(open_, p, (0, len(p.text)), p.end)
        elif is_beside(p):
            self.beside(p, open_)
        elif starts.second_line(open_, self.body[self.at - 1], p):
            open_.title, open_.end, open_.title_lines = (open_.start, p.end), p.end, 2
            open_.paragraphs.append(p)
        elif starts.was_section(open_, p, self.profile):
            self.section, self.open = despaced(open_.first), None
            self._first(p)
        else:
            open_.paragraphs.append(p)

    def _is_announced(self) -> bool:
        """The contents list names the section and not what stands in it."""
        return self.section is not None and contents.key(self.section) in self.profile.announced

    def _below(self) -> Paragraph | None:
        """The paragraph below a title, behind subtitle, byline and date."""
        return next((q for q in self.body[self.at + 1 : self.at + 5] if not is_beside(q) and not marked_byline(q.text) and q.start not in self.profile.looks.between), None)
