"""``gouji extract`` and ``gouji text``: the keys, the offsets, the numbers, and what is not loaded for them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows.jsonl import dumps

KEYS = {
    "article": "file document issue part article section title contributor start end organisations figures targets checks",
    "issue": "name number total_number date publisher",
    "organisations": "start end text name type role",
    "figures": "start end text low high approx comparator step unit kind measure subject period scope modality",
    "targets": "start end text owner measure comparator low high unit base deadline deadline_text modality responsible",
    "checks": "check scope verdict severity figures evidence equation message fingerprint",
}


@pytest.fixture(scope="module")
def articles(gouji: Any, bulletins: Path) -> list[dict[str, Any]]:
    done = gouji("extract", bulletins / "2013-03.txt", bulletins / "2013-06.txt")
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_object_per_article_in_reading_order(articles: list[dict[str, Any]]) -> None:
    assert [(Path(a["file"]).name, a["article"], a["title"]) for a in articles] == [
        ("2013-03.txt", 1, "永丰市新建工会120家"),
        ("2013-03.txt", 2, "石桥区总工会慰问一线职工"),
        ("2013-06.txt", 1, "永丰市上半年新建工会210家"),
    ]
    assert [a["issue"]["date"] for a in articles] == ["2013-03-28", "2013-03-28", "2013-06-27"]


def test_keys_and_their_order(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        assert " ".join(article) == KEYS["article"]
        assert " ".join(article["issue"]) == KEYS["issue"]
        for layer in ("organisations", "figures", "targets", "checks"):
            assert {" ".join(item) for item in article[layer]} <= {KEYS[layer]}
    assert all(any(a[layer] for a in articles) for layer in ("organisations", "figures", "targets", "checks"))


def test_every_text_stands_at_its_offsets(articles: list[dict[str, Any]], gouji: Any) -> None:
    for article in articles:
        decoded = gouji("text", article["file"]).stdout
        for layer in ("organisations", "figures", "targets"):
            for item in article[layer]:
                assert decoded[item["start"] : item["end"]] == item["text"]
                assert article["start"] <= item["start"] < item["end"] <= article["end"]


def test_a_wrong_sum_fails_and_a_sound_one_does_not(articles: list[dict[str, Any]]) -> None:
    flagged = [[c for c in a["checks"] if c["verdict"] == "fails" and c["severity"] != "info"] for a in articles]
    assert [len(flags) for flags in flagged] == [0, 1, 0]
    assert flagged[1][0]["check"] == "sum-of-parts"


def test_text_prints_the_file_unchanged(gouji: Any, tmp_path: Path) -> None:
    raw = "第1行\r\n　第2行\n\n结束".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    done = subprocess.run([sys.executable, "-m", "flows.cli", "text", str(tmp_path / "a.txt")], capture_output=True, check=True)
    assert done.stdout == raw


def test_standard_input_date_and_publisher(gouji: Any) -> None:
    text = "工会举办招聘会\n去年共举办招聘会12场。（石桥区总工会）\n"
    done = gouji("extract", "--date", "2014-05-06", "--publisher", "石桥区总工会", "-", stdin=text.encode())
    article = json.loads(done.stdout)
    assert (article["file"], article["issue"]["date"], article["issue"]["publisher"]) == ("-", "2014-05-06", "石桥区总工会")
    assert article["figures"][0]["period"]["first"] == "2013-01-01"


def test_archive(gouji: Any, bulletins: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as z:
        z.write(bulletins / "2013-03.txt", "三月.txt")
    done = gouji("text", tmp_path / "a.zip")
    assert done.stdout == (bulletins / "2013-03.txt").read_text("utf-8")


def test_a_bad_file_keeps_no_other_from_being_read(gouji: Any, bulletins: Path) -> None:
    done = gouji("extract", bulletins / "broken.docx", bulletins / "missing.txt", bulletins / "2013-06.txt")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert [line.count(str(bulletins)) for line in done.stderr.splitlines()] == [1, 1]


def test_nothing_heavy_is_loaded(bulletins: Path) -> None:
    code = f"""
import sys
sys.argv = ["gouji", "extract", {str(bulletins / "2013-03.txt")!r}]
from flows.cli import main
try:
    main()
finally:
    heavy = {{"prefect", "pandas", "sqlalchemy", "outputs", "pyarrow", "fastapi", "fsspec"}} & {{m.split(".")[0] for m in sys.modules}}
    print(sorted(heavy), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.1"), "0.1"),
        (Decimal("12345678901234567890.12"), "12345678901234567890.12"),
        (Decimal("1E+4"), "10000"),
        (10**30, "1" + "0" * 30),
        ({"甲": [None, True, "“引”\n"]}, '{"甲": [null, true, "“引”\\n"]}'),
        (((1, 2), (3, 4)), "[[1, 2], [3, 4]]"),
    ],
)
def test_numbers_are_written_digit_for_digit(value: object, expected: str) -> None:
    assert dumps(value) == expected
    json.loads(dumps(value))
