"""A stretch of a document's text for one page: which stretch, and the text cut at every mark that the layers in sight lay over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from outputs.desk.problems import Problem

if TYPE_CHECKING:
    from outputs.store import Store

Row = dict[str, Any]

LAYERS = {"organisations": "组织", "figures": "数据", "targets": "目标", "passed": "相符的勾稽", "flags": "疑点"}
"""What can be laid over the text, in the order of the legend."""
USUAL = ("organisations", "figures", "targets", "flags")

LONGEST = 40_000
"""Characters on one page of an article, and about as many of a document."""

_DOCUMENT = "SELECT * FROM documents WHERE id = :id"
_PIECE = 'SELECT substr(text, :low + 1, :high - :low) AS text FROM texts WHERE document = :id'
_ARTICLES = 'SELECT id, ordinal, part, title, section, contributor, start, "end", name, number, issued, publisher FROM articles_all WHERE document = :id{more} ORDER BY start'
_SPANS = {
    "organisations": 'SELECT start, "end", id FROM mentions_all t WHERE {where}',
    "figures": 'SELECT start, "end", id FROM figures_all t WHERE {where}',
    "targets": 'SELECT start, "end", id FROM targets_all t WHERE {where}',
    "passed": "SELECT t.start, t.\"end\", c.id FROM check_evidence_all t JOIN checks_all c ON c.id = t.check_id WHERE c.verdict LIKE 'holds%' AND {where}",
    "flags": "SELECT t.start, t.\"end\", c.id FROM check_evidence_all t JOIN checks_all c ON c.id = t.check_id WHERE c.verdict = 'fails' AND c.severity <> 'info' AND {where}",
}  # fmt: skip
HERE = "t.document = :document AND t.start < :high AND t.\"end\" > :low AND t.current = :current AND t.start >= :low - 1000"
_SENTENCES = f'SELECT t.start, t."end" FROM sentences_all t WHERE {HERE} ORDER BY t.start'


class Mark(NamedTuple):
    start: int
    end: int
    layer: str
    id: str


class Piece(NamedTuple):
    """Text between two boundaries; ``marks``: all that cover it, the shortest first."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        return tuple(name for name in LAYERS if any(m.layer == name for m in self.marks))

    @property
    def label(self) -> str:
        return "、".join(LAYERS[name] for name in self.layers)

    @property
    def at(self) -> str:
        """The stretch that a click is about."""
        return f"{self.marks[0].start}-{self.marks[0].end}"


