"""Views and their map back to the raw text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.letters import shown_as
from corpus.textmap import TextMap

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))
LETTERS = st.text(alphabet="工会新建10家，。 \n　", max_size=60)


@st.composite
def maps(draw: st.DrawFn) -> tuple[str, TextMap]:
    raw = draw(LETTERS)
    start = draw(st.integers(0, len(raw)))
    end = draw(st.integers(start, len(raw)))
    place = st.integers(start, end)
    dropped = draw(st.lists(st.tuples(place, place), max_size=6))
    return raw, TextMap.without(raw, start, end, dropped)


@given(maps(), st.data())
def test_a_stretch_of_the_view_is_found_in_the_raw_text(case: tuple[str, TextMap], data: st.DataObject) -> None:
    raw, view = case
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.to_raw(start, end)
    if start < end:
        assert raw[first] == view.text[start] and raw[last - 1] == view.text[end - 1]
        assert view.to_view(first, last) == (start, end)
        kept = iter(raw[first:last])
        assert all(c in kept for c in view.text[start:end])  # the view's characters stand in the raw text in this order
    else:
        assert first == last


@given(maps())
def test_dropped_text_shows_as_nothing(case: tuple[str, TextMap]) -> None:
    raw, view = case
    shown = {view.to_raw(i, i + 1)[0] for i in range(len(view.text))}
    for at in range(len(raw)):
        start, end = view.to_view(at, at + 1)
        assert (end - start == 1) == (at in shown)


def test_identity() -> None:
    view = TextMap.identity("某县总工会", 1, 4)
    assert view.text == "县总工" and view.to_raw(0, 3) == (1, 4) and view.to_view(2, 4) == (1, 3)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda p: p.stem)
def test_views_of_articles_lead_back_to_the_text(path: Path) -> None:
    bulletin = corpus.read(str(path))
    text = bulletin.source.text
    for a in bulletin.articles:
        assert a.start <= a.view.to_raw(0, len(a.view.text))[0] and a.view.to_raw(0, len(a.view.text))[1] <= a.end
        shown = shown_as(text[a.start : a.end])
        for i, c in enumerate(a.view.text):
            assert c == text[slice(*a.view.to_raw(i, i + 1))].translate(shown)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("3 月 5 日，某县总工会慰问职工 120 人，发放慰问金 4.5 万元，受到一线职工的普遍欢迎。", "3月5日，某县总工会慰问职工120人，发放慰问金4.5万元，受到一线职工的普遍欢迎。"),
        ("近日，某县总 工会召开全体委员会议，部署今年的工会组建工作，与会委员四十人。", "近日，某县总工会召开全体委员会议，部署今年的工会组建工作，与会委员四十人。"),
        ("某县总工会新建 ８家企业工会，新发展会员１２０人，完成了全年任务的一半以上。", "某县总工会新建８家企业工会，新发展会员１２０人，完成了全年任务的一半以上。"),
        ("某县\u200b总工会慰问\u00a0职工。", "某县总工会慰问 职工。"),
    ],
)
def test_spaces_inside_words(raw: str, shown: str) -> None:
    (article,) = corpus.read("a", raw.encode()).articles
    assert article.view.text == shown


def test_broken_lines_and_page_numbers() -> None:
    lines = [
        "　　今年以来，某县总工会把外来职工入会作为头等大事，抽调十二名",
        "干部分片包干，逐户走访企业，摸清底数，建立台账。截至三月底，全",
        "— 2 —",
        "县新建企业工会58家，其中外资企业8家，发展会员3460人，完成全年",
        "计划的四成，走在全市前列。",
    ]
    (article,) = corpus.read("a", "\n".join(lines).encode()).articles
    assert article.view.text == "".join(lines[:2]).strip() + "".join(lines[3:])


def test_carriage_returns_are_line_breaks_in_the_view() -> None:
    (article,) = corpus.read("a", "某县总工会举办培训\r\n近日，某县总工会举办培训班，共有120人参加。\r\n结业率为98%。".encode()).articles
    assert article.view.text.count("\n") == 2 and "\r" not in article.view.text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("濱海鎮總工會舉辦職工運動會，參加職工爲四百六十名。", "滨海镇总工会举办职工运动会，参加职工为四百六十名。"),
        ("会上表彰了劉會計等十名先进职工，并向他们颁发了荣誉证书和奖金，号召全体职工向他们学习。", None),  # one name does not make a traditional text
        ("某县总⼯会召开⼤会，⼈员120名。", "某县总工会召开大会，人员120名。"),  # radicals, as PDF files have them
        ("某县总工会新建８家企业工会ＯＫ。", None),
    ],
)
def test_characters_are_shown_in_their_common_form(raw: str, shown: str | None) -> None:
    bulletin = corpus.read("a", raw.encode())
    assert bulletin.articles[0].view.text == (shown or raw)
    assert bulletin.source.text == raw
