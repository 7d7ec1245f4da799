"""calendar: a printed date exists and falls on the printed day of the week."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check

_DAYS = "一二三四五六日"


@check("calendar", severity="error", rule="日期应存在，星期应与日期相符")
def calendar(reading: Reading) -> Iterator[Outcome]:
    for p in reading.facts.periods:
        span = ((p.start, p.end),)
        if not p.valid:
            yield Outcome("fails", (), f"{p.text}：无此日", f"日期“{p.text}”不存在", span)
        elif p.weekday is not None and p.grain == "day":
            if p.first is None or not p.year_known:
                yield Outcome("unchecked", (), f"{p.text} ?", f"未核对“{p.text}”的星期：年份不明", span)
                continue
            day = _DAYS[p.first.isoweekday() - 1]
            right = p.first.isoweekday() == p.weekday
            text = f"{p.first.isoformat()} {'=' if right else '≠'} 星期{_DAYS[p.weekday - 1]}"
            says = "相符" if right else f"不符：{p.first.isoformat()}是星期{day}"
            yield Outcome("holds" if right else "fails", (), text, f"“{p.text}”的日期与星期{says}", span)
