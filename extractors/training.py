"""Training a recogniser for :mod:`extractors.second_opinion` with spaCy's own training, from annotated sentences."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

CONFIG = Path(__file__).with_name("ner.cfg")
Annotated = tuple[str, list[tuple[int, int]]]
"""A text and the spans of the organisations in it."""
_MARK = re.compile(r"\[([^|\]]+)\|[a-z]+(\?)?(?:\|[^\]]*)?\]")


class TrainingError(ValueError):
    """A line that is no annotated text (``line`` from 1 on), or too few of them (``line`` 0)."""

    def __init__(self, line: int, code: str, cause: str) -> None:
        self.line, self.code, self.cause = line, code, cause
        super().__init__(line, code, cause)


def annotated(lines: Iterable[str]) -> Iterator[Annotated]:
    """Texts with their spans from JSON Lines of either form: ``{"text", "organisations": [{"start", "end"} or {"text", "nth"}, …]}``, or ``{"text"}`` with
    marks of the form ``[surface|type|full name]``. Raises :class:`TrainingError`.

    >>> list(annotated(['{"text": "[海州市总|union]召开会议"}', '{"text": "海澄鞋厂建会", "organisations": [{"text": "海澄鞋厂"}]}']))
    [('海州市总召开会议', [(0, 4)]), ('海澄鞋厂建会', [(0, 4)])]
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record["text"]
            yield (text, [_span(text, o) for o in record["organisations"]]) if "organisations" in record else _unmarked(text)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TrainingError(number, "annotation-invalid", f"{type(error).__name__}: {error}") from error


def _span(text: str, o: dict[str, Any]) -> tuple[int, int]:
    if "start" in o:
        start, end = int(o["start"]), int(o["end"])
        if not 0 <= start < end <= len(text):
            raise ValueError(f"[{start}, {end})")
        return start, end
    at = -1
    for _ in range(int(o.get("nth", 0)) + 1):
        at = text.index(o["text"], at + 1 if at < 0 else at + len(o["text"]))
    return at, at + len(o["text"])


def _unmarked(marked: str) -> Annotated:
    text, spans, at = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        spans.append((len(text), len(text) + len(m[1])))
        text += m[1]
        at = m.end()
    return text + marked[at:], spans


def train(examples: Iterable[Annotated], out: Path, config: Path = CONFIG, steps: int | None = None, log: IO[str] | None = None) -> float:
    """Trains a pipeline as ``config`` says and writes the best one to the folder ``out``; gives its F1 on every fifth text, which it did not learn from.

    ``steps``: at most so many instead of the configuration's. Raises :class:`TrainingError` for fewer than ten texts.
    """
    from spacy import util
    from spacy.tokens import DocBin
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run

    settings = util.load_config(config, overrides={"training.max_steps": steps} if steps else {}, interpolate=False)
    nlp = util.load_model_from_config(settings, auto_fill=True)
    bins = {"train": DocBin(), "dev": DocBin()}
    count = 0
    for count, (text, spans) in enumerate(examples, 1):
        doc = nlp.make_doc(text)
        found = (doc.char_span(start, end, label="ORG", alignment_mode="contract") for start, end in spans)
        doc.ents = tuple(util.filter_spans([s for s in found if s is not None]))
        bins["train" if count % 5 else "dev"].add(doc)
    if count < 10:
        raise TrainingError(0, "too-few-texts", str(count))
    with tempfile.TemporaryDirectory() as folder:
        for name, docs in bins.items():
            docs.to_disk(Path(folder) / f"{name}.spacy")
            settings["paths"][name] = str(Path(folder) / f"{name}.spacy")
        trained = init_nlp(util.load_model_from_config(settings, auto_fill=True).config.interpolate())
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as kept:
            run(trained, Path(kept), stdout=log or sys.stderr, stderr=log or sys.stderr)
            best = util.load_model(Path(kept) / "model-best")
        best.to_disk(out)
    return float(best.meta["performance"].get("ents_f") or 0.0)
