"""A whole with its parts, and what makes a run of figures one list: marks, labels, brackets, the point where another report begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.checks.reading import Reading
from extractors.checks.roles import is_mean
from extractors.checks.template import FIGURES, MARKS
from extractors.checks.words import dimension, family, opening_verb, overlaps
from extractors.model import Figure

_AWAY = re.compile("另有?|另外|此外|除此|还有|同时|与此同时|截至|至此|(?:全年|今年|去年)?(?:累计|共计|合计|总计)")
_OPEN = re.compile("(?:[^，；。、（）]{0,10})等(?![级候待额于同距])")
_REMAINDER = re.compile(f"[^，；。{FIGURES}]{{0,8}}[，；](?:其余|其他|余下|剩余)[^，；。{FIGURES}]{{1,16}}(?:[，；。]|$)")
_PLAIN_JOINT = re.compile("[^，；：、]{0,14}(?:[，、；]|和|及|以及|与|、?以及|，?和){1,2}[^，；：、]{0,16}")
_SHARED = re.compile("^占(?:到|了)?(?:其|总|全)?$")
_BRACKETS = re.compile("（[^（）]*）")
_NAMES = re.compile("(?:[\u4e00-\u9fff]{1,8}、)+(?=[\u4e00-\u9fff]{1,10}(?:等|和|两|三))")
OPENING = re.compile("主要|为主|如|包括但|不乏|例如|比如")


@dataclass(frozen=True, slots=True)
class Parts:
    """``whole`` and the figures that are said to be ``parts`` of it.

    ``way``: how the text says it. ``plain``: the list is uniform, so that no member is likely to be misread. ``open``: 等 or 主要 leaves it open.
    ``family``: the classification that its labels share. ``overlap``: its categories cut across each other. ``cluster``: lists of several dimensions that
    the same words introduce share a number. ``times``: the whole counts attendances (人次), the parts persons.
    ``rest``: the last category is 其他, which leaves nothing out. ``parallel``: all labels begin or end with the same two characters.
    """

    whole: Figure
    parts: tuple[Figure, ...]
    way: str
    plain: bool
    open: bool
    family: str | None
    overlap: bool
    cluster: int
    times: bool = False
    rest: bool = False
    parallel: bool = False


def chain(reading: Reading, whole: Figure, figures: list[Figure], start: int) -> list[Figure]:
    """The figures up to the first that a new report, an aside or a sibling of the whole begins with."""
    skeleton = reading.skeleton
    first_clause = skeleton[start : reading.position[figures[0].start]]
    first_clauses = re.split("[，；：]", first_clause)
    first_verbs = {opening_verb(c) for c in first_clauses}
    head_clause = clause_before(skeleton, reading.position[whole.start])
    siblings_end = skeleton[start - 3 : start].startswith("、")  # 甲100、其中乙30，丙20: 丙 stands beside 甲
    out = [figures[0]]
    for f in figures[1:]:
        at, last = reading.position[f.start], reading.position[out[-1].start]
        joint = skeleton[last + 1 : at]
        broken = max(joint.rfind(m) for m in MARKS)
        clause = joint[broken + 1 :] if broken >= 0 else ""
        verb = opening_verb(clause) if clause else None
        if any(_AWAY.match(c) for c in re.split("[，；：、]", joint)[1:]):
            break
        if (verb and verb not in first_verbs) or _SHARED.search(clause):
            break
        if "；" in joint and len(out) > 1 and "；" not in skeleton[reading.position[out[0].start] : last]:
            break
        if clause and len(head_clause) >= 2 and clause[:2] == head_clause[:2] and not any(c.startswith(clause[:2]) for c in first_clauses):
            break
        if (siblings_end and broken >= 0) or is_mean(reading, f):
            break
        out.append(f)
    return out


def listed(reading: Reading, whole: Figure, figures: list[Figure], way: str, plain: bool, cue: int, stop: int) -> Parts:
    labels = [reading.label(f) for f in figures]
    last = reading.position[figures[-1].start] + 1
    is_open = bool(_OPEN.match(reading.skeleton, last, stop) or _REMAINDER.match(reading.skeleton, last)) or any(
        OPENING.search(label) for label in labels
    )
    shared = family(labels)
    # Money goes to one purpose each, whoever else its recipients may be.
    overlap = shared in (None, "place") and whole.kind != "money" and any(overlaps(label) for label in labels)
    rest = bool(re.search("其[他它余]", labels[-1]))
    return Parts(whole, tuple(figures), way, plain, is_open, shared, overlap and not rest, cue, rest=rest, parallel=_alike(labels))


def _alike(labels: list[str]) -> bool:
    """Whether the labels are built alike: one beginning or one end of two characters, or one last word after the figures."""
    kept = [re.sub("^(?:其中|有|包括)", "", label) for label in labels]
    return min(map(len, kept)) > 2 and (len({k[:2] for k in kept}) == 1 or len({k[-2:] for k in kept}) == 1)


def is_plain(reading: Reading, figures: list[Figure]) -> bool:
    """Neighbours are joined by one mark or 和, with short labels and no further figure but percentages in brackets."""
    for a, b in pairwise(figures):
        joint = _BRACKETS.sub("", reading.skeleton[reading.position[a.start] + 1 : reading.position[b.start]])
        # 25人以上企业129家: a size that tells the category is no further report.
        told = [f for f in reading.figures_between(reading.position[a.start] + 1, reading.position[b.start]) if not f.comparator]
        bare = "".join(c for c in joint if c not in FIGURES)
        if told and len(bare) < len(joint):
            return False
        # 到杭州、金华等地就业163人: names within one label
        if not _PLAIN_JOINT.fullmatch(bare) and not _PLAIN_JOINT.fullmatch(bare[:1] + _NAMES.sub("", bare[1:])):
            return False
    return True


def is_interleaved(tail: list[Figure], by_dimension: dict[str, list[Figure]]) -> bool:
    order = [dimension(f) for f in tail if dimension(f) in by_dimension]
    width = len(by_dimension)
    return all(order[i] == order[i % width] for i in range(len(order)))


def clause_before(skeleton: str, at: int) -> str:
    begin = max(skeleton.rfind(m, max(0, at - 60), at) for m in MARKS) + 1
    return skeleton[max(begin, at - 60) : at]


def open_bracket(skeleton: str, start: int, at: int) -> int | None:
    """Where the bracket around ``at`` was opened, ``None`` outside brackets."""
    opened = skeleton.rfind("（", start, at)
    return opened if opened >= 0 and skeleton.rfind("）", start, at) < opened else None


def is_bracketed(reading: Reading, figure: Figure, start: int, stop: int) -> bool:
    at = reading.position[figure.start]
    return open_bracket(reading.skeleton, start, at) is not None and reading.skeleton.find("）", at, stop) > 0


def follows(skeleton: str, end: int, start: int) -> bool:
    return start - end <= 2 and "\n" not in skeleton[end:start]
