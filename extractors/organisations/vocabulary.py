"""Every word that the grammar knows, with what it does there; read once from the lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractors import divisions, lexicons
from extractors.model import OrganisationType

# Kinds of tokens, one letter each (the grammar compares them often).
BREAK: Final = "B"
GENERIC: Final = "G"
SOFT: Final = "E"
VERBAL: Final = "V"
LEAD: Final = "A"
PERSON: Final = "P"
COMMON: Final = "C"
NAME: Final = "N"
ORDINAL: Final = "O"
UNKNOWN: Final = "X"
DIVISION: Final = "D"
SHORT: Final = "d"
SCOPE: Final = "S"
PLACE: Final = "L"
TOWN: Final = "T"
HEAD: Final = "H"
BODY: Final = "Y"
NATIONAL: Final = "Z"
LEAGUE: Final = "F"
OPEN: Final = "("

_KINDS = {  # in rising precedence: a word that stands in two rows gets the later kind
    "break": BREAK,
    "common": COMMON,
    "verbal": VERBAL,
    "soft": SOFT,
    "person": PERSON,
    "generic": GENERIC,
    "lead": LEAD,
    "name": NAME,
    "brand": NAME,
    "scope": SCOPE,
    "place": PLACE,
    "town": TOWN,
}
_DIGITS = "一二三四五六七八九十"
_BREAKING = "在与和由对向把被将为给从同及到经等的了着过以于因按据使让是有并也就都还而但则且或又曾已该某各每其此这那"


@dataclass(frozen=True, slots=True)
class Word:
    """``kind`` as above; ``head`` = class of a name's last word (organisation_heads.csv), ``type`` = what it makes of the whole."""

    kind: str
    head: str = ""
    type: str = ""
    body: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """The full name of a short form, with the years in which the form meant it."""

    full: str
    type: OrganisationType
    first: int
    last: int


