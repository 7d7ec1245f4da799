"""A text prepared for the rules: its *skeleton*, where each figure and each date is one character, and what stands around every figure.

The skeleton has half-width marks made full-width and no blanks, so that rules see only words, marks and figures. ``origin`` maps back to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from extractors.checks.bounds import Value, value
from extractors.checks.config import DEFAULT, CheckConfig
from extractors.checks.template import COUNT, DURATION, FIGURES, MONEY, OTHER, PERCENT, PERIOD, POINTS, RATIO, STOPS, TIMES
from extractors.model import Facts, Figure, Offsets, Period

_WIDE = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "｡": "。", "\r": "\n", "\u2028": "\n"}
    | {chr(0xE000 + i): "�" for i in range(32)}
)
_NARROW = re.compile("[" + "".join(map(re.escape, map(chr, _WIDE))) + "]")
_BLANKS = re.compile(r"[^\S\n]+")
_SENTENCE = re.compile(f"[^{STOPS}]+")
_MOST = 60
_BY_KIND = {"money": MONEY, "percent": PERCENT, "duration": DURATION, "ratio": RATIO, "count": COUNT}
_BY_UNIT = {"%": PERCENT, "个百分点": POINTS, "百分点": POINTS, "倍": TIMES, "番": TIMES}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch ``[start, end)`` of the skeleton with its figures, in order."""

    start: int
    end: int
    figures: tuple[Figure, ...]


