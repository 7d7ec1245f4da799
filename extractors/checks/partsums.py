"""Lists of parts whose total is printed before them (总数：甲…、乙…; 总数，分别是…) or behind them (甲…、乙…，共总数)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.partlist import Parts, chain, is_bracketed, is_plain, listed
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_mean
from extractors.checks.template import COUNT, FIGURES, MONEY, OTHER
from extractors.checks.words import dimension, opening_verb
from extractors.model import Figure

_LISTED = re.compile("：|[，、]?分别(?:是|为|有)|[，、]?包括")
_TOGETHER = re.compile(
    "(?:共计|合计|总计|总共|一共|共(?![建享同青产治用有])|累计|总额|总数|总金额|总人数|总投入|总量|[两三四五六七八九]项(?:合计|共计?|相加))(?P<gap>[^，；：。！？\n"
    + FIGURES
    + "]{0,8})$"
)
_SCOPE = re.compile("全[市省区县国州镇乡街公集校院]|各级|历年|以来|至今|目前|其余|其他|另外|剩余")
_BASE = re.compile("占[^，；。]{0,10}$")
_WHOLE = COUNT + MONEY + OTHER


def totalled(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """The lists of a sentence with three figures or more."""
    yield from _listed(reading, sentence)
    yield from _together(reading, sentence)


def _listed(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    skeleton = reading.skeleton
    for cue in _LISTED.finditer(skeleton, sentence.start, sentence.end):
        head = [f for f in sentence.figures if reading.position[f.start] < cue.start()]
        if not head or any(c in skeleton[reading.position[head[-1].start] : cue.start()] for c in "，；："):
            continue
        whole = head[-1]
        tail = [
            f for f in sentence.figures if reading.position[f.start] >= cue.end() and not is_bracketed(reading, f, cue.end(), sentence.end)
        ]
        same = [f for f in tail if f.unit == whole.unit and f.kind == whole.kind]
        if len(same) < 2 or skeleton[reading.position[whole.start]] not in _WHOLE or same[0] is not tail[0]:
            continue
        figures = chain(reading, whole, same, cue.end())
        if len(figures) > 1:
            yield listed(reading, whole, figures, "列举", is_plain(reading, figures), cue.start(), sentence.end)


def _together(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    skeleton = reading.skeleton
    for i, whole in enumerate(sentence.figures[2:], 2):
        at = reading.position[whole.start]
        if skeleton[at] not in _WHOLE:
            continue
        begin = max(sentence.start, at - 16)
        cue = _TOGETHER.search(skeleton, begin, at)
        if cue is None or cue.start() <= reading.position[sentence.figures[i - 1].start]:
            continue
        before = skeleton[reading.position[sentence.figures[i - 1].start] + 1 : cue.start()]
        if (
            _SCOPE.search(before)
            or _BASE.search(before)
            or skeleton.startswith("的", at + 1)  # 22个，占应公开总数25个的88%: a base
            or "累计" in cue.group()
            or re.search("[比较超占从由]", cue.group("gap"))  # 总量比上年发放的1086万元增长…: what it is compared with
            or opening_verb(cue.group("gap")) not in (None, "投入", "发放", "筹集", "募集", "资助")
        ):
            continue
        figures: list[Figure] = []
        for f in reversed(sentence.figures[:i]):
            if dimension(f) != dimension(whole) or (figures and not is_plain(reading, [f, figures[0]])):
                break
            if is_mean(reading, f) or (len(figures) > 1 and _exceeds(reading, f, whole)):
                break  # 128名，平均每队8名，评出…2名、…4名、…6名，共12名: another matter
            figures.insert(0, f)
        if len(figures) > 1:
            plain = not cue.group("gap") and not _has_head(reading, figures[0], sentence)
            yield listed(reading, whole, figures, "合计", plain, cue.start(), at)


def _exceeds(reading: Reading, figure: Figure, whole: Figure) -> bool:
    low, high = reading.value(figure).range.low, reading.value(whole).range.high
    return low is not None and high is not None and low > high


def _has_head(reading: Reading, first: Figure, sentence: Stretch) -> bool:
    # 其中 or a comma-joined report before the list leaves open where the list begins
    return "其中" in reading.skeleton[sentence.start : reading.position[first.start]]