class Sentence(NamedTuple):
    """Pieces that stand together; ``start`` is that of their sentence, ``None`` between sentences."""

    start: int | None
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of text. ``low``, ``high``: its offsets in the document; ``first``, ``last``: those of what is shown over several pages."""

    document: Row
    article: Row | None
    articles: list[Row]
    low: int
    high: int
    first: int
    last: int
    layers: tuple[str, ...]
    sentences: list[Sentence]
    counts: dict[str, int]

    @property
    def text(self) -> str:
        return "".join(piece.text for sentence in self.sentences for piece in sentence.pieces)


def document(store: Store, id: str) -> Row:
    """Raises :class:`Problem` ``not-found``."""
    rows = store.read(_DOCUMENT, id=id[:16]) if "\0" not in id else []
    if not rows:
        raise Problem(404, "not-found", f"没有编号为 {id[:60]} 的文件")
    return rows[0]


def of_article(store: Store, id: str, layers: Sequence[str], at: int | None = None) -> Sheet:
    """A page of an article: the one that the offset ``at`` is on. Raises :class:`Problem` ``not-found``."""
    rows = store.read(_ARTICLES.format(more=" AND id = :article"), id=id.partition(".")[0][:16], article=id[:200]) if "\0" not in id else []
    if not rows:
        raise Problem(404, "not-found", f"没有编号为 {id[:60]} 的文章", "它可能已随文件更新或撤回")
    article = rows[0]
    head = document(store, id.partition(".")[0])
    cuts = _cuts(store, head["id"], article["start"], article["end"])
    return _sheet(store, head, article, cuts, layers, at, [])


def of_document(store: Store, id: str, layers: Sequence[str], at: int | None = None) -> Sheet:
    """A page of a document, masthead and all: whole articles where they are not too long."""
    head = document(store, id)
    articles = store.read(_ARTICLES.format(more=""), id=head["id"])
    starts = [a["start"] for a in articles if a["start"] > 0]
    cuts = [0]
    for begin, end in pairwise([*starts, head["characters"]]):
        if end - cuts[-1] > LONGEST and begin > cuts[-1]:
            cuts.append(begin)
    whole = [*cuts, head["characters"]]
    fine = [cut for low, high in pairwise(whole) for cut in _cuts(store, head["id"], low, high)[:-1]]
    return _sheet(store, head, None, [*fine, head["characters"]], layers, at, articles)


def _cuts(store: Store, document: str, low: int, high: int) -> list[int]:
    """Where a long stretch is cut into pages: behind lines."""
    cuts = [low]
    while high - cuts[-1] > LONGEST * 5 // 4:
        end = cuts[-1] + LONGEST
        near = store.read(_PIECE, id=document, low=end - 2000, high=end)[0]["text"]
        cuts.append(end - 2000 + (near.rfind("\n") + 1 or 2000))
    return [*cuts, high]


def _sheet(store: Store, head: Row, article: Row | None, cuts: Sequence[int], layers: Sequence[str], at: int | None, articles: list[Row]) -> Sheet:
    spans = list(pairwise(cuts)) or [(0, 0)]
    low, high = next(((low, high) for low, high in spans if at is not None and low <= at < high), spans[0])
    found = store.read(_PIECE, id=head["id"], low=low, high=high)
    text = str(found[0]["text"]) if found else ""
    asked = {"document": head["id"], "low": low, "high": high, "current": int(head["status"] == "current")}
    marks = {name: _marks(store, name, asked) for name in LAYERS}
    shown = [m for name in layers for m in marks[name]]
    stand = [(r["start"], r["end"]) for r in store.read(_SENTENCES, **asked)]
    counts = {name: len({m.id for m in listed}) for name, listed in marks.items()}
    return Sheet(head, article, articles, low, high, cuts[0], cuts[-1], tuple(layers), sentences(text, low, shown, stand), counts)


def _marks(store: Store, layer: str, asked: Row) -> list[Mark]:
    return [Mark(r["start"], r["end"], layer, r["id"]) for r in store.read(_SPANS[layer].format(where=HERE), **asked) if not r["id"].endswith(".machine")]


def sentences(text: str, low: int, marks: Iterable[Mark], stand: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The text in pieces, each within one sentence and wholly inside or outside of every mark; joined they are the text again."""
    high = low + len(text)
    clip = [(max(s, low), min(e, high), s) for s, e in stand if s < high and e > low]
    edges = {low, high, *(x for s, e, _ in clip for x in (s, e))}
    inside = sorted((m for m in marks if m.start < high and m.end > low and m.start < m.end), key=lambda m: (m.start, m.end))
    cuts = sorted(edges | {min(max(x, low), high) for m in inside for x in (m.start, m.end)})
    out: list[Sentence] = []
    open_: list[Mark] = []
    at = sentence = 0
    for begin, end in pairwise(cuts):
        while at < len(inside) and inside[at].start <= begin:
            open_.append(inside[at])
            at += 1
        open_ = [m for m in open_ if m.end > begin]
        while sentence < len(clip) and clip[sentence][1] <= begin:
            sentence += 1
        within = clip[sentence][2] if sentence < len(clip) and clip[sentence][0] <= begin else None
        piece = Piece(text[begin - low : end - low], begin, tuple(sorted(open_, key=lambda m: m.end - m.start)))
        if out and out[-1].start == within:
            out[-1].pieces.append(piece)
        else:
            out.append(Sentence(within, [piece]))
    return out
