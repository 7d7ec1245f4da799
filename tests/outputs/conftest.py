"""Bulletins in a line of markup, and every store test on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any

import pytest

from corpus.model import Article, Issue, Source
from corpus.textmap import TextMap
from extractors.model import Check, Facts, Figure, Organisation, Target
from extractors.sentences import sentences
from flows.rows import rows
from outputs.store import Store

PIPELINE = "1"
MARK = re.compile(r"[｛《【](.*?)[｝》】]")
WORDS = re.compile("集体合同|总工会|工会|会员|职工|会议|新建|农民工|企业|其中|[A-Za-z]+|[^\\W\\d]|\\d+|\\S")


@dataclass
class Analysed:
    """An analysed article or bulletin, as :mod:`flows.rows` sees it."""

    article: Any = None
    facts: Any = None
    words: Any = ()
    source: Any = None
    issues: Any = ()
    articles: Any = ()
    observations: Any = ()


def bulletin(marked: str, path: str = "a.txt", issued: date | None = date(2009, 3, 31), fails: bool = False, **masthead: Any) -> Analysed:
    """A bulletin of one article. ｛organisation｝, 《figure》 and 【figure that is a target】; ``fails`` ties all figures to a flag."""
    text, organisations, figures, targets, at = "", [], [], [], 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        start, at = len(text), m.end()
        text += m[1]
        if m[0][0] == "｛":
            organisations.append(Organisation(start, len(text), m[1], f"甲市{m[1].removeprefix('市')}", "union", "actor"))
        else:
            n = int(re.match(r"\d+", m[1])[0])  # type: ignore[index]
            figures.append(Figure(start, len(text), m[1], low=n, high=n, step=1, unit=m[1].lstrip("0123456789"), measure="新建工会"))
            if m[0][0] == "【":
                targets.append(Target(figures[-1], "甲市总工会", "新建工会", ">=", deadline="2009-12-31", deadline_text="年底前"))
    text += marked[at:]
    spans = tuple((f.start, f.end) for f in figures)
    mark = sha256("".join(f.text for f in figures).encode()).hexdigest()[:16]
    checks = (Check("sum-of-parts", "fails", "error", spans, "8 + 3 = 11 ≠ 10", "各项之和与合计不符", mark),) if fails else ()
    facts = Facts(
        text,
        sentences=tuple(sentences(text)),
        figures=tuple(figures),
        organisations=tuple(organisations),
        targets=tuple(targets),
        checks=checks,
    )
    words = tuple(tuple(WORDS.findall(text[s:e])) for s, e in facts.sentences)
    article = Article(1, 0, len(text), TextMap.identity(text, 0, len(text)), title=(0, min(4, len(text))))
    source = Source(path, sha256(text.encode()).hexdigest(), text, "txt", "utf-8")
    return Analysed(source=source, issues=(Issue("工会简报", "1", date=issued, **masthead),), articles=(Analysed(article, facts, words),))


@pytest.fixture(scope="session")
def bulletin_rows() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    """Rows of a bulletin given in markup."""
    return lambda *args, pipeline=PIPELINE, **options: rows(bulletin(*args, **options), pipeline)


@pytest.fixture
def make(bulletin_rows: Any) -> Any:
    return bulletin_rows


@pytest.fixture
def analysed() -> Callable[..., Analysed]:
    return bulletin


@pytest.fixture
def ingest() -> Callable[..., Any]:
    """Write documents in a run of their own; gives the run."""

    def write(store: Store, *documents: dict[str, list[dict[str, Any]]]) -> Any:
        with store.run(PIPELINE) as run:
            run.exists = lambda path: True
            run.write(documents)
        return run

    return write


@pytest.fixture(scope="session")
def new_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Gives an address of that kind where there is no store yet."""

    def address(kind: str) -> str:
        if kind == "sqlite":
            return str(tmp_path_factory.mktemp("store") / "gouji.db")
        return f"{request.getfixturevalue('postgres').url}?schema=t{next(_schemas)}"

    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, new_store: Callable[[str], str]) -> str:
    return new_store(request.param)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


_schemas = count()
