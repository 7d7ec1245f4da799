"""Characters that are shown as another one, one for one: what a view does so that words are recognised. The raw text keeps what is printed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from corpus.lexicon import FOLDER

_BREAKS = {ord(c): "\n" for c in "\r\f\v\x85\u2028\u2029"} | {ord("\xa0"): " "}
_BREAK = re.compile("[\r\f\v\x85\u2028\u2029\xa0]")
_VARIANTS = "\u2e80-\u2fdf\uf900-\ufaff"  # radicals and compatibility forms, which PDF files have in place of the character
_VARIANT = re.compile(f"[{_VARIANTS}]")
_TRADITIONAL = re.compile("[會國們個這來時為與業員總區縣舉辦參職產動務開關發實經濟廠長車東專團]")
_ENOUGH = 3  # in a hundred characters: a text in traditional characters, and not a name in a simplified one


def shown_as(text: str) -> dict[int, str]:
    """The table for ``str.translate`` that a text needs, empty as a rule: line breaks and variants where there are any, traditional → simplified in a text that
    is written in traditional characters."""
    out = _BREAKS if _BREAK.search(text) else {}
    if _VARIANT.search(text):
        out = out | _variants()
    if 100 * sum(1 for _ in _TRADITIONAL.finditer(text)) >= _ENOUGH * len(text):
        out = out | _simplified()
    return out


@cache
def _variants() -> dict[int, str]:
    """Each variant that is one character in normal form."""
    points = [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]
    return {p: c for p in points if len(c := unicodedata.normalize("NFKC", chr(p))) == 1 and c != chr(p)}


@cache
def _simplified() -> dict[int, str]:
    from extractors.lexicons import read

    rows = read(FOLDER / "traditional.csv", ("simplified", "traditional"))
    return {ord(t): row["simplified"] for row in rows for t in row["traditional"]}
