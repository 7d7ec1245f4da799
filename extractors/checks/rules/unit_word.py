"""unit-word: a classifier that cannot count its noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.template import COUNT
from extractors.checks.words import longest_first
from extractors.lexicons import read

_PER = re.compile("每[名位个户家人]?$")
_BEHIND = re.compile("[，。；、）！？\\n]|$|提供|参加|参与|参赛|接受|获|全部|均|分别|免费")


@check("unit-word", severity="warning", rule="量词应与所计的事物相配")
def unit_word(reading: Reading) -> Iterator[Outcome]:
    for m in _pattern().finditer(reading.skeleton):
        figure = reading.figure_at[m.end() - 1]
        row = _rows()[m.group("noun")]
        before = reading.skeleton[max(0, m.start() - 12) : m.start()]
        if figure.unit not in row["wrong"].split() or not _BEHIND.match(reading.skeleton, m.end()):
            continue
        if any(before.endswith(w) for w in row["after"].split()) or (row["verbs"] and not _governed(before, row["verbs"])):
            continue
        if _PER.search(before):
            continue  # 平均每名职工2册 counts books
        yield Outcome(
            "fails",
            (figure,),
            f"{m.group('noun')} × {figure.unit}",
            f"“{m.group('noun')}”不能以“{figure.unit}”计：“{m.group('noun')}{figure.text}”",
        )


def _governed(before: str, verbs: str) -> bool:
    return bool(re.search(f"(?:{longest_first(verbs.split())})了?(?:各类|各级|各种|[\u4e00-\u9fff]{{2,8}})?$", before))


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in read("check_unit_words.csv", ("noun", "wrong", "after", "verbs"))}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?P<noun>{longest_first(list(_rows()))})(?:共|达到?|总计|合计|约)?{COUNT}")
