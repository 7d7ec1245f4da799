"""The section ``[checks]`` of the settings: what it changes shows in the output with its reason, what is wrong in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pipeline import load
from flows.checking import checks_config
from flows.errors import Failure

TEXT = "筹集资金近50万元，其中财政拨付30万元、工会自筹13万元。"
SETTINGS = """
[checks]
near = "{near}"
[checks.overrides.{check}]
to = "info"
reason = "各县口径未统一"
"""


def set_up(folder: Path, monkeypatch: pytest.MonkeyPatch, near: str = "0.1", check: str = "interval-sum") -> None:
    file = folder / "gouji.toml"
    file.write_text(SETTINGS.format(near=near, check=check), "utf-8")
    monkeypatch.setenv("GOUJI_CONFIG", str(file))


def test_a_demoted_check_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch)
    (found,) = load(checks_config=checks_config())(TEXT)._.checks
    assert (found.verdict, found.severity) == ("fails", "info")
    assert "各县口径未统一" in found.message


def test_a_wider_tolerance_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch, near="0.2")
    assert [c.verdict for c in load(checks_config=checks_config())(TEXT)._.checks] == ["holds_by_rounding"]


@pytest.mark.parametrize(("near", "check", "named"), [("0.1", "no-such-check", "no-such-check"), ("much", "interval-sum", "near")])
def test_what_is_wrong_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, near: str, check: str, named: str) -> None:
    set_up(tmp_path, monkeypatch, near, check)
    with pytest.raises(Failure, match="bad-settings") as caught:
        checks_config()
    assert named in caught.value.reason


def test_without_settings_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CONFIG", str(tmp_path / "none.toml"))
    assert checks_config() == {}
