"""What the grammar works on (a run of tokens) and what it finds (a mention)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.organisations.tokens import Token
from extractors.organisations.vocabulary import Word


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as found. ``region``: span of the divisions in front, or of the word that stands for one (市, 镇), where they say whose body it is.
    ``body_end``: end of the part that the departments behind belong to. ``cls``, ``type``: of the last head (organisation_heads.csv). ``shared``: the
    earlier name of a list, whose division or body a short name shares."""

    start: int
    end: int
    cls: str
    type: str
    region: tuple[int, int] | None
    body_end: int
    national: bool = False
    shared: Mention | None = None

    @property
    def firm(self) -> bool:
        """A firm or an institution: may have branches in other places."""
        return self.cls in _FIRMS or self.type == "company" or (self.national and self.type == "institution")


_FIRMS = frozenset({"firm", "branch", "school", "venue", "site"})


@dataclass(frozen=True, slots=True)
class Run:
    """The tokens of one run, with the text that they index."""

    text: str
    tokens: Sequence[Token]

    def printed(self, at: int) -> str:
        t = self.tokens[at]
        return self.text[t.start : t.end]

    def word(self, at: int) -> Word:
        """The word of a head: heads always have one."""
        word = self.tokens[at].word
        assert word is not None
        return word

    def kinds(self, begin: int, end: int) -> set[str]:
        return {t.kind for t in self.tokens[begin:end]}

    def size(self, begin: int, end: int) -> int:
        """Characters in the tokens ``begin`` to ``end``."""
        return self.tokens[end - 1].end - self.tokens[begin].start if end > begin else 0


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a name with its head at token ``at`` may begin: not before ``begin``. ``generic``: what stands before says 各, 有关 or the like."""

    begin: int
    at: int
    generic: bool
