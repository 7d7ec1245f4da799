"""Binding of a whole to its parts: which figures a list of parts consists of, and what the list claims.

Here the lists that a word opens: ``总数，其中甲…、乙…`` (also across a full stop, in brackets, or with several dimensions side by side), ``职工中，甲…``,
``从中…``, ``新增…，累计…``. Those with a printed total alone are in :mod:`extractors.checks.partsums`, those without either in ``partclaims``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.checks.bounds import summed
from extractors.checks.likeness import holds_all
from extractors.checks.partclaims import claimed
from extractors.checks.partlist import OPENING, Parts, chain, follows, is_bracketed, is_interleaved, is_plain, listed, open_bracket
from extractors.checks.partrows import column_sums, itemised
from extractors.checks.partsums import totalled
from extractors.checks.reading import Reading, Stretch
from extractors.checks.roles import is_level
from extractors.checks.tabular import table_shares, table_sums
from extractors.checks.template import FIGURES, MARKS
from extractors.checks.words import dimension
from extractors.model import Figure

_AMONG = re.compile("(?:其中|这(?:里面|当中)|(?<=，)内有)(?:主要)?(?:[，：有]|包括|含)?")
_WITHIN = re.compile(
    "(?:^|(?<=[。！？\n，；]))(?:在)?(?P<noun>[^，；：。、！？\n]{2,22}?)"
    "(?:当中|之中|(?<![其集高初])中(?![心小国央试级医药型外专华等学层介文产间期长东西])|里)(?P<mark>[，：]?)"
)
_FROM = re.compile("从中|当中(?:有|，)|(?<=[（，、])(?:内?含|包含)(?![义量金税氧水糖])")
_RUNNING = re.compile(
    "(?<=[，；、])[^，；：。、" + FIGURES + "]{0,6}(?:累计|总数|总量|总人数|总户数|总规模)(?:[已分别均达到有为至了增建成发展突破超过]{0,8})"
)
_NEWLY = re.compile("^新(?=发展|建|组建|成立|签|增|吸收)")
_NEW = re.compile("新(?!就业|业态|型|兴|时代|能源|材料|市民|质|领域)|增|(?<!经济)(?<!高质量)发展|入选|获评|获批")
_ACTS_ON = re.compile("(?:（[^（）]*）|[^，；：、。！？\n（）和与及" + FIGURES + "])+")
_BACK = 260


def find_parts(reading: Reading) -> tuple[Parts, ...]:
    """Every list of parts in the text, in order of its cue."""
    known = reading.memo.get("parts")
    if known is None:
        known = reading.memo["parts"] = tuple(_find(reading))
    assert isinstance(known, tuple)
    return known


def _find(reading: Reading) -> Iterator[Parts]:
    previous: Stretch | None = None
    for sentence in reading.sentences:
        text = reading.skeleton[sentence.start : sentence.end]
        if "其中" in text or "内有" in text or "这里面" in text or "这当中" in text:
            yield from _among(reading, sentence, previous)
        if "中" in text or "里" in text:
            yield from _within(reading, sentence)
        if len(sentence.figures) > 1:
            if "从中" in text or "当中" in text or "含" in text:
                yield from _from_among(reading, sentence)
            if "累计" in text or "总" in text:
                yield from _running(reading, sentence)
        if len(sentence.figures) > 2:
            yield from totalled(reading, sentence)
            yield from claimed(reading, sentence, previous)
            if previous is not None:
                yield from column_sums(reading, previous, sentence)
        if reading.skeleton[sentence.end : sentence.end + 1] == "\n" and text.endswith("："):
            yield from itemised(reading, sentence)
        previous = sentence
    for whole, parts in table_sums(reading):
        yield Parts(whole, parts, "表格", True, False, None, False, -whole.start)
    for whole, parts in table_shares(reading):
        yield Parts(whole, parts, "表格" if len(parts) > 1 else "其中", True, False, None, False, -whole.start)


# -- 其中 ------------------------------------------------------------------------------------------------------------------------------


def _among(reading: Reading, sentence: Stretch, previous: Stretch | None) -> Iterator[Parts]:
    skeleton = reading.skeleton
    cues = list(_AMONG.finditer(skeleton, sentence.start, sentence.end))
    for i, cue in enumerate(cues):
        opened = open_bracket(skeleton, sentence.start, cue.start())
        stop = cues[i + 1].start() if i + 1 < len(cues) and open_bracket(skeleton, cue.end(), cues[i + 1].start()) is None else sentence.end
        if opened is not None:
            closing = skeleton.find("）", cue.end(), sentence.end)
            stop = min(stop, closing) if closing > 0 else stop
        head_end = cue.start() if opened is None else opened
        head = [f for f in sentence.figures if reading.position[f.start] < head_end]
        if opened is None:
            head = [f for f in head if not is_bracketed(reading, f, sentence.start, cue.start())] or head
        if i:  # 其中甲8家、乙2家；丙…，其中…: a semicolon ends the list before
            closed = skeleton.rfind("；", cues[i - 1].end(), cue.start())
            head = [f for f in head if not cues[i - 1].end() <= reading.position[f.start] < closed]
        if opened is None and head and _is_share(reading, sentence, head[-1]):  # 一线613人，占65.9%，其中农民工149人；科教人员204人，占…
            closed = skeleton.find("；", cue.end(), stop)
            stop = closed if closed >= 0 else stop
        if not head and previous is not None and follows(skeleton, previous.end, sentence.start) and cue.start() - sentence.start <= 3:
            head = list(previous.figures)
        tail = [f for f in sentence.figures if cue.end() <= reading.position[f.start] < stop]
        if opened is None:
            tail = [f for f in tail if not is_bracketed(reading, f, cue.end(), stop)]
        yield from _bind(reading, head, tail, cue.start(), cue.end(), stop)


def _is_share(reading: Reading, sentence: Stretch, last: Figure) -> bool:
    """Whether what stands before 其中 is a share with its part: one item of a list that goes on behind a semicolon."""
    return last.unit in ("%", "个百分点") and "；" in reading.skeleton[sentence.start : sentence.end] and any(
        f.start < last.start and reading.before(g, 4).rstrip("到了比约") == "占" for f, g in pairwise(sentence.figures) if g.start <= last.start
    )


def _bind(reading: Reading, head: list[Figure], tail: list[Figure], cue: int, start: int, stop: int) -> Iterator[Parts]:
    pairs = _from_to(reading, head, tail)
    if pairs:
        for total, part in pairs:
            yield Parts(total, (part,), "其中", True, False, None, False, cue)
        tail = tail[2:]
        return
    open_ended = bool(OPENING.search(reading.skeleton[cue:start])) or bool(OPENING.match(reading.skeleton[start : start + 4]))
    by_dimension: dict[str, list[Figure]] = {}
    for f in tail:
        if f.kind not in ("percent", "ratio", "duration", "age") and f.unit not in ("倍", "番", "个百分点"):
            by_dimension.setdefault(dimension(f), []).append(f)
    sizes = {len(fs) for fs in by_dimension.values()}
    for name, figures in by_dimension.items():
        whole = _whole(reading, [h for h in head if dimension(h) == name], figures)
        times = False
        if whole is None:
            whole = _whole(reading, [h for h in head if h.kind == "count" and h.unit in _attended(name, figures)], figures)
            times = whole is not None
        if whole is None or (name != dimension(tail[0]) and "；" in reading.skeleton[start : reading.position[figures[0].start]]):
            continue  # …挽回损失141万元。其中调解83件；代理20件，挽回8.7万元: the money is of the second item alone
        figures = chain(reading, whole, _apart(reading, figures), start)
        grouped = len(sizes) == 1 and len(by_dimension) > 1 and is_interleaved(tail, by_dimension)
        plain = grouped or is_plain(reading, figures)
        found = listed(reading, whole, figures, "其中", plain, cue, stop)
        yield replace(found, times=times, open=found.open or open_ended)


def _apart(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """Without those that count who acts upon the next (16个镇工会走访416个点位): parts of a list are set apart by marks or 和."""
    return [
        f
        for f, g in zip(figures, [*figures[1:], None], strict=True)
        if g is None or not _ACTS_ON.fullmatch(reading.skeleton[reading.position[f.start] + 1 : reading.position[g.start]])
    ]


def _attended(name: str, parts: list[Figure]) -> set[str]:
    """The units in which a whole may count occasions where its parts count persons or cases: 人次, 件次."""
    return {f"{f.unit}次" for f in parts} | ({"人次"} if name == "persons" else set())


def _whole(reading: Reading, candidates: list[Figure], parts: list[Figure]) -> Figure | None:
    """The figure that the parts belong to: one that they add up to, else the nearest that is a level (no mean, no change, no aim)."""
    if len(parts) > 1:
        together = summed([reading.value(f) for f in parts]).point
        for f in reversed(candidates):
            if together is not None and reading.value(f).point == together:
                return f
    return next((f for f in reversed(candidates) if is_level(reading, f)), None)


def _from_to(reading: Reading, head: list[Figure], tail: list[Figure]) -> list[tuple[Figure, Figure]]:
    """由甲增至乙，其中…由丙增至丁: 丙 belongs to 甲 and 丁 to 乙."""
    if len(head) < 2 or len(tail) < 2:
        return []
    (a, b), (c, d) = head[-2:], tail[:2]
    if len({dimension(x) for x in (a, b, c, d)}) == 1 and _is_change(reading, a, b) and _is_change(reading, c, d):
        return [(a, c), (b, d)]
    return []


_CHANGE = re.compile("[^，；。]{0,8}(?:[增升降减长到至为])[^，；。]{0,3}")


def _is_change(reading: Reading, a: Figure, b: Figure) -> bool:
    before = reading.before(a, 12)
    return ("由" in before or "从" in before) and bool(
        _CHANGE.fullmatch(reading.skeleton[reading.position[a.start] + 1 : reading.position[b.start]])
    )


def _within(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """320名职工中，一线工人208名…; 新建工会中，专业合作社18家…: the noun before 中 carries the whole, or names it."""
    for cue in _WITHIN.finditer(reading.skeleton, sentence.start, sentence.end):
        if reading.skeleton.startswith("其中", cue.end() - 2) or cue.group("noun") == "其":
            continue
        tail = [f for f in sentence.figures if reading.position[f.start] >= cue.end()]
        if not tail or open_bracket(reading.skeleton, sentence.start, cue.start()) is not None:
            continue
        stop = min((m.start() for m in _AMONG.finditer(reading.skeleton, cue.end(), sentence.end)), default=sentence.end)
        tail = [f for f in tail if reading.position[f.start] < stop and not is_bracketed(reading, f, cue.end(), stop)]
        own = reading.figures_between(cue.start("noun"), cue.end("noun"))
        if not own and not cue.group("mark"):
            # 支出中用于职工活动的203.6万元: one part, right behind
            tail = tail[:1] if reading.position[tail[0].start] - cue.end() <= 16 and len(cue.group("noun")) <= 8 else []
            if not tail or any(c in MARKS for c in reading.skeleton[cue.end() : reading.position[tail[0].start]]):
                continue
        head = own[-1:] or _named(reading, cue.group("noun"), cue.start(), tail)
        if head and not own and not cue.group("mark"):
            last = cue.group("noun")[-2:]
            head = [f for f in head if reading.before(f).endswith(last) or reading.after(f).startswith(last)]
        yield from _bind(reading, head, tail, cue.start(), cue.end(), stop)


def _named(reading: Reading, noun: str, at: int, tail: list[Figure]) -> list[Figure]:
    """The nearest earlier figure whose own words hold all of the noun (新建工会 in 新建基层工会⟨548家⟩)."""
    noun = _NEWLY.sub("", noun.removeprefix("在").removesuffix("的人员").strip("的“”"))
    kinds = {dimension(f) for f in tail}
    for f in reversed(reading.figures_between(max(0, at - _BACK), at)):
        words = reading.before(f, 20, MARKS + FIGURES) + reading.after(f, 12)
        if dimension(f) in kinds and is_level(reading, f) and holds_all(words, noun):
            return [f]
    return []


def _from_among(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """一百家企业…，并从中推出50家; 会员500人（含女会员200人）."""
    for cue in _FROM.finditer(reading.skeleton, sentence.start, sentence.end):
        head = [f for f in sentence.figures if reading.position[f.start] < cue.start()]
        tail = [f for f in sentence.figures if reading.position[f.start] >= cue.end()][:1]
        gap = reading.skeleton[cue.end() : reading.position[tail[0].start]] if tail else "，"
        whole = next((h for h in reversed(head) if tail and dimension(h) == dimension(tail[0])), None)
        if whole is not None and len(gap) <= 10 and not any(c in MARKS + "）" for c in gap):
            yield Parts(whole, (tail[0],), "其中", True, False, None, False, cue.start())


def _running(reading: Reading, sentence: Stretch) -> Iterator[Parts]:
    """新增12项和44项，累计分别达到64项和288项: what is new is part of the running total."""
    for cue in _RUNNING.finditer(reading.skeleton, sentence.start, sentence.end):
        new = _row(reading, [f for f in sentence.figures if reading.position[f.start] < cue.start()], cue.start(), -1)
        all_told = _row(reading, [f for f in sentence.figures if reading.position[f.start] >= cue.end()], cue.end(), 1)
        if len(new) != len(all_told) or not new or not _NEW.search(reading.before(new[0], 12, MARKS + FIGURES)):
            continue
        if all(dimension(a) == dimension(b) and a.kind != "percent" for a, b in zip(new, all_told, strict=True)):
            for part, whole in zip(new, all_told, strict=True):
                yield Parts(whole, (part,), "累计", True, False, None, False, cue.start())


def _row(reading: Reading, figures: list[Figure], cue: int, step: int) -> list[Figure]:
    """The figures next to the cue that are joined by 、 or 和 alone, in order."""
    out: list[Figure] = []
    for f in figures[::step]:
        at = reading.position[f.start]
        last = reading.position[out[-1].start] if out else None
        gap = reading.skeleton[at + 1 : cue] if step < 0 and last is None else reading.skeleton[cue:at] if last is None else ""
        if last is not None:
            gap = reading.skeleton[min(at, last) + 1 : max(at, last)]
            if not re.fullmatch("[^，；：。]{0,6}[、和与及][^，；：。]{0,6}", gap):
                break
        elif len(gap) > 8 or any(c in "，；：" for c in gap.rstrip("，；")):
            break
        out.append(f)
    return out[::step]
