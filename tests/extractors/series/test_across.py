"""Every check across bulletins on what must fire and on near-misses that must stay silent; cases as data beside this file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.checks import CheckConfig
from extractors.checks.across import all_rules
from extractors.checks.across.archive import check_entries

CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))}


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(check, bulletins, id=f"{check}-{number}") for check, lists in CASES.items() for number, bulletins in enumerate(lists[kind], 1)
    ]


def test_every_check_has_its_cases() -> None:
    assert {rule.id for rule in all_rules()} == set(CASES)
    assert {check for check, lists in CASES.items() if len(lists["fires"]) < 8 or len(lists["silent"]) < 8} == set()


@pytest.mark.parametrize(("check", "bulletins"), cases("fires"))
def test_fires(check: str, bulletins: list[str], checked: Callable[..., Any]) -> None:
    found = [f for f in checked(bulletins) if f.check == check and f.finding.verdict != "unchecked"]
    assert found, [f.check for f in checked(bulletins)]
    assert all(f.finding.verdict == "fails" and len(f.finding.operands) >= 2 and f.finding.message for f in found)


@pytest.mark.parametrize(("check", "bulletins"), cases("silent"))
def test_stays_silent(check: str, bulletins: list[str], checked: Callable[..., Any]) -> None:
    assert [f.finding.message for f in checked(bulletins) if f.check == check and f.finding.verdict != "unchecked"] == []


@pytest.mark.parametrize(("to", "verdict", "severity"), [("info", "fails", "info"), ("warning", "fails", "warning"), ("off", "unchecked", "info")])
def test_a_check_is_demoted_or_switched_off_with_a_reason(to: str, verdict: str, severity: str, archive: Callable[..., Any]) -> None:
    config = CheckConfig(overrides={"value-conflict": {"to": to, "reason": "口径待定"}})  # type: ignore[dict-item]
    [found] = [f for f in check_entries(archive(CASES["value-conflict"]["fires"][0]), config) if f.check == "value-conflict"]
    assert (found.finding.verdict, found.severity) == (verdict, severity)
    assert "口径待定" in found.finding.message


IN_DOUBT = [
    ("cumulative", ["2013-04-10|截至3月底，全市累计建成职工书屋158家。", "2013-07-10|因社区合并撤销3家，截至6月底，全市累计建成职工书屋155家。"]),
    ("base-conflict", ["2013-01-15|2012年，全市发放帮扶资金960万元。", "2014-01-15|按可比口径计算，2013年全市发放帮扶资金1020万元，比上年的906万元增长12.6%。"]),
    ("cumulative", ["2012-12-31|截至2012年底，全市累计发展会员21600名。", "2013-04-10|截至3月底，全市累计发展会员5480名。"]),
]


@pytest.mark.parametrize(("check", "bulletins"), IN_DOUBT)
def test_an_operand_in_doubt_is_no_flag_and_not_silent(check: str, bulletins: list[str], checked: Callable[..., Any]) -> None:
    found = [f for f in checked(bulletins) if f.check == check]
    assert [(f.finding.verdict, f.severity) for f in found] == [("unchecked", "info")]
