"""A statistical second opinion on organisations: the ``ORG`` spans of any spaCy pipeline with an ``ner`` component, beside our own.

The rule: ours win. A span of the other pipeline that touches none of ours is added as printed, ``resolved`` False, with the type that its last word
gives it (``other`` where no word is known); one that overlaps a name of ours, however little, is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import get_args

from spacy.language import Language
from spacy.tokens import Doc

from extractors.model import Organisation, OrganisationType
from extractors.organisations.vocabulary import load as vocabulary

LABELS = frozenset({"ORG", "ORGANIZATION", "NT"})
_NEEDED = ("tok2vec", "transformer", "ner")
_EDGES = re.compile(r"[\s，。；：、！？“”‘’（）()《》【】]")
_TYPES = frozenset(get_args(OrganisationType))


class NoRecogniser(ValueError):
    """The pipeline named for the second opinion cannot be loaded, or has no ``ner`` component; ``cause`` says which."""

    def __init__(self, model: str, cause: str) -> None:
        self.model, self.cause = model, cause
        super().__init__(model, cause)


def merged(text: str, ours: Sequence[Organisation], theirs: Iterable[tuple[int, int]]) -> tuple[Organisation, ...]:
    """``ours`` with those spans ``[start, end)`` of ``text`` in ``theirs`` that overlap none of them, in order.

    >>> [(o.text, o.type, o.resolved) for o in merged("海澄社与云溪文工团", [], [(0, 3), (4, 9), (8, 9)])]
    [('海澄社', 'other', False), ('云溪文工团', 'other', False)]
    """
    out = list(ours)
    starts = [o.start for o in out]
    for start, end in sorted(set(theirs), key=lambda s: (s[0], -s[1])):
        if end - start < 2 or _EDGES.search(text, start, end):
            continue
        at = bisect_left(starts, end)
        if at and out[at - 1].end > start:
            continue
        name = text[start:end]
        out.insert(at, Organisation(start, end, name, name, type_of(name), "mention", False))
        starts.insert(at, start)
    return tuple(out)


@cache
def type_of(name: str) -> OrganisationType:
    """The type that the longest known word at the end of a name makes of it."""
    words = vocabulary().words
    for at in range(max(0, len(name) - 8), len(name)):
        word = words.get(name[at:])
        if word is not None and word.type in _TYPES:
            return word.type  # type: ignore[return-value]
    return "other"


def recogniser(model: str) -> Callable[[str], list[tuple[int, int]]]:
    """Loads a spaCy pipeline by package name or path; what it gives for a text: the spans that it takes for organisations. Raises :class:`NoRecogniser`."""
    import spacy

    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        raise NoRecogniser(model, str(error).splitlines()[0]) from error
    if "ner" not in nlp.pipe_names:
        raise NoRecogniser(model, "ner ∉ " + ", ".join(nlp.pipe_names))
    nlp.select_pipes(enable=[name for name in _NEEDED if name in nlp.pipe_names])

    def spans(text: str) -> list[tuple[int, int]]:
        return [(e.start_char, e.end_char) for e in nlp(text).ents if e.label_ in LABELS]

    return spans


@Language.factory("gouji_second_opinion", requires=["doc._.organisations"], assigns=["doc._.organisations"])
def second_opinion(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """The component; ``model``: the other pipeline, by package name or path."""
    spans = recogniser(model)

    def add(doc: Doc) -> Doc:
        text = doc.text
        doc._.organisations = merged(text, doc._.organisations, spans(text))
        return doc

    return add
