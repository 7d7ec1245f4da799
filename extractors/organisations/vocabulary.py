"""Every word that the grammar knows, with what it does there; read once from the lexicons."""

from __future__ import annotations

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
    "scope": SCOPE,
    "place": PLACE,
}
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
    """``words``: form → :class:`Word`; ``lengths``: first character → lengths of the words that begin with it, longest first."""

    def __init__(self) -> None:
        self.bodies = _meanings("organisation_bodies.csv")
        self.national = _meanings("organisation_national.csv")
        self.departments = {r["form"]: r["full"] for r in lexicons.read("organisation_departments.csv", ("form", "full"))}
        self.words: dict[str, Word] = {}
        self._read_words()
        self._read_names()
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {c: tuple(sorted(sizes, reverse=True)) for c, sizes in lengths.items()}

    def _read_words(self) -> None:
        shared = {kind: Word(kind) for kind in (*_KINDS.values(), DIVISION, SHORT)}
        for row in lexicons.read("dictionary.csv", ("kind", "words"), ("kind", "words")):
            self.words.update(dict.fromkeys(row["words"].split(), shared[_KINDS[row["kind"]]]))
        for short in divisions.index().by_short:
            self.words[short] = shared[SHORT]
        by_kind: dict[str, list[str]] = {}
        for row in lexicons.read("organisation_words.csv", ("kind", "words"), ("kind", "words")):
            by_kind.setdefault(row["kind"], []).extend(row["words"].split())
        for kind, letter in _KINDS.items():
            self.words.update(dict.fromkeys(by_kind.get(kind, ()), shared[letter]))
        self.words.update(dict.fromkeys(_BREAKING, shared[BREAK]))
        for name in divisions.index().by_name:
            self.words[name] = shared[DIVISION]

    def _read_names(self) -> None:
        heads = {r["head"]: r for r in lexicons.read("organisation_heads.csv", ("head", "class", "type"))}
        for form in {*heads, *self.bodies}:
            row = heads.get(form)
            body = form in self.bodies
            self.words[form] = Word(HEAD if row else BODY, row["class"] if row else "", row["type"] if row else "", body)
        for form in self.departments:
            if form not in self.words or self.words[form].kind not in (HEAD, BODY):
                self.words[form] = Word(HEAD, "part", "same")
        for form, meanings in self.national.items():
            self.words[form] = Word(NATIONAL, "national", meanings[0].type)


def _meanings(file: str) -> dict[str, list[Meaning]]:
    out: dict[str, list[Meaning]] = {}
    for r in lexicons.read(file, ("form", "full", "type", "first", "last"), ("form", "first")):
        kind: OrganisationType = r["type"]  # type: ignore[assignment]
        out.setdefault(r["form"], []).append(Meaning(r["full"], kind, int(r["first"] or 0), int(r["last"] or 9999)))
    return out


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    return Vocabulary()