class Vocabulary:
    """``words``: form → :class:`Word`; ``lengths``: first two characters → lengths of the words that begin with them, longest first;
    ``promising``: a pattern that finds where a name may end; ``alone``: one for brands that stand alone; ``nameless``: one that fits what consists of heads alone (工会企业工会)."""

    def __init__(self) -> None:
        self.bodies = _meanings("organisation_bodies.csv")
        self.national = _meanings("organisation_national.csv")
        self.departments = {r["form"]: r["full"] for r in lexicons.read("organisation_departments.csv", ("form", "full"))}
        self.words: dict[str, Word] = {}
        self._read_words()
        self._read_names()
        self.lengths = _lengths(self.words)
        self.promising = self._promising()
        self.nameless = self._nameless()

    def _read_words(self) -> None:
        shared = {kind: Word(kind) for kind in (*_KINDS.values(), DIVISION, SHORT)}
        for row in lexicons.read("dictionary.csv", ("kind", "words"), ("kind", "words")):
            self.words.update(dict.fromkeys(row["words"].split(), shared[_KINDS[row["kind"]]]))
        for short in divisions.index().shorts:
            self.words[short] = shared[SHORT]
        by_kind: dict[str, list[str]] = {}
        for row in lexicons.read("organisation_words.csv", ("kind", "words"), ("kind", "words")):
            by_kind.setdefault(row["kind"], []).extend(row["words"].split())
        for kind, letter in _KINDS.items():
            self.words.update(dict.fromkeys(by_kind.get(kind, ()), shared[letter]))
        self.alone = re.compile(f"(?:{'|'.join(sorted(by_kind['brand']))})(?=[、，。；）)等和与及]|$)", re.M)
        self.words.update(dict.fromkeys(_BREAKING, shared[BREAK]))
        for name in divisions.index().names:
            if name not in by_kind["place"]:  # 新区 was a district's name once
                self.words[name] = shared[DIVISION]
        for word in by_kind["unread"]:
            self.words.pop(word, None)

    def _read_names(self) -> None:
        heads = {r["head"]: r for r in lexicons.read("organisation_heads.csv", ("head", "class", "type"))}
        for form in {*heads, *self.bodies}:
            row = heads.get(form)
            body = form in self.bodies
            kind = row["type"] if row else self.bodies[form][0].type
            self.words[form] = Word(HEAD if row else BODY, row["class"] if row else "", kind, body)
        for form in self.departments:
            if form not in heads:
                venue = form.endswith("中心")
                self.words[form] = Word(HEAD, "venue" if venue else "part", "union" if venue else "same", form in self.bodies)
        self.words.update({f"团{c}委": Word(LEAGUE, "territory", "association") for c in "省市区县州旗盟"})
        for form, meanings in self.national.items():
            self.words[form] = Word(NATIONAL, "national", meanings[0].type)

    def _promising(self) -> re.Pattern[str]:
        """Ends of heads by their last character, told apart by what stands around it; heads of one character where no common word holds them."""
        heads = [w for w, word in self.words.items() if word.kind in (HEAD, BODY, NATIONAL, LEAGUE)]
        before: dict[str, set[str]] = {}
        for w in heads:
            if len(w) > 1:
                before.setdefault(w[-1], set()).add(w[-2])
        for c in "总委":
            before.setdefault(c, set()).update("省市区县州旗盟")
        after, unlike = _neighbours(self.words, {w for w in heads if len(w) == 1} - {"总", "委"})
        singles = [
            c
            + (f"(?<![{''.join(sorted(unlike[c]))}]{c})" if unlike[c] else "")
            + (f"(?![{''.join(sorted(after[c]))}])" if after[c] else "")
            for c in sorted(after)
        ]
        numbered = f"(?:(?<=[省市县区州].)[{_DIGITS}]{{0,2}}[中小院]|(?<=[\u4e00-\u9fff].)中)"
        # Each branch begins with a plain character: then the engine skips to where one of them stands.
        ends = (f"{c}(?<=[{''.join(sorted(b))}]{c})" for c, b in sorted(before.items()))
        return re.compile("|".join((*ends, *singles, *(digit + numbered for digit in _DIGITS))))

    def _nameless(self) -> re.Pattern[str]:
        bare = [w for w, word in self.words.items() if len(w) == 2 and word.kind in (HEAD, SOFT) and word.head not in ("territory", "part")]
        return re.compile(f"(?>(?:{'|'.join(sorted(bare))})+)")


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    masks: dict[str, int] = {}
    for word in words:
        pair = word[:2]
        masks[pair] = masks.get(pair, 0) | 1 << len(word)
    sizes = {mask: tuple(n for n in range(mask.bit_length() - 1, 1, -1) if mask >> n & 1) for mask in set(masks.values())}
    return {pair: sizes[mask] for pair, mask in masks.items()}


def _neighbours(words: dict[str, Word], singles: set[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each one-character head: what follows and what precedes it in ordinary words of two characters (部分, 全部)."""
    after: dict[str, set[str]] = {c: set() for c in singles}
    before: dict[str, set[str]] = {c: set() for c in singles}
    for w, word in words.items():
        if len(w) == 2 and word.kind in (BREAK, COMMON, PERSON, VERBAL, LEAD):
            if w[0] in after:
                after[w[0]].add(w[1])
            if w[1] in before:
                before[w[1]].add(w[0])
    return after, before


def _meanings(file: str) -> dict[str, list[Meaning]]:
    out: dict[str, list[Meaning]] = {}
    for r in lexicons.read(file, ("form", "full", "type", "first", "last"), ("form", "first")):
        kind: OrganisationType = r["type"]  # type: ignore[assignment]
        out.setdefault(r["form"], []).append(Meaning(r["full"], kind, int(r["first"] or 0), int(r["last"] or 9999)))
    for meanings in list(out.values()):
        for m in meanings:
            if "{}" not in m.full:
                out.setdefault(m.full, [Meaning(m.full, m.type, 0, 9999)])
    return out


@cache
def load() -> Vocabulary:
    """The words, read once."""
    return Vocabulary()
