"""Real pages that are kept beside the checkout and are no part of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")]


def annotated(*path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in SHARED.joinpath(*path).read_text("utf-8").splitlines()]


def test_a_bulletin_is_cut_where_a_reader_cuts_it() -> None:
    bulletin = corpus.read(str(SHARED / "gold" / "suzhou2008" / "bulletin.txt"))
    text = bulletin.source.text
    found = [
        (a.ordinal, a.start, a.end, a.section, a.title and text[slice(*a.title)], a.contributor and text[slice(*a.contributor)]) for a in bulletin.articles
    ]
    keys = ("article", "start", "end", "section", "title", "contributor")
    assert found == [tuple(record[k] for k in keys) for record in annotated("gold", "suzhou2008", "gold.jsonl")]


def test_a_paragraph_is_one_article_without_title() -> None:
    for record in annotated("gold", "gov", "gold.jsonl"):
        text = str(record["text"])
        (article,) = corpus.read("a", text.encode()).articles
        assert (article.start, article.end, article.title, article.contributor) == (0, len(text.rstrip()), None, None)


def test_a_saved_report_is_one_article() -> None:
    for path in sorted((SHARED / "real" / "reports").glob("*.txt")):
        bulletin = corpus.read(str(path))
        (article,) = bulletin.articles
        assert article.title is not None
        assert bulletin.source.text[slice(*article.title)].endswith("政府工作报告"), path.name
        assert article.end - article.start > 0.98 * len(bulletin.source.text.rstrip()) or "相关" in bulletin.source.text[article.end :], path.name
        for chrome in ("下载", "关闭窗口", "扫一扫", "阅读量"):
            assert chrome not in article.view.text[:60] + article.view.text[-60:]
