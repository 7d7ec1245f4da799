"""Lists of parts without 其中: by a classification (按行业划分，…), a source (来源为…), a remainder (其余⟨640人⟩), shares in kind (甲占⟨35个⟩、乙占…), two halves
(男生…，女生…), brackets (棉衣500套（男式260套，女式240套）), composition (由甲⟨82名⟩、乙⟨59名⟩组成) and 两节共⟨5500户⟩."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.bounds import summed
from extractors.checks.partlist import Parts, chain, follows, is_bracketed, is_plain, listed
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_level, is_mean
from extractors.checks.template import COUNT, FIGURES, STOPS
from extractors.checks.words import dimension, family, is_binary
from extractors.exact import Fraction
from extractors.model import Figure

_CLASSED = re.compile(
    "(?:(?:[按从](?!照)|分(?=年|季|月|地|行业|县|类|部门|单位|系统|性别|学历|所有制))[^，；：。\n"
    + FIGURES
    + "]{1,10}(?:划分|来?看|分类?|统计)[，：]"
    "|[^，；：。\n" + FIGURES + "]{0,10}(?:来源|名额|构成|明细|分布|分配)[^，；：。\n" + FIGURES + "]{0,3}(?:是|为|如下|有)：?)"
)
_CLASSING = re.compile("[分看类计][，：]|来源|名额|构成|明细|分布|分配")
"""Without one of these there is no classification."""
_BEFORE = 12
_REST = re.compile("其余的?$")
_SHARE = re.compile("占(?:到|了)?$")
_MADE_OF = re.compile("(?<=[，。；\n])(?P<noun>[^，；：。、\n" + FIGURES + "]{2,10})由(?P<list>[^，；：。\n]{4,80}?)组成")
_AMONG = re.compile(
    "(?<=[，；。])(?P<noun>[^，；：。、其\n" + FIGURES + "]{2,8})中，?(?=[^，；：。、\n" + FIGURES + "]{1,8}[" + FIGURES + "])"
)
_ALL = re.compile(
    "(?P<n>[两二三四五六七八九])(?:节|者|项|批|次|地|县|市|区|类|方|期|镇)(?:合计|总计|共计|一共|共)[^，；：。\n" + FIGURES + "]{0,4}$"
)
# 两班合格人数共计: of other people than the two classes hold
_ALL_COUNTED = re.compile(
    f"({COUNT})[^，；：。、人数者率获\n{FIGURES}]{{0,4}}(?:合计|总计|共计|一共|总共|共)[^，；：。\n{FIGURES}]{{0,6}}$"
)
_NUMERALS = {"两": 2} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_LEVEL_ONLY = re.compile("同比|比|较|增|减|去年|上年|同期|计划|目标|人均|户均|每|累计|应|折合|约合|\ue008")
_NEAR, _LEAST, _MOST = Fraction(1, 4), Fraction(7, 10), Fraction(2)
_BESIDE = re.compile("[，：][^，；：。、]{1,6}")
_AND = re.compile("[，、][^，；：。、]{1,6}")


def claimed(reading: Reading, sentence: Stretch, previous: Stretch | None) -> Iterator[Parts]:
    """Every such list of the sentence that comes near its whole; ``previous``: the sentence with figures before it, where a whole may stand."""
    yield from (p for p in _found(reading, sentence, previous) if _is_near(reading, p))


def _is_near(reading: Reading, p: Parts) -> bool:
    """Lists that reach far less or far more are not of this whole, or not of all of it."""
    whole, together = reading.value(p.whole).best, summed([reading.value(f) for f in p.parts]).best
    return whole is not None and together is not None and whole * _LEAST <= together <= whole * _MOST


def _found(reading: Reading, sentence: Stretch, previous: Stretch | None) -> Iterator[Parts]:
    text = reading.skeleton[sentence.start : sentence.end]
    beside = reading.skeleton[max(0, sentence.start - _BEFORE) : sentence.end]  # with what stands before its first figure
    before = list(previous.figures) if previous is not None and follows(reading.skeleton, previous.end, sentence.start) else []
    if _CLASSING.search(text):
        yield from _classed(reading, sentence, before)
    if "其余" in text and "其中" not in text:
        yield from _remainder(reading, sentence, before)
    if "占" in beside:
        yield from _shares(reading, sentence, before)
    yield from _halves(reading, sentence)
    yield from _levels(reading, sentence)
    if "（" in text:
        yield from _bracketed(reading, sentence)
    if "组成" in text or "中" in text:
        yield from _of_named(reading, sentence, before)
    if "共" in beside or "计" in beside:
        yield from _all_of(reading, sentence)


def _classed(reading: Reading, sentence: Stretch, before: list[Figure]) -> Iterator[Parts]:
    for cue in _CLASSED.finditer(reading.skeleton, sentence.start, sentence.end):
        tail = [
            f for f in sentence.figures if reading.position[f.start] >= cue.end() and not is_bracketed(reading, f, cue.end(), sentence.end)
        ]
        head = [f for f in sentence.figures if reading.position[f.start] < cue.start()] or (
            before if cue.start() - sentence.start <= 1 else []
        )
        if not tail or not head or reading.position[tail[0].start] - cue.end() > 14:
            continue
        whole = next((f for f in reversed(head) if dimension(f) == dimension(tail[0]) and is_level(reading, f)), None)
        same = [f for f in tail if whole is not None and f.unit == whole.unit]
        if whole is None or len(same) < 2 or same[0] is not tail[0]:
            continue
        figures = chain(reading, whole, _run(tail, same), cue.end())
        if len(figures) > 1 and not any(
            f.start > whole.start for f in head[head.index(whole) + 1 :] if f.unit == whole.unit and not is_mean(reading, f)
        ):
            yield listed(reading, whole, figures, "列举", is_plain(reading, figures), cue.start(), sentence.end)


def _run(tail: list[Figure], same: list[Figure]) -> list[Figure]:
    """The figures of ``same`` that follow one another in ``tail``."""
    out = []
    for f, g in zip(tail, same, strict=False):
        if f is not g:
            break
        out.append(g)
    return out


def _remainder(reading: Reading, sentence: Stretch, before: list[Figure]) -> Iterator[Parts]:
    rest = next((f for f in sentence.figures if _REST.search(reading.before(f, 6))), None)
    if rest is None or rest.kind not in ("count", "money"):
        return
    figures = [f for f in sentence.figures if f.start <= rest.start and dimension(f) == dimension(rest)]
    choices = [(figures[0], figures[1:])] if len(figures) > 2 else []
    choices += [(f, figures) for f in reversed(before) if dimension(f) == dimension(rest) and len(figures) > 1][:1]
    near = []
    for whole, parts in choices:
        stated, together = reading.value(whole).best, summed([reading.value(f) for f in parts]).best
        only = whole in figures and len(parts) == 2
        if stated and together is not None and (only or abs(together - stated) <= stated * _NEAR):
            near.append((abs(together - stated), -whole.start, whole, parts))
    if near:
        _, _, whole, parts = min(near, key=lambda n: n[:2])
        yield listed(reading, whole, parts, "列举", True, reading.position[parts[0].start], sentence.end)


def _shares(reading: Reading, sentence: Stretch, before: list[Figure]) -> Iterator[Parts]:
    """煤炭系统占35个，电力系统占28个，交通系统占21个."""
    shares = [
        f
        for f in sentence.figures
        if f.kind == "count" and _SHARE.search(reading.before(f, 8)) and not reading.after(f, 1).startswith("的")
    ]
    if len(shares) < 3 or len({f.unit for f in shares}) > 1:
        return
    head = [f for f in sentence.figures if f.start < shares[0].start] or before
    whole = next((f for f in reversed(head) if f.unit == shares[0].unit and is_level(reading, f)), None)
    if whole is not None:
        yield listed(reading, whole, shares, "列举", True, reading.position[shares[0].start], sentence.end)


def _halves(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """子女128人，男生74人，女生54人: the two words of one classification that leave nothing else."""
    for whole, a, b in zip(sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False):
        if not dimension(whole) == dimension(a) == dimension(b) or whole.kind == "percent" or not is_level(reading, whole):
            continue
        first, second, third = (reading.position[f.start] for f in (whole, a, b))
        if _BESIDE.fullmatch(reading.skeleton, first + 1, second) and _AND.fullmatch(reading.skeleton, second + 1, third):
            labels = [reading.before(a), reading.before(b)]
            if is_binary(family(labels)):
                yield listed(reading, whole, [a, b], "列举", True, second, sentence.end)


def _levels(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """投入180万元，省总补助60万元，市总配套70万元，县财政解决60万元: three or more words of one classification, together about the whole."""
    figures = sentence.figures
    if len(figures) < 4 or figures[0].kind not in ("count", "money") or "其中" in reading.skeleton[sentence.start : sentence.end]:
        return
    whole, parts = figures[0], []
    for before, f in pairwise(figures):
        joint = reading.skeleton[reading.position[before.start] + 1 : reading.position[f.start]]
        if f.unit != whole.unit or not _BRIEF.fullmatch(joint):
            break
        parts.append(f)
    named = family([reading.label(f) for f in parts]) if len(parts) > 2 and is_level(reading, whole) else None
    stated, together = reading.value(whole).best, summed([reading.value(f) for f in parts]).best
    if named not in (None, "place") and stated and together is not None and abs(together - stated) <= stated * _NEAR:
        yield listed(reading, whole, parts, "列举", True, reading.position[parts[0].start], sentence.end)


_BRIEF = re.compile("[，、：][^，；：。、]{2,8}")


def _bracketed(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    for whole in sentence.figures:
        at = reading.position[whole.start] + 1
        opened = reading.skeleton.find("（", at, at + 5)
        closed = reading.skeleton.find("）", opened, sentence.end) if opened > 0 else -1
        if closed < 0 or any(c in "，；：。、" + FIGURES for c in reading.skeleton[at:opened]):
            continue
        inner = [f for f in sentence.figures if opened < reading.position[f.start] < closed]
        words = reading.skeleton[opened + 1 : closed]
        if len(inner) < 2 or any(f.unit != whole.unit for f in inner) or "其中" in words or _LEVEL_ONLY.search(words):
            continue
        if is_plain(reading, inner) and not is_bracketed(reading, whole, sentence.start, sentence.end):
            yield listed(reading, whole, inner, "括号", True, opened, closed)


def _of_named(reading: Reading, sentence: Stretch, before: list[Figure]) -> Iterator[Parts]:
    """市级特派员由甲82名、乙59名组成; 联合工会中村级98家、楼宇57家: the noun is the label of one figure shortly before."""
    for pattern in (_MADE_OF, _AMONG):
        for cue in pattern.finditer(reading.skeleton, max(0, sentence.start - 1), sentence.end):
            stop = cue.end() if pattern is _MADE_OF else sentence.end
            tail = [f for f in sentence.figures if cue.end("noun") <= reading.position[f.start] < stop]
            head = [*before, *(f for f in sentence.figures if reading.position[f.start] < cue.start("noun"))]
            whole = next(
                (f for f in reversed(head) if _is_label(reading.before(f, 14), cue.group("noun")) and tail and f.unit == tail[0].unit), None
            )
            if whole is None or not is_level(reading, whole):
                continue
            figures = chain(reading, whole, _run(tail, [f for f in tail if f.unit == whole.unit]), cue.end("noun"))
            if len(figures) > 1 and is_plain(reading, figures):
                yield listed(reading, whole, figures, "其中" if pattern is _AMONG else "列举", True, cue.start(), stop)


def _is_label(label: str, noun: str) -> bool:
    label = label.removeprefix("其中")
    return len(label) >= 2 and (noun.startswith(label) or label.endswith(noun))


def _all_of(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """元旦…2100户，春节…3400户，两节共慰问5500户."""
    for i, whole in enumerate(sentence.figures):
        yield from _counted(reading, sentence, i)
        m = _ALL.search(reading.before(whole, 12, "，；：、" + STOPS + FIGURES))
        if m is None:
            continue
        same = [f for f in sentence.figures[:i] if f.unit == whole.unit]
        parts = same[-_NUMERALS[m.group("n")] :]
        if len(parts) == _NUMERALS[m.group("n")] == len(same):
            yield listed(reading, whole, parts, "合计", True, reading.position[parts[0].start], reading.position[whole.start])


def _counted(reading: Reading, sentence: Stretch, i: int) -> Iterator[Parts]:
    """甲县62家、乙县48家、丙县75家，三个县共建会185家: as many parts as the words before the whole count."""
    whole, at = sentence.figures[i], reading.position[sentence.figures[i].start]
    m = _ALL_COUNTED.search(reading.skeleton, max(sentence.start, at - 20), at)
    number = reading.figure_at[m.start(1)] if m is not None else None
    if number is None or number.low != number.high or not isinstance(number.low, int) or not 2 <= number.low <= _MANY:
        return
    same = [f for f in sentence.figures[:i] if f.unit == whole.unit and f is not number]
    parts = same[-number.low :]
    if len(parts) == number.low and sentence.figures.index(parts[-1]) == sentence.figures.index(number) - 1 and is_plain(reading, parts):
        yield listed(reading, whole, parts, "合计", True, reading.position[parts[0].start], at)


_MANY = 20
