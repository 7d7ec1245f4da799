"""The families of layouts: each text file in ``layouts/`` has its structure beside it as YAML; the first two digits of the name are the family."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpus

FOLDER = Path(__file__).parent / "layouts"
NAMES = sorted(p.stem for p in FOLDER.glob("*.yaml"))
FAMILIES = 18


def expected(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


def parts(bulletin: corpus.Bulletin) -> list[dict[str, Any]]:
    text = bulletin.source.text
    return [
        {
            "part": a.part,
            "start": a.start,
            "end": a.end,
            "section": a.section,
            "title": text[slice(*a.title)] if a.title else None,
            "contributor": text[slice(*a.contributor)] if a.contributor else None,
            "begins": text[a.start : a.start + 8],
            "ends": text[a.end - 8 : a.end],
        }
        for a in bulletin.articles
    ]


@pytest.mark.parametrize("name", NAMES)
def test_structure(name: str) -> None:
    bulletin = corpus.read(str(FOLDER / f"{name}.txt"))
    want = expected(name)
    assert parts(bulletin) == want["articles"]
    issue = bulletin.issues[0]
    stated = {k: getattr(issue, k) for k in ("name", "number", "total_number", "date", "publisher", "year")}
    assert {k: v if k == "year" else str(v) for k, v in stated.items() if v is not None} == want["issue"]


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_encoding_do_not_matter(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    plain = parts(corpus.read("a", text.encode()))
    crlf = corpus.read("a", text.replace("\n", "\r\n").encode("gb18030"))
    assert crlf.source.text.count("\r\n") == text.count("\n")
    assert [p["title"] for p in parts(crlf)] == [p["title"] and p["title"].replace("\n", "\r\n") for p in plain]
    assert [p["contributor"] for p in parts(crlf)] == [p["contributor"] for p in plain]
    for p, q in zip(plain, parts(crlf), strict=True):
        assert text[p["start"] : p["end"]] == crlf.source.text[q["start"] : q["end"]].replace("\r\n", "\n")


def test_every_family_has_three_files() -> None:
    families = Counter(int(name[:2]) for name in NAMES)
    assert sorted(families) == list(range(1, FAMILIES + 1))
    assert min(families.values()) >= 3


def test_ordinals_count_articles_only() -> None:
    for name in NAMES:
        articles = corpus.read(str(FOLDER / f"{name}.txt")).articles
        assert [a.ordinal for a in articles if a.part == "article"] == list(range(1, 1 + sum(a.part == "article" for a in articles)))
        assert all(a.ordinal is None for a in articles if a.part != "article")


def test_articles_do_not_overlap() -> None:
    for name in NAMES:
        articles = corpus.read(str(FOLDER / f"{name}.txt")).articles
        for a, b in pairwise(articles):
            assert a.start < a.end <= b.start


def test_second_issue_has_its_own_masthead() -> None:
    bulletin = corpus.read(str(FOLDER / "18-two-issues.txt"))
    assert [i.number for i in bulletin.issues] == ["3", "4"]
    assert [a.issue for a in bulletin.articles] == [0, 0, 1, 1, 1]
