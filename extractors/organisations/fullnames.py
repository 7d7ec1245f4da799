"""Names printed in full explain short ones: 宁波海澄电子有限公司 in one article says what 海澄公司 is in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from extractors.organisations.grammar import mentions
from extractors.organisations.mention import Run
from extractors.organisations.tokens import runs, tokenise
from extractors.organisations.vocabulary import load

_ENDS = re.compile("有限公司|有限责任公司|股份公司|(?:开发区|园区|高新区|新区|度假区)总工会")
_STOPS = re.compile(r"[，。；：、！？\s“”‘’《》]")
LONGEST = 36
"""Characters of the longest name looked for."""


def printed_in_full(texts: Iterable[str]) -> tuple[str, ...]:
    """Names of firms with their legal form and of the unions of development zones that the texts print, in order. Cheap: looks at their endings only.

    >>> printed_in_full(["走访宁波海澄电子有限公司工会。", "海澄公司建会。"])
    ('宁波海澄电子有限公司',)
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    for text in texts:
        for m in _ENDS.finditer(text):
            piece = _STOPS.split(text[max(0, m.end() - LONGEST) : m.end()])[-1]
            if piece not in seen:
                seen.add(piece)
                found.update(dict.fromkeys(_names(piece)))
    return tuple(found)


def _names(piece: str) -> Iterable[str]:
    words = load()
    for start, end in runs(piece, words):
        for m in mentions(Run(piece, tokenise(piece, start, end, words))):
            if m.end == len(piece) and m.start:
                yield piece[m.start :]
            elif m.end == len(piece) and len(piece) < LONGEST:
                yield piece


class FullNames:
    """Finds the one name that a short one abbreviates, in time that does not grow with the number of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._pairs: defaultdict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            for pair in {name[i : i + 2] for i in range(len(name) - 1)}:
                self._pairs[pair].append(name)

    def fits(self, printed: str) -> set[str]:
        """Names that end with ``printed`` (苏州工业园区总工会 for 园区总工会), or firms that have its specific part in theirs; two at most."""
        core = printed.removesuffix("公司") if printed.endswith("公司") else ""
        asked = core if len(core) >= 2 else printed
        out: set[str] = set()
        for name in min((self._pairs.get(asked[i : i + 2], ()) for i in range(len(asked) - 1)), key=len, default=()):
            if name != printed and (name.endswith(printed) or (len(core) >= 2 and name.endswith("公司") and core in name)):
                out.add(name)
                if len(out) > 1:
                    break
        return out


@lru_cache(maxsize=8)
def of_bulletin(names: tuple[str, ...]) -> FullNames:
    """The same for every article of a bulletin."""
    return FullNames(names)
