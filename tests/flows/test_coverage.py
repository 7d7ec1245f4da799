"""``gouji coverage``: figures in a decided check, the reasons of the others, and the sum over all articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT = "某市新建工会10家\n今年以来，某市新建工会10家，其中外资企业8家、内资企业2家。举办培训班6期。\n"


def test_counts_per_article_and_in_all(gouji: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    done = gouji("coverage", "--format", "jsonl", path)
    assert (done.returncode, done.stderr) == (0, "")
    article, total = map(json.loads, done.stdout.splitlines())
    assert (article["article"], article["figures"], article["checked"]) == (1, 5, 4)
    assert sum(article["reasons"].values()) == 1
    assert (total["article"], total["figures"], total["share"]) == (None, 5, 0.8)


def test_a_missing_file_is_told_and_the_others_are_counted(gouji: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = gouji("coverage", tmp_path / "none.txt", tmp_path / "a.txt")
    assert done.returncode == 1
    assert "missing" in done.stderr and "80%" in done.stdout
