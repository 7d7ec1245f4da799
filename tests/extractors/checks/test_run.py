"""What every check has in common: registration, fingerprints, configuration, spans, and no trouble with any text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.checks import CheckConfig, all_checks, coverage, rules, run_checks
from extractors.checks.registry import check
from extractors.model import Facts

Read = Callable[..., Facts]
FAULTY = "新建工会10家，其中外资8家、内资3家。"


def test_every_module_registers_one_check() -> None:
    modules = {p.stem for p in Path(rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert {c.id.replace("-", "_") for c in all_checks()} == modules


def test_an_id_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        check("growth", severity="error", rule="")(lambda reading: iter(()))


def test_offsets_and_texts_are_those_of_the_text(read: Read) -> None:
    text = "　日前 , 全市 新建工会 10 家 ,其中外资 8 家、内资3家."
    (found,) = [c for c in run_checks(read(text)) if c.check == "sum-of-parts"]
    assert [text[s:e].replace(" ", "") for s, e in found.figures] == ["10家", "8家", "3家"]
    assert found.verdict == "fails"


def test_a_fingerprint_survives_edits_elsewhere_and_changes_with_its_inputs(read: Read) -> None:
    (here,) = run_checks(read(FAULTY))
    (moved,) = run_checks(read("去年全市召开了会议。\n" + FAULTY + "会后进行了讨论。"))
    (edited,) = run_checks(read(FAULTY.replace("3家", "4家")))
    assert here.fingerprint == moved.fingerprint != edited.fingerprint


def test_the_same_sentence_printed_twice_has_two_fingerprints(read: Read) -> None:
    found = run_checks(read(FAULTY + "\n" + FAULTY))
    assert len({c.fingerprint for c in found}) == len(found) == 2


def test_a_check_is_demoted_or_switched_off_with_its_reason_in_the_output(read: Read) -> None:
    facts = read(FAULTY)
    demoted = run_checks(facts, CheckConfig(overrides={"sum-of-parts": {"to": "info", "reason": "试运行"}}))  # type: ignore[dict-item]
    assert [(c.verdict, c.severity, "试运行" in c.message) for c in demoted] == [("fails", "info", True)]
    off = run_checks(facts, CheckConfig(overrides={"sum-of-parts": {"to": "off", "reason": "口径未定"}}))  # type: ignore[dict-item]
    assert [(c.verdict, c.severity, "口径未定" in c.message) for c in off] == [("unchecked", "info", True)]


def test_an_unknown_check_or_a_bad_tolerance_is_refused(read: Read) -> None:
    with pytest.raises(ValueError, match="no-such-check"):
        run_checks(read(FAULTY), CheckConfig(overrides={"no-such-check": {"to": "off", "reason": "试"}}))  # type: ignore[dict-item]
    for bad in ({"near": "-1"}, {"about": "many"}, {"doubling": 2}):
        with pytest.raises(ValueError, match=next(iter(bad))):
            CheckConfig(**bad)  # type: ignore[arg-type]


def test_tolerances_are_the_configured_ones(read: Read) -> None:
    text = "筹集资金近50万元，其中财政拨付30万元、工会自筹13万元。"
    assert [c.verdict for c in run_checks(read(text))] == ["fails"]
    assert [c.verdict for c in run_checks(read(text), CheckConfig(near="0.2"))] == ["holds_by_rounding"]  # type: ignore[arg-type]


WORDS = st.sampled_from(
    [
        "其中",
        "共",
        "合计",
        "分别为",
        "占",
        "同比",
        "增长",
        "由",
        "增至",
        "比",
        "去年的",
        "人均",
        "每人",
        "10家",
        "3万元",
        "20%",
        "5个百分点",
        "两倍",
        "翻两番",
        "建会率",
        "一是",
        "二是",
        "四是",
        "：",
        "，",
        "、",
        "。",
        "（",
        "）",
        "等",
        "目标",
        "完成",
        "200人",
        "100人次",
        "6月31日",
        "率",
        "的",
        "新建",
        "“",
        "”",
        "五项",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_text_is_checked_without_trouble(read: Read, words: list[str]) -> None:
    text = "".join(words)
    for c in run_checks(read(text)):
        assert all(0 <= s < e <= len(text) for s, e in c.figures + c.evidence)
        assert c.message and c.equation and len(c.fingerprint) == 16


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_characters_are_checked_without_trouble(read: Read, text: str) -> None:
    run_checks(read(text))


HEAD = "各县新建工会情况（单位：家）\n单位\t上半年\t下半年\t合计\n"
ROWS = ["东河县\t12\t18\t30", "西塘县\t20\t25\t45", "南桥县\t9\t16\t25"]


@pytest.mark.parametrize(
    ("total", "failing"),
    [("合计\t41\t59\t100", 0), ("合计\t14\t59\t100", 2), ("合计\t41\t59\t110", 2), ("合计\t42\t58\t100", 2)],
)
def test_a_table_adds_up_by_columns_and_rows(total: str, failing: int, read: Read) -> None:
    text = HEAD + "\n".join([*ROWS, total]) + "\n"
    found = [c for c in run_checks(read(text)) if c.check in ("sum-of-parts", "nested-sum")]
    assert len(found) == 7
    assert sum(c.verdict == "fails" for c in found) == failing


KINDS = """组织建设统计表
指标\t2019年\t2018年
工会数（个）\t{}\t620
其中：企业合计\t500\t430
其中：国有企业\t{}\t170
集体企业\t85\t80
外资企业\t{}\t180
机关\t90\t85
会员数（人）\t9800\t9100
其中：女会员\t{}\t4000
"""


@pytest.mark.parametrize(
    ("cells", "failing"),
    [
        ((700, 195, 220, 4300), []),
        ((700, 159, 220, 4300), ["500 ≠ 195 + 85 + 220"]),  # the year before adds up, so this one should
        ((450, 195, 220, 4300), ["500 > 450"]),
        ((700, 195, 220, 9900), ["9900 > 9800"]),
    ],
)
def test_rows_below_a_row_of_a_table_are_its_parts(cells: tuple[int, ...], failing: list[str], read: Read) -> None:
    found = [c for c in run_checks(read(KINDS.format(*cells))) if c.check in ("sum-of-parts", "nested-sum", "part-of")]
    assert sum(c.verdict != "fails" for c in found) == 6 - len(failing)
    assert [c.equation.partition(" =")[0] for c in found if c.verdict == "fails"] == [e.replace("195", str(cells[1])) for e in failing]


def test_coverage_counts_decided_figures_and_gives_reasons_for_the_rest(read: Read) -> None:
    facts = read("新建工会10家，其中外资8家、内资2家。会员由2万人增至3万人，按可比口径增长40%。走访职工300名。")
    found = coverage(facts.figures, run_checks(facts))
    assert (found.figures, found.checked) == (7, 3)
    assert sum(n for _, n in found.reasons) == 4
    assert any("可比" in why for why, _ in found.reasons)
    assert (found + found).share == found.share == 3 / 7
    assert coverage((), ()).share == 0
