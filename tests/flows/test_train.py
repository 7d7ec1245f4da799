"""``gouji train`` and ``gouji extract --model``: a model made from annotated sentences is a second opinion; mistakes are told in a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli import run


def test_a_trained_model_is_taken_and_ours_stay(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = [f'{{"text": "[云溪诗社|association]第{n}次到会。"}}' for n in range(20)]
    (tmp_path / "data.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "a.txt").write_text("海州市总工会召开会议。\n", "utf-8")
    assert run(["train", str(tmp_path / "model"), "--data", str(tmp_path / "data.jsonl"), "--steps", "40"]) == 0
    assert str(tmp_path / "model") in capfd.readouterr().out
    assert run(["extract", "--model", str(tmp_path / "model"), str(tmp_path / "a.txt")]) == 0
    [article] = map(json.loads, capfd.readouterr().out.splitlines())
    assert article["organisations"][0]["name"] == "海州市总工会"


@pytest.mark.parametrize(
    ("args", "status", "code"),
    [
        (["extract", "--model", "no_such_package", "FILE"], 2, "model-unusable"),
        (["train", "OUT", "--data", "FILE"], 1, "FILE:1: annotation-invalid"),
        (["train", "OUT", "--data", "EMPTY"], 1, "too-few-texts"),
    ],
)
def test_mistakes_are_told(args: list[str], status: int, code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "FILE").write_text("海州市总工会召开会议。\n", "utf-8")
    (tmp_path / "EMPTY").write_text("", "utf-8")
    names = {"FILE": str(tmp_path / "FILE"), "OUT": str(tmp_path / "out"), "EMPTY": str(tmp_path / "EMPTY")}
    assert run([names.get(a, a) for a in args]) == status
    err = capfd.readouterr().err
    assert code.replace("FILE", names["FILE"]) in err and len(err.splitlines()) == 1
