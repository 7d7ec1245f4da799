"""The spaCy ``Language``: jieba words, then one component per kind of fact, in order.

>>> nlp = load()
>>> doc = nlp("全市新建工会10家，其中外资8家、内资2家。")
>>> [figure.text for figure in doc._.figures]
['10家', '8家', '2家']

Every fact has offsets into ``doc.text``. What is known from outside the text is given with the ``Doc``: ``doc = nlp.make_doc(text)``,
``doc._.context = Context(...)``, ``nlp(doc)``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy
import spacy
import srsly
from spacy.attrs import ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractors import serial  # noqa: F401  (teaches spaCy to carry our records)
from extractors.checks import CheckConfig, run_checks
from extractors.measures import describe
from extractors.model import Context, Facts, Quantity
from extractors.organisations import find_organisations
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.segmentation import Engine, Segmenter, read_words, write_words
from extractors.sentences import sentences
from extractors.targets import find_targets

LAYERS = ("periods", "organisations", "figures", "targets", "checks")
_TEXT, _WORDS = "gouji.text", "gouji.words"
COMPONENTS = ("gouji_sentences", *(f"gouji_{layer}" for layer in LAYERS))


def load(engine: Engine = "auto", checks_config: dict[str, Any] | None = None, model: str | None = None) -> Language:
    """A ready ``Language``. ``engine``: see :class:`extractors.segmentation.Segmenter`; ``checks_config``: see :mod:`extractors.checks.config`.

    ``model``: a spaCy pipeline with an ``ner`` component, by package name or path, for a second opinion on organisations
    (:mod:`extractors.second_opinion`, which says what is raised).
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "gouji.WordTokenizer.v1", "engine": engine}}})
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"config": checks_config or {}} if name == "gouji_checks" else {})
    if model:
        import extractors.second_opinion  # noqa: F401  (registers the component)

        nlp.add_pipe("gouji_second_opinion", after="gouji_organisations", config={"model": model})
    return nlp


class WordTokenizer:
    """A spaCy tokenizer over :class:`Segmenter`; its lexicon goes with it through ``to_disk`` and ``to_bytes``."""

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab, self.segmenter = vocab, segmenter

    def __call__(self, text: str) -> Doc:
        words = self.segmenter(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words), user_data={_TEXT: text, _WORDS: words})

    def to_disk(self, path: str | Path, **_: Any) -> None:
        write_words(Path(path).with_suffix(".csv"), self.segmenter.words)

    def from_disk(self, path: str | Path, **_: Any) -> WordTokenizer:
        self.segmenter = Segmenter(read_words(Path(path).with_suffix(".csv")), self.segmenter.engine)
        return self

    def to_bytes(self, **_: Any) -> bytes:
        return bytes(srsly.msgpack_dumps(self.segmenter.words))

    def from_bytes(self, data: bytes, **_: Any) -> WordTokenizer:
        self.segmenter = Segmenter([tuple(row) for row in srsly.msgpack_loads(data)], self.segmenter.engine)
        return self


@registry.tokenizers("gouji.WordTokenizer.v1")
def word_tokenizer(engine: Engine = "auto") -> Callable[[Language], WordTokenizer]:
    return lambda nlp: WordTokenizer(nlp.vocab, Segmenter(engine=engine))


def _layer(name: str, default: Any) -> None:
    """``doc._.<name>`` over the document's user data; a tuple stays one after a round trip through bytes."""
    key = f"gouji.{name}"

    def get(doc: Doc) -> Any:
        value = doc.user_data.get(key, default)
        return tuple(value) if isinstance(value, list) else value

    def put(doc: Doc, value: Any) -> None:
        doc.user_data[key] = value

    Doc.set_extension(name, getter=get, setter=put, force=True)


for _name in LAYERS:
    _layer(_name, ())
_layer("context", Context())
Doc.set_extension("facts", getter=lambda doc: facts(doc), force=True)


def source(doc: Doc) -> str:
    """``doc.text``, put together once: spaCy joins it from the tokens at every call."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def facts(doc: Doc) -> Facts:
    """All that the components have read from ``doc`` so far."""
    return Facts(source(doc), doc._.context, tuple(sentences(source(doc))), **{layer: doc._.get(layer) for layer in LAYERS})


@Language.component("gouji_sentences")
def set_sentences(doc: Doc) -> Doc:
    """Marks sentence starts on tokens; a boundary inside a token counts from the next one."""
    begins = word_begins(doc)
    if len(begins) > 1:
        flags: Any = numpy.full((len(doc), 1), -1, dtype="int64")
        flags[0] = 1
        for start, _ in sentences(source(doc)):
            index = bisect_left(begins, start)
            if begins[index] == start:
                flags[index] = 1
        doc.from_array([SENT_START], flags.astype("uint64"))
    return doc


def words(doc: Doc) -> list[str]:
    """The words of ``doc`` in order; joined they are its text. Much faster than going through its tokens."""
    known: list[str] | None = doc.user_data.get(_WORDS)
    if known is None or len(known) != len(doc):
        strings = doc.vocab.strings
        known = [strings[int(orth)] for orth in doc.to_array(ORTH)]
    return known


def word_begins(doc: Doc) -> list[int]:
    """Where each word of ``doc`` begins, and the length of the whole."""
    return list(accumulate(map(len, words(doc)), initial=0))


@Language.component("gouji_periods", assigns=["doc._.periods"])
def set_periods(doc: Doc) -> Doc:
    doc._.periods = tuple(find_periods(source(doc), doc._.context.issued))
    return doc


@Language.component("gouji_organisations", assigns=["doc._.organisations"])
def set_organisations(doc: Doc) -> Doc:
    doc._.organisations = tuple(find_organisations(source(doc), doc._.context))
    return doc


@Language.component("gouji_figures", requires=["doc._.periods", "doc._.organisations"], assigns=["doc._.figures"])
def set_figures(doc: Doc) -> Doc:
    """Quantities, less those that are part of a name, with what they measure."""
    organisations = doc._.organisations
    found = _outside(find_quantities(source(doc)), [o.start for o in organisations], [o.end for o in organisations])
    doc._.figures = tuple(describe(source(doc), found, doc._.periods, organisations, doc._.context))
    return doc


def _outside(quantities: list[Quantity], starts: list[int], ends: list[int]) -> list[Quantity]:
    """Those that are not part of a name; names are in order and do not overlap."""
    return [q for q in quantities if not (at := bisect_right(starts, q.start)) or q.end > ends[at - 1]]


@Language.component("gouji_targets", requires=["doc._.figures"], assigns=["doc._.targets"])
def set_targets(doc: Doc) -> Doc:
    doc._.targets = tuple(find_targets(source(doc), doc._.figures, doc._.periods, doc._.organisations, doc._.context))
    return doc


@Language.factory("gouji_checks", default_config={"config": {}}, requires=["doc._.figures"], assigns=["doc._.checks"])
def checks_component(nlp: Language, name: str, config: dict[str, Any]) -> Callable[[Doc], Doc]:
    """Runs the article checks with the given configuration."""
    chosen = CheckConfig(**config)

    def set_checks(doc: Doc) -> Doc:
        doc._.checks = tuple(run_checks(doc._.facts, chosen))
        return doc

    return set_checks
