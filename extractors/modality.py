"""Whether a figure reports, aims, requires, plans, forecasts, corrects or is what another is compared with: cue words, and how far each reaches.

A cue reaches from where it stands to the end of its sentence or to the next cue; 已 and 目前 end what a frame opened. Past a sentence it reaches only in
a list under a head (目标是：…) — the paragraph that the head opens.
"""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicons
from extractors.model import Modality, Offsets

Cue = tuple[int, int, str]
"""``(start, end, class)``: a modality, ``past`` (ends a frame) or ``list`` (a head whose list may run over sentences)."""

FRAMES = frozenset(("target", "required", "planned", "forecast"))
_FOLLOWING = re.compile(r"(?:按照?|根据|依据|符合|满足|达到|遵照|围绕|超额?|完成)[^，。；：]{0,12}$")


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lexicons.read("modality_cues.csv", ("cue", "modality", "not_after", "not_before"))
    classes = {row["cue"]: row["modality"] for row in rows}
    parts = []
    for row in sorted(rows, key=lambda r: -len(r["cue"])):
        before = f"(?<![{row['not_after']}])" if row["not_after"] else ""
        behind = "(?!" + "|".join(map(re.escape, row["not_before"].split())) + ")" if row["not_before"] else ""
        parts.append(before + re.escape(row["cue"]) + behind)
    firsts = "".join(sorted({row["cue"][0] for row in rows}))
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(parts)})"), classes


def cues(text: str, start: int, end: int) -> list[Cue]:
    """The cue words of ``text[start:end]`` in order."""
    pattern, classes = _pattern()
    out = []
    for m in pattern.finditer(text, start, end):
        how = classes[m.group()]
        if m.group() == "要求" and (
            _FOLLOWING.search(text, max(start, m.start() - 16), m.start()) or text[m.end() : m.end() + 1] in "的和。"
        ):
            continue
        out.append((m.start(), m.end(), how))
    return out


class Reading:
    """Modality of the figures of one article, asked for sentence by sentence in reading order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.head: Cue | None = None
        """The head (目标是：) whose list is running."""

    def sentence(self, start: int, end: int, new_paragraph: bool) -> None:
        """Begin a sentence."""
        if self.head is not None and new_paragraph and not _ITEM.match(self.text, start):
            self.head = None
        self.cues = cues(self.text, start, end)
        if self.head is not None and self.cues and self.cues[0][2] == "past":
            self.head = None

    def frame(self, at: int, clause: int) -> tuple[Modality | None, Offsets | None]:
        """The frame or running total that holds for a figure at ``at``, whose clause begins at ``clause``; with the words that say so."""
        frame: Cue | None = self.head
        total: Cue | None = None
        revised: Cue | None = None
        for cue in self.cues:
            if cue[0] >= at:
                break
            how = cue[2]
            if how in FRAMES:
                if frame is None or frame is self.head or cue[1] - cue[0] > 1:  # 要 and 将 only say that a frame goes on
                    frame = cue
            elif how == "past":
                frame = None
            elif how == "cumulative":
                total = cue if cue[0] >= clause else total
            elif how == "revised":
                revised = cue if cue[0] >= clause else None
        said = frame or revised or total
        if said is not None:
            return said[2], (said[0], said[1])  # type: ignore[return-value]
        return None, None

    def after(self, at: int, clause_end: int) -> tuple[Modality | None, Offsets | None]:
        """The frame that follows a figure in its own clause: 一百家企业要全部…"""
        for cue in self.cues:
            if at <= cue[0] < clause_end and cue[2] in FRAMES:
                return cue[2], (cue[0], cue[1])  # type: ignore[return-value]
        return None, None

    def end(self, end: int) -> None:
        """Close a sentence: a frame that ends in a colon, or 目标 with one behind it, is a head."""
        for cue in self.cues:
            if cue[2] in FRAMES and (_AIMS if self.text[cue[0] : cue[1]].find("目标") >= 0 else _HEAD).match(self.text, cue[0], end):
                self.head = cue


_HEAD = re.compile(r"[^，。；：:]{0,14}[：:](?:\s*$|(?=\s*[（(]?[一二三四五六七八九1][、.．是)）]|——))")
_AIMS = re.compile(r"[^，。；：:]{0,12}[：:]")
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九十]是|——|[●◆■①-⑩])")