class Reading:
    """The facts of one text as the rules see them. Built once per text; every derived view is computed at most once."""

    def __init__(self, facts: Facts, config: CheckConfig = DEFAULT) -> None:
        self.facts, self.config, self.text = facts, config, facts.text
        self.figure_at: dict[int, Figure] = {}
        self.period_at: dict[int, Period] = {}
        self.position: dict[int, int] = {}
        self.memo: dict[str, object] = {}
        """Bindings that several rules share, by name."""
        self._cuts: list[tuple[int, int]] = []
        self._shown = self.text.translate(_WIDE) if _NARROW.search(self.text) else self.text
        self.skeleton = self._draw()
        self._figure_spots, self._period_spots = list(self.figure_at), list(self.period_at)  # ascending, as they were drawn
        self._values: dict[int, Value] = {}
        self._cued: dict[re.Pattern[str], list[Stretch]] = {}

    # -- the skeleton ------------------------------------------------------------------------------------------------------------------

    def _draw(self) -> str:
        pieces: list[str] = []
        length = at = 0
        for start, end, token, item in self._tokens():
            if start < at:
                continue
            length = self._copy(at, start, pieces, length)
            self._cuts.append((length, start))
            if isinstance(item, Figure):
                self.figure_at[length] = item
                self.position[item.start] = length
            elif isinstance(item, Period):
                self.period_at[length] = item
            pieces.append(token)
            length, at = length + 1, end
        self._copy(at, len(self.text), pieces, length)
        return "".join(pieces)

    def _tokens(self) -> list[tuple[int, int, str, Figure | Period | None]]:
        # Tables are read by their cells, not as prose: each leaves one line break behind.
        out: list[tuple[int, int, str, Figure | Period | None]] = [
            (t.start, t.end, "\n", None) for t in self.facts.context.tables if t.end > t.start
        ]
        out += [(f.start, f.end, _token(f), f) for f in self.facts.figures if f.end > f.start]
        out += [(p.start, p.end, PERIOD, p) for p in self.facts.periods if p.end > p.start]
        return sorted(out, key=lambda t: (t[0], -t[1], t[2] == PERIOD))

    def _copy(self, start: int, end: int, pieces: list[str], length: int) -> int:
        at = start
        for blank in _BLANKS.finditer(self.text, start, end):
            length = self._piece(at, blank.start(), pieces, length)
            at = blank.end()
        return self._piece(at, end, pieces, length)

    def _piece(self, start: int, end: int, pieces: list[str], length: int) -> int:
        if end <= start:
            return length
        self._cuts.append((length, start))
        pieces.append(self._shown[start:end])
        return length + end - start

    def origin(self, start: int, end: int) -> Offsets:
        """Text offsets of a stretch of the skeleton."""
        return self._origin(start), self._origin(end - 1, last=True) if end > start else self._origin(start)

    def _origin(self, at: int, last: bool = False) -> int:
        index = bisect_right(self._cuts, (at, 1 << 60)) - 1
        if index < 0:
            return 0
        skeleton, text = self._cuts[index]
        if not last:
            return text + at - skeleton
        item = self.figure_at.get(at) or self.period_at.get(at)
        return item.end if item else text + at - skeleton + 1

    # -- stretches ---------------------------------------------------------------------------------------------------------------------

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences that hold at least one figure."""
        out, places = [], sorted(self.figure_at)
        index = 0
        for m in _SENTENCE.finditer(self.skeleton):
            first = index
            while index < len(places) and places[index] < m.end():
                index += 1
            start = m.start()
            # A sentence of hundreds of figures is none; cut, it costs no more than its length.
            for cut in range(first, index, _MOST):
                stop = places[cut + _MOST] if cut + _MOST < index else m.end()
                out.append(Stretch(start, stop, tuple(self.figure_at[p] for p in places[cut : min(cut + _MOST, index)])))
                start = stop
        return tuple(out)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_of(self, figure: Figure) -> Stretch:
        """The sentence of a figure of the prose (``KeyError`` for one that is not: see :meth:`in_prose`)."""
        return self.sentences[bisect_right(self._sentence_starts, self.position[figure.start]) - 1]

    def in_prose(self, figure: Figure) -> bool:
        return self.figure_at.get(self.position.get(figure.start, -1)) is figure

    def figures_between(self, start: int, end: int) -> list[Figure]:
        """Figures of the skeleton's ``[start, end)``."""
        return [self.figure_at[spot] for spot in self.figure_spots(start, end)]

    def figure_spots(self, start: int, end: int) -> list[int]:
        """Where figures stand in the skeleton's ``[start, end)``."""
        return _within(self._figure_spots, start, end)

    def period_spots(self, start: int, end: int) -> list[int]:
        """Where dates stand in the skeleton's ``[start, end)``."""
        return _within(self._period_spots, start, end)

    def search(self, pattern: re.Pattern[str], least: int = 1, cue: re.Pattern[str] | None = None) -> Iterator[re.Match[str]]:
        """Matches of a template inside single sentences that hold at least ``least`` figures, and ``cue`` (a word without which nothing matches)."""
        for s in self.sentences if cue is None else self._sentences_with(cue):
            if len(s.figures) >= least:
                yield from pattern.finditer(self.skeleton, s.start, s.end)

    def _sentences_with(self, cue: re.Pattern[str]) -> list[Stretch]:
        """The sentences in which a cue stands."""
        known = self._cued.get(cue)
        if known is None:
            known = self._cued[cue] = [s for s in self.sentences if cue.search(self.skeleton, s.start, s.end)] if cue.search(self.skeleton) else []
        return known

    def bound(self, m: re.Match[str], name: str) -> Figure:
        """The figure that the template's group ``name`` matched."""
        return self.figure_at[m.start(name)]

    def bound_or_none(self, m: re.Match[str], name: str) -> Figure | None:
        return self.figure_at.get(m.start(name)) if m.start(name) >= 0 else None

    # -- around a figure ---------------------------------------------------------------------------------------------------------------

    def value(self, figure: Figure) -> Value:
        known = self._values.get(figure.start)
        if known is None:
            known = self._values[figure.start] = value(figure, self.config)
        return known

    def before(self, figure: Figure, size: int = 12, stop: str = "，；：、（）" + STOPS + FIGURES) -> str:
        """Up to ``size`` characters of the skeleton before the figure, back to the nearest of ``stop``."""
        end = self.position[figure.start]
        near = self.skeleton[max(0, end - size) : end]
        return near[len(near) - _run(stop)(near[::-1]) :]

    def after(self, figure: Figure, size: int = 12, stop: str = "，；：、（）" + STOPS + FIGURES) -> str:
        """Up to ``size`` characters of the skeleton after the figure, up to the nearest of ``stop``."""
        start = self.position[figure.start] + 1
        near = self.skeleton[start : start + size]
        return near[: _run(stop)(near)]

    def label(self, figure: Figure) -> str:
        """The words beside the figure in its own segment: 其中外资 + 企业 of 其中外资8家企业."""
        return (self.before(figure) or self._bracketed(figure)).replace(PERIOD, "") + self.after(figure).replace(PERIOD, "")

    def _bracketed(self, figure: Figure) -> str:
        """县（市、区）: a short bracket right before the figure, with its word."""
        at = self.position[figure.start]
        opened = self.skeleton.rfind("（", max(0, at - 8), at) if self.skeleton[at - 1 : at] == "）" else -1
        start = opened
        while start > 0 and opened - start < 8 and self.skeleton[start - 1] not in "，；：、（）" + STOPS + FIGURES:
            start -= 1
        return self.skeleton[start:at] if opened > 0 else ""

    @cached_property
    def title(self) -> Offsets | None:
        """Text offsets of the title: as given, else a first line that reads like one (short, no full stop, more text below)."""
        if self.facts.context.title is not None:
            return self.facts.context.title
        m = re.match(r"\s*(\S[^\n。！？；]{3,59})[^\S\n]*\n\s*\S", self.text)
        return m.span(1) if m else None


@cache
def _run(stop: str) -> Callable[[str], int]:
    """How many characters of a string stand before the first of ``stop``."""
    match = re.compile(f"[^{re.escape(stop)}]*").match

    def length(text: str) -> int:
        found = match(text)
        return found.end() if found else 0

    return length


def _within(spots: list[int], start: int, end: int) -> list[int]:
    return spots[bisect_left(spots, start) : bisect_left(spots, end)]


def _token(figure: Figure) -> str:
    return _BY_UNIT.get(figure.unit or "") or _BY_KIND.get(figure.kind, OTHER)
