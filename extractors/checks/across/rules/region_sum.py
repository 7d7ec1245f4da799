"""region-sum: the counties' figures printed in one article, the city's in another."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.across.group import Group, cohort, cohorts, in_force, read, settled
from extractors.checks.across.registry import Finding, across, unchecked
from extractors.checks.across.saying import days, name, quoted
from extractors.checks.bounds import judge, summed
from extractors.checks.printing import number
from extractors.series.records import Entry


@across("region-sum", severity="error", rule="各地之和应等于另处所印的总数", level="family")
def region_sum(group: Group) -> Iterator[Finding]:
    if not group.whole:
        return
    parts = cohorts(e for e in in_force(group.inside) if e.seen.year == group.year and not e.seen.scope and e.seen.unit != "%")
    own = [e for e in group.results if e.seen.scope == "直属"]
    for total in group.results:
        if total.seen.scope or total.seen.year != group.year or total.seen.title or total.seen.quality == "preliminary":
            continue
        held = parts.get(cohort(total), [])
        listed = _parts(held, group.whole)
        direct = settled([e for e in own if cohort(e)[1:] == cohort(total)[1:]])
        if listed is None:
            if (why := _why_not(held, group.whole)) and all(e.article != total.article for e in held):
                yield unchecked((total, *held), why)
            continue
        if any(e.article == total.article for e in listed):
            continue
        operands = (total, *listed, *([direct] if direct else []))
        sum_ = summed([read(e) for e in operands[1:]])
        verdict = judge(read(total), sum_)
        low, high = sum_.range.low, total.range.high
        if verdict != "fails" or (direct is None and low is not None and high is not None and low <= high):
            if verdict == "fails":
                yield unchecked(operands, "各地之和小于总数，市直等部分未见列出")
            continue
        formula = " + ".join(e.seen.text for e in operands[1:])
        computed = number(sum_.best)
        message = f"{days(total.seen)}{name(total.seen)}：{quoted([total])}与各地之和{computed}不符（各地数见{quoted([listed[0]])}等）"
        yield Finding(verdict, operands, f"{total.seen.text} ≠ {formula} = {computed}", message)


def _why_not(entries: list[Entry], whole: frozenset[str]) -> str:
    """Why a list that is nearly whole cannot be summed; "" for one that is far from it."""
    missing = sorted(p.rpartition("/")[2] for p in whole - {e.seen.place for e in entries})
    if not missing:
        return "有的地方前后数字不一"
    return f"各地数不全，缺{'、'.join(missing)}" if len(missing) * 3 <= len(whole) else ""


def _parts(entries: list[Entry], whole: frozenset[str]) -> list[Entry] | None:
    """One entry for every place inside, in order of publication; ``None`` if one is missing or in doubt."""
    by_place: dict[str, list[Entry]] = {}
    for e in entries:
        by_place.setdefault(e.seen.place, []).append(e)
    if set(by_place) != set(whole):
        return None
    chosen = [settled(listed) for listed in by_place.values()]
    return None if None in chosen else sorted((e for e in chosen if e), key=lambda e: e.order)
